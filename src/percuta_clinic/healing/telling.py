"""What a patient reads right after a check-in: what to do, why, who looks and by when."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from percuta_clinic.config.clock import clock
from percuta_clinic.duty.models import Task
from percuta_clinic.duty.queries import Looks, duty_phones, who_looks
from percuta_clinic.healing.models import Urgent
from percuta_clinic.healing.science_triage import SAME_DAY, Judged
from percuta_clinic.healing.unread import Unread
from percuta_clinic.premises.models import Clinic

TITLES = {
    Urgent.EXPECTED: "This is as expected",
    Urgent.WATCH: "Keep an eye on it",
    Urgent.TODAY: "Call us today",
    Urgent.NOW: "Call the emergency number now",
}
TONIGHT = "Call now, tonight"
NIGHT_FROM, NIGHT_TO = 20, 7  # hours where the patient lives: no day is left to call in
CALL_TONIGHT = "Call now, tonight. If nobody answers, see a doctor tonight."
OUT_OF_HOURS = "Call the out-of-hours line"
TICKS = "What you ticked is as expected"
UNREAD = (
    "You also wrote to us. No rule reads words: a person does, and not at once. If it frightens "
    "you or gets worse, do not wait for that. Call us now."
)
UNSEEN = (
    "You also sent a picture. No rule looks at pictures: a person does, and not at once. If it "
    "frightens you or gets worse, do not wait for that. Call us now."
)
UNREAD_UNSEEN = (
    "You also wrote to us and sent a picture. No rule reads words or looks at pictures: a person "
    "does, and not at once. If it frightens you or gets worse, do not wait for that. Call us now."
)
TAKEN_BACK = (
    "You ticked a sign that cannot wait and took it back. We were told as you ticked it, and look "
    "at it even so. If it is there, call the emergency number now."
)
NO_WAIT = "Do not wait for us. Call the emergency number first, then us."
SILENT = (
    "Nobody reads this today, because all you told us is usual. Call us if anything gets worse."
)
EVEN_SO = "Call us even so: by phone you reach us sooner."


def read_after(
    found: Judged, clinic: Clinic, at: datetime, *, task: Task | None, unread: Unread
) -> dict[str, Any]:
    """All of it, as it is kept with the answer; ``at``, where the patient lives, is when.

    ``unread``: what was written in own words or sent as a picture, which no rule has read.
    """
    level, looks = Urgent(found.level), who_looks(clinic, at)
    late = level == Urgent.TODAY and not NIGHT_TO <= at.hour < NIGHT_FROM
    do = [CALL_TONIGHT if late and one == SAME_DAY else one for one in found.do]
    waits = level < Urgent.TODAY
    is_more = unread.any or unread.taken_back or task is not None
    return {
        "title": TICKS if is_more and level == Urgent.EXPECTED else _title(level, late=late),
        "do": [*[TAKEN_BACK] * unread.taken_back, *do, *_unread(unread) * waits],
        "why": [one["patient"] for one in found.found],
        "open": found.not_known,
        "who": _who(level, looks, task),
        "call": _calls(looks) if level == Urgent.TODAY else [],
        "late": late,
    }


def _title(level: Urgent, *, late: bool) -> str:
    return TONIGHT if late else TITLES[level]


def _calls(looks: Looks) -> list[list[str]]:
    """Whom to call, the one who helps soonest first; no number of the day where nobody works."""
    if looks.phone and any(not one.on_call for one in looks.people):
        return [["Call us now", looks.phone]]
    on_call = [[f"Call {name} now", phone] for name, phone in duty_phones(looks.people)]
    return on_call + [[OUT_OF_HOURS, looks.line]] * bool(looks.line)


def _unread(unread: Unread) -> list[str]:
    if unread.words:
        return [UNREAD_UNSEEN if unread.pictures else UNREAD]
    return [UNSEEN] * bool(unread.pictures)


def _who(level: Urgent, looks: Looks, task: Task | None) -> list[str]:
    """Who looks and by when, in sentences; where nobody does, whom to call instead."""
    if task is None:
        return [SILENT]
    said = [NO_WAIT] if level == Urgent.NOW else []
    if level >= Urgent.TODAY and not looks.anybody:
        return [*said, _nobody(looks), *_instead(looks)]
    if looks.anybody:
        said.append(_somebody(looks, task, hurries=level >= Urgent.TODAY))
    else:
        said.append(_nobody(looks))
    return [*said, EVEN_SO] if level == Urgent.TODAY else said


def _somebody(looks: Looks, task: Task, *, hurries: bool) -> str:
    names = " and ".join(one.name for one in looks.people[:2])
    due = when(task.due_at, looks.at)
    told = "is told now" if len(looks.people) == 1 else "are told now"
    if hurries:
        return f"{names} {told} and should look by {due}."
    return f"Somebody of us looks at it by {due}."


def _nobody(looks: Looks) -> str:
    if looks.next_at is None:
        return "Nobody of us looks at this in the next two weeks."
    return f"Nobody of us looks at this before {when(looks.next_at, looks.at)}."


def _instead(looks: Looks) -> list[str]:
    """The line for it; and a doctor at once where there is none, for that cannot wait."""
    if looks.line:
        return [f"Do not wait until then. Call {looks.line} instead."]
    if looks.emergency:
        return [
            "Do not wait until then. See a doctor now, or the nearest hospital at night. "
            f"In an emergency: {looks.emergency}"
        ]
    return ["Do not wait until then. See a doctor now, or the nearest hospital at night."]


def when(at: datetime, seen_from: datetime) -> str:
    """A moment by the clock where the patient lives; the day too, unless it is the same."""
    zone = seen_from.tzinfo
    local = at.astimezone(zone if isinstance(zone, ZoneInfo) else None)
    if local.date() == seen_from.date():
        return clock(local)
    return f"{local:%A %-d %B}, {clock(local)}"
