"""Whether a patient has results to read, and is asked how it went."""

from dataclasses import dataclass

from percuta_clinic.patients.models import Patient
from percuta_clinic.planning.access import shown_to
from percuta_clinic.premises.models import Clinic
from percuta_clinic.review.course import Course, Due, courses_of
from percuta_clinic.review.queries import has_courses
from percuta_clinic.review.science import Stand


@dataclass(frozen=True, kw_only=True)
class OwnResults:
    """``course`` and ``asked``: what the patient is asked of now, if anything."""

    has: bool
    course: Course | None = None
    asked: Due | None = None


def own_courses(patient: Patient, clinic: Clinic) -> list[Course]:
    """Courses of one's own in which skin was needled, the newest first."""
    if not has_courses(patient.pk):
        return []
    mine = set(shown_to(patient).values_list("pk", flat=True))
    return [one for one in courses_of(patient, clinic) if one.plan.pk in mine]


def own_results(patient: Patient, clinic: Clinic) -> OwnResults:
    """The newest review of the newest course that is due; one that was missed is not pressed."""
    found = own_courses(patient, clinic)
    for course in found:
        due = asked_in(course)
        if due is not None and due.own_stand is Stand.DUE:
            return OwnResults(has=True, course=course, asked=due)
    return OwnResults(has=bool(found))


def asked_in(course: Course) -> Due | None:
    """The newest review of which the patient has said nothing yet and may."""
    found = [one for one in course.due if one.own is None and one.own_stand is not Stand.COMING]
    return found[-1] if found else None
