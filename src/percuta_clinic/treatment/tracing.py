"""From a lot to everybody treated with it, and back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from percuta_clinic.audit.services import record
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.stock.models import Lot
from percuta_clinic.stock.services import lot_recall
from percuta_clinic.treatment.incidents import incident_open
from percuta_clinic.treatment.models import Contacted, Kind, LotUse, Session


@dataclass(frozen=True, kw_only=True)
class Treated:
    """One person and her sessions with a lot; ``told`` once for all of them."""

    patient: Patient
    sessions: Sequence[Session]
    told: Contacted | None

    @property
    def in_the_room(self) -> bool:
        """Whether one of them is not signed yet."""
        return any(one.signed_at is None for one in self.sessions)


def uses_of(lot: Lot) -> QuerySet[LotUse]:
    """What was used of a lot, in sessions of people who were not erased."""
    rows = LotUse.objects.filter(lot=lot, struck=False, session__patient__erased_at=None)
    return rows.select_related("session__patient", "session__visit__service")


def counted_of(lot: Lot) -> tuple[int, int]:
    """How many sessions and people; that much the front desk may know."""
    found = uses_of(lot).order_by().values_list("session", "session__patient").distinct()
    rows = list(found)
    return len({one for one, _ in rows}), len({one for _, one in rows})


def treated_with(account: Account, lot: Lot) -> list[Treated]:
    """Everybody treated with a lot, restricted charts too: a recall leaves nobody out."""
    require(account, Right.OPEN_CHART)
    rows = sorted({one.session for one in uses_of(lot)}, key=lambda one: one.opened_at)
    told = {one.session_id: one for one in _ticks(lot)}
    people: dict[UUID, list[Session]] = {}
    for one in rows:
        people.setdefault(one.patient_id, []).append(one)
    found = [_treated(mine, told) for mine in people.values()]
    return sorted(found, key=lambda one: (one.told is not None, str(one.patient)))


def _treated(sessions: Sequence[Session], told: dict[UUID, Contacted]) -> Treated:
    ticks = [told.get(one.pk) for one in sessions]
    last = ticks[-1] if all(ticks) else None
    return Treated(patient=sessions[0].patient, sessions=sessions, told=last)


def _ticks(lot: Lot) -> Iterable[Contacted]:
    """Of the recall that is on; an earlier one that was taken back does not count."""
    rows = Contacted.objects.filter(lot=lot)
    return rows.filter(recalled_at=lot.recalled_at) if lot.recalled_at else rows.none()


def lots_used(patient: Patient) -> QuerySet[LotUse]:
    """Every cartridge and cream of somebody's sessions, the newest first."""
    rows = LotUse.objects.filter(session__patient=patient, struck=False)
    return rows.select_related("lot__product", "session").order_by("-used_at", "id")


@transaction.atomic
def recall_all(*, by: Account, lot: Lot, reason: str) -> Lot:
    """Recalls a lot; whoever has it in a session that is not signed hears of it there."""
    lot = lot_recall(by=by.actor, lot=lot, reason=reason)
    for use in uses_of(lot).filter(session__signed_at=None):
        words = f"{use}: recalled on {lot.recalled_at:%-d %B %Y}. {lot.recall_reason}"
        cause = f"{use.kind}:{use.item}:recalled"
        incident_open(by=by, session=use.session, cause=cause, kind=Kind.CARTRIDGE, words=words)
    return lot


@transaction.atomic
def lot_told(*, by: Account, lot: Lot, patient: Patient, told: bool = True) -> None:
    """Ticks that somebody was told of the recall, or takes the tick back."""
    require(by, Right.OPEN_CHART)
    if lot.recalled_at is None:
        return
    sessions = {one.session_id for one in uses_of(lot).filter(session__patient=patient)}
    ticks = Contacted.objects.filter(lot=lot, recalled_at=lot.recalled_at, session__in=sessions)
    if told:
        new = [
            Contacted(lot=lot, session_id=one, recalled_at=lot.recalled_at, by_name=by.name)
            for one in sessions - set(ticks.values_list("session", flat=True))
        ]
        Contacted.objects.bulk_create(new, ignore_conflicts=True)
    else:
        ticks.delete()
    action, fields = "lot.told", ("told" if told else "not told",)
    record(by=by.actor, action=action, subject=lot, patient_id=patient.pk, fields=fields)


def traced(*, by: Account, lot: Lot) -> None:
    """Writes down that somebody looked up who was treated with a lot."""
    record(by=by.actor, action="lot.traced", subject=lot)
