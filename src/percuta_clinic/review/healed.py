"""How somebody healed in a course: the check-ins of its sessions, as the science reads them."""

from zoneinfo import ZoneInfo

from percuta_clinic.healing.models import CheckIn
from percuta_clinic.healing.queries import sessions_of, zone_of
from percuta_clinic.healing.science_triage import degree_of, given
from percuta_clinic.healing.shown import last_answer
from percuta_clinic.planning.making import kept_of
from percuta_clinic.premises.models import Clinic
from percuta_clinic.review.course import Course
from percuta_clinic.review.science_healing import SIGNS, Heals, Needled, Said, heals


def healed(course: Course, clinic: Clinic) -> Heals | None:
    """The forecast of healing with and without what was told; None where nothing was told."""
    patient, days = course.plan.patient, set(course.given)
    zone = zone_of(patient, clinic)
    sessions: dict[object, Needled] = {}
    for session in sessions_of(patient):
        found = given(session, zone)
        if found is not None and found.on in days:
            depth = found.treated.deepest_mm
            if depth is not None:
                sessions[session.pk] = Needled(on=found.on, depth_mm=depth)
    said = _said(sessions, zone)
    by_day = {one.on: one for one in sessions.values()}
    document = kept_of(course.plan).document
    if not said or document is None:
        return None
    ordered = [by_day[day] for day in sorted(by_day)]
    return heals(document.age, document.phototype, ordered, said)


def _said(sessions: dict[object, Needled], zone: ZoneInfo) -> list[Said]:
    """The newest answer of each check-in, sign by sign; what was not answered is not there."""
    rows = CheckIn.objects.filter(session__in=list(sessions)).prefetch_related("answers")
    answers = [one for one in map(last_answer, rows) if one is not None]
    return [
        Said(sign=sign, on=one.told_on, degree=degree)
        for one in answers
        for sign in SIGNS
        if (degree := degree_of(one.values, sign)) is not None
    ]
