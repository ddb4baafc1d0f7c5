"""From a lot to everybody treated with it, and back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from percuta_clinic.audit.services import record
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.stock.finding import twins_of
from percuta_clinic.stock.models import Kind as Kept
from percuta_clinic.stock.models import Lot
from percuta_clinic.stock.sameness import number_key, same_article
from percuta_clinic.stock.services import lot_recall
from percuta_clinic.treatment.incidents import incident_open
from percuta_clinic.treatment.models import Contacted, Kind, LotUse, Session


class Sure(IntEnum):
    """How sure it is that somebody was treated with a lot; the lower, the surer."""

    SHELF = 1
    SAME = 2
    NUMBER = 3
    UNUSED = 4

    @property
    def words(self) -> str:
        """As the list says it."""
        return _SURE[self]

    @property
    def tone(self) -> str:
        """Goes with the words."""
        return "warn" if self is Sure.NUMBER else "idle"


_SURE = {
    Sure.SHELF: "This lot of the shelf",
    Sure.SAME: "Same product and lot number",
    Sure.NUMBER: "Lot number only: product not sure",
    Sure.UNUSED: "Opened in the session, not used",
}


@dataclass(frozen=True, kw_only=True)
class Treated:
    """One person and her sessions with a lot; ``told`` once for all of them."""

    sure: Sure
    patient: Patient
    sessions: Sequence[Session]
    told: Contacted | None

    @property
    def in_the_room(self) -> bool:
        """Whether one of them is not signed yet."""
        return any(one.signed_at is None for one in self.sessions)


def uses_of(lot: Lot) -> QuerySet[LotUse]:
    """What was or may have been used of a lot, in sessions of people who were not erased.

    Also what only says its number: it was typed before the lot was received, or is another pack.
    """
    concerned = Q(lot__in=[lot, *twins_of(lot)])
    if key := number_key(lot.number):
        concerned |= Q(lot_key=key, kind=lot.product.kind)
    rows = LotUse.objects.filter(concerned, struck=False, session__patient__erased_at=None)
    return rows.select_related("lot__product", "session__patient", "session__visit__service")


def sure_of(use: LotUse, lot: Lot) -> Sure:
    """How sure it is that something was of this lot, and was used."""
    if use.unused:
        return Sure.UNUSED
    if use.lot_id == lot.pk:
        return Sure.SHELF
    product = lot.product
    if use.lot is not None and use.lot.product_id == product.pk:
        return Sure.SAME
    if use.kind == Kept.CREAM:
        same = bool(product.key) and use.article == product.key
    else:
        same = same_article(use.article, product.code)
    return Sure.SAME if same else Sure.NUMBER


def counted_of(lot: Lot) -> tuple[int, int, int]:
    """How many sessions and people, and of how many only the number fits; the desk may know."""
    rows = list(uses_of(lot).filter(unused=False))
    sure = {one.session.patient_id for one in rows if sure_of(one, lot) < Sure.NUMBER}
    people = {one.session.patient_id for one in rows}
    return len({one.session_id for one in rows}), len(people), len(people - sure)


def treated_with(account: Account, lot: Lot) -> list[Treated]:
    """Everybody treated with a lot, restricted charts too: a recall leaves nobody out."""
    require(account, Right.OPEN_CHART)
    uses = list(uses_of(lot))
    rows = sorted({one.session for one in uses}, key=lambda one: one.opened_at)
    told = {one.session_id: one for one in _ticks(lot)}
    people: dict[UUID, list[Session]] = {}
    for one in rows:
        people.setdefault(one.patient_id, []).append(one)
    sure = dict[UUID, Sure]()
    for use in uses:
        key, found_as = use.session.patient_id, sure_of(use, lot)
        sure[key] = min(found_as, sure.get(key, found_as))
    found = [_treated(mine, told, sure[key]) for key, mine in people.items()]
    return sorted(found, key=lambda one: (one.told is not None, one.sure, str(one.patient)))


def _treated(sessions: Sequence[Session], told: dict[UUID, Contacted], sure: Sure) -> Treated:
    ticks = [told.get(one.pk) for one in sessions]
    last = ticks[-1] if all(ticks) else None
    return Treated(patient=sessions[0].patient, sessions=sessions, told=last, sure=sure)


def _ticks(lot: Lot) -> Iterable[Contacted]:
    """Of the recall that is on; an earlier one that was taken back does not count."""
    rows = Contacted.objects.filter(lot__in=twins_of(lot))
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
        if (sure := sure_of(use, lot)) is not Sure.SHELF:
            words = f"{words} Found by: {sure.words.lower()}."
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
    ticks = Contacted.objects.filter(
        lot__in=twins_of(lot), recalled_at=lot.recalled_at, session__in=sessions
    )
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
