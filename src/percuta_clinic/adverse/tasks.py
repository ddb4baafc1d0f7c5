"""What an adverse event gives to the clinic to do: a doctor looks before a time."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from percuta_clinic.adverse.models import AdverseEvent, What
from percuta_clinic.adverse.science import severity_words, term_words
from percuta_clinic.audit.actor import Actor
from percuta_clinic.duty.models import Task, Urgency
from percuta_clinic.duty.queries import doctors, who_looks
from percuta_clinic.duty.services import task_close, task_open
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Clinic

SOURCE = "adverse event"
AT_ONCE = frozenset({"death", "life_threatening"})
CAN_WAIT = frozenset({"mild", "moderate"})


def urgency_of(event: AdverseEvent) -> Urgency:
    """Danger to life is for now; what is serious, severe, or not known yet is for today."""
    if AT_ONCE & {event.severity, *event.serious}:
        return Urgency.NOW
    if event.serious or event.severity not in CAN_WAIT:
        return Urgency.TODAY
    return Urgency.WATCH


def task_of_event(event: AdverseEvent, *, by: Actor) -> Task:
    """Opened once each time the event is opened; worse than it was, it is raised."""
    now = timezone.now()
    severity = severity_words(event.severity)
    about = f"Adverse event: {term_words(event.term)}, severity {severity}. A doctor assesses it."
    return task_open(
        by=by,
        patient=event.patient,
        urgency=urgency_of(event),
        about=f"{about} {event.words}",
        link=reverse("adverse_event", args=[event.pk]),
        source=SOURCE,
        key=_key(event),
        first=_doctor_here(now),
    )


def _key(event: AdverseEvent) -> str:
    again = event.notes.filter(what__in=(What.REOPENED, What.ASSESSED)).count()
    return f"adverse:{event.pk}" + f":{again}" * bool(again)


def _doctor_here(at: datetime) -> Account | None:
    """A doctor who looks now; with none, it goes up the ladder as everything does."""
    known = {one.pk: one for one in doctors()}
    looks = who_looks(Clinic.objects.get(), at).people
    return next((known[one.account] for one in looks if one.account in known), None)


def tasks_of(event: AdverseEvent) -> QuerySet[Task]:
    """Those of it that nobody has closed."""
    return Task.objects.filter(key__startswith=f"adverse:{event.pk}", closed_at=None)


def tasks_done(event: AdverseEvent, *, by: Account, outcome: str) -> None:
    """A doctor has assessed it or closed it: that is what its tasks ask for."""
    for task in tasks_of(event):
        task_close(by=by, task=task, outcome=outcome)
