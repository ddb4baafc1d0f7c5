"""What stands behind a number of a plan: its evidence, what holds it, and who set it."""

from collections.abc import Mapping
from dataclasses import dataclass

from percuta.report.document import Document, FigureDoc, PlanDoc, SessionDoc
from percuta.report.numbers import with_unit
from percuta.report.set_doc import ChosenDoc, MovedDoc
from percuta_clinic.planning.science_held import (
    Bound,
    Debate,
    Spoken,
    bounds_on,
    debates_on,
    rules_on,
)
from percuta_clinic.planning.science_numbers import Number
from percuta_clinic.planning.science_texts import Behind, Text, numbers_behind, texts

STATUS: Mapping[str, str] = {
    "measured": "printed in a text, or measured on this person",
    "derived": "our arithmetic on printed numbers",
    "assumed": "our own choice; no text read gives it",
    "chosen": "set for this patient by whoever made the plan",
    "house": "set for all patients by the clinic's doctor",
    "open": "no text read gives it; a doctor enters it",
}


@dataclass(frozen=True, kw_only=True)
class Set:
    """That people set a number: the house protocol, or whoever made the plan."""

    by: str
    instead_of: str
    why: str
    number: int = 0
    on: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Science:
    """All that the science says of one number."""

    status: str
    status_words: str
    why: str
    numbers: tuple[Behind, ...] = ()
    texts: tuple[Text, ...] = ()
    bounds: tuple[Bound, ...] = ()
    debates: tuple[Debate, ...] = ()
    rules: tuple[Spoken, ...] = ()
    house: Set | None = None
    chosen: Set | None = None


def behind(document: Document, number: Number) -> Science:
    """What stands behind a number, from what its document kept."""
    plan = document.plan
    figure = number.figure
    if figure is None and plan is not None and number.session is not None:
        figure = plan.interval
    remark = number.remark
    cited = figure.sources if figure is not None else remark.sources if remark is not None else ()
    status = status_of(number.figure) if remark is None else ""
    return Science(
        status=status,
        status_words=STATUS.get(status, ""),
        why=_why(document, number, figure),
        numbers=tuple(numbers_behind(document, figure.parameters if figure is not None else ())),
        texts=texts(document, cited),
        bounds=tuple(bounds_on(document, number)),
        debates=tuple(debates_on(document, number)),
        rules=tuple(rules_on(document, number)),
        house=_house(figure.moved, figure.unit) if figure is not None and figure.moved else None,
        chosen=_chosen(figure.chosen, figure.unit) if figure and figure.chosen else None,
    )


def _why(document: Document, number: Number, figure: FigureDoc | None) -> str:
    if number.remark is not None:
        return number.remark.why
    said = figure.why if figure is not None else ""
    plan, session = document.plan, number.session
    return said if plan is None or session is None else _why_day(plan, session)


def _why_day(plan: PlanDoc, session: SessionDoc) -> str:
    """How the day of a session follows from the one before."""
    before = [one for one in plan.sessions if one.day < session.day]
    if not before:
        return "the first day on which this plan can begin"
    days = (session.day - before[-1].day).days
    usual = plan.interval.value or 0.0
    follows = f"{days} days after session {before[-1].number}; {plan.interval.why}"
    if days <= usual:
        return follows
    return f"{follows}; more than the {usual:g} days, because of days on which no session can be"


def status_of(figure: FigureDoc | None) -> str:
    """How a number came about, in one word; empty for what is no number."""
    if figure is None:
        return ""
    if figure.chosen is not None:
        return "chosen"
    if figure.moved is not None:
        return "house"
    return figure.status.value if figure.status is not None else "open"


def _house(moved: MovedDoc, unit: str) -> Set:
    return Set(
        by=moved.by,
        number=moved.number,
        on=f"{moved.on:%-d %B %Y}",
        reason=moved.reason,
        instead_of=_ends(moved, unit),
        why=moved.why,
    )


def _chosen(chosen: ChosenDoc, unit: str) -> Set:
    return Set(by=chosen.by, instead_of=_ends(chosen, unit), why=chosen.why)


def _ends(was: MovedDoc | ChosenDoc, unit: str) -> str:
    figure = FigureDoc(
        unit=unit, why=was.why, status=None, value=was.value, low=was.low, high=was.high
    )
    return with_unit(figure)
