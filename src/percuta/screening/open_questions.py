"""Following questions to the end: what is open, what then opens once those were answered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from percuta.questions import Answers, Given, Scope
from percuta.screening.catalogue import QUESTIONS
from percuta.screening.rule import Situation
from percuta.screening.screen import screen
from percuta.zones.zone import Zone

Asked = Mapping[str, tuple[str, ...]]


def followed(
    situation: Situation, zones: Sequence[Zone], answers_after: Callable[[Asked], Answers]
) -> dict[str, tuple[str, ...]]:
    """Every question met on the way, in catalogue order, with its zones; none: whole person.

    ``answers_after`` says which answers count once these were asked. It begins with those of
    the situation.
    """
    found: dict[str, dict[str, None]] = {}
    while new := _open(situation, zones, found):
        for key, where in new.items():
            found.setdefault(key, {}).update(where)
        situation = replace(situation, answers=answers_after(_tuples(found)))
    order = [zone.key for zone in zones]
    return {key: tuple(z for z in order if z in found[key]) for key in QUESTIONS if key in found}


def only(answers: Answers, asked: Asked) -> Answers:
    """Of some answers those to these questions in these zones."""
    by_zone = {key: answers.zones.get(key, {}) for key, where in asked.items() if where}
    zones: dict[str, Mapping[str, Given]] = {
        key: {zone: given for zone, given in given_in.items() if zone in asked[key]}
        for key, given_in in by_zone.items()
    }
    return Answers(
        person={key: given for key, given in answers.person.items() if asked.get(key) == ()},
        zones={key: given_in for key, given_in in zones.items() if given_in},
    )


def _tuples(found: Mapping[str, Mapping[str, None]]) -> Asked:
    return {key: tuple(where) for key, where in found.items()}


def _open(
    situation: Situation, zones: Sequence[Zone], known: Mapping[str, Mapping[str, None]]
) -> dict[str, dict[str, None]]:
    """Open questions that were not met before, or not in these zones."""
    new: dict[str, dict[str, None]] = {}
    for finding in screen(situation, zones).findings:
        for key in finding.asks:
            if key not in QUESTIONS:
                continue
            person = QUESTIONS[key].scope is Scope.PERSON
            where = () if person else [z for z in finding.zones if z not in known.get(key, {})]
            if where or (person and key not in known):
                new.setdefault(key, {}).update(dict.fromkeys(where))
    return new
