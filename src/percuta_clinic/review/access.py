"""Who may see which course and its reviews; permission and fetch are one call."""

from uuid import UUID

from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.planning.access import own_plan, plan_for
from percuta_clinic.premises.models import Clinic
from percuta_clinic.review.course import Course, Due, course_of, due_one

NOTHING = "There is nothing of that name."


def course_for(account: Account, key: UUID, clinic: Clinic, *, right: Right) -> Course:
    """The course of a plan in a chart this person may work in."""
    return course_of(plan_for(account, key, right), clinic)


def review_for(account: Account, key: UUID, after: int, *, clinic: Clinic) -> tuple[Course, Due]:
    """One review of it."""
    course = course_for(account, key, clinic, right=Right.ASSESS_SKIN)
    return course, _one(course, after)


def own_course(patient: Patient, key: UUID, clinic: Clinic) -> Course:
    """A course of the patient who asks, in which skin was needled."""
    found = course_of(own_plan(patient, key), clinic)
    if not found.given:
        raise NotYours(NOTHING)
    return found


def own_review(patient: Patient, key: UUID, after: int, *, clinic: Clinic) -> tuple[Course, Due]:
    """One review of the patient who asks, whose day is near or past."""
    course = own_course(patient, key, clinic)
    found = _one(course, after)
    if not found.may_be_done:
        raise NotYours(NOTHING)
    return course, found


def _one(course: Course, after: int) -> Due:
    found = due_one(course, after)
    if found is None:
        raise NotYours(NOTHING)
    return found
