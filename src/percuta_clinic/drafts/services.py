"""Saving drafts; nothing that was typed is overwritten by something older."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from percuta_clinic.config.prepared import Prepared, Slot
from percuta_clinic.drafts.models import Draft
from percuta_clinic.people.models import Account


@dataclass(frozen=True)
class Stale(Exception):
    """What would be saved comes from an older version than ``kept``."""

    kept: Draft


def draft_of(*, account: Account, form: str, subject: str) -> Draft | None:
    """The live draft, if there is one."""
    return _LIVE.first(account=account.pk, form=form, subject=subject)


_LIVE: Prepared[Draft] = Prepared(
    lambda: Draft.objects.filter(
        account=Slot("account", UUID),
        form=Slot("form", str),
        subject=Slot("subject", str),
        dropped_at=None,
    ).order_by("pk")[:1]
)


def draft_save(
    *, account: Account, form: str, subject: str, values: dict[str, Any], version: int
) -> Draft:
    """Saves over ``version`` (0: there was none). Raises Stale and saves nothing otherwise."""
    if version == 0:
        return _first(account=account, form=form, subject=subject, values=values)
    changed = Draft.objects.filter(
        account=account, form=form, subject=subject, dropped_at=None, version=version
    ).update(version=F("version") + 1, values=values, saved_at=timezone.now())
    kept = draft_of(account=account, form=form, subject=subject)
    if kept is None:
        return _first(account=account, form=form, subject=subject, values=values)
    if not changed and kept.values != values:
        raise Stale(kept)
    return kept


def _first(*, account: Account, form: str, subject: str, values: dict[str, Any]) -> Draft:
    try:
        with transaction.atomic():
            return Draft.objects.create(account=account, form=form, subject=subject, values=values)
    except IntegrityError:
        kept = draft_of(account=account, form=form, subject=subject)
        if kept is None:
            return _first(account=account, form=form, subject=subject, values=values)
        if kept.values != values:
            raise Stale(kept) from None
        return kept


def draft_drop(*, account: Account, form: str, subject: str) -> None:
    """Puts a draft aside; it can be taken back until it is swept."""
    Draft.objects.filter(account=account, form=form, subject=subject, dropped_at=None).update(
        dropped_at=timezone.now()
    )


def draft_end(*, account: Account, form: str, subject: str) -> None:
    """The text became what it was written for; there is nothing to take back."""
    Draft.objects.filter(account=account, form=form, subject=subject, dropped_at=None).delete()


def draft_discarded(*, account: Account, form: str, subject: str, since: datetime) -> Draft | None:
    """The newest draft put aside after ``since``, which can be taken back."""
    return _ASIDE.first(account=account.pk, form=form, subject=subject, since=since)


_ASIDE: Prepared[Draft] = Prepared(
    lambda: Draft.objects.filter(
        account=Slot("account", UUID),
        form=Slot("form", str),
        subject=Slot("subject", str),
        dropped_at__gt=Slot("since", datetime),
    ).order_by("-dropped_at")[:1]
)


def sweep_discarded(*, before: datetime) -> int:
    """Removes what was put aside before then for good; says how many."""
    gone, _ = Draft.objects.filter(dropped_at__lt=before).delete()
    return gone


@transaction.atomic
def draft_take_back(*, account: Account, form: str, subject: str) -> Draft | None:
    """Undoes the last discard, unless something new was begun."""
    if draft_of(account=account, form=form, subject=subject):
        return None
    last = (
        Draft.objects.filter(account=account, form=form, subject=subject)
        .order_by("-dropped_at")
        .first()
    )
    if last:
        last.dropped_at = None
        last.save(update_fields=["dropped_at"])
    return last
