"""What stands on a signed consent, in the order in which it is read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.utils import timezone

from percuta_clinic.consent.models import How as Where
from percuta_clinic.consent.models import Kind, Level, Offer, Question, Signer, Way, signed_where
from percuta_clinic.premises.models import Clinic

ANSWERS = {"yes": "yes", "no": "no", "": "not answered"}


class Asked(Protocol):
    """A question with its answer, if it has one."""

    text: Any
    asked_at: Any
    answer: Any
    answered_by: Any
    answered_at: Any


@dataclass(frozen=True, kw_only=True)
class Part:
    """A heading with paragraphs, facts or a table under it."""

    title: str
    paragraphs: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    short: bool = False


@dataclass(frozen=True, kw_only=True)
class Signed:
    """Everything that is frozen."""

    title: str
    subtitle: str
    parts: tuple[Part, ...]
    sheet: dict[str, Any] | None
    path: str
    signature_words: str
    foot: str


@dataclass(frozen=True, kw_only=True)
class Hand:
    """Who signed, how, and when."""

    signer: Signer
    name: str
    relation: str
    way: Way
    signature: str
    how: Where
    with_staff: str
    at: datetime


def paper_of(
    offer: Offer,
    *,
    hand: Hand,
    answers: dict[str, str],
    levels: Sequence[str],
    questions: Sequence[Question],
    clinic: Clinic,
) -> Signed:
    """The words of the paper that is signed now."""
    parts = [
        Part(title="Who, for what, and when", facts=tuple(_facts(offer, hand, clinic))),
        Part(title=offer.text.title, paragraphs=(*offer.text.paragraphs, *_numbers(clinic))),
        _answers(offer, answers, levels),
    ]
    if questions:
        parts.append(asked_part(questions, clinic))
    version = f"text version {offer.text.version}"
    return Signed(
        title="Consent",
        subtitle=f"{offer} · {clinic.name}",
        parts=tuple(part for part in parts if part.facts or part.paragraphs or part.rows),
        sheet=offer.sheet,
        path=hand.signature if hand.way == Way.DRAWN else "",
        signature_words=_words(hand, clinic),
        foot=f"{version} of {offer.text.made_at.astimezone(clinic.zone):%-d %B %Y}",
    )


def in_words(at: datetime, clinic: Clinic) -> str:
    """An instant as the clinic's clock shows it."""
    there = timezone.localtime(at, clinic.zone)
    return f"{there:%-d %B %Y, %H:%M:%S} ({clinic.time_zone})"


def _numbers(clinic: Clinic) -> Iterator[str]:
    """Whom to call, as the page that was signed showed it."""
    if clinic.phone:
        yield f"The clinic: {clinic.phone}"
    if clinic.emergency:
        yield f"In an emergency: {clinic.emergency}"


def _facts(offer: Offer, hand: Hand, clinic: Clinic) -> Iterator[tuple[str, str]]:
    patient = offer.patient
    yield "Patient", str(patient)
    yield "Born", f"{patient.birth_date:%-d %B %Y}" if patient.birth_date else "not known"
    yield "For", str(offer)
    if offer.is_test_area:
        yield "Only", "a test area, in one visit"
    yield "Signed by", _who(hand)
    yield "Signed on", in_words(hand.at, clinic)
    yield "How", signed_where(hand.how, hand.with_staff)
    yield "Text", f"version {offer.text.version}, put in use by {offer.text.used_by}"
    if offer.sheet is not None:
        yield "Sheet", f"made {in_words(offer.made_at, clinic)}, fingerprint {offer.sheet_digest}"


def _who(hand: Hand) -> str:
    if hand.signer == Signer.GUARDIAN:
        return f"{hand.name}, legal guardian ({hand.relation})"
    return f"{hand.name}, the patient"


def _words(hand: Hand, clinic: Clinic) -> str:
    way = "Drawn by hand" if hand.way == Way.DRAWN else f"Typed as “{hand.signature}”"
    return f"{way} by {_who(hand)}, on {in_words(hand.at, clinic)}."


def _answers(offer: Offer, answers: dict[str, str], levels: Sequence[str]) -> Part:
    rows = [
        (one["text"], _answer(one["kind"], answers.get(one["key"], "")))
        for one in offer.text.statements
    ]
    if offer.kind == Kind.PHOTOS:
        rows += [(level.label, "yes" if level in levels else "no") for level in Level]
    return Part(title="Answers", head=("Statement", "Answer"), rows=tuple(rows), short=True)


def _answer(kind: str, given: str) -> str:
    if kind == "tick":
        return "ticked" if given == "yes" else "not ticked"
    return ANSWERS.get(given, given)


def asked_part(questions: Sequence[Asked], clinic: Clinic) -> Part:
    """What was asked and answered before somebody signed."""
    rows = tuple(
        (
            f"{one.text} (asked {in_words(one.asked_at, clinic)})",
            f"{one.answer} ({one.answered_by}, {in_words(one.answered_at, clinic)})"
            if one.answered_at
            else "Signed without waiting for the answer.",
        )
        for one in questions
    )
    return Part(title="Questions and answers", head=("Question", "Answer"), rows=rows)
