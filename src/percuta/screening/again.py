"""What is asked again before a later session of the same course.

Everything is, unless it is named here; a question that nobody thought of is asked. What is not
answered again counts as not known, never as the answer of the first time.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from percuta.evidence.parameter import Parameter, Status
from percuta.questions import Answer, Answers, Given, Kind, Question, Scope
from percuta.screening.catalogue import QUESTIONS
from percuta.screening.open_questions import followed
from percuta.screening.rule import Situation
from percuta.zones.zone import Zone

ASK_AGAIN_AFTER = Parameter(
    key="screening.ask_again_after",
    value=7,
    unit="days",
    status=Status.ASSUMED,
    note=(
        "our choice, nothing read names a number: answers older than this on the day of treatment "
        "are asked again"
    ),
)

# Long-lived matters: yes and no both last. Each names what is asked again and would show a change.
LASTING: Mapping[str, str] = MappingProxyType(
    {
        "bleeding_disorder": "new_since",
        "connective_tissue": "new_since",
        "contact_dermatitis": "unexpected_since",
        "diabetes": "new_since",
        "eczema_elsewhere": "new_since",
        "heart_disease": "new_since",
        "liver_disease": "new_since",
        "metal_allergy": "new_since",
        "psoriasis_ever": "psoriasis_active",
        "rosacea_ever": "rosacea_active",
        "vitiligo_ever": "vitiligo_active",
    }
)
# A yes lasts; a no is asked again: the last session may have changed it, or a zone may be new.
YES_LASTS = frozenset(
    {
        "anaesthetic_allergy",
        "bad_reaction_before",
        "cold_sores_ever",
        "dark_marks_before",
        "ester_allergy",
        "fainting",
        "irradiated_skin",
        "keloid",
        "pseudocholinesterase",
    }
)


def too_old(answered_on: date, day: date) -> bool:
    """Whether answers are asked again because so much time lies between them and the treatment."""
    return (day - answered_on).days > ASK_AGAIN_AFTER.value


def lasts(key: str, given: Given) -> bool:
    """Whether an answer of the first screening still counts before a later session."""
    if key in LASTING:
        return given in (Answer.YES, Answer.NO)
    return key in YES_LASTS and given is Answer.YES


def yes_lasts(key: str) -> bool:
    """Whether a yes to this question can never become a no."""
    return key in LASTING or key in YES_LASTS


def answers_again(first: Answers, again: Answers) -> Answers:
    """The answers that count before a later session: what lasts, and what was answered again."""
    zones = dict.fromkeys([*first.zones, *again.zones])
    merged = {k: _merged(k, first.zones.get(k, {}), again.zones.get(k, {})) for k in zones}
    return Answers(
        person=dict(_person(first, again)),
        zones={key: answers for key, answers in merged.items() if answers},
    )


def _person(first: Answers, again: Answers) -> Iterator[tuple[str, Given]]:
    for key in dict.fromkeys([*first.person, *again.person]):
        given = _given(key, first.person.get(key), again.person.get(key))
        if given is not None:
            yield key, given


def _merged(
    key: str, first: Mapping[str, Given], again: Mapping[str, Given]
) -> Mapping[str, Given]:
    found = {z: _given(key, first.get(z), again.get(z)) for z in dict.fromkeys([*first, *again])}
    return {zone: given for zone, given in found.items() if given is not None}


def _given(key: str, first: Given | None, again: Given | None) -> Given | None:
    """The newer answer; a yes that lasts and a last time are never taken back. None: none counts.

    What was not asked again does not count, however late its day.
    """
    kept = first if first is not None and lasts(key, first) else None
    if kept is Answer.YES or again is None:
        return kept
    if isinstance(first, date) and (again is Answer.NEVER or isinstance(again, date)):
        return first if again is Answer.NEVER else max(first, again)
    return again


def no_longer(first: Answers, again: Answers) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Questions answered yes at first and no now, with the zones; none for the whole person."""
    for key, given in again.person.items():
        if given is Answer.NO and first.person.get(key) is Answer.YES:
            yield key, ()
    for key, by_zone in again.zones.items():
        before = first.zones.get(key, {})
        over = (z for z, g in by_zone.items() if g is Answer.NO and before.get(z) is Answer.YES)
        if zones := tuple(over):
            yield key, zones


def asked_again(situation: Situation, zones: Sequence[Zone]) -> dict[str, tuple[str, ...]]:
    """Questions to ask again, each with the zones it is open in; none for the whole person.

    ``situation`` is that of the first screening. Questions that follow from others are found by
    screening once more as if those were answered "no" or "never".
    """
    kept = answers_again(situation.answers, Answers())
    later = replace(situation, answers=kept, sessions_done=max(situation.sessions_done, 1))
    return followed(later, zones, lambda found: _cleared(kept, found))


def _cleared(answers: Answers, asked: Mapping[str, tuple[str, ...]]) -> Answers:
    """The same answers with each of these questions answered as if it did not apply."""
    person, zones = dict(answers.person), dict(answers.zones)
    for key, where in asked.items():
        question = QUESTIONS[key]
        if question.scope is Scope.PERSON:
            person[key] = _clear(question)
        else:
            zones[key] = {**zones.get(key, {}), **dict.fromkeys(where, _clear(question))}
    return Answers(person=person, zones=zones)


def _clear(question: Question) -> Answer:
    return Answer.NEVER if question.kind is Kind.LAST_TIME else Answer.NO
