"""Who may see and write which event; permission and fetch are one call."""

from uuid import UUID

from django.db.models import QuerySet

from percuta_clinic.adverse.models import AdverseEvent, Report
from percuta_clinic.patients.access import chart_at_work, live_patients, open_charts
from percuta_clinic.people.access import fetch
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.treatment.access import treats

_RELATED = ("patient", "session__visit__service", "session__visit__specialist")


def event_for(account: Account, key: UUID, right: Right = Right.OPEN_CHART) -> AdverseEvent:
    """An event of a chart this person may open; whoever treated sees it though restricted."""
    rows = AdverseEvent.objects.select_related(*_RELATED).filter(patient__in=live_patients())
    found = fetch(account, right, rows=rows, key=key)
    if found.session is None or not treats(account, found.session.visit):
        chart_at_work(account, found.patient_id, right)
    return found


def report_for(account: Account, key: UUID, right: Right = Right.OPEN_CHART) -> Report:
    """A report of an event of a chart this person may open."""
    rows = Report.objects.filter(event__patient__in=live_patients())
    found = fetch(account, right, rows=rows, key=key)
    found.event = event_for(account, found.event_id, right)
    return found


def events_in_sight(account: Account) -> QuerySet[AdverseEvent]:
    """Events of the charts this person may open."""
    rows = AdverseEvent.objects.filter(patient__in=open_charts(account).values("pk"))
    return rows.select_related(*_RELATED)
