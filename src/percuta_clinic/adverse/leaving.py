"""What a person takes along of adverse events, and what is destroyed with an erasure."""

from typing import Any

from percuta_clinic.adverse.models import AdverseEvent, Report
from percuta_clinic.patients.models import Patient

_NAMES = (
    *("id", "source", "term", "words", "zone", "severity", "serious", "relation", "onset_on"),
    *("outcome", "device", "lots", "follow_up_on", "opened_at", "opened_by_name", "closed_at"),
)


def events_told(patient: Patient) -> list[dict[str, Any]]:
    """Every event with all that was written about it."""
    rows = AdverseEvent.objects.filter(patient=patient).order_by("opened_at")
    return [_event(row) for row in rows]


def _event(row: AdverseEvent) -> dict[str, Any]:
    notes = row.notes.values("number", "what", "at", "by_name", "words", "why", "told")
    return {name: getattr(row, name) for name in _NAMES} | {
        "session": row.session_id,
        "notes": list(notes),
        "reports": [_report(one) for one in row.reports.order_by("made_at")],
        "incidents": list(row.incidents.values_list("incident", flat=True)),
        "photographs": list(row.photos.values_list("photo", flat=True)),
    }


def _report(row: Report) -> dict[str, Any]:
    sent = row.sendings.values("sent_on", "receiver", "reference", "at", "by_name")
    names = ("id", "form", "edition", "duty", "fields", "made_at", "by_name")
    return {name: getattr(row, name) for name in names} | {"sent": list(sent)}


def events_forgotten(patient: Patient) -> None:
    """Destroys them with somebody who is being erased."""
    AdverseEvent.objects.filter(patient=patient).delete()
