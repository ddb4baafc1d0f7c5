"""Free times as visitors and patients choose them: as a calendar, and as a list of days."""

from calendar import Calendar
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from percuta_clinic.booking.assigning import Wanted
from percuta_clinic.booking.models import Service
from percuta_clinic.booking.offers import Offer, offers
from percuta_clinic.booking.resources import specialists_for
from percuta_clinic.booking.waiting import PARTS, part_of
from percuta_clinic.booking.who_books import FARTHEST, SOONEST
from percuta_clinic.config.clock import clock
from percuta_clinic.frame import sent
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import day_bounds

WEEK = timedelta(days=7)
VIEWS = ("month", "week", "list")
KNOWN = range(2000, 2101)
GONE = "These times are not as they were shown. Look at them again."
MONDAY_FIRST = Calendar(firstweekday=0)


@dataclass(frozen=True, kw_only=True)
class Time:
    """One time to tap; ``name`` tells it apart where the clocks are set back."""

    starts_at: datetime
    name: str

    @property
    def value(self) -> str:
        """As it is sent."""
        return self.starts_at.astimezone(UTC).isoformat()


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day with its free times; ``url`` shows them."""

    day: date
    times: tuple[Time, ...] = ()
    url: str = ""
    is_here: bool = True  # in the month that is shown
    is_chosen: bool = False

    @property
    def parts(self) -> Iterator[tuple[str, tuple[Time, ...]]]:
        """By part of the day."""
        for part in PARTS:
            found = tuple(one for one in self.times if part_of(one.starts_at) == part)
            if found:
                yield part.capitalize(), found


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What of it somebody wants to see."""

    view: str
    day: date  # chosen, or the first of what is shown
    with_: Account | None
    is_chosen: bool

    @property
    def span(self) -> tuple[date, date]:
        """The first day that is shown, and the first that is not."""
        if self.view == "week":
            first = self.day - timedelta(days=self.day.weekday())
            return first, first + WEEK
        first = self.day.replace(day=1)
        return first, _next_month(first)


