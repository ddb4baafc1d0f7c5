"""What may be done next with a visit, as its page offers it; what may not says why."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from percuta_clinic.booking.daytime import why_not_arriving, why_not_today
from percuta_clinic.booking.models import STEP_WORDS, State, Visit
from percuta_clinic.booking.queries import sessions_of
from percuta_clinic.booking.services import NEEDS_REASON, steps_after
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today
from percuta_clinic.readiness.beginning import points_to_agree
from percuta_clinic.screening.reading import points
from percuta_clinic.screening.science import result_of
from percuta_clinic.staff.views.readiness import reads_chart

AFTER_ALL = {
    (State.FINISHED, State.IN_ROOM): "Back to the room",
    (State.FINISHED, State.TREATING): "Back to the treatment",
    (State.TREATING, State.IN_ROOM): "Not begun: back to the room",
    (State.MISSED, State.ARRIVED): "Arrived after all",
}
NOT_THE_DESK = "A specialist or a doctor begins the treatment."
Strip = Mapping[str, Any]


def steps_shown(
    account: Account, visit: Visit, *, strip: Strip | None, clinic: Clinic
) -> dict[str, Any]:
    """The steps as buttons, and in ``held`` why a step that would follow is not offered."""
    possible = [to for to in steps_after(visit) if _is_for(account, visit, to)]
    held = {to: _held(account, visit, to, strip=strip, clinic=clinic) for to in possible}
    new = _to_agree(visit, strip, clinic=clinic)
    steps = [_step(visit, to, waits=new is not None) for to in possible if not held[to]]
    return {
        "new": new or (),
        "steps": steps,
        "held": [why for why in held.values() if why],
        "goes": any(step["goes"] for step in steps),
    }


def _is_for(account: Account, visit: Visit, to: State) -> bool:
    """Back to a treatment only for whoever treats."""
    back = visit.state == State.FINISHED and to == State.TREATING
    return not back or account.may(Right.OPEN_CHART)


def _to_agree(visit: Visit, strip: Strip | None, *, clinic: Clinic) -> tuple[str, ...] | None:
    """What beginning the treatment asks a doctor's word on; None: it does not ask."""
    if visit.state != State.IN_ROOM:
        return None
    return points_to_agree(strip["planned"] if strip else None, day=today(clinic))


def _step(visit: Visit, to: State, *, waits: bool) -> dict[str, Any]:
    return {
        "to": to,
        "words": _words(visit, to),
        "asks": to in NEEDS_REASON,
        "goes": to == visit.next_state,
        "agrees": waits and to == State.TREATING,
    }


def _words(visit: Visit, to: State) -> str:
    if visit.next_state == State.TREATING and to == State.FINISHED:
        return "Finish without treatment"
    return AFTER_ALL.get((State(visit.state), to), STEP_WORDS[to])


def _held(account: Account, visit: Visit, to: State, *, strip: Strip | None, clinic: Clinic) -> str:
    if to == State.ARRIVED:
        return why_not_arriving(visit, clinic)
    if to != State.TREATING or visit.state != State.IN_ROOM:
        return ""
    return why_not_today(visit, clinic) or why_not_begun(account, strip)


def why_not_begun(account: Account, strip: Strip | None) -> str:
    """Why this person is not offered to begin the treatment of who is in the room."""
    if strip and strip["first"]:
        missing = "; ".join(chip["word"] for chip in strip["first"])
        return f"Treatment begins once this is cleared: {missing}."
    return "" if account.may(Right.OPEN_CHART) else NOT_THE_DESK


def points_shown(
    account: Account, visit: Visit, *, new: tuple[str, ...], clinic: Clinic
) -> dict[str, Any]:
    """What the plan has for a doctor, for whoever reads the chart; ``new``: since its approval."""
    url = f"{reverse('screening', args=[visit.patient_id])}#points"
    shown = {"number": 0, "url": url, "had": sessions_of(visit.patient_id).done, "new": ()}
    if not reads_chart(account, visit):
        return shown
    if new:
        return shown | {"new": new}
    result = result_of(visit.patient, day=today(clinic), visit=visit)
    return shown | {"number": len(points(result)) if result else 0}
