"""Who works when in the sample clinic, its chairs, and the stages of what it offers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from percuta_clinic.booking.models import Part, Service, Visit, WhoBooks
from percuta_clinic.booking.seating import chair_add
from percuta_clinic.booking.stages import Stage
from percuta_clinic.booking.staging import stages_set, usual_stages
from percuta_clinic.booking.terms import terms_set
from percuta_clinic.demo.people_here import Staff
from percuta_clinic.demo.writing import hours_as_booked, hours_of_a_day
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Clinic, Room
from percuta_clinic.premises.queries import day_bounds
from percuta_clinic.roster.queries import holidays_between
from percuta_clinic.roster.services import away_add, away_remove, week_set
from percuta_clinic.roster.weeks import Span, Week

DAY = timedelta(days=1)
WORKDAYS = range(5)
# month, day, how many days: why
HOLIDAYS: Mapping[tuple[int, int, int], str] = {
    (12, 25, 2): "Christmas",
    (1, 1, 1): "New Year's Day",
    (5, 1, 1): "Labour Day",
}
EARLY: tuple[Span, ...] = ((time(9), time(13, 30)), (time(14), time(18)))
LATE: tuple[Span, ...] = ((time(9), time(13, 30)), (time(14), time(19)))
DESK: tuple[Span, ...] = ((time(8, 30), time(13, 45)), (time(14), time(18, 30)))
# whose, when, has visits of their own, helps at those of others
WEEKS = (
    ("sofia", EARLY, True, False),
    ("minh", LATE, True, False),
    ("doctor", EARLY, True, False),
    ("both", LATE, True, True),
    ("front", DESK, False, True),
)
AT_WORK = tuple(key for key, *_ in WEEKS)
NIGHT = timedelta(hours=5)  # a visit of today may last into tomorrow
FACE, BODY = (
    usual_stages(),
    tuple(replace(one, minutes=45) if one.part == Part.NEEDLE else one for one in usual_stages()),
)
TEST = (
    Stage(part=Part.CLEANSE, minutes=5, assistant=True),
    Stage(part=Part.NEEDLE, minutes=20, specialist=True, device=True),
    Stage(part=Part.FINISH, minutes=5, assistant=True),
    Stage(part=Part.CLEAN, minutes=10, assistant=True),
)
# by place in the list of services: stages, who books it online
TERMS: Mapping[int, tuple[Sequence[Stage], WhoBooks]] = {
    0: ((), WhoBooks.ANYBODY),
    1: (FACE, WhoBooks.SEEN),
    2: (BODY, WhoBooks.SEEN),
    3: ((), WhoBooks.SEEN),
    4: (TEST, WhoBooks.CLINIC),
    5: ((), WhoBooks.SEEN),
}


def weeks_of_work(staff: Staff, day: date) -> None:
    """Everybody's usual week."""
    for key, spans, treats, assists in WEEKS:
        week = Week(
            spans=dict.fromkeys(WORKDAYS, spans), first_day=day, treats=treats, assists=assists
        )
        week_set(by=staff["owner"].actor, account=staff[key], week=week)


def seat_two(owner: Account, room: Room) -> None:
    """Two chairs, so that somebody is needled while somebody else is numbed."""
    for number in (1, 2):
        chair_add(by=owner.actor, room=room, name=f"Chair {number}", is_open=True)


def offered(owner: Account, services: Sequence[Service]) -> list[Service]:
    """Each with its stages, and who books it."""
    return [_offered(owner, service, TERMS[at]) for at, service in enumerate(services)]


def _offered(owner: Account, service: Service, terms: tuple[Sequence[Stage], WhoBooks]) -> Service:
    stages, who_books = terms
    if stages:
        stages_set(by=owner.actor, service=service, stages=stages)
    return terms_set(
        by=owner.actor,
        service=service,
        who_books=who_books,
        after=None,
        is_consultation=who_books == WhoBooks.ANYBODY,
        done_by=(),
    )


def absences(staff: Staff, clinic: Clinic, day: date) -> None:
    """A day on which the clinic is shut, and somebody who is away while a visit is booked."""
    starts, ends = _free_day(clinic, day)
    by = staff["front"].actor
    away_add(by=by, account=None, starts_at=starts, ends_at=ends, why="Day of the whole team")
    rows = Visit.objects.filter(claims__isnull=False, patient__account=None)
    visit = rows.select_related("specialist").order_by("starts_at").first()
    if visit is not None:
        when = {"starts_at": visit.starts_at, "ends_at": visit.ends_at}
        away_add(by=by, account=visit.specialist, why="Course in Hamburg", **when)


def _free_day(clinic: Clinic, day: date) -> tuple[datetime, datetime]:
    """A working day in some weeks for which nothing is booked."""
    for after in range(22, 60):
        starts, ends = day_bounds(day + timedelta(days=after), clinic)
        booked = Visit.objects.filter(starts_at__gte=starts, starts_at__lt=ends)
        if not is_shut(starts.date()) and not booked.exists():
            break
    return starts, ends


def around_the_clock(people: Iterable[Account], clinic: Clinic, day: date) -> None:
    """Whatever the hour, somebody works today: the sample clinic is looked at at any time."""
    late = _late(clinic, day)
    for one in people:
        hours_of_a_day(one, day, last=time(0))
        hours_of_a_day(one, late.date(), last=late.time())


def only_what_is_booked(people: Iterable[Account], clinic: Clinic, day: date) -> None:
    """Takes the hours around the clock back that no visit needs: nobody books a time at night."""
    for one in people:
        for each in (day, _late(clinic, day).date()):
            hours_as_booked(one, each, clinic)


def _late(clinic: Clinic, day: date) -> datetime:
    return (day_bounds(day, clinic)[1] + NIGHT).astimezone(clinic.zone)


def is_shut(day: date) -> bool:
    """At weekends and on holidays."""
    found = {date(day.year, m, first) + n * DAY for m, first, days in HOLIDAYS for n in range(days)}
    return day.weekday() not in WORKDAYS or day in found


def holidays(owner: Account, clinic: Clinic, day: date) -> None:
    """Days on which the sample clinic is shut every year, as far as they are to come."""
    for (month, first, days), why in HOLIDAYS.items():
        at = min(
            one for year in (day.year, day.year + 1) if (one := date(year, month, first)) > day
        )
        starts = day_bounds(at, clinic)[0]
        ends = day_bounds(at + timedelta(days=days - 1), clinic)[1]
        away_add(by=owner.actor, account=None, starts_at=starts, ends_at=ends, why=why)


def open_today(owner: Account, clinic: Clinic, day: date) -> None:
    """Somebody looks at the sample clinic, so it is open, even on a holiday."""
    start, end = day_bounds(day, clinic)
    for one in holidays_between(start, end):
        away_remove(by=owner.actor, away=one)
