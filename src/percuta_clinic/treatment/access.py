"""Who may see and write which session; permission and fetch are one call."""

from uuid import UUID

from django.db.models import QuerySet

from percuta_clinic.booking.models import Visit
from percuta_clinic.patients.access import chart_at_work, live_patients
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import NotYours, fetch
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.treatment.models import Incident, Record, Session

_RELATED = ("visit__service", "visit__device", "visit__specialist", "patient", "opened_by")


def session_for(account: Account, key: UUID, right: Right = Right.OPEN_CHART) -> Session:
    """A session of a chart this person may open; whoever treats sees it though it is restricted."""
    rows = Session.objects.select_related(*_RELATED).filter(patient__in=live_patients())
    found = fetch(account, right, rows=rows, key=key)
    if not treats(account, found.visit):
        chart_at_work(account, found.patient_id, right)
    return found


def incident_for(account: Account, key: UUID, right: Right = Right.OPEN_CHART) -> Incident:
    """An incident of a chart this person may open."""
    rows = Incident.objects.select_related("session__visit__service", "patient", "closed_by")
    found = fetch(account, right, rows=rows.filter(patient__in=live_patients()), key=key)
    if not treats(account, found.session.visit):
        chart_at_work(account, found.patient_id, right)
    return found


def record_for(account: Account, key: UUID, right: Right = Right.OPEN_CHART) -> Record:
    """The record of a session (by the session's key) of a chart this person may open."""
    session = session_for(account, key, right)
    found = Record.objects.filter(session=session).select_related("signed_by").first()
    if found is None:
        raise NotYours("This session has no signed record.")
    return found


def own_records(patient: Patient) -> QuerySet[Record]:
    """The signed records of the patient who is there, the newest first."""
    rows = Record.objects.filter(patient=patient, session__patient=patient)
    rows = rows.select_related("session__visit__service", "session__visit__specialist")
    return rows.prefetch_related("amendments").order_by("-session__opened_at")


def own_record(patient: Patient, key: UUID) -> Record:
    """The signed record of one of her sessions, by the session's key."""
    found = own_records(patient).filter(session=key).first()
    if found is None:
        raise NotYours("There is nothing of that name.")
    return found


def treats(account: Account, visit: Visit) -> bool:
    """Whether this person gave the treatment, or is to give it."""
    return account.pk in (visit.treatment_began_by_id, visit.specialist_id)
