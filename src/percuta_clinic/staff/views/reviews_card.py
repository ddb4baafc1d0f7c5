"""Results of courses on the chart: what is due, what was missed, how it went."""

from typing import Any

from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.rights import Right
from percuta_clinic.review.course import Course, courses_of
from percuta_clinic.review.queries import has_courses, waiting_in
from percuta_clinic.review.science import Stand

MOST = 4


def courses_shown(request: ClinicRequest, patient: Patient) -> list[dict[str, Any]]:
    """Every course in which skin was needled, with the one word that matters now."""
    if not request.user.may(Right.ASSESS_SKIN) or not has_courses(patient.pk):
        return []
    return [_shown(one) for one in courses_of(patient, request.clinic)[:MOST]]


def _shown(course: Course) -> dict[str, Any]:
    waiting = waiting_in(course)
    if waiting is not None:
        is_missed = waiting.due.stand is Stand.MISSED
        months = f"{waiting.due.looked.months}-month review"
        word = f"{months} {'missed' if is_missed else 'due'}"
        return {"plan": course.plan, "word": word, "tone": "stop" if is_missed else "warn"}
    if not course.is_over:
        return {"plan": course.plan, "said": f"under way, {len(course.given)} given"}
    coming = next((one for one in course.due if one.stand is Stand.COMING), None)
    if coming is None:
        return {"plan": course.plan, "said": "reviewed"}
    return {"plan": course.plan, "said": f"next review {coming.looked.day:%-d %b %Y}"}
