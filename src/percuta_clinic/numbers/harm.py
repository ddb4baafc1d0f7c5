"""Side effects, and what was done against a rule or beyond a limit."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from percuta_clinic.adverse.models import AdverseEvent
from percuta_clinic.adverse.science import NOT_KNOWN, SEVERITIES, severity_words, term_words
from percuta_clinic.adverse.used import lot_in_words
from percuta_clinic.booking.models import Visit
from percuta_clinic.numbers.found import Stored
from percuta_clinic.numbers.rows import Line, Row
from percuta_clinic.numbers.sections import Section
from percuta_clinic.numbers.spans import Span
from percuta_clinic.numbers.went_wrong import used_words
from percuta_clinic.screening.models import Decision, What
from percuta_clinic.screening.science import rule_title
from percuta_clinic.treatment.models import Incident, Kind

UNKNOWN = "unknown"


def side_effects(span: Span) -> tuple[Section, ...]:
    """Adverse events that were entered in these days, by how severe they are."""
    whole = {"of": "all", "of_words": "events"}
    severities = ((key, one.words) for key, one in SEVERITIES.items())
    lines = (
        Line(mark="all", words="Adverse events entered"),
        *(Line(mark=key, words=words.capitalize(), **whole) for key, words in severities),
        Line(mark=UNKNOWN, words=f"Severity {NOT_KNOWN}", **whole),
        Line(mark="serious", words="Serious", **whole),
        Line(mark="open", words="Not closed by a doctor yet", **whole),
    )
    about = (
        "Counted by the day of entry, whatever came of them and however likely they came through "
        "the treatment. How often sessions had one, with limits, stands on a page of its own."
    )
    then = "An event is entered from a check-in, a problem in the room, or a patient's chart."
    return (
        Section(
            key="events",
            title="Side effects",
            sources=(_events(span),),
            lines=lines,
            about=about,
            then=then,
            has_used=True,
        ),
    )


def _events(span: Span) -> Stored:
    rows = AdverseEvent.objects.filter(patient__erased_at=None, **span.within("opened_at"))
    return Stored(
        rows=rows,
        at="opened_at",
        marks={
            "all": Q(),
            **{key: Q(severity=key) for key in SEVERITIES},
            UNKNOWN: ~Q(severity__in=[*SEVERITIES]),
            "serious": ~Q(serious=[]),
            "open": Q(closed_at=None),
        },
        fields=("pk", "patient", "term", "severity", "closed_at", "device", "lots"),
        row=lambda one: _event(span, one),
    )


def _event(span: Span, one: Mapping[str, Any]) -> Row:
    severity = severity_words(one["severity"])
    return Row(
        page="adverse_event",
        key=one["pk"],
        day=span.day(one["opened_at"]),
        what="Adverse event, " + ("open" if one["closed_at"] is None else "closed"),
        detail=f"{term_words(one['term'])}, severity: {severity}",
        patient=one["patient"],
        used=used_words(one["device"], [lot_in_words(lot) for lot in one["lots"]]),
        stands="open" if one["closed_at"] is None else "closed by a doctor",
    )


def overrides(span: Span) -> tuple[Section, ...]:
    """What was done although something spoke against it."""
    decided = {"of": "decided", "of_words": "doctors' decisions that stand"}
    lines = (
        Line(mark="went_on", words="Let go on where a rule holds", **decided),
        Line(mark="held", words="Held back", **decided),
        Line(mark="withdrawn", words="Decisions that were withdrawn"),
        Line(mark="beyond", words="Beyond a limit in the treatment room"),
        Line(mark="booked", words="Booked in spite of a conflict"),
    )
    about = "Each with its reason and a name. By rule they stand on a page of their own."
    then = "Decisions are made where the screening holds somebody back."
    found = (_decisions(span), _beyond(span), _booked(span))
    title = "Overrides"
    return (
        Section(key="overrides", title=title, sources=found, lines=lines, about=about, then=then),
    )


def _decisions(span: Span) -> Stored:
    rows = Decision.objects.filter(patient__erased_at=None, **span.within("made_at"))
    stands = Q(withdrawn_at=None)
    return Stored(
        rows=rows.exclude(what=What.REFERRED),
        at="made_at",
        marks={
            "decided": stands,
            "went_on": stands & Q(what=What.GO_ON),
            "held": stands & Q(what=What.HOLD),
            "withdrawn": ~stands,
        },
        fields=("patient", "by_name", "what", "withdrawn_at", "rule", "reason"),
        row=lambda one: _decision(span, one),
    )


def _decision(span: Span, one: Mapping[str, Any]) -> Row:
    ended = "" if one["withdrawn_at"] is None else ", withdrawn"
    return Row(
        page="screening",
        key=one["patient"],
        day=span.day(one["made_at"]),
        what=f"Decision of {one['by_name']}: {What(one['what']).label}{ended}",
        detail=f"{rule_title(one['rule'])}: {one['reason']}",
        patient=one["patient"],
    )


def _beyond(span: Span) -> Stored:
    rows = Incident.objects.filter(kind=Kind.BEYOND, patient__erased_at=None)
    return Stored(
        rows=rows.filter(**span.within("opened_at")),
        at="opened_at",
        marks={"beyond": Q()},
        fields=("pk", "patient", "words"),
        row=lambda one: Row(
            page="incident",
            key=one["pk"],
            day=span.day(one["opened_at"]),
            what="Beyond a limit",
            detail=one["words"],
            patient=one["patient"],
        ),
    )


def _booked(span: Span) -> Stored:
    rows = Visit.objects.filter(patient__erased_at=None, **span.within("made_at"))
    return Stored(
        rows=rows.exclude(override_why=""),
        at="made_at",
        marks={"booked": Q()},
        fields=("pk", "patient", "service__name", "made_by", "override_why"),
        row=lambda one: Row(
            page="visit",
            key=one["pk"],
            day=span.day(one["made_at"]),
            what=f"{one['service__name']}, booked by {one['made_by']}",
            detail=one["override_why"],
            patient=one["patient"],
        ),
    )
