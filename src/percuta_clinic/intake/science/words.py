"""Questions as they stand on a page; and a form begun with what is known already."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from percuta.questions import Kind, Question, Scope
from percuta.screening.catalogue import QUESTIONS
from percuta_clinic.intake.science.places import place_words
from percuta_clinic.intake.science.told import Told
from percuta_clinic.intake.science.topics import by_part


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One question on a page. ``zones`` are the places it is about, with their words."""

    key: str
    text: str
    is_date: bool
    zones: tuple[tuple[str, str], ...]


def asked_under(
    topic: str, asked: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, tuple[Ask, ...]]]:
    """What is asked on one page, in its parts and in the order of the rules."""
    for title, keys in by_part(topic, list(asked)):
        yield title, tuple(_ask(QUESTIONS[key], asked[key]) for key in keys)


def _ask(question: Question, zones: tuple[str, ...]) -> Ask:
    return Ask(
        key=question.key,
        text=question.text,
        is_date=question.kind is Kind.LAST_TIME,
        zones=tuple((zone, place_words(zone)) for zone in zones),
    )


def asked_words(asked: Mapping[str, tuple[str, ...]]) -> list[dict[str, Any]]:
    """The questions as they were asked, to be kept with the answers."""
    return [
        {"key": key, "text": QUESTIONS[key].text, "zones": list(zones)}
        for key, zones in asked.items()
    ]


def question_text(key: str) -> str:
    """A question in the patient's words; an unknown one keeps its key."""
    return QUESTIONS[key].text if key in QUESTIONS else key


def is_by_zone(key: str) -> bool:
    """Whether a question is asked for every place."""
    return key in QUESTIONS and QUESTIONS[key].scope is Scope.ZONE


def begun_with(told: Told) -> dict[str, Any]:
    """What was told last time, to be confirmed or changed; answers are asked again.

    Medicines stand there once somebody says that any is taken.
    """
    values: dict[str, Any] = {f"wish-{kind}": list(zones) for kind, zones in told.wishes.items()}
    values["phototype"] = told.phototype
    values["numbing"] = told.numbing
    if told.medicines:
        values["medicine"] = list(told.medicines)
    if told.event_on:
        values |= {"event": told.event, "event_on": told.event_on.isoformat()}
    for number, stay in enumerate(told.away, start=1):
        values[f"away_first-{number}"] = stay.first.isoformat()
        values[f"away_last-{number}"] = stay.last.isoformat()
        values[f"away_sun-{number}"] = "yes" if stay.sun else "no"
    return values


def is_asked(key: str) -> bool:
    """Whether the rules in use still know this question."""
    return key in QUESTIONS
