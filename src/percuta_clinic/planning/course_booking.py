"""The sessions of an agreed course that have no visit yet: times for them, booked in one go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from percuta_clinic.booking.assigning import Wanted
from percuta_clinic.booking.models import Visit
from percuta_clinic.booking.offers import Offer, offers
from percuta_clinic.booking.placing import visit_book
from percuta_clinic.booking.stages import stages_for
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.planning.dates import Dated, course_dates
from percuta_clinic.planning.models import Plan
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import day_bounds

LOOK = timedelta(days=21)  # how far after the planned day a time is looked for


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """A session without a visit, and the first free time on or after its day; None: none found."""

    dated: Dated
    opens: date
    offer: Offer | None


def times_proposed(plan: Plan, dates: Sequence[Dated], clinic: Clinic) -> list[Proposed]:
    """A time for each session without a visit, each as far from the one before as was agreed."""
    wanted = Wanted(
        service=plan.service,
        stages=stages_for(plan.service, plan.patient),
        patient=plan.patient,
    )
    found: list[Proposed] = []
    late = timedelta()
    for dated in dates:
        if dated.visit is not None:
            continue
        opens = max(dated.opens + late, dated.planned) if not found else dated.opens + late
        first = max(day_bounds(opens, clinic)[0], timezone.now())
        some = offers(wanted, first=first, last=first + LOOK, clinic=clinic)
        offer = some[0] if some else None
        if offer is not None:
            late += timezone.localdate(offer.starts_at, clinic.zone) - (dated.opens + late)
        found.append(Proposed(dated=dated, opens=opens, offer=offer))
    return found


@transaction.atomic
def course_book(
    *, by: Account, plan: Plan, times: Mapping[int, tuple[datetime, Account]], clinic: Clinic
) -> list[Visit]:
    """Books visits for sessions by number, all of them or none."""
    require(by, Right.BOOK_VISITS)
    free = {one.number for one in course_dates(plan, clinic) if one.visit is None}
    if taken := sorted(set(times) - free):
        raise ValidationError(
            f"Session {taken[0]} has a visit by now, or is not in the plan. Nothing was booked; "
            "look again."
        )
    return [
        visit_book(
            by=by,
            patient=plan.patient,
            service=plan.service,
            starts_at=at,
            specialist=who,
        )
        for _, (at, who) in sorted(times.items())
    ]
