"""Side effects, and what was done against a rule or beyond a limit."""

from collections.abc import Iterator

from percuta_clinic.adverse.models import AdverseEvent
from percuta_clinic.adverse.science import NOT_KNOWN, SEVERITIES, severity_words, term_words
from percuta_clinic.booking.models import Visit
from percuta_clinic.numbers.rows import Line, Row, Section, marks
from percuta_clinic.numbers.spans import Span
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
            rows=tuple(_events(span)),
            lines=lines,
            about=about,
            then=then,
        ),
    )


def _events(span: Span) -> Iterator[Row]:
    rows = AdverseEvent.objects.filter(patient__erased_at=None, **span.within("opened_at"))
    for one in rows.defer("device", "lots"):
        severity = one.severity if one.severity in SEVERITIES else UNKNOWN
        yield Row(
            page="adverse_event",
            key=one.pk,
            day=span.day(one.opened_at),
            what="Adverse event, " + ("open" if one.is_open else "closed"),
            detail=f"{term_words(one.term)}, severity: {severity_words(one.severity)}",
            patient=one.patient_id,
            marks=marks(all=True, serious=bool(one.serious), open=one.is_open) | {severity},
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
    rows = (*_decisions(span), *_beyond(span), *_booked(span))
    title = "Overrides"
    return (Section(key="overrides", title=title, rows=rows, lines=lines, about=about, then=then),)


def _decisions(span: Span) -> Iterator[Row]:
    rows = Decision.objects.filter(patient__erased_at=None, **span.within("made_at"))
    for one in rows.exclude(what=What.REFERRED).defer("about", "zones"):
        stands = one.withdrawn_at is None
        yield Row(
            page="screening",
            key=one.patient_id,
            day=span.day(one.made_at),
            what=f"Decision of {one.by_name}: {one.get_what_display()}"
            + ("" if stands else ", withdrawn"),
            detail=f"{rule_title(one.rule)}: {one.reason}",
            patient=one.patient_id,
            marks=marks(
                decided=stands,
                went_on=stands and one.what == What.GO_ON,
                held=stands and one.what == What.HOLD,
                withdrawn=not stands,
            ),
        )


def _beyond(span: Span) -> Iterator[Row]:
    rows = Incident.objects.filter(kind=Kind.BEYOND, patient__erased_at=None)
    for one in rows.filter(**span.within("opened_at")):
        yield Row(
            page="incident",
            key=one.pk,
            day=span.day(one.opened_at),
            what="Beyond a limit",
            detail=one.words,
            patient=one.patient_id,
            marks=marks(beyond=True),
        )


def _booked(span: Span) -> Iterator[Row]:
    rows = Visit.objects.filter(patient__erased_at=None, **span.within("made_at"))
    fields = ("pk", "patient_id", "made_at", "service__name", "made_by", "override_why")
    for key, patient, at, service, who, why in rows.exclude(override_why="").values_list(*fields):
        yield Row(
            page="visit",
            key=key,
            day=span.day(at),
            what=f"{service}, booked by {who}",
            detail=why,
            patient=patient,
            marks=marks(booked=True),
        )
