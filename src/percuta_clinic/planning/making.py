"""What the choices of a plan lead to, for its patient, service and day."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from percuta_clinic.booking.daytime import next_treatment, treatment_day
from percuta_clinic.booking.models import Service
from percuta_clinic.planning.house import house_of
from percuta_clinic.planning.inputs import Inputs, inputs_of
from percuta_clinic.planning.models import HouseProtocol, Plan
from percuta_clinic.planning.science import About, Made, make, named, points_of, sessions_in, thawed
from percuta_clinic.premises.models import Clinic


def made_for(
    plan: Plan,
    *,
    day: date,
    house: HouseProtocol | None,
    inputs: Inputs | None = None,
    foretold: bool = True,
) -> Made:
    """A draft as it would be proposed on ``day``; ``inputs`` instead of its own.

    The course begins on the day that is booked for it, where one is.
    """
    about = About(
        patient=plan.patient,
        device=plan.service.device,
        day=max(day, _booked(plan) or day),
        by=plan.by_name,
        house=house_of(house),
    )
    return make(about, inputs or inputs_of(plan.inputs), foretold=foretold)


def _booked(plan: Plan) -> date | None:
    """The day of the next visit of this service."""
    visit = next_treatment(plan.patient, plan.service)
    return treatment_day(visit, Clinic.objects.get()) if visit is not None else None


def kept_of(plan: Plan) -> Made:
    """A plan that was proposed, exactly as it was then."""
    return thawed(plan.document, plan.forecast)


def prices_of(service: Service, made: Made) -> dict[str, Any]:
    """What the course costs as things stand, to be frozen with the plan."""
    sessions = sessions_in(made)
    return {
        "service": service.name,
        "each": f"{service.price}",
        "sessions": sessions,
        "total": f"{service.price * sessions}",
        "currency": service.currency,
        "to_buy": service.to_buy,
        "minutes": service.minutes,
    }


def points_not_approved(plan: Plan, *, day: date, approved: Iterable[str]) -> tuple[str, ...]:
    """What a doctor has to weigh on ``day`` that was not there when the plan was approved."""
    now = made_for(plan, day=day, house=plan.house, foretold=False)
    if not now.is_plan:
        return (now.why,)
    known = frozenset(approved)
    return tuple(one.what for one in points_of(now) if named(one) not in known)
