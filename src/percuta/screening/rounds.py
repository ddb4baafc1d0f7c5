"""Answers of several rounds of questions: what counts in the end.

A later round may not undo alone what held treatment back before: a yes that held and is a no now
counts as not known until somebody of the clinic asked or looked, and a last time never moves back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from percuta.finding import Severity
from percuta.questions import Answer, Answers, Given, Kind, Scope
from percuta.screening.again import answers_again
from percuta.screening.catalogue import QUESTIONS, RULES_BY_ID
from percuta.screening.rule import Situation
from percuta.screening.rules.cancer_therapy import CANCER_THERAPY_LAST, CANCER_THERAPY_NOW
from percuta.screening.rules.isotretinoin import ISOTRETINOIN_LAST, ISOTRETINOIN_NOW
from percuta.screening.screen import Verdict, screen, weight
from percuta.zones.skin_map import ZONES

At = tuple[str, str]  # a question and its zone; no zone for the whole person

# What is taken now, and when it was taken last.
TAKEN = ((ISOTRETINOIN_NOW, ISOTRETINOIN_LAST), (CANCER_THERAPY_NOW, CANCER_THERAPY_LAST))


@dataclass(frozen=True, kw_only=True)
class Round:
    """One round of answers for some zones. ``confirmed``: the clinic itself asked or looked."""

    answers: Answers
    zones: tuple[str, ...]
    on: date
    confirmed: frozenset[At] = frozenset()


def over_rounds(rounds: Sequence[Round], situation: Situation) -> Answers:
    """The answers that count after all rounds, the oldest first; ``situation`` is of today."""
    found = rounds[0].answers
    for later in rounds[1:]:
        found = answers_again(found, later.answers)
    if not rounds[1:]:
        return found
    changed = dict.fromkeys(unconfirmed(rounds, situation), Answer.NOT_KNOWN)
    floors = _floors(rounds)
    return _with(found, changed, floors)


def unconfirmed(rounds: Sequence[Round], situation: Situation) -> frozenset[At]:
    """A yes that held treatment back, is no longer said, and that nobody of the clinic cleared."""
    open_yes: set[At] = set()
    for one in rounds:
        told = dict(_each(one.answers))
        open_yes -= {at for at in one.confirmed if told.get(at) is Answer.NO}
        open_yes |= {at for at in _held(one, situation) if told.get(at) is Answer.YES}
    last = dict(_each(rounds[-1].answers))
    return frozenset(at for at in open_yes if last.get(at) is Answer.NO)


def _held(one: Round, situation: Situation) -> Iterator[At]:
    """The questions behind what held treatment back in a round."""
    zones = [ZONES[key] for key in one.zones]
    if not zones:
        return
    then = replace(situation, answers=one.answers, day=one.on, answered_on=one.on, decisions=())
    for finding in screen(then, zones).findings:
        if finding.severity is Severity.ASK or weight(finding) is Verdict.PLAN:
            continue
        for question in RULES_BY_ID[finding.rule].asks:
            by_zone = question.scope is Scope.ZONE
            yield from ((question.key, zone) for zone in (finding.zones if by_zone else ("",)))


def _floors(rounds: Sequence[Round]) -> dict[At, date]:
    """The latest last time that was ever told; what is taken now was taken on that day."""
    floors: dict[At, date] = {}
    for one in rounds:
        for at, given in _each(one.answers):
            if isinstance(given, date):
                floors[at] = max(given, floors.get(at, given))
        for now, last in TAKEN:
            if one.answers.person.get(now.key) is Answer.YES:
                floors[last.key, ""] = max(one.on, floors.get((last.key, ""), one.on))
    return floors


def _each(answers: Answers) -> Iterator[tuple[At, Given]]:
    for key, given in answers.person.items():
        yield (key, ""), given
    for key, by_zone in answers.zones.items():
        yield from (((key, zone), given) for zone, given in by_zone.items())


def _with(answers: Answers, changed: dict[At, Answer], floors: dict[At, date]) -> Answers:
    person, zones = dict(answers.person), {k: dict(by) for k, by in answers.zones.items()}
    for (key, zone), given in list(_each(answers)):
        new = changed.get((key, zone), given)
        floor = floors.get((key, zone))
        if floor is not None and QUESTIONS[key].kind is Kind.LAST_TIME and _is_before(new, floor):
            new = floor
        if zone:
            zones[key][zone] = new
        else:
            person[key] = new
    return Answers(person=person, zones=zones)


def _is_before(given: Given, floor: date) -> bool:
    return given is Answer.NEVER or (isinstance(given, date) and given < floor)
