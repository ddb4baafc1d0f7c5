"""What went otherwise than it should in the treatment room: what, with which device and lots."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from percuta_clinic.adverse.used import device_in_words
from percuta_clinic.numbers.found import Stored
from percuta_clinic.numbers.rows import Line, Row
from percuta_clinic.numbers.sections import Section
from percuta_clinic.numbers.spans import Span
from percuta_clinic.treatment.models import Incident, Kind, LotUse

COLLEAGUE = "A colleague"


def incidents(span: Span) -> tuple[Section, ...]:
    """Incidents that were opened in these days, by kind."""
    whole = {"of": "all", "of_words": "incidents"}
    lines = (
        Line(mark="all", words="Incidents"),
        Line(mark="open", words="Open", **whole),
        Line(mark="settled", words="Settled", **whole),
        *(Line(mark=one.value, words=one.label.capitalize(), **whole) for one in Kind),
    )
    about = (
        "Counted by the day on which each was opened. Device and lots are those of the session: "
        "that they were in use does not say that they were to blame."
    )
    then = "The Problem button in the treatment room opens one, and so does a step beyond a limit."
    return (
        Section(
            key="incidents",
            title="Incidents in the treatment room",
            sources=(_incidents(span),),
            lines=lines,
            about=about,
            then=then,
            has_used=True,
        ),
    )


def _incidents(span: Span) -> Stored:
    rows = Incident.objects.filter(patient__erased_at=None, **span.within("opened_at"))
    fields = ("pk", "patient_id", "kind", "words", "opened_by_name", "closed_at", "closed_by_name")
    return Stored(
        rows=rows.annotate(device=F("session__pack__device")),
        at="opened_at",
        marks={
            "all": Q(),
            "open": Q(closed_at=None),
            "settled": ~Q(closed_at=None),
            **{one.value: Q(kind=one) for one in Kind},
        },
        fields=(*fields, "session_id", "device"),
        row=lambda one: _incident(span, one),
        beside=_with_lots,
    )


def _with_lots(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    lots = _lots({one["session_id"] for one in rows})
    return (one | {"lots": lots.get(one["session_id"], [])} for one in rows)


def _lots(sessions: Collection[UUID]) -> dict[UUID, list[str]]:
    """What was opened in each session, by its lot."""
    found: dict[UUID, list[str]] = {}
    uses = LotUse.objects.filter(session__in=sessions, struck=False).order_by("used_at", "pk")
    fields = ("session_id", "lot__product__name", "kind", "lot__number", "lot_number")
    for session, name, kind, number, label in uses.values_list(*fields):
        lot = f"lot {number or label}" if number or label else "lot not known"
        found.setdefault(session, []).append(f"{name or kind}, {lot}")
    return found


def _incident(span: Span, one: Mapping[str, Any]) -> Row:
    return Row(
        page="incident",
        key=one["pk"],
        day=span.day(one["opened_at"]),
        what=Kind(one["kind"]).label.capitalize(),
        detail=one["words"],
        patient=one["patient_id"],
        used=used_words(one["device"], one["lots"]),
        stands=stands_words(span, one),
        whose=COLLEAGUE if one["kind"] == Kind.STAFF else "",
    )


def used_words(device: Mapping[str, Any] | None, lots: Collection[str]) -> str:
    """Device and lots in one line; said where neither is known."""
    return "; ".join(filter(None, (device_in_words(device or {}), *lots))) or "not known"


def stands_words(span: Span, one: Mapping[str, Any]) -> str:
    """Open or settled, since when and by whom; the month alone says nothing of the day."""
    if one["closed_at"] is None:
        return f"open, entered by {one['opened_by_name']}"
    month = f"{span.day(one['closed_at']):%B %Y}"
    return f"settled by {one['closed_by_name']}, {month}"
