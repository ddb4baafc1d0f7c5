"""What staff may put right in answers, and who; like science.py and ruled.py it asks the rules."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from percuta.devices.catalogue import DEVICES
from percuta.finding import Finding, Severity
from percuta.questions import Answer, Answers, Given, Scope
from percuta.screening.again import yes_lasts
from percuta.screening.catalogue import QUESTIONS, RULES_BY_ID
from percuta.screening.contradictions import contradictory, misdated
from percuta.screening.medicines_named import contradicted
from percuta.screening.screen import screen
from percuta.zones.skin_map import ZONES
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.queries import Answered
from percuta_clinic.intake.science.places import place_words, wish_words
from percuta_clinic.intake.science.request import About, Round, merged, request_of
from percuta_clinic.intake.science.told import (
    MEDICINES,
    NOT_KNOWN,
    WISH,
    Piece,
    given_of,
    stored,
    told_from,
)
from percuta_clinic.intake.science.wished import denied
from percuta_clinic.intake.science.words import question_text

HOLDING = (Severity.STOP, Severity.DEFER, Severity.DOCTOR)
FEWEST_WORDS, FEWEST_LETTERS = 3, 10
WHY = (
    "Say why in three words or more: this changes an answer that was yes or a day. "
    "The reason stays with it."
)


@dataclass(frozen=True, kw_only=True)
class Change:
    """Pieces put right in the newest of some forms, as they count on a day."""

    answers: Sequence[Answered]
    pieces: Sequence[Piece]
    known: About
    day: date

    @property
    def before(self) -> Answers:
        """The answers that count now."""
        return merged([one.round for one in self.answers])

    @property
    def after(self) -> list[Round]:
        """What every form would tell with the change."""
        older = dict(self.through)
        *earlier, newest = self.answers
        rounds = [_with(one, older.get(one.form, ())) for one in earlier]
        return [*rounds, _with(newest, self.pieces)]

    @property
    def through(self) -> Iterator[tuple[Form, list[Piece]]]:
        """Older forms whose lasting answers would outweigh the change, with what mends them."""
        for one in self.answers[:-1]:
            told = one.round.told.answers
            found = [piece for piece in self.pieces if _outweighs(piece, _given(told, piece))]
            if found:
                yield one.form, found


def _with(one: Answered, pieces: Iterable[Piece]) -> Round:
    facts: list[Any] = [*one.facts, *pieces]
    return replace(one.round, told=told_from(facts))


def _given(answers: Answers, piece: Piece) -> Given | None:
    if QUESTIONS.get(piece.key) is None:
        return None
    by_zone = answers.zones.get(piece.key, {})
    return by_zone.get(piece.zone) if piece.zone else answers.person.get(piece.key)


def _outweighs(piece: Piece, old: Given | None) -> bool:
    if old is Answer.YES:
        return yes_lasts(piece.key) and given_of(piece.value) is not Answer.YES
    return isinstance(old, date) and _is_earlier(old, given_of(piece.value))


def _is_earlier(old: date, new: Given) -> bool:
    return new is Answer.NEVER or (isinstance(new, date) and new < old)


def refuse_impossible(change: Change) -> None:
    """Refuses what cannot be so beside the answers that stand, with the way out."""
    for piece in change.pieces:
        _refuse_place(piece, wished=change.after[-1].told.zones)
    rounds, keys = change.after, {piece.key for piece in change.pieces}
    told, answers = rounds[-1].told, merged(rounds)
    person = change.known.person(told.skin_type)
    for wrong in misdated(answers, person, answered_on=change.day):
        if wrong.key in keys:
            raise ValidationError(
                {"day": f"{wrong.day:%-d %B %Y} is {wrong.why}: {question_text(wrong.key)}"}
            )
    for pair in contradictory(answers):
        if keys & set(pair):
            _refuse_pair(pair, keys)
    for key, wish, zone in denied(told.wishes, answers):
        if key in keys or f"{WISH}.{wish}" in keys:
            _refuse_denied(key, wish, zone)
    for name, key in contradicted(told.medicines or (), answers):
        if MEDICINES in keys or key in keys:
            raise ValidationError(
                f"{name[:80]} stands under the medicines, but the answer to this is no: "
                f"{question_text(key)} Put the wrong one of the two right first, or set the "
                "answer to not known. Nothing was saved."
            )


def _refuse_place(piece: Piece, *, wished: Sequence[str]) -> None:
    question = QUESTIONS.get(piece.key)
    if question is None:
        if piece.key.startswith(f"{WISH}.") and piece.zone not in ZONES:
            raise ValidationError({"zones": f"{piece.zone[:40]!r} is no place we know."})
        return
    if question.scope is Scope.PERSON:
        if piece.zone:
            raise ValidationError({"zones": "This is asked of the whole person, not of a place."})
        return
    if piece.zone not in ZONES:
        raise ValidationError({"zones": f"{piece.zone[:40]!r} is no place we know."})
    if piece.zone not in wished:
        raise ValidationError(
            {
                "zones": f"{place_words(piece.zone).capitalize()} is not wished for. Tick only "
                "places that are. Nothing was saved."
            }
        )


def _refuse_pair(pair: tuple[str, str], keys: set[str]) -> None:
    own, other = pair if pair[0] in keys else (pair[1], pair[0])
    raise ValidationError(
        f"This does not fit another answer: {question_text(other)} Put that one right first, or "
        f"set it to not known. Nothing was saved for: {question_text(own)}"
    )


def _refuse_denied(key: str, wish: str, zone: str) -> None:
    what = f"{wish_words(wish)}, {place_words(zone)}" if zone else wish_words(wish)
    raise ValidationError(
        f"Wished for: {what}. So the answer to this cannot be no or never: {question_text(key)} "
        "Put the wrong one of the two right first, or set the answer to not known. "
        "Nothing was saved."
    )


def changes_much(change: Change) -> bool:
    """Whether an answer that was yes or a day becomes another one."""
    olds = [(piece, _given(change.before, piece)) for piece in change.pieces]
    return any(
        (old is Answer.YES or isinstance(old, date)) and old != given_of(piece.value)
        for piece, old in olds
    )


def for_a_doctor(change: Change) -> list[str]:
    """The questions whose answers only a doctor takes back so."""
    olds = [(piece, _known_before(change, piece)) for piece in change.pieces]
    back = [(piece, old) for piece, old in olds if _takes_back(piece, old)]
    if not back:
        return []
    found = _found(
        change, [replace(piece, value=stored(old or Answer.NOT_KNOWN)) for piece, old in back]
    )
    return list(
        dict.fromkeys(
            piece.key
            for piece, old in back
            if (old is Answer.YES and yes_lasts(piece.key))
            or (given_of(piece.value) is not Answer.NOT_KNOWN and _is_behind(piece, found))
        )
    )


def _known_before(change: Change, piece: Piece) -> Given | None:
    """What counts, or what was known last where nothing is known now; no way round by two steps."""
    now = _given(change.before, piece)
    if QUESTIONS.get(piece.key) is None or now not in (None, Answer.NOT_KNOWN):
        return now
    told = [
        fact.value
        for one in change.answers
        for fact in one.facts
        if (fact.key, fact.zone) == (piece.key, piece.zone) and fact.value != NOT_KNOWN
    ]
    return given_of(told[-1]) if told else now


def _takes_back(piece: Piece, old: Given | None) -> bool:
    if old is Answer.YES:
        return given_of(piece.value) is not Answer.YES
    return isinstance(old, date) and _is_earlier(old, given_of(piece.value))


def _found(change: Change, back: Sequence[Piece]) -> tuple[Finding, ...]:
    """What the rules find while these answers stand, whatever doctors decided on it."""
    *earlier, newest = change.answers
    known = change.known
    if known.device not in DEVICES:
        known = replace(known, device=newest.form.device)
    rounds = [*(one.round for one in earlier), _with(newest, back)]
    request = request_of(rounds, about=known, day=change.day)
    return tuple(screen(request.situation, request.zones).findings) if request.zones else ()


def _is_behind(piece: Piece, findings: Iterable[Finding]) -> bool:
    return any(
        finding.severity in HOLDING
        and piece.key in {question.key for question in RULES_BY_ID[finding.rule].asks}
        and (not piece.zone or finding.concerns(piece.zone))
        for finding in findings
    )


def says_why(reason: str) -> bool:
    """Whether somebody typed enough to be a reason."""
    words = reason.split()
    return len(words) >= FEWEST_WORDS or len("".join(words)) >= FEWEST_LETTERS
