"""The one place where the sample clinic writes past the services: many at once, and the past."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from percuta_clinic.assessment.models import Grading
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.audit.services import record
from percuta_clinic.booking.assigning import Wanted, assign
from percuta_clinic.booking.claims import claim_visit
from percuta_clinic.booking.models import Claim, Visit
from percuta_clinic.booking.stages import stages_of
from percuta_clinic.config.ids import new_id
from percuta_clinic.outbox.models import Channel, Message, Purpose, State
from percuta_clinic.outbox.services import message_enqueue
from percuta_clinic.patients.models import Note, NoteText, Patient, TeamMember
from percuta_clinic.patients.notes import digest_of
from percuta_clinic.patients.search import rebuild_terms
from percuta_clinic.people.models import Account
from percuta_clinic.planning.making import prices_of
from percuta_clinic.planning.models import Plan, Step, What
from percuta_clinic.planning.models import State as Planned
from percuta_clinic.planning.science import Made, frozen, print_of, zones_in
from percuta_clinic.planning.services import draft_dropped
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import day_bounds
from percuta_clinic.readiness.strip import OPEN
from percuta_clinic.review.models import AskedBack, OwnReview, Review
from percuta_clinic.roster.models import Hours
from percuta_clinic.roster.queries import counts, joined
from percuta_clinic.roster.weeks import Span, since, until
from percuta_clinic.stock.models import Device
from percuta_clinic.treatment.checklist import CHECKS
from percuta_clinic.treatment.models import Session
from percuta_clinic.treatment.pack import frozen_pack


def patients_enter(*, by: Account, people: Sequence[Mapping[str, Any]]) -> list[Patient]:
    """Many at once."""
    made = Patient.objects.bulk_create(Patient(**one) for one in people)
    for patient in made:
        record(by=by.actor, action="patient.entered", subject=patient, patient_id=patient.pk)
    return made


def restrict(*, by: Account, patient: Patient, team: Sequence[Account]) -> None:
    """Only ``team`` opens this chart."""
    Patient.objects.filter(pk=patient.pk).update(restricted=True)
    TeamMember.objects.bulk_create(TeamMember(patient=patient, account=one) for one in team)
    record(by=by.actor, action="chart.restricted", subject=patient, patient_id=patient.pk)


def notes_of_the_past(found: Sequence[tuple[Patient, Account, datetime, str]]) -> None:
    """Notes as they were signed at the time."""
    notes = [Note(patient=p, about=at.date(), made_at=at) for p, _, at, _ in found]
    Note.objects.bulk_create(notes)
    texts = [
        NoteText(
            note=note,
            number=1,
            text=text,
            author=author,
            author_name=author.name,
            signed_at=at,
        )
        for note, (_, author, at, text) in zip(notes, found, strict=True)
    ]
    for text in texts:
        text.digest = digest_of(text)
    NoteText.objects.bulk_create(texts)


def index_people() -> None:
    """Lets everybody be found by name."""
    rebuild_terms()


def state_as_of(visit: Visit, since: datetime, *, began: datetime) -> None:
    """When the visit came to where it stands, and when its treatment began if there was one."""
    Visit.objects.filter(pk=visit.pk).update(state_since=since)
    Visit.objects.filter(pk=visit.pk, treatment_began_at__isnull=False).update(
        treatment_began_at=began
    )


def message_as_of(visit: Visit, *, occasion: str, at: datetime, values: Mapping[str, str]) -> None:
    """An e-mail about a visit: one of the past was sent then, another waits."""
    patient, now = visit.patient, timezone.now()
    made = message_enqueue(
        by=SYSTEM,
        occasion=occasion,
        channel=Channel.EMAIL,
        to_name=str(patient),
        address=patient.email,
        patient_id=patient.pk,
        purpose=Purpose.CARE,
        values={"name": patient.given_name, **values},
        due_at=max(at, now),
        once=f"{occasion}:{visit.pk}",
    )
    if at <= now:
        Message.objects.filter(pk=made.pk).update(
            state=State.SENT, made_at=at, due_at=at, sent_at=at, attempts=1
        )


def claimed(visits: Iterable[Visit], clinic: Clinic) -> None:
    """Visits to come take what they need, as if each had been booked."""
    for visit in visits:
        if visit.is_open:
            found = assign(_wanted(visit), visit.starts_at, clinic=clinic)
            claim_visit(visit, found)
            chair = found.spot.chair
            Visit.objects.filter(pk=visit.pk).update(chair=chair, device=found.device)


def _wanted(visit: Visit) -> Wanted:
    return Wanted(
        service=visit.service,
        stages=stages_of(visit.service),
        patient=visit.patient,
        specialist=visit.specialist,
        room=visit.room,
    )


def hours_of_a_day(account: Account, day: date, *, last: time) -> None:
    """Works on top of the week from midnight until a time, where nothing is entered yet."""
    _extra(account, day, [(time(0), last)])


def hours_as_booked(account: Account, day: date, clinic: Clinic) -> None:
    """Of all hours on top of the week, those of a day stay in which something is booked."""
    Hours.objects.filter(account=account, on_day=day).delete()
    start, end = day_bounds(day, clinic)
    claims = Claim.objects.filter(
        kind=Claim.Kind.PERSON, resource=account.pk, starts_at__lt=end, ends_at__gt=start
    )
    booked = joined((max(one.starts_at, start), min(one.ends_at, end)) for one in claims)
    zone = clinic.zone
    _extra(
        account, day, [(a.astimezone(zone).time(), b.astimezone(zone).time()) for a, b in booked]
    )


def _extra(account: Account, day: date, spans: Sequence[Span]) -> None:
    rows = Hours.objects.filter(account=account)
    taken = sorted((one.begins, one.ends) for one in rows if counts(one, day))
    treats, assists = (any(getattr(one, name) for one in rows) for name in ("treats", "assists"))
    Hours.objects.bulk_create(
        Hours(account=account, on_day=day, begins=begins, ends=ends, treats=treats, assists=assists)
        for span in spans
        for begins, ends in _left(span, taken)
    )


def _left(span: Span, taken: Sequence[Span]) -> Iterator[Span]:
    """What is left of a stretch of a day; midnight is its end."""
    at, stop = since(span), until(span)
    for first, ends in [*((since(one), until(one)) for one in taken), (stop, stop)]:
        begins = min(first, stop)
        if at < begins:
            yield _clock(at), _clock(begins)
        at = max(at, ends)


def _clock(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


def over_since_then(plan: Plan) -> None:
    """Its course is over, as its last step says."""
    Plan.objects.filter(pk=plan.pk).update(state=Planned.COMPLETED)
    plan.refresh_from_db()


def plan_of_the_past(
    draft: Plan, made: Made, *, by: tuple[Account, Account], from_day: date, why: str
) -> Plan:
    """A course that was planned, agreed on and given then; the draft is put aside.

    It is over once its sessions are told: see ``over_since_then``.
    """
    sofia, doctor = by
    document, forecast = frozen(made)
    prices, key = prices_of(draft.service, made), new_id()
    at = _noon(from_day - timedelta(days=7))
    plan = Plan.objects.create(
        id=key,
        course=key,
        number=1,
        patient=draft.patient,
        service=draft.service,
        state=Planned.ACTIVE,
        inputs=draft.inputs,
        made_by=sofia,
        by_name=sofia.name,
        made_at=at,
        saved_at=at,
        proposed_at=at,
        planned_from=from_day - timedelta(days=7),
        document=document,
        forecast=forecast,
        prices=prices,
        zones=sorted(zones_in(made)),
        digest=print_of(document, forecast, prices),
    )
    herself = str(draft.patient)
    ended = timezone.now() - timedelta(days=90)
    for what, account, name, when in (
        (What.PROPOSED, sofia, sofia.name, at),
        (What.APPROVED, doctor, doctor.name, at + timedelta(hours=3)),
        (What.ACCEPTED, None, herself, at + timedelta(days=1)),
        (What.STARTED, sofia, sofia.name, _noon(from_day)),
        (What.COMPLETED, sofia, sofia.name, ended),
    ):
        said = why if what == What.COMPLETED else ""
        Step.objects.create(
            plan=plan, what=what, by=account, by_name=name, at=when, why=said, digest=plan.digest
        )
    draft_dropped(by=sofia, plan=draft)
    return plan


def session_of_the_past(visit: Visit, device: Device | None, *, zones: Sequence[str]) -> Session:
    """A session as it was opened then, with what its plan said; ``zones`` were cleared."""
    told = {"cleared": {OPEN: " ".join(zones)}, "device": device}
    for name, value in told.items():
        setattr(visit, name, value)
    visit.save(update_fields=list(told))
    began, by = visit.starts_at, visit.specialist
    looked = {"by": by.name, "at": (began - timedelta(minutes=3)).isoformat()}
    checked = [{"key": key, "words": words, **looked} for key, words in CHECKS.items()]
    made = Session.objects.create(
        visit=visit,
        patient_id=visit.patient_id,
        opened_by=by,
        opened_by_name=by.name,
        opened_at=began,
        pack=frozen_pack(visit) | {"checked": checked},
    )
    record(by=by.actor, action="room.opened", subject=made, patient_id=visit.patient_id)
    return Session.objects.select_related("visit").get(pk=made.pk)


def graded_then(
    patient: Patient, grades: Mapping[str, float], *, by: Account, on: date
) -> list[Grading]:
    """Scars of acne as they were graded on a day of the past."""
    made = [
        Grading(
            patient=patient,
            zone=zone,
            kind="acne_scars",
            scale="goodman_baron_qualitative",
            grade=grade,
            seen_on=on,
            at=_noon(on),
            by=by,
            by_name=by.name,
        )
        for zone, grade in grades.items()
    ]
    for one in made:
        one.save()
    return made


def reviewed_then(review: Review, *, by: Account, on: date) -> None:
    """A clinician's part of a review of the past."""
    review.patient, review.number = review.plan.patient, 1
    review.by, review.by_name, review.seen_on, review.at = by, by.name, on, _noon(on)
    review.save()


def said_then(own: OwnReview, *, on: date) -> None:
    """The patient's part of it."""
    own.patient, own.number, own.at = own.plan.patient, 1, _noon(on)
    own.save()


def asked_back_then(row: AskedBack, visit: Visit, *, on: Sequence[date]) -> None:
    """Asked, reminded and listed for the desk on these days of the past."""
    row.asked_at, row.reminded_at, row.desk_at = map(_noon, on)
    row.save()
    months = f"{row.months} months"
    about = {"months": months, "day": f"{row.due_on:%-d %B %Y}", "link": "https://clinic.example/"}
    for occasion, at in (("review_due", row.asked_at), ("review_reminder", row.reminded_at)):
        until = f"{at + timedelta(days=28):%-d %B %Y}"
        message_as_of(visit, occasion=occasion, at=at, values=about | {"until": until})


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), Clinic.objects.get().zone)
