"""The answer in one or two sentences, and days as people write them."""

from datetime import date

from percuta.planning.request import Request
from percuta.screening.screen import Screening, Verdict
from percuta.zones.face import ZONES


def day_in_words(day: date) -> str:
    """A day such as ``Mon 2 November 2026``, the same in every locale."""
    weekdays = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    months = (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    )
    return f"{weekdays[day.weekday()]} {day.day} {months[day.month - 1]} {day.year}"


def answer_in_words(request: Request, screening: Screening) -> str:
    """What the verdict means for this wish, and what to do next."""
    verdict = screening.verdict
    if verdict is Verdict.PLAN:
        return _may(screening)
    if verdict is Verdict.DOCTOR:
        return "A doctor has to decide before anything is planned."
    if verdict is Verdict.ASK:
        return "Not before every question below is answered; a missing answer is never a no."
    if verdict is Verdict.NOT_NOW:
        return _not_now(screening)
    return f"No: this wish may not be treated with the {request.device.name}."


def _may(screening: Screening) -> str:
    held = [ZONES[key].name for key in screening.zones if key not in screening.treatable]
    if not held:
        return "May be treated, once the doctor has approved the plan."
    planned = ", ".join(ZONES[key].name for key in screening.treatable)
    return f"May be treated on: {planned}. Not on: {', '.join(held)}; see why below."


def _not_now(screening: Screening) -> str:
    days = [day for key in screening.zones if (day := screening.opens_on(key)) is not None]
    if not days:
        return "Not now. What has to happen first stands below."
    day = min(days)
    return f"Not now. Look again from {day_in_words(day)} (--on {day.isoformat()})."
