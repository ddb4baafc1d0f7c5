"""Free times and refusals, ready to print, for booking a visit and for moving one."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from percuta_clinic.booking.assigning import Wanted
from percuta_clinic.booking.free_days import FreeDay, FreeTime, free_days
from percuta_clinic.booking.offers import MOST, Offer
from percuta_clinic.booking.placing import Override, Refused
from percuta_clinic.frame import sent
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.queries import today

DAYS = 21
STEP = timedelta(days=DAYS)
FIRST_DAYS = 3  # the days after them are folded
AT_ONCE = 6  # times of a day, spread over it, that are shown before one asks for all of them


def times_shown(
    request: ClinicRequest, wanted: Wanted, first: date | None, *, but: datetime | None = None
) -> dict[str, Any]:
    """Three weeks of free times by day, and where to look on."""
    clinic, now = request.clinic, today(request.clinic)
    asked = min(max(first or now, now), now + MOST)
    found = free_days(wanted, first=asked, days=DAYS, clinic=clinic, but=but)
    days = [_day(one, several=wanted.specialist is None) for one in found.days]
    return {
        "days": days[:FIRST_DAYS],
        "later": days[FIRST_DAYS:],
        "first": found.first,
        "last": found.first + STEP - timedelta(days=1),
        "late": [
            {"title": f"Not before {one.not_before:%A %-d %B}", "words": one.staff_words}
            for one in found.late
        ],
        "stops": [one.staff_words for one in found.stops],
        "before": max(found.first - STEP, now) if found.first > now and not found.late else None,
        "after": found.first + STEP if found.first + STEP < now + MOST else None,
    }


def _day(one: FreeDay, *, several: bool) -> dict[str, Any]:
    times = [_time(at, several=several) for at in one.times]
    last = len(times) - 1
    few = times if last < AT_ONCE else [times[n * last // (AT_ONCE - 1)] for n in range(AT_ONCE)]
    return {
        "title": f"{one.day:%A %-d %B}",
        "times": few,
        "all": times if len(few) < len(times) else [],
    }


def _time(one: FreeTime, *, several: bool) -> dict[str, Any]:
    at = timezone.localtime(one.starts_at)
    return {
        "value": at.isoformat(),
        "words": f"{at:%H:%M}",
        "who": _who([who.name for who in one.specialists]) if several else "",
    }


def _who(names: Sequence[str]) -> str:
    """The first is who treats if nobody is chosen."""
    return names[0] if len(names) == 1 else f"{names[0]}, {len(names) - 1} more free"


def refusal_shown(
    request: ClinicRequest, refusal: Refused, starts_at: Any, *, hidden: dict[str, Any]
) -> dict[str, Any]:
    """What stands in the way, the next free times, and whether this person may do it all the same.

    ``hidden`` is sent again with whatever is chosen instead.
    """
    words = [one.words for one in refusal.conflicts]
    words += [one.staff_words for one in refusal.reasons]
    return {
        "said": list(dict.fromkeys(words)) or list(refusal.messages),
        "offers": [_offer(one, hidden) for one in refusal.offers],
        "starts_at": timezone.localtime(starts_at).isoformat(),
        "when": f"{timezone.localtime(starts_at):%A %-d %B, %H:%M}",
        "can_override": bool(words) and request.user.may(Right.OVERRIDE_BOOKING),
        "could_override": bool(words),
        "hidden": [(name, one) for name, one in hidden.items() if one],
    }


def _offer(one: Offer, hidden: dict[str, Any]) -> dict[str, Any]:
    """Where one specialist was named, an offer with another names that one."""
    at = timezone.localtime(one.starts_at)
    named = {"specialist": str(one.specialist.pk)} if hidden.get("specialist") else {}
    return {
        "value": at.isoformat(),
        "words": f"{at:%A %-d %B, %H:%M}",
        "who": one.specialist.name,
        "hidden": [(name, value) for name, value in (hidden | named).items() if value],
    }


def override_of(request: ClinicRequest) -> Override | None:
    """That somebody means it all the same; their right and reason are checked where it is done."""
    if request.POST.get("all_the_same") != "1":
        return None
    return Override(by=request.user, why=sent.line(request.POST, "why"))


def keys_of(values: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """What was chosen, as a form sends it again."""
    return {name: str(values[name].pk) for name in names if values.get(name)}
