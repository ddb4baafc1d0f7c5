"""One course of last year that is over, with its reviews: invented, and told as such."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.timezone import localdate

from percuta_clinic.booking.models import Service, Visit
from percuta_clinic.booking.models import State as VisitState
from percuta_clinic.config.ids import new_id
from percuta_clinic.consent.models import Kind
from percuta_clinic.consent.services import why_not_asked
from percuta_clinic.demo.answers import whole
from percuta_clinic.demo.consents import TEACHING_TOO, agree
from percuta_clinic.demo.past import Weeks
from percuta_clinic.demo.people_here import Staff
from percuta_clinic.demo.pictures import VIEWS, head
from percuta_clinic.demo.sessions import session_told
from percuta_clinic.demo.writing import (
    asked_back_then,
    graded_then,
    over_since_then,
    plan_of_the_past,
    reviewed_then,
    said_then,
    session_of_the_past,
)
from percuta_clinic.patients.models import Patient
from percuta_clinic.photos.services import Sent, photo_add
from percuta_clinic.planning.making import made_for
from percuta_clinic.planning.models import Plan
from percuta_clinic.planning.science import sessions_in
from percuta_clinic.planning.services import draft_begun, draft_dropped
from percuta_clinic.planning.templates import template_made
from percuta_clinic.review.models import AskedBack, Back, OwnReview, Review
from percuta_clinic.stock.models import Device

PLAIN = 2  # courses beside the two that are told of
ENDED = 105  # days since the last session: two reviews are done, one is to come
APART = 28
BEFORE = {"cheek_left": 4.0, "cheek_right": 4.0}
SEEN = {
    31: ({"cheek_left": 3.0, "cheek_right": 4.0}, 4, "Still a little red; too early to judge."),
    94: ({"cheek_left": 2.0, "cheek_right": 3.0}, 3, "Softer edges left, less so right."),
}
OWN = {
    31: {"gais": 4, "satisfaction": 3, "words": "I cannot see much yet."},
    94: {"gais": 3, "satisfaction": 2, "again": "yes", "words": "Make-up lies more evenly now."},
}
COMPLETED = "Every session given; left cheek two grades better, right cheek one; pleased."


class NoCourse(Exception):
    """What this person answered allows no course."""


@dataclass(frozen=True, kw_only=True)
class Story:
    """Where it happens."""

    staff: Staff
    weeks: Weeks
    service: Service


def finished_course(story: Story, patient: Patient) -> Plan:
    """Planned before there was a house protocol, given, photographed and reviewed twice."""
    plan, last, visits = _given(story, patient)
    for after in SEEN:
        _reviewed(story, plan, last, after=after)
    _photographed(story, patient, (visits[0], _visit(story, patient, _after(last, 94))))
    template_made(by=story.staff["sofia"], plan=plan, name="Acne scars, as proposed")
    return plan


def silent_course(story: Story, patient: Patient) -> AskedBack:
    """The same course of somebody who came once, and answers no letter about the second review."""
    plan, last, visits = _given(story, patient)
    _reviewed(story, plan, last, after=31)
    due = _after(localdate(visits[-1].starts_at), 92)
    row = AskedBack(plan=plan, patient=patient, kind=Back.REVIEW, after=92, due_on=due)
    asked_back_then(row, visits[-1], on=[due - timedelta(days=number) for number in (7, 0, -7)])
    return row


def _given(story: Story, patient: Patient) -> tuple[Plan, date, list[Visit]]:
    """A plan, its sessions, and the grades from before; with the day of the last session."""
    staff, last = story.staff, story.weeks.day - timedelta(days=ENDED)
    whole(staff["front"].actor, patient, None)
    draft = draft_begun(by=staff["sofia"], patient=patient, service=story.service)
    made = made_for(draft, day=last - timedelta(days=4 * APART), house=None)
    count = sessions_in(made)
    if not count:
        draft_dropped(by=staff["sofia"], plan=draft)
        raise NoCourse(f"No course can be planned for {patient}.")
    days = [last - timedelta(days=APART * back) for back in reversed(range(count))]
    visits = [_visit(story, patient, day, service=story.service) for day in days]
    plan = plan_of_the_past(
        draft, made, by=(staff["sofia"], staff["doctor"]), from_day=days[0], why=COMPLETED
    )
    graded_then(patient, BEFORE, by=staff["sofia"], on=days[0])
    device = Device.objects.filter(model=story.service.device).first()
    for visit in visits:
        session = session_of_the_past(visit, device, zones=list(BEFORE))
        session_told(session, by=visit.specialist, began=visit.starts_at, is_over=True)
    over_since_then(plan)
    return plan, last, visits


def plain_courses(story: Story, people: Sequence[Patient]) -> None:
    """The same course of others, whose results nobody has come back for."""
    given = 0
    for patient in people:
        with suppress(NoCourse):
            _given(story, patient)
            given += 1
        if given == PLAIN:
            return


def new_here(people: Sequence[Patient]) -> tuple[Patient, Patient, list[Patient]]:
    """Some of the later ones in the files who were never needled here; the second reads e-mail."""
    free = [one for one in people[38:] if one.account_id is None and not one.restricted]
    never = [one for one in free if not one.visits.exclude(treatment_began_at=None).exists()]
    first, *others = never or free
    second = next(one for one in others if one.email and one.by_email and one.phone)
    return first, second, [one for one in others if one is not second]


def _after(last: date, days: int) -> date:
    return last + timedelta(days=days)


def _visit(story: Story, patient: Patient, day: date, *, service: Service | None = None) -> Visit:
    """Finished, as every visit of the past; without a service it is the review."""
    week = (day - story.weeks.day).days // 7
    begins, who, room = story.weeks.at(week, (day - story.weeks.day).days % 7)
    needled = service is not None
    used = service or Service.objects.get(name="Photographs and review")
    return Visit.objects.create(
        patient=patient,
        service=used,
        specialist=who,
        room=room,
        starts_at=begins,
        ends_at=begins + timedelta(minutes=used.minutes),
        state=VisitState.FINISHED,
        state_since=begins + timedelta(minutes=used.minutes),
        made_at=begins - timedelta(days=40),
        made_by="Femi Adeyemi",
        treatment_began_at=begins + timedelta(minutes=30) if needled else None,
    )


def _reviewed(story: Story, plan: Plan, last: date, *, after: int) -> None:
    grades, gais, note = SEEN[after]
    on, sofia = _after(last, after), story.staff["sofia"]
    before = graded_then(plan.patient, grades, by=sofia, on=on)
    numbered = 92 if after > 60 else 31
    scores = [
        {
            "place": f"{one.zone}--{one.kind}",
            "zone": one.zone,
            "kind": one.kind,
            "scale": one.scale,
            "grade": one.grade,
            "before": BEFORE[one.zone],
            "before_on": None,
        }
        for one in before
    ]
    reviewed_then(
        Review(plan=plan, after=numbered, scores=scores, gais=gais, note=note), by=sofia, on=on
    )
    said_then(OwnReview(plan=plan, after=numbered, way="link", **OWN[after]), on=on)


def _photographed(story: Story, patient: Patient, visits: Sequence[Visit]) -> None:
    """The three views before and at the last review, where the patient may be asked at all."""
    if why_not_asked(patient) or patient.offers.filter(kind=Kind.PHOTOS).exists():
        return
    sofia = story.staff["sofia"]
    agree(sofia, patient, TEACHING_TOO)
    for step, visit in zip((0, 1), visits, strict=True):
        for view, turn in VIEWS.items():
            sent = Sent(content=head(turn, step, visit), view=view, uses=["teaching"])
            photo_add(by=sofia, patient=patient, key=new_id(), sent=sent)
