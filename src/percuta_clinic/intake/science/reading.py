"""From what is typed in a form to what was told, with everything that is still missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from percuta.assessment.concern import Kind as Wish
from percuta.person import Phototype
from percuta.planning.away import Away
from percuta.questions import Answer, Answers, Given, Kind, Question, Scope
from percuta.screening.again import answers_again
from percuta.screening.asking import asked
from percuta.screening.catalogue import QUESTIONS
from percuta.screening.contradictions import contradictory
from percuta.screening.medicines_named import contradicted
from percuta.zones.skin_map import NEVER_NEEDLED, ZONES
from percuta_clinic.intake.science.faults import Fault, faults
from percuta_clinic.intake.science.fields import STAYS, Values, last_day, many, text
from percuta_clinic.intake.science.remembered import SOMEWHERE, asked_at
from percuta_clinic.intake.science.request import About, blank_request
from percuta_clinic.intake.science.told import NOT_KNOWN, Told, in_order
from percuta_clinic.intake.science.wished import denied

Asked = Mapping[str, tuple[str, ...]]
Dates = dict[tuple[str, str], str]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a form says now: what is asked, what was told, what is missing or cannot be."""

    told: Told
    asked: Asked
    faults: tuple[Fault, ...]


def read(values: Values, *, about: About, day: date, kept: Answers, again: bool) -> Reading:
    """Reads a form as it is on ``day``; ``kept`` are earlier answers that are not asked again."""
    told = _others(values, day)
    answers, said = _answers(values, told.zones, day)
    told = replace(told, answers=answers, said=said)
    questions: Asked = {}
    if told.zones:
        request = blank_request(about, told=told, day=day)
        situation = replace(request.situation, answers_kept=again)
        questions = asked(situation, request.zones, kept)
        if stray := _denying(told, questions, kept):
            questions = asked(situation, request.zones, _without(kept, stray))
    answers = _seen(_only(answers, questions), questions, values)
    told = replace(told, answers=answers)
    found = tuple(faults(values, told, questions, about=about, day=day))
    return Reading(told=told, asked=questions, faults=found)


def _denying(told: Told, questions: Asked, kept: Answers) -> set[str]:
    """Kept answers that cannot stand beside what is told now, so that they are asked again."""
    answers = answers_again(kept, _only(told.answers, questions))
    keys = {key for _, key in contradicted(told.medicines or (), answers)}
    keys |= {key for pair in contradictory(answers) for key in pair}
    return keys | {key for key, _, _ in denied(told.wishes, answers)}


def _without(answers: Answers, keys: set[str]) -> Answers:
    return Answers(
        person={key: given for key, given in answers.person.items() if key not in keys},
        zones={key: given for key, given in answers.zones.items() if key not in keys},
    )


def _only(answers: Answers, questions: Asked) -> Answers:
    """The answers to what is asked; what is left over from another wish does not count."""
    zones = {
        key: {zone: given for zone, given in by_zone.items() if zone in questions[key]}
        for key, by_zone in answers.zones.items()
        if key in questions
    }
    person = {key: given for key, given in answers.person.items() if key in questions}
    return Answers(person=person, zones=zones)


def _seen(answers: Answers, questions: Asked, values: Values) -> Answers:
    """Without a yes of which no place is asked about any more: its other places were not shown."""
    gone = {
        key
        for key in answers.zones
        if text(values, f"q-{key}") == SOMEWHERE
        and not set(many(values, f"z-{key}")) & set(questions[key])
    }
    return _without(answers, gone)


def _answers(values: Values, zones: tuple[str, ...], day: date) -> tuple[Answers, Dates]:
    person: dict[str, Given] = {}
    by_zone: dict[str, dict[str, Given]] = {}
    said: Dates = {}
    for question in QUESTIONS.values():
        if question.scope is Scope.PERSON:
            found = dict(_of_person(question, values, day))
            if found:
                person[question.key] = found[""][0]
        else:
            found = dict(_of_zones(question, values, zones, day=day))
            if found:
                by_zone[question.key] = {zone: given for zone, (given, _) in found.items()}
        said.update({(question.key, zone): word for zone, (_, word) in found.items() if word})
    return Answers(person=person, zones=by_zone), said


Found = tuple[str, tuple[Given, str]]


def _of_person(question: Question, values: Values, day: date) -> Iterator[Found]:
    given = text(values, f"q-{question.key}")
    if question.kind is Kind.LAST_TIME and given == "date":
        yield from _dated(question, values, ("",), day=day)
    elif given in _words(question):
        yield "", (Answer(given), "")


def _of_zones(
    question: Question, values: Values, zones: tuple[str, ...], *, day: date
) -> Iterator[Found]:
    """One answer for all places it was given for, or yes in those ticked and no in the others."""
    given = text(values, f"q-{question.key}")
    wanted = set(many(values, f"z-{question.key}"))
    about = [zone for zone in asked_at(values, question.key) if zone in zones]
    where = tuple(zone for zone in about if zone in wanted)
    clear = Answer.NEVER if question.kind is Kind.LAST_TIME else Answer.NO
    if given in (clear.value, NOT_KNOWN):
        yield from ((zone, (Answer(given), "")) for zone in about)
    elif given == SOMEWHERE and where:
        yield from ((zone, (clear, "")) for zone in about if zone not in where)
        if question.kind is Kind.LAST_TIME:
            yield from _dated(question, values, where, day=day)
        else:
            yield from ((zone, (Answer.YES, "")) for zone in where)


def _dated(
    question: Question, values: Values, where: tuple[str, ...], *, day: date
) -> Iterator[Found]:
    word = text(values, f"d-{question.key}")
    meant = last_day(word)
    if meant is None or (meant > day and meant.isoformat() == word):
        return
    short = "" if meant.isoformat() == word else word
    yield from ((zone, (min(meant, day), short)) for zone in where)


def _words(question: Question) -> tuple[str, ...]:
    if question.kind is Kind.LAST_TIME:
        return Answer.NEVER.value, NOT_KNOWN
    return Answer.YES.value, Answer.NO.value, NOT_KNOWN


def _others(values: Values, day: date) -> Told:
    wishes = {
        kind.value: [zone for zone in many(values, f"wish-{kind.value}") if _is_place(zone)]
        for kind in Wish
    }
    phototype = text(values, "phototype")
    medicines = {"yes": tuple(many(values, "medicine")) or None, "no": ()}
    event_on = last_day(text(values, "event_on")) if text(values, "event_any") == "yes" else None
    return Told(
        wishes=in_order(wishes),
        phototype=phototype if phototype in {one.roman for one in Phototype} else NOT_KNOWN,
        medicines=medicines.get(text(values, "medicines_any")),
        numbing=text(values, "numbing") if text(values, "numbing") in ("yes", "no") else NOT_KNOWN,
        hope=text(values, "hope"),
        event=text(values, "event")[:100] if event_on else "",
        event_on=event_on,
        away=tuple(_stays(values)) if text(values, "away_any") == "yes" else (),
    )


def _is_place(zone: str) -> bool:
    return zone in ZONES and ZONES[zone].place not in NEVER_NEEDLED


def _stays(values: Values) -> Iterator[Away]:
    for number in STAYS:
        first = last_day(text(values, f"away_first-{number}"))
        last = last_day(text(values, f"away_last-{number}"))
        if first and last and first <= last:
            yield Away(first=first, last=last, sun=text(values, f"away_sun-{number}") != "no")