def moment(text: str) -> datetime | None:
    """A time as it was sent; None for everything else."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    if found is None or found.tzinfo is None or found.year not in KNOWN:
        return None
    return found.astimezone(UTC)


def other_than_shown(given: Mapping[str, str], service: Service, at: datetime) -> str:
    """What a form showed and what is kept now, in words, where another tab kept something else."""
    shown_at = moment(given.get("shown_at", ""))
    key = sent.key(given.get("shown_service", ""))
    if (key is None or key == service.pk) and (shown_at is None or shown_at == at):
        return ""
    shown = Service.objects.filter(pk=key).first() if key else service
    was = f" on {timezone.localtime(shown_at):%A %-d %B, %H:%M}" if shown_at else ""
    return (
        f"That page showed {shown or 'another service'}{was}. Since then you chose {service} on "
        f"{timezone.localtime(at):%A %-d %B, %H:%M}, in another tab perhaps. Look at it, and "
        "choose."
    )


def times_sent(given: Sequence[str], service: Service) -> dict[int, tuple[datetime, Account]]:
    """Times by the number of their session, as a form sends them: number, time, specialist."""
    people = specialists_for(service)
    found: dict[int, tuple[datetime, Account]] = {}
    for line in given:
        number, at, who = [*line.split("|"), "", ""][:3]
        begins, person, session = moment(at), one_of(people, who), sent.whole(number)
        if begins is None or person is None or session < 1:
            raise ValidationError(GONE)
        found[session] = (begins, person)
    if not found:
        raise ValidationError("Choose at least one of the times.")
    return found


def one_of(people: Sequence[Account], key: str) -> Account | None:
    """The specialist of that key, if it is one of these."""
    wanted = sent.key(key)
    return next((one for one in people if one.pk == wanted), None)


def times_shown(
    request: HttpRequest,
    wanted: Wanted,
    *,
    clinic: Clinic,
    not_before: date | None = None,
    allowed: Callable[[date], bool] | None = None,
) -> dict[str, Any]:
    """All that the page of free times shows, from ``not_before`` on and on days ``allowed``."""
    people = specialists_for(wanted.service)
    soonest = timezone.now() + SOONEST
    if not_before:
        soonest = max(soonest, day_bounds(not_before, clinic)[0])
    farthest = timezone.now() + FARTHEST
    asked = _asked(request, people, soonest.astimezone(clinic.zone).date())
    wanted = replace(wanted, specialist=asked.with_, themselves=True)
    first, last = asked.span
    some = _between(wanted, first, last, bounds=(soonest, farthest), clinic=clinic)
    here = _by_day(some, clinic, allowed)
    found = [] if here else offers(wanted, first=soonest, last=farthest, clinic=clinic)
    days = dict.fromkeys(one.starts_at.astimezone(clinic.zone).date() for one in found)
    start = next((day for day in days if allowed is None or allowed(day)), None)
    if start and not asked.is_chosen:
        asked = Asked(view=asked.view, day=start, with_=asked.with_, is_chosen=False)
        here = _by_day([one for one in found if _is_in(one, asked, clinic)], clinic, allowed)
    return _context(request, asked, here, people=people, clinic=clinic) | {
        "latest": farthest.astimezone(clinic.zone).date(),
        "first_free": start,
        "first_free_url": _to(request, asked, day=start) if start else "",
    }


def _between(
    wanted: Wanted, first: date, last: date, *, bounds: tuple[datetime, datetime], clinic: Clinic
) -> list[Offer]:
    start = max(day_bounds(first, clinic)[0], bounds[0])
    end = min(day_bounds(last, clinic)[0], bounds[1])
    return offers(wanted, first=start, last=end, clinic=clinic)


def _is_in(offer: Offer, asked: Asked, clinic: Clinic) -> bool:
    first, last = asked.span
    return first <= offer.starts_at.astimezone(clinic.zone).date() < last


def _asked(request: HttpRequest, people: Sequence[Account], soonest: date) -> Asked:
    given = request.GET
    view = given.get("view", "")
    day = sent.day(given.get("day", ""))
    known = day is not None and day.year in KNOWN
    return Asked(
        view=view if view in VIEWS else VIEWS[0],
        day=day if day is not None and known else soonest,
        with_=one_of(people, given.get("with", "")),
        is_chosen=known,
    )


def _by_day(
    found: Sequence[Offer], clinic: Clinic, allowed: Callable[[date], bool] | None
) -> dict[date, tuple[Time, ...]]:
    days: dict[date, dict[datetime, None]] = {}
    for one in found:
        at = one.starts_at.astimezone(clinic.zone)
        days.setdefault(at.date(), {})[one.starts_at] = None
    fits = (day for day in days if allowed is None or allowed(day))
    return {day: tuple(_named(days[day], clinic)) for day in fits}


def _named(times: Mapping[datetime, None], clinic: Clinic) -> Iterator[Time]:
    for at in times:
        local = at.astimezone(clinic.zone)
        yield Time(starts_at=local, name=clock(local))


def _context(
    request: HttpRequest,
    asked: Asked,
    here: Mapping[date, tuple[Time, ...]],
    *,
    people: Sequence[Account],
    clinic: Clinic,
) -> dict[str, Any]:
    first, last = asked.span
    chosen = asked.day if asked.is_chosen and asked.day in here else next(iter(sorted(here)), None)
    days = [_day(request, asked, day, here=here, chosen=chosen) for day in sorted(here)]
    whole = [_day(request, asked, day, here=here, chosen=chosen) for day in _grid(asked)]
    weeks = [whole[at : at + 7] for at in range(0, len(whole), 7)]
    before = first - timedelta(days=1)
    return {
        "view": asked.view,
        "views": [(name, _to(request, asked, view=name)) for name in VIEWS],
        "first": first,
        "last": last - timedelta(days=1),
        "weeks": [week for week in weeks if week[-1].day >= timezone.localdate()],
        "days": days,
        "chosen": next((one for one in days if one.is_chosen), None),
        "previous": _to(request, asked, day=before) if first > timezone.localdate() else "",
        "next": _to(request, asked, day=last) if last < _latest() else "",
        "people": [(one, _to(request, asked, who=one.pk)) for one in people],
        "anybody": _to(request, asked, who=""),
        "with": asked.with_,
        "zone": zone_name(clinic),
    }


def zone_name(clinic: Clinic) -> str:
    """The clinic's time zone as people say it."""
    city = clinic.time_zone.rsplit("/", maxsplit=1)[-1].replace("_", " ")
    return f"{city} time" if "/" in clinic.time_zone else clinic.time_zone


def _latest() -> date:
    return timezone.localdate(timezone.now() + FARTHEST)


def _day(
    request: HttpRequest,
    asked: Asked,
    day: date,
    *,
    here: Mapping[date, tuple[Time, ...]],
    chosen: date | None,
) -> Day:
    return Day(
        day=day,
        times=here.get(day, ()),
        url=_to(request, asked, day=day),
        is_here=asked.view == "week" or day.month == asked.day.month,
        is_chosen=day == chosen,
    )


def _grid(asked: Asked) -> list[date]:
    if asked.view == "week":
        return [asked.span[0] + timedelta(days=number) for number in range(7)]
    return list(MONDAY_FIRST.itermonthdates(asked.day.year, asked.day.month))


def _to(
    request: HttpRequest,
    asked: Asked,
    *,
    day: date | None = None,
    view: str = "",
    who: UUID | str | None = None,
) -> str:
    """This page with something else shown; what else it was asked stays."""
    given = {name: request.GET[name] for name in ("service",) if name in request.GET}
    person = who if who is not None else (asked.with_.pk if asked.with_ else "")
    given |= {"view": view or asked.view, "with": str(person)}
    given["day"] = f"{day or asked.day:%Y-%m-%d}" if day or asked.is_chosen else ""
    return f"?{urlencode({name: value for name, value in given.items() if value})}"


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
