"""Two records of one person become one, and two again if that was a mistake."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.services import record
from percuta_clinic.drafts.models import Draft
from percuta_clinic.patients.belongings import what_moves
from percuta_clinic.patients.following import Rows, counted, follow, made_since, rows_of
from percuta_clinic.patients.models import Merge, Patient
from percuta_clinic.patients.parting import Parted, told_of
from percuta_clinic.patients.restricting import as_shut_as_the_stricter
from percuta_clinic.patients.services import DETAILS, Stale, held, keep_history, save_version
from percuta_clinic.patients.signals import merged
from percuta_clinic.patients.ways_in import shut
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right

INVITED = "people.invitation.patient_id"


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The versions of both records as they stood when somebody compared them."""

    keep: int
    gone: int


@transaction.atomic
def merge(
    *,
    by: Account,
    keep: Patient,
    gone: Patient,
    take: Collection[str] = (),
    shown: Shown | None = None,
) -> Merge:
    """Moves all of ``gone`` to ``keep``, with the details named in ``take``."""
    require(by, Right.MERGE_PATIENTS)
    kept, left = _both(keep, gone)
    if shown and (kept.version, left.version) != (shown.keep, shown.gone):
        raise Stale(kept if kept.version != shown.keep else left)
    _refuse_restricted(by, kept, left)
    moved: dict[str, Any] = {
        "had": {one.name: one.keys(kept.pk) for one in what_moves()},
        "rows": {one.name: one.move(of=left.pk, to=kept.pk) for one in what_moves()},
        "drafts": _move_drafts(left, kept),
        "account": _move_account(left, kept, by=by),
        "details": _take(left, kept, [name for name in DETAILS if name in take]),
    }
    kept.restricted = kept.restricted or left.restricted
    left.merged_into = kept
    save_version(left, by=by, reason=f"merged into {kept.pk}")
    save_version(kept, by=by, reason=f"merged with {left.pk}")
    made = Merge.objects.create(kept=kept, gone=left, moved=moved, by_name=by.name)
    fields = [name for name, keys in moved["rows"].items() if keys] + list(moved["details"])
    record(by=by.actor, action="patient.merged", subject=made, patient_id=kept.pk, fields=fields)
    record(by=by.actor, action="patient.merged", subject=made, patient_id=left.pk)
    merged.send(sender=Merge, patients=[kept.pk, left.pk])
    return made


def _both(keep: Patient, gone: Patient) -> tuple[Patient, Patient]:
    """Both records held, always in the same order, so that two merges cannot wait on each other."""
    if keep.pk == gone.pk:
        raise ValidationError("This is one record, not two. Choose another one to merge it with.")
    rows = {key: held(key) for key in sorted((keep.pk, gone.pk))}
    for row in rows.values():
        if not row.is_live:
            raise ValidationError(
                f"The record of {row} was merged or removed in the meantime. Look for it again."
            )
    return rows[keep.pk], rows[gone.pk]


def _refuse_restricted(by: Account, kept: Patient, left: Patient) -> None:
    if (kept.restricted or left.restricted) and not by.may(Right.RESTRICT_CHARTS):
        raise ValidationError(
            "One of these charts is restricted, and merging or parting them changes who opens it. "
            "A doctor can merge or part these two records."
        )


def _move_drafts(left: Patient, kept: Patient, only: Iterable[str] | None = None) -> list[str]:
    """Unfinished texts go along, unless their writer has one about the other record too."""
    rows = Draft.objects.filter(subject=str(left.pk), dropped_at=None)
    if only is not None:
        rows = rows.filter(pk__in=list(only))
    moved = []
    for draft in rows:
        same = {"account": draft.account_id, "form": draft.form, "dropped_at": None}
        if not Draft.objects.filter(subject=str(kept.pk), **same).exists():
            Draft.objects.filter(pk=draft.pk).update(subject=str(kept.pk))
            moved.append(str(draft.pk))
    return moved


def _move_account(left: Patient, kept: Patient, *, by: Account) -> str:
    if kept.account_id or not left.account_id:
        return ""
    account, left.account = left.account, None
    keep_history(left, by=by, reason="sign-in moved to the kept record")
    left.save()
    kept.account = account
    return str(kept.account_id)


def _take(left: Patient, kept: Patient, names: list[str]) -> dict[str, list[Any]]:
    """Takes details over; remembers for each what was there and what is there now."""
    taken = {}
    for name in names:
        before, after = getattr(kept, name), getattr(left, name)
        if before != after:
            setattr(kept, name, after)
            taken[name] = [_plain(before), _plain(after)]
    return taken


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


