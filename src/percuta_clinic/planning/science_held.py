"""What holds a number of a plan: walls, ends of ranges, debates between texts, rules."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from percuta.finding import Reach, Severity
from percuta.report.document import (
    DisagreementDoc,
    Document,
    FindingDoc,
    PlanDoc,
    ZonePlanDoc,
)
from percuta.report.set_doc import BoundDoc, RangeDoc
from percuta_clinic.planning.science_numbers import (
    CREAM,
    DAY,
    DEPTH,
    ENDPOINT,
    INTERVAL,
    PASSES,
    SESSIONS,
    Number,
)
from percuta_clinic.planning.science_texts import amount, texts

DEBATES: Mapping[str, frozenset[str]] = {
    DEPTH: frozenset({"zone_depth", "skin_thickness", "skinpen_depth", "jurisdiction"}),
    INTERVAL: frozenset({"interval"}),
    DAY: frozenset({"interval"}),
    ENDPOINT: frozenset({"endpoint"}),
    PASSES: frozenset({"endpoint"}),
    CREAM: frozenset({"cream_cover", "cream_on_needled_skin", "cream_needed"}),
}
PLACE = frozenset({DEPTH, PASSES, SESSIONS, ENDPOINT})


@dataclass(frozen=True, kw_only=True)
class Bound:
    """What holds a number: which end, where, why, how sure and by which texts."""

    kind: str
    at: str
    why: str
    status: str
    texts: tuple[str, ...]
    is_hard: bool


@dataclass(frozen=True, kw_only=True)
class Debate:
    """A point on which texts disagree, and how it was decided."""

    topic: str
    one_side: str
    other_side: str
    decision: str
    texts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """A rule that spoke for this place."""

    rule: str
    title: str
    words: str
    decided: str = ""


def bounds_on(document: Document, number: Number) -> Iterator[Bound]:
    """The walls of a depth, or the ends of how far another number may be moved."""
    plan = document.plan
    if plan is None:
        return
    zone = next((one for one in plan.zones if one.zone == number.zone), None)
    if zone is not None and number.family == DEPTH:
        yield from _walls(document, zone)
    elif (held := _range(plan, zone, number.family)) is not None:
        yield from _ends_of(document, held)


def _range(plan: PlanDoc, zone: ZonePlanDoc | None, family: str) -> RangeDoc | None:
    if family == INTERVAL:
        return plan.interval_range
    if zone is None or zone.ranges is None:
        return None
    return {SESSIONS: zone.ranges.sessions, PASSES: zone.ranges.passes}.get(family)


def _walls(document: Document, zone: ZonePlanDoc) -> Iterator[Bound]:
    for wall in sorted(zone.walls, key=lambda one: one.at_mm):
        is_hard = wall.hardness.value == "hard"
        yield Bound(
            kind="nobody goes beyond" if is_hard else "beyond it a doctor decides",
            at=f"{wall.at_mm:.2f} mm",
            why=wall.why,
            status=wall.status.value,
            texts=_citations(document, wall.sources),
            is_hard=is_hard,
        )


def _ends_of(document: Document, held: RangeDoc) -> Iterator[Bound]:
    ends: tuple[tuple[str, BoundDoc | None, bool], ...] = (
        ("nobody goes below", held.absolute_low, True),
        ("below it a doctor confirms", held.recommended_low, False),
        ("above it a doctor confirms", held.recommended_high, False),
        ("nobody goes above", held.absolute_high, True),
    )
    for kind, end, is_hard in ends:
        if end is not None:
            yield Bound(
                kind=kind,
                at=amount(end.value, held.unit),
                why=end.why,
                status=end.status.value,
                texts=_citations(document, end.sources),
                is_hard=is_hard,
            )


def _citations(document: Document, keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(one.citation for one in texts(document, keys))


def debates_on(document: Document, number: Number) -> Iterator[Debate]:
    """Where texts disagree about numbers of this family."""
    wanted = DEBATES.get(number.family, frozenset())
    for one in document.disagreements:
        if one.key in wanted:
            yield _debate(document, one)


def _debate(document: Document, one: DisagreementDoc) -> Debate:
    return Debate(
        topic=one.topic,
        one_side=one.one_side,
        other_side=one.other_side,
        decision=one.decision,
        texts=_citations(document, one.sources),
    )


def rules_on(document: Document, number: Number) -> Iterator[Spoken]:
    """What screening says of this place, of the cream, or of waits, as the number is about."""
    for one in document.findings:
        if _is_about(one, number):
            yield Spoken(
                rule=one.rule,
                title=one.title,
                words=_words(one),
                decided=one.decided.by if one.decided is not None else "",
            )


def _words(finding: FindingDoc) -> str:
    words = Severity(finding.severity).words
    return f"{words}, until {finding.until}" if finding.until else words


def _is_about(finding: FindingDoc, number: Number) -> bool:
    is_cream = finding.reach is Reach.NUMBING
    if number.family == CREAM:
        return is_cream
    if number.family == DAY:
        return finding.until_on is not None and not is_cream
    return number.family in PLACE and not is_cream and _reaches(finding, number.zone)


def _reaches(finding: FindingDoc, zone: str) -> bool:
    return not zone or not finding.zones or zone in finding.zones
