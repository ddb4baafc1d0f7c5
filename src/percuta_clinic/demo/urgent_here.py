"""Who is on call in the sample clinic, and what is urgent there."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from percuta_clinic.demo.people_here import Staff
from percuta_clinic.duty.models import Task, Urgency
from percuta_clinic.duty.rostering import (
    duty_phone_set,
    duty_rules_change,
    on_call_once,
    on_call_weekly,
)
from percuta_clinic.duty.services import task_close, task_open, task_take
from percuta_clinic.patients.models import Patient

EVENING, MORNING = time(18), time(9)
NOON, AFTER_NOON = time(13, 30), time(14)  # while the others eat
WEEKDAYS, WEEKEND = range(5), (5, 6)
NUMBERS = {"doctor": 999, "sofia": 998, "both": 997}
WATCHED, SETTLED, WAITS = 12, 15, 18  # their numbers among the people


def on_call(staff: Staff, day: date) -> None:
    """The doctor on weeknights, a specialist at weekends; one night is exchanged, one is nobody's.

    The number for when nobody looks is the German one for doctors on call.
    """
    by = staff["owner"].actor
    for key, number in NUMBERS.items():
        duty_phone_set(by=by, account=staff[key], phone=f"+49 30 23125 {number}")
    on_call_weekly(
        by=by,
        account=staff["doctor"],
        weekdays=WEEKDAYS,
        begins=EVENING,
        ends=MORNING,
        first_day=day,
    )
    on_call_weekly(
        by=by,
        account=staff["sofia"],
        weekdays=WEEKEND[:1],
        begins=MORNING,
        ends=MORNING,
        first_day=day,
    )
    on_call_weekly(
        by=by,
        account=staff["doctor"],
        weekdays=WEEKDAYS,
        begins=NOON,
        ends=AFTER_NOON,
        first_day=day,
    )
    on_call_once(
        by=by,
        account=staff["both"],
        on_day=day + timedelta(days=(1 - day.weekday()) % 7 + 7),
        begins=EVENING,
        ends=MORNING,
        instead_of=staff["doctor"],
    )
    duty_rules_change(by=by, line="116117, doctors on call")


def urgent(staff: Staff, people: Sequence[Patient]) -> None:
    """One that a specialist watches, and one that was closed."""
    watched = _task(
        staff,
        people[WATCHED],
        urgency=Urgency.WATCH,
        about="Cheeks still red on day 4, no pain, not warm. Asked to send a picture tomorrow.",
    )
    task_take(by=staff["sofia"], task=watched)
    settled = _task(
        staff,
        people[SETTLED],
        urgency=Urgency.TODAY,
        about="Itching and small bumps on the forehead since last night, day 2.",
    )
    task_take(by=staff["doctor"], task=settled)
    task_close(
        by=staff["doctor"],
        task=settled,
        outcome="Called back: no fever, no pus. Left out the new cream; looks again in two days.",
    )


def urgent_today(staff: Staff, people: Sequence[Patient]) -> None:
    """One that nobody has taken, if nothing else waits."""
    if Task.objects.filter(closed_at=None, owner=None).exists() or len(people) <= WAITS:
        return
    _task(
        staff,
        people[WAITS],
        urgency=Urgency.TODAY,
        about="Left cheek more swollen than yesterday, warm to the touch, day 3. No fever.",
    )


def _task(staff: Staff, patient: Patient, *, urgency: Urgency, about: str) -> Task:
    return task_open(
        by=staff["front"].actor,
        patient=patient,
        urgency=urgency,
        about=about,
        link=f"/patients/{patient.pk}/",
        source="phone call",
        key=f"sample:{patient.pk}:{about[:20]}",
    )
