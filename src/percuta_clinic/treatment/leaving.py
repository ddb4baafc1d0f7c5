"""What a person takes along of sessions, and what is destroyed with an erasure."""

from collections.abc import Iterable
from typing import Any

from percuta_clinic.patients.models import Patient
from percuta_clinic.treatment.models import Incident, Kind, Record, Session
from percuta_clinic.treatment.pieces import pieces_kept
from percuta_clinic.treatment.problems import OF_STAFF, without_colleague
from percuta_clinic.treatment.stream import told_after


def sessions_told(patient: Patient) -> list[dict[str, Any]]:
    """Every session with all that was said in it."""
    rows = Session.objects.filter(patient=patient).order_by("opened_at")
    return [
        {
            "id": row.pk,
            "visit": row.visit_id,
            "opened_at": row.opened_at,
            "opened_by": row.opened_by_name,
            "known_then": row.pack,
            "signed_at": row.signed_at,
            "events": without_staff(told_after(row, 0)),
            "record": _record(row),
            "told_of_recalls": list(row.contacted.values("lot__number", "at", "by_name")),
            "incidents": [_incident(one) for one in _of_patient(row)],
        }
        for row in rows
    ]


def _record(session: Session) -> dict[str, Any] | None:
    row = Record.objects.filter(session=session).first()
    if row is None:
        return None
    return {
        "signed_by": row.signed_by_name,
        "signed_at": row.signed_at,
        "content": row.content,
        "digest": row.digest,
        "signed_without": row.lacking,
        "amendments": [
            {"at": one.at, "by": one.by_name, "text": one.text, "why": one.why}
            for one in row.amendments.all()
        ],
        "cosigned": [
            {"by": one.by_name, "at": one.at, "words": one.words} for one in row.cosignatures.all()
        ],
    }


def _of_patient(row: Session) -> Iterable[Incident]:
    """What happened to a colleague is not about the patient."""
    return row.incidents.exclude(kind=Kind.STAFF).order_by("opened_at")


def _incident(row: Incident) -> dict[str, Any]:
    names = ("id", "kind", "words", "opened_at", "opened_by_name", "closed_at", "closed_by_name")
    added = [{"at": one.at, "by": one.by_name, "words": one.words} for one in row.added.all()]
    return {name: getattr(row, name) for name in (*names, "closing")} | {"added": added}


def without_staff(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Events without what was noted on a colleague who was hurt; that it happened stays."""
    hurt = [
        one["slot"]
        for one in events
        if one["slot"].startswith("problem/") and _kind(one["value"]) == OF_STAFF
    ]
    return [
        one | {"value": without_colleague(one["value"])}
        if one["slot"].startswith(tuple(f"{slot}/" for slot in hurt))
        else one
        for one in events
    ]


def _kind(value: Any) -> str:
    return value.get("kind", "") if isinstance(value, dict) else ""


def sessions_forgotten(patient: Patient) -> None:
    """Destroys them with somebody who is being erased; a used piece is not good again by that."""
    pieces_kept(patient)
    Session.objects.filter(patient=patient).delete()
