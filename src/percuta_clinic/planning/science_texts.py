"""Texts and numbers behind a plan as its document kept them, and what runs here says otherwise."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from percuta.evidence.catalogue import SOURCES
from percuta.evidence.parameter import Parameter
from percuta.handbook.collect import by_key, modules
from percuta.report.document import Document, ParameterDoc, SourceDoc
from percuta.report.versions import percuta_version, rule_set_digest


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text behind a number; ``now`` says what the running science says of it otherwise."""

    citation: str
    grade: str
    read: str
    link: str
    now: str = ""


@dataclass(frozen=True, kw_only=True)
class Behind:
    """A number behind a number, as the document kept it."""

    key: str
    value: str
    span: str
    status: str
    population: str
    where: str
    note: str
    text: str
    now: str = ""


@cache
def running() -> Mapping[str, Parameter]:
    """Every number of the science that runs here, by its key."""
    return by_key(Parameter, modules())


def newer_science(document: Document) -> str:
    """That rules or version are others by now; empty where they are the same."""
    made = document.made_by
    if made.rule_set == rule_set_digest() and made.percuta == percuta_version():
        return ""
    return (
        f"Made with Percuta {made.percuta}, rule set {made.rule_set}. Here runs Percuta "
        f"{percuta_version()}, rule set {rule_set_digest()}. What is shown was kept with the plan."
    )


def numbers_behind(document: Document, keys: Iterable[str]) -> Iterator[Behind]:
    """The numbers of some keys, as the document kept them."""
    kept = {one.key: one for one in document.parameters}
    cited = {one.key: one.citation for one in document.sources}
    for key in keys:
        if (one := kept.get(key)) is not None:
            yield _number(one, cited)


def _number(one: ParameterDoc, cited: Mapping[str, str]) -> Behind:
    return Behind(
        key=one.key,
        value=amount(one.value, one.unit),
        span=_span(one),
        status=one.status.value,
        population=one.population,
        where=one.where,
        note=one.note,
        text=cited.get(one.source or "", ""),
        now=_now(one),
    )


def amount(value: float, unit: str) -> str:
    """A value with its unit."""
    return f"{value:g}" if unit in ("count", "1") else f"{value:g} {unit}"


def _span(one: ParameterDoc) -> str:
    if one.low is None and one.high is None:
        return ""
    low, high = ("?" if end is None else f"{end:g}" for end in (one.low, one.high))
    return f"{low} to {high}"


def _now(kept: ParameterDoc) -> str:
    """What the running science says where it is another."""
    now = running().get(kept.key)
    if now is None:
        return "the rules that run here know no such number any more"
    if (now.value, now.low, now.high, now.unit) != (kept.value, kept.low, kept.high, kept.unit):
        return f"the rules that run here say {amount(now.value, now.unit)}"
    if now.status is not kept.status:
        return f"the rules that run here call it {now.status.value}"
    return ""


def texts(document: Document, keys: Iterable[str]) -> tuple[Text, ...]:
    """The texts of some keys, as the document kept them."""
    kept = {one.key: one for one in document.sources}
    return tuple(_text(kept[key]) for key in dict.fromkeys(keys) if key in kept)


def _text(kept: SourceDoc) -> Text:
    now = SOURCES.get(kept.key)
    if now is None:
        words = "not used any more by the rules that run here"
    elif now.grade.value != kept.grade:
        words = f"graded “{now.grade.value}” by the rules that run here"
    else:
        words = ""
    return Text(citation=kept.citation, grade=kept.grade, read=kept.read, link=kept.link, now=words)
