"""A course of Amara's that is over: three sessions under a plan, graded before."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from clinic.people_here import House
from clinic.planning.put import made
from percuta_clinic.assessment.models import Grading
from percuta_clinic.booking.models import Service, Visit
from percuta_clinic.booking.models import State as VisitState
from percuta_clinic.config.ids import new_id
from percuta_clinic.patients.models import Patient
from percuta_clinic.planning.making import prices_of
from percuta_clinic.planning.models import Plan, State, Step, What
from percuta_clinic.planning.science import frozen, print_of, zones_in
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today
from percuta_clinic.review.course import Course, course_of
from percuta_clinic.review.models import Review
from percuta_clinic.review.scores import places_of
from percuta_clinic.review.services import Saw, review_save

APART = 28  # days between sessions
EXAMPLE = "dogra-2014"  # scars of acne on both cheeks


def over(
    house: House,
    *,
    ago: int = 92,
    sessions: int | None = None,
    before: float | None = 4,
    patient: Patient | None = None,
    state: State = State.COMPLETED,
) -> Course:
    """The last session was ``ago`` days ago; ``before`` is the grade of every place then."""
    whose, found = patient or house.amara, made(EXAMPLE)
    service = Service.objects.get(pk=house.needling.pk)
    prices = prices_of(service, found)
    count = sessions if sessions is not None else int(prices["sessions"])
    last = today(Clinic.objects.get()) - timedelta(days=ago)
    days = [last - timedelta(days=APART * back) for back in reversed(range(count))]
    plan = _plan(house, whose, days, state=state)
    for day in days:
        _visit(house, whose, day)
    course = again(plan)
    if before is not None:
        graded(house, course, before, on=days[0])
    return course


def _plan(house: House, patient: Patient, days: Sequence[date], *, state: State) -> Plan:
    found = made(EXAMPLE)
    document, forecast = frozen(found)
    service = Service.objects.get(pk=house.needling.pk)
    prices = prices_of(service, found)
    key = new_id()
    plan = Plan.objects.create(
        id=key,
        course=key,
        number=1,
        patient=patient,
        service=service,
        state=state,
        made_by=house.sina,
        by_name=house.sina.name,
        planned_from=days[0] - timedelta(days=1),
        document=document,
        forecast=forecast,
        prices=prices,
        zones=sorted(zones_in(found)),
        digest=print_of(document, forecast, prices),
    )
    Step.objects.create(plan=plan, what=What.APPROVED, by=house.dora, by_name=house.dora.name)
    return plan


def _visit(house: House, patient: Patient, day: date) -> Visit:
    begins = datetime.combine(day, time(10), Clinic.objects.get().zone)
    return Visit.objects.create(
        patient=patient,
        service=house.needling,
        specialist=house.sina,
        room=house.room,
        starts_at=begins,
        ends_at=begins + timedelta(hours=1),
        state=VisitState.FINISHED,
        treatment_began_at=begins,
        made_by="Fred",
    )


def graded(house: House, course: Course, grade: float, *, on: date) -> None:
    """Every place of the course on its scale, on a day."""
    for place in places_of(course):
        if place.measure is not None:
            Grading(
                patient=course.plan.patient,
                zone=place.zone,
                kind=place.kind,
                scale=place.measure.key,
                grade=grade,
                seen_on=on,
                by=house.sina,
                by_name=house.sina.name,
            ).save()


def again(plan: Plan) -> Course:
    """The course as it stands now."""
    fresh = Plan.objects.select_related("patient", "service").get(pk=plan.pk)
    return course_of(fresh, Clinic.objects.get())


def reviewed(house: House, course: Course, grade: float | None, *, after: int = 92) -> Review:
    """Sina grades every place alike."""
    grades = {one.field: grade for one in places_of(course)}
    saw = Saw(grades=grades, gais=3, note="Softer edges.")
    return review_save(by=house.sina, course=course, after=after, saw=saw, key=uuid4())