@dataclass(frozen=True, kw_only=True)
class Undone:
    """What went to the other record, and what somebody has to look at now."""

    went: str
    remarks: tuple[str, ...]


@transaction.atomic
def undo_merge(*, by: Account, merge: Merge) -> Undone:
    """Moves back what was moved, with all that was made of it since; says what went where."""
    require(by, Right.MERGE_PATIENTS)
    rows = {key: held(key) for key in sorted((merge.kept_id, merge.gone_id))}
    kept, left = rows[merge.kept_id], rows[merge.gone_id]
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    _refuse_undo(merge, kept, left)
    _refuse_restricted(by, kept, left)
    since, had = made_since(merge, kept), rows_of(left)
    remarks = [*_rows_back(merge, kept, left)]
    follow(kept=kept.pk, left=left.pk)
    went = {name: keys - had[name] for name, keys in rows_of(left).items()}
    remarks += _stays(since, went, kept)
    _move_drafts(kept, left, merge.moved.get("drafts", []))
    remarks += _details_back(merge, kept)
    left.merged_into = None
    _account_back(merge, kept, left, by=by)
    remarks += shut(by=by, merge=merge, kept=kept, made=since[INVITED])
    remarks += as_shut_as_the_stricter(by=by, pair=(kept, left))
    save_version(kept, by=by, reason=f"merge with {left.pk} undone")
    save_version(left, by=by, reason=f"merge into {kept.pk} undone")
    Merge.objects.filter(pk=merge.pk).update(undone_at=timezone.now())
    for patient in (kept, left):
        record(by=by.actor, action="merge.undone", subject=merge, patient_id=patient.pk)
    parting = Parted(by=by, kept=kept, left=left, at=merge.at, since=since)
    remarks += told_of(parting)
    return Undone(went=_went(went, left), remarks=tuple(remarks))


def _refuse_undo(merge: Merge, kept: Patient, left: Patient) -> None:
    if merge.undone_at or left.merged_into_id != kept.pk:
        raise ValidationError("This merge was undone already.")
    if not kept.is_live:
        raise ValidationError(
            f"The record of {kept} was itself merged or removed since. Undo that first."
        )
    if left.erased_at or left.removed_at:
        raise ValidationError(f"The record of {left} was removed since; it cannot come back.")


def _rows_back(merge: Merge, kept: Patient, left: Patient) -> Iterable[str]:
    for one in what_moves():
        keys = merge.moved["rows"].get(one.name, [])
        back = one.move(of=kept.pk, to=left.pk, only=keys)
        if len(back) < len(keys):
            label = one.model._meta.verbose_name_plural
            yield f"{len(keys) - len(back)} of {len(keys)} {label} were changed since and stay."


def _stays(since: Rows, went: Rows, kept: Patient) -> Iterable[str]:
    for one in what_moves():
        if keys := since[one.name] - went[one.name]:
            stay = "stays" if len(keys) == 1 else "stay"
            yield f"{counted(one, keys)} came after the merge and {stay} here, with {kept}."


def _went(went: Rows, left: Patient) -> str:
    said = [counted(one, keys) for one in what_moves() if (keys := went[one.name])]
    return f"To the other record, of {left}, went: {', '.join(said)}." if said else ""


def _details_back(merge: Merge, kept: Patient) -> Iterable[str]:
    for name, (before, after) in merge.moved.get("details", {}).items():
        field: Any = Patient._meta.get_field(name)
        if _plain(getattr(kept, name)) == after:
            setattr(kept, name, field.to_python(before))
        else:
            yield f"{str(field.verbose_name).capitalize()} was changed since and stays as it is."


def _account_back(merge: Merge, kept: Patient, left: Patient, *, by: Account) -> None:
    key = merge.moved.get("account")
    if not key or str(kept.account_id) != key:
        return
    account, kept.account = kept.account, None
    keep_history(kept, by=by, reason="sign-in moved back")
    kept.save()
    left.account = account


@transaction.atomic
def gather_strays() -> int:
    """Moves what reached a merged record after its merge, so that nothing is lost from sight."""
    count = 0
    for one in what_moves():
        for gone in one.strays():
            made = Merge.objects.filter(gone=gone, undone_at=None).order_by("-at").first()
            keys = one.move(of=gone, to=made.kept_id) if made else []
            if made and keys:
                made.moved["rows"].setdefault(one.name, []).extend(keys)
                made.save(update_fields=["moved"])
                count += len(keys)
                merged.send(sender=Merge, patients=[made.kept_id])
    return count
