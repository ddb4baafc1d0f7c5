"""The sessions of an agreed course that have no visit yet: times for them, booked in one go."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.booking.assigning import Wanted
from percuta_clinic.booking.models import Visit
from percuta_clinic.booking.offers import Offer, offers
from percuta_clinic.booking.own import day_allowed
from percuta_clinic.booking.placing import Wish, one_booking_at_a_time, visit_book
from percuta_clinic.booking.stages import stages_for
from percuta_clinic.booking.who_books import FARTHEST, SOONEST
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.planning.access import own_plan
from percuta_clinic.planning.dates import (
    Dated,
    course_dates,
    days_apart,
    plans_keeping_apart,
)
from percuta_clinic.planning.models import Plan
from percuta_clinic.planning.series import Rests
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import day_bounds

LOOK = timedelta(days=21)  # how far after the planned day a time is looked for
MOMENT = timedelta(minutes=1)
OVER = "This plan does not count any more. Nothing was booked."

Times = Mapping[int, tuple[datetime, Account]]


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """A session without a visit, and a free time for it; None: none found.

    ``soonest`` is the first day that keeps the agreed days to the session before, ``opens`` the one
    a time was looked for from; ``lost`` was chosen and does not fit any more, ``too_far`` is later
    than anybody books alone.
    """

    dated: Dated
    soonest: date
    opens: date
    offer: Offer | None
    lost: datetime | None = None
    too_far: bool = False


@dataclass(frozen=True, kw_only=True)
class _Search:
    """What every session of one course is looked for by."""

    wanted: Wanted
    clinic: Clinic
    soonest: datetime
    latest: datetime | None
    allowed: Callable[[date], bool] | None

    def day(self, at: datetime) -> date:
        """The day at the clinic."""
        return timezone.localdate(at, self.clinic.zone)

    def first(self, start: datetime, end: datetime, who: Account | None = None) -> Offer | None:
        """The first free time on a day against which nothing stands; days are asked one by one."""
        start, end = max(start, self.soonest), min(end, self.latest or end)
        for one in offers(self.wanted, first=start, last=end, clinic=self.clinic):
            if who in (None, one.specialist) and self._is_allowed(self.day(one.starts_at)):
                return one
        return None

    def _is_allowed(self, day: date) -> bool:
        return self.allowed is None or self.allowed(day)


def times_proposed(
    plan: Plan,
    dates: Sequence[Dated],
    clinic: Clinic,
    *,
    chosen: Times | None = None,
    themselves: bool = False,
) -> list[Proposed]:
    """A time for each session without a visit, each as far from the one before as was agreed.

    What was ``chosen`` stays where it is still free and not too near.
    """
    search = _search(plan, clinic, themselves=themselves)
    keeping = plans_keeping_apart(plan.patient, plan.service) or [plan]
    gap = timedelta(days=max(days_apart(one) for one in keeping))
    rests = Rests(gap=gap, take_turns=any(one.zones for one in dates))
    found: list[Proposed] = []
    for dated in dates:
        if dated.day is not None:
            rests.note(dated.zones, dated.day)
            continue
        soonest = max(rests.opens(dated.zones) or dated.opens, search.day(timezone.now()))
        if rests.take_turns:
            soonest = max(soonest, dated.opens)
        one = _proposed(search, dated, soonest, chosen=(chosen or {}).get(dated.number))
        found.append(one)
        rests.note(dated.zones, search.day(one.offer.starts_at) if one.offer else one.opens)
    return found


def wanted_for(plan: Plan, *, themselves: bool) -> Wanted:
    """A session of a plan, as it is looked for by the patient or by the desk."""
    return Wanted(
        service=plan.service,
        stages=stages_for(plan.service, plan.patient),
        patient=plan.patient,
        themselves=themselves,
    )


def _search(plan: Plan, clinic: Clinic, *, themselves: bool) -> _Search:
    wanted, now = wanted_for(plan, themselves=themselves), timezone.now()
    return _Search(
        wanted=wanted,
        clinic=clinic,
        soonest=now + SOONEST if themselves else now,
        latest=now + FARTHEST if themselves else None,
        allowed=day_allowed(wanted, clinic) if themselves else None,
    )


def _proposed(
    search: _Search, dated: Dated, soonest: date, *, chosen: tuple[datetime, Account] | None
) -> Proposed:
    opens = max(soonest, dated.planned)
    first = day_bounds(opens, search.clinic)[0]
    one = Proposed(dated=dated, soonest=soonest, opens=opens, offer=None)
    if chosen is not None:
        at, who = chosen
        kept = search.first(at, at + MOMENT, who) if search.day(at) >= soonest else None
        if kept is not None:
            return replace(one, offer=kept)
        one = replace(one, lost=at)
    if search.latest is not None and first >= search.latest:
        return replace(one, too_far=True)
    return replace(one, offer=search.first(first, max(first, timezone.now()) + LOOK))


def free_at(plan: Plan, at: datetime, clinic: Clinic, *, who: Account | None) -> Offer | None:
    """The time somebody tapped, if the patient may have it; with anybody where nobody is named."""
    return _search(plan, clinic, themselves=True).first(at, at + MOMENT, who)


@transaction.atomic
def course_book(*, by: Account, plan: Plan, times: Times, clinic: Clinic) -> list[Visit]:
    """Books visits for sessions by number, all of them or none."""
    require(by, Right.BOOK_VISITS)
    return _all_booked(by=by.actor, plan=plan, times=times, clinic=clinic, wish=Wish())


@dataclass(frozen=True, kw_only=True)
class CourseDone:
    """The visits of a course; ``again``: they were booked before this was sent."""

    visits: list[Visit]
    again: bool = False


@transaction.atomic
def own_course_book(
    *, by: Actor, patient: Patient, key: UUID, times: Times, clinic: Clinic
) -> CourseDone:
    """The same by the patient whose plan it is, from the next session on without a gap."""
    plan = own_plan(patient, key)
    one_booking_at_a_time(patient.pk)
    wanted = {at for at, _ in times.values()}
    dates = course_dates(plan, clinic)
    there = [one.visit for one in dates if one.visit and one.visit.starts_at in wanted]
    if len(there) == len(wanted):
        return CourseDone(visits=there, again=True)
    free = [one.number for one in dates if one.visit is None]
    if left_out := [one for one in free if one not in times and one < max(times)]:
        raise ValidationError(
            f"Session {left_out[0]} comes before session {max(times)}. Book it too, or leave out "
            "all that come after it."
        )
    wish = Wish(themselves=True)
    return CourseDone(visits=_all_booked(by=by, plan=plan, times=times, clinic=clinic, wish=wish))


def _all_booked(*, by: Actor, plan: Plan, times: Times, clinic: Clinic, wish: Wish) -> list[Visit]:
    one_booking_at_a_time(plan.patient_id)
    plan.refresh_from_db(fields=["state"])
    if not plan.in_force:
        raise ValidationError(OVER)
    free = {one.number for one in course_dates(plan, clinic) if one.visit is None}
    if taken := sorted(set(times) - free):
        raise ValidationError(
            f"Session {taken[0]} has a visit by now, or is not in the plan. Nothing was booked; "
            "look again."
        )
    found = []
    for number, (at, who) in sorted(times.items()):
        with _named(number, at.astimezone(clinic.zone)):
            visit = visit_book(
                by=by,
                patient=plan.patient,
                service=plan.service,
                starts_at=at,
                wish=replace(wish, specialist=who),
            )
        found.append(visit)
    return found


@contextmanager
def _named(number: int, at: datetime) -> Iterator[None]:
    """Says which of them it was that something stood in the way of."""
    try:
        yield
    except ValidationError as refusal:
        when = f"{at:%A %-d %B, %H:%M}"
        words = " ".join(refusal.messages)
        raise ValidationError(f"Session {number} ({when}): {words}") from refusal
