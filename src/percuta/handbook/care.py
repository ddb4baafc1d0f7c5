"""The page of care: what goes with a plan before, during and after a session."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import TypeVar

from percuta.casefile.packaged import examples
from percuta.casefile.reader import parse_case
from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.source import Source
from percuta.handbook.markdown import (
    NONE,
    amount,
    cell,
    page,
    source_links,
    table,
    text,
)
from percuta.healing.advice import Advice, Alternative, Care, Effect, Expectation, Flag, Said
from percuta.healing.care import care
from percuta.planning.propose import propose

ABOUT = (
    "Everything that any packaged case is told. Hours count from the last needle, below 0 before "
    "the session. Where two rows have one key, the person decides which is said: phototype, place "
    "and wish."
)
PATIENT, CLINICIAN = "For the patient", "For the clinician"
Record = TypeVar("Record")


def care_page() -> str:
    """Advice, expectations, effects, flags and what nobody knows, each with its sources."""
    advice = _every(lambda c: (*c.preparation, *c.during, *c.aftercare, *_follow_up(c)))
    return page(
        "Care before, during and after a session",
        [
            ABOUT,
            "## Advice",
            table(("Key", "Hours", PATIENT, CLINICIAN, "Sources"), _advice(advice)),
            "## What to expect",
            table(
                ("Sign", "Usual to day", "Latest", PATIENT, "How sure", "Sources"),
                _expected(_every(lambda c: c.expect)),
            ),
            "## Unwanted effects",
            table(
                ("Effect", "Counted", PATIENT, CLINICIAN, "Sources"),
                _effects(_every(lambda c: c.effects)),
            ),
            "## When to call",
            table(
                ("How fast", "Signs", PATIENT, CLINICIAN, "Sources"),
                _flags(_every(lambda c: c.flags)),
            ),
            "## What nobody knows, and when to stop",
            table(
                ("Key", PATIENT, CLINICIAN, "Sources"),
                _said(_every(lambda c: (*c.unknown, c.stop))),
            ),
            "## Beside other treatments",
            table(
                ("Treatment", "Visible for", "Sessions", "Pigment", "Sources"),
                _others(_every(lambda c: c.alternatives)),
            ),
        ],
    )


@cache
def cares() -> tuple[Care, ...]:
    """The care of every packaged case that gets a plan."""
    requests = (parse_case(text, name).request for name, text in examples().items())
    plans = ((request, propose(request).plan) for request in requests)
    return tuple(care(request, plan) for request, plan in plans if plan is not None)


def _every(part: Callable[[Care], Iterable[Record]]) -> list[Record]:
    """Every different record of one kind, in the order in which it is first said."""
    return list(dict.fromkeys(record for one in cares() for record in part(one)))


def _follow_up(one: Care) -> Iterator[Advice]:
    """Checks without the days of one person."""
    return (replace(advice, days=()) for advice in one.follow_up)


def _advice(every: Iterable[Advice]) -> Iterator[list[str]]:
    for one in every:
        yield [
            f"`{one.key}`",
            _hours(one.from_hour, one.to_hour),
            text(one.patient),
            text(one.clinician),
            _from(one.sources, one.status),
        ]


def _hours(first: Parameter | None, last: Parameter | None) -> str:
    if first is None and last is None:
        return NONE
    return " to ".join(NONE if hour is None else amount(hour) for hour in (first, last))


def _expected(every: Iterable[Expectation]) -> Iterator[list[str]]:
    for one in every:
        latest = NONE if one.latest_day is None else amount(one.latest_day)
        told = (text(one.sign), amount(one.to_day), latest, text(one.patient), text(one.sure))
        yield [*told, source_links(one.sources)]


def _effects(every: Iterable[Effect]) -> Iterator[list[str]]:
    for one in every:
        counts = "; ".join(f"{text(c.text)} ({text(c.who)})" for c in one.counts)
        told = (text(one.effect), counts or "by nobody", text(one.patient), text(one.clinician))
        sources = dict.fromkeys([*(count.source for count in one.counts), *one.sources])
        yield [*told, _from(sources, one.status)]


def _flags(every: Iterable[Flag]) -> Iterator[list[str]]:
    for one in every:
        told = (
            str(one.urgency),
            text("; ".join(one.signs)),
            text(one.patient),
            text(one.clinician),
        )
        yield [*told, _from(one.sources, one.status)]


def _said(every: Iterable[Said]) -> Iterator[list[str]]:
    for one in every:
        told = (text(one.patient), text(one.clinician))
        yield [f"`{one.key}`", *told, _from(one.sources, one.status)]


def _others(every: Iterable[Alternative]) -> Iterator[list[str]]:
    for one in every:
        told = (one.treatment, one.downtime, one.sessions, one.pigment)
        yield [*(cell(words) for words in told), source_links(one.sources)]


def _from(sources: Iterable[Source], status: Status) -> str:
    """Sources, and where we went beyond them the word for it."""
    return source_links(sources) + ("" if status is Status.MEASURED else f"; {status}")
