"""What a recall means for today: treatments that have the lot, and visits that would need it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from percuta_clinic.booking.models import INSIDE, State, Visit
from percuta_clinic.premises.models import Clinic
from percuta_clinic.stock.models import Kind, Lot
from percuta_clinic.treatment.ready import good_lot, needs_cream
from percuta_clinic.treatment.tracing import uses_of

AHEAD = timedelta(days=14)
NOT_BEGUN = (State.BOOKED, State.CONFIRMED, State.ARRIVED, State.IN_ROOM)


@dataclass(frozen=True, kw_only=True)
class Reach:
    """``here``: has it in use now. ``instead``: what those to come take; else they have nothing."""

    here: tuple[Visit, ...]
    instead: Lot | None
    without: tuple[Visit, ...]


def reach_of(lot: Lot, *, clinic: Clinic, now: datetime) -> Reach:
    """Whom a recalled lot concerns besides those who were treated with it."""
    kind = Kind(lot.product.kind)
    begun = uses_of(lot).filter(session__signed_at=None).values("session__visit")
    rows = Visit.objects.select_related("room", "chair", "specialist", "service", "patient")
    here = rows.filter(pk__in=begun, state__in=INSIDE).order_by("starts_at")
    day = now.astimezone(clinic.zone).date()
    instead = good_lot(kind, day, for_device=lot.product.for_device)
    without = () if instead else tuple(_to_come(kind, now))
    return Reach(here=tuple(here), instead=instead, without=without)


def _to_come(kind: Kind, now: datetime) -> list[Visit]:
    """Needling of the next two weeks; a cream only where the plan has one, or none is made yet."""
    rows = Visit.objects.select_related("room", "specialist", "service", "patient").filter(
        service__is_needling=True,
        state__in=NOT_BEGUN,
        ends_at__gt=now,
        starts_at__lte=now + AHEAD,
    )
    found = rows.order_by("starts_at")
    if kind == Kind.CREAM:
        return [one for one in found if needs_cream(one)]
    return list(found)
