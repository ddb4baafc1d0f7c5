"""Charts that only a named team opens, and opening one all the same with a reason."""

from collections.abc import Collection, Iterator
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from percuta_clinic.audit.services import record
from percuta_clinic.patients.models import GlassBreak, Patient, TeamMember
from percuta_clinic.patients.services import NUL_MESSAGE, Stale, held, save_version
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.queries import staff
from percuta_clinic.people.rights import RIGHTS, Right

OPEN_FOR = timedelta(minutes=60)
SHORTEST_REASON = 10
LONGEST_REASON = 500


def may_be_in_team() -> QuerySet[Account]:
    """Everybody here who opens charts."""
    roles = [role for role, rights in RIGHTS.items() if Right.OPEN_CHART in rights]
    return staff().filter(grants__role__in=roles, grants__ended_at=None)


@transaction.atomic
def access_set(
    *, by: Account, patient: Patient, version: int, restricted: bool, team: Collection[Account]
) -> Patient:
    """Says who opens this chart: everybody who treats here, or only ``team``."""
    kept = held(patient.pk)
    if kept.version != version or not kept.is_live:
        raise Stale(kept)
    if restricted and not team:
        raise ValidationError(
            "Nobody could open this chart. Name at least one person of its team, or leave it open."
        )
    wanted = {account.pk for account in team} if restricted else set()
    there = set(kept.team.values_list("account_id", flat=True))
    kept.team.filter(account_id__in=there - wanted).delete()
    TeamMember.objects.bulk_create(
        TeamMember(patient=kept, account_id=key) for key in sorted(wanted - there)
    )
    kept.restricted = restricted
    save_version(kept, by=by, reason="restricted to its team" if restricted else "opened to all")
    record(
        by=by.actor,
        action="chart.restricted" if restricted else "chart.unrestricted",
        subject=kept,
        patient_id=kept.pk,
        fields=("restricted", "team"),
    )
    return kept


def as_shut_as_the_stricter(*, by: Account, pair: tuple[Patient, Patient]) -> Iterator[str]:
    """Two records that were one: what is in either may be the other's. The caller saves both."""
    if not any(one.restricted for one in pair):
        return
    teams = {one.pk: set(one.team.values_list("account_id", flat=True)) for one in pair}
    for one, other in (pair, pair[::-1]):
        was_shut = one.restricted
        if was_shut and teams[one.pk]:
            continue
        one.restricted = True
        one.team.exclude(account_id__in=teams[other.pk]).delete()
        TeamMember.objects.bulk_create(
            TeamMember(patient=one, account_id=key)
            for key in sorted(teams[other.pk] - teams[one.pk])
        )
        record(
            by=by.actor,
            action="chart.restricted",
            subject=one,
            patient_id=one.pk,
            fields=("restricted", "team"),
            reason="as the record it was one with",
        )
        yield (
            f"The chart of {one} {'keeps the restriction' if was_shut else 'is restricted now'}, "
            f"with the team of {other}. A doctor who opens it can say otherwise."
        )


@transaction.atomic
def glass_break(*, by: Account, patient: Patient, reason: str) -> GlassBreak:
    """Opens a restricted chart for an hour; the reason is read by a doctor or the owner."""
    require(by, Right.BREAK_GLASS)
    reason = " ".join(reason.split())
    if "\0" in reason:
        raise ValidationError({"reason": NUL_MESSAGE})
    if len(reason) < SHORTEST_REASON:
        raise ValidationError(
            {
                "reason": f"Say in {SHORTEST_REASON} letters or more why you must open this "
                "chart now. A doctor or the owner reads it."
            }
        )
    now = timezone.now()
    made = GlassBreak.objects.create(
        patient=patient, account=by, reason=reason[:LONGEST_REASON], at=now, until=now + OPEN_FOR
    )
    record(by=by.actor, action="glass.broken", subject=made, patient_id=patient.pk, reason=reason)
    return made


def glass_breaks(account: Account) -> QuerySet[GlassBreak]:
    """Every opening with a reason: those nobody has looked at first, then the newest."""
    require(account, Right.REVIEW_GLASS)
    rows = GlassBreak.objects.select_related("patient", "account", "seen_by")
    return rows.order_by(F("seen_at").desc(nulls_first=True), "-at")


@transaction.atomic
def glass_seen(*, by: Account, opening: GlassBreak) -> None:
    """Notes that ``by`` has looked at it; nobody does so for herself."""
    require(by, Right.REVIEW_GLASS)
    if opening.account_id == by.pk:
        raise ValidationError(
            "You opened this chart yourself. Another doctor or the owner has to look at it."
        )
    changed = GlassBreak.objects.filter(pk=opening.pk, seen_at=None).update(
        seen_by=by, seen_at=timezone.now()
    )
    if changed:
        record(by=by.actor, action="glass.seen", subject=opening, patient_id=opening.patient_id)
