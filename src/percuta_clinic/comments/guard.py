"""Finds what in a public reply would confirm that somebody is, or is not, a patient.

Nothing is looked up here: whoever asks brings the names that matter.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from percuta_clinic.comments.guard_everyday import EVERYDAY, OWN_WORDS, TONGUES
from percuta_clinic.comments.guard_general import GENERAL, OF_A_STUDY
from percuta_clinic.comments.guard_rules import (
    EVENTS,
    OF_MANY,
    RULES,
    SPARED,
    TYPED,
    YOU,
    about_care,
)
from percuta_clinic.comments.guard_words import END, Reading, read
from percuta_clinic.comments.letters_alike import plain, words
from percuta_clinic.comments.trouble import may_need_help

NEAR = 3
TITLES = frozenset(words("mr mrs ms miss frau herr mme madame monsieur fraulein dear liebe lieber"))
SHOWN = 8
CAN_READ = 6  # words from which it can be told that a language is not ours


@dataclass(frozen=True, kw_only=True)
class Person:
    """The words of a name, folded: ``given`` and ``family`` in all their spellings."""

    given: frozenset[str]
    family: frozenset[str]

    @property
    def run_together(self) -> set[str]:
        """Both names as one word."""
        pairs = [(one, other) for one in self.given for other in self.family]
        return {one + other for one, other in pairs} | {other + one for one, other in pairs}


@dataclass(frozen=True, kw_only=True)
class Around:
    """Whom and what a text may speak of."""

    commenter: str = ""
    patients: Sequence[Person] = ()
    staff: Sequence[str] = ()
    services: Sequence[str] = field(default=())


@dataclass(frozen=True, kw_only=True)
class Finding:
    """``quote`` as it was typed; nobody can let through what is ``never`` let through."""

    key: str
    quote: str
    why: str
    never: bool = False

    def __str__(self) -> str:
        return f"“{self.quote}” {self.why}."


def check(text: str, around: Around) -> tuple[Finding, ...]:
    """What in ``text`` must not be published by its writer alone, names of patients first."""
    reading = read(text)
    found = [
        *names_in(reading, around),
        *_said(reading, around),
        *_typed(text),
        *_not_ours(text, reading),
    ]
    found += _not_general(reading, around, found)
    return tuple({(one.key, one.quote): one for one in found}.values())


def _said(reading: Reading, around: Around) -> Iterator[Finding]:
    services = tuple(" ".join(read(one).words[:-1]) for one in around.services)
    spans = [
        (found.span(), rule)
        for rule in (about_care(services), *RULES)
        for found in rule.pattern.finditer(reading.line)
    ]
    for (start, end), rule in spans:
        yield Finding(key=rule.key, quote=reading.quote(start, end), why=rule.why)
    yield from _spoken_to(reading, [span for span, _ in spans])
    yield from _events(reading)


def _spoken_to(reading: Reading, spans: list[tuple[int, int]]) -> Iterator[Finding]:
    """Every "you" that is neither to everybody nor about what was written here."""
    spared = [*spans, *(found.span() for found in SPARED.finditer(reading.line))]
    for found in YOU.finditer(reading.line):
        if not any(start <= found.start() < end for start, end in spared):
            at = reading.at(found.start())
            why = "speaks to the reader about themselves; speak of everybody instead"
            yield Finding(key="you", quote=reading.typed(at - 2, at + 3), why=why)


def _events(reading: Reading) -> Iterator[Finding]:
    """What is told as having happened, unless to the people of a study."""
    for found in EVENTS.finditer(reading.line):
        start = reading.line.rfind(END, 0, found.start()) + 1
        end = reading.line.find(END, found.end())
        if not OF_MANY.search(reading.line[start:end]):
            quote = reading.quote(*found.span())
            why = "tells of something that happened, as if it had happened to somebody here"
            yield Finding(key="event", quote=quote, why=why)


def _not_general(reading: Reading, around: Around, found: Sequence[Finding]) -> Iterator[Finding]:
    """Turned round: what is not made of words about everybody waits, whatever it says."""
    known = set(read(around.commenter).words)
    known |= {one for finding in found for one in read(finding.quote).words}
    known |= {one for service in around.services for one in read(service).words}
    staff = {one for name in around.staff for one in read(name).words} - {END}
    raw: dict[str, str] = {}
    for sentence in _sentences(reading):
        told = OF_A_STUDY if OF_MANY.search(" ".join(one for one, _ in sentence)) else frozenset()
        for word, typed in sentence:
            if not (word in GENERAL or word in told or word in known or typed.isdecimal()):
                raw.setdefault(word, typed)
    if named := [typed for word, typed in raw.items() if word in staff]:
        why = "names somebody who works here, as if the reader knew them"
        yield Finding(key="staff", quote=" ".join(named), why=why)
    if others := [typed for word, typed in raw.items() if word not in staff]:
        why = (
            "goes beyond the words this check knows to be about everybody, so a second person "
            "reads it before it is shown"
        )
        yield Finding(key="general", quote=", ".join(others[:SHOWN]), why=why)


def _sentences(reading: Reading) -> Iterator[list[tuple[str, str]]]:
    pairs: list[tuple[str, str]] = []
    for word, typed in zip(reading.words, reading.raw, strict=True):
        if word == END:
            yield pairs
            pairs = []
        else:
            pairs.append((word, typed))


def _typed(text: str) -> Iterator[Finding]:
    wide = unicodedata.normalize("NFKC", text)
    for rule in TYPED:
        for found in rule.pattern.finditer(wide):
            yield Finding(key=rule.key, quote=found[0].strip(), why=rule.why)


def _not_ours(text: str, reading: Reading) -> Iterator[Finding]:
    strange = [one for one in plain(text) if one.isalpha() and not one.isascii()]
    if len(strange) > 2:
        why = "is in letters this check cannot read, so it cannot tell what it says"
        yield Finding(key="letters", quote="".join(strange[:20]), why=why)
        return
    words = [one for one in reading.words if one.isalpha()]
    if len(words) >= CAN_READ and not any(one in TONGUES for one in words):
        why = "is in a language this check cannot read; it knows English and some German and French"
        yield Finding(key="language", quote=" ".join(words[:CAN_READ]), why=why)


def names_in(reading: Reading, around: Around) -> Iterator[Finding]:
    """Names of patients: a whole name, or a family name that is no everyday word, is never let out.

    A given name alone belongs to many people; it is pointed out unless it is how somebody signed.
    """
    words = [one for one in reading.words if one != END]
    raw = [one for one in reading.raw if one != END]
    known = {one for name in around.staff for one in read(name).words}
    whole = [
        found
        for person in around.patients
        for at in range(len(words))
        if (found := _named(words, at, person, known=known)) is not None
    ]
    for first, last in whole:
        yield _never(" ".join(raw[first : last + 1]))
    spared = EVERYDAY | OWN_WORDS | known | set(read(around.commenter).words)
    spared |= {one for first, last in whole for one in words[first : last + 1]}
    for person in around.patients:
        for at, word in enumerate(words):
            if word in person.given - spared:
                yield Finding(key="given", quote=raw[at], why="is the given name of a patient")


def _named(words: list[str], at: int, person: Person, *, known: set[str]) -> tuple[int, int] | None:
    """From where to where a person is named around the family name at ``at``."""
    if words[at] in person.run_together:
        return (at, at)
    if words[at] not in person.family:
        return None
    for other in range(max(0, at - NEAR), min(len(words), at + NEAR + 1)):
        one = words[other]
        initial = abs(other - at) == 1 and len(one) == 1 and _begins(one, person)
        if other != at and (one in person.given - person.family or one in TITLES or initial):
            both_staff = words[at] in known and one in known
            return None if both_staff else (min(at, other), max(at, other))
    alone = words[at] in EVERYDAY | OWN_WORDS | known or len(words[at]) < NEAR
    return None if alone else (at, at)


def _begins(letter: str, person: Person) -> bool:
    return any(name.startswith(letter) for name in person.given)


def _never(quote: str) -> Finding:
    why = "is the name of a patient; a name never stands in a public reply"
    return Finding(key="name", quote=quote, why=why, never=True)


_MINE = re.compile(
    r"(?<!\S)(?:my (?:[^\s#]+ ){0,3}?(?:treatment|session|visit|appointment|result|scar|doctor|"
    r"specialist|photo|consultation|behandlung|sitzung|termin|nurse|therapist)s?|"
    r"i (?:have |had |ve )?(?:been|was|came|visited|had|got|went|booked|paid|am)"
    r"(?: [^\s#]+){0,3}? (?:treated|here|there|patient|session|sessions|needled|treatment|you|"
    r"clinic|appointment|microneedling|numbed|client)|(?:you|they|she|he) treated me|"
    r"meine[rn]? (?:behandlung|sitzung|narben?)|ma (?:seance|peau))(?!\S)"
)
_WEB = re.compile(r"https?://|www\.|\b[\w-]+\.(?:com|net|org|info|io|ru|de|shop|xyz|biz)\b", re.I)
_PHONE = re.compile(r"(?:\+|\b0)\d(?:[\s/().-]?\d){6,}")


def notices(text: str, around: Around) -> tuple[str, ...]:
    """What whoever decides on a comment should see in it; it may be shown all the same."""
    reading = read(text)
    found = [help_] if (help_ := may_need_help(text)) else []
    if mine := _MINE.search(reading.line):
        quote = reading.quote(mine.start(), mine.end())
        found.append(
            f"“{quote}”: the writer may be telling that they are a patient. These are their own "
            "words and may be shown; our reply must not confirm it."
        )
    signed = set(read(around.commenter).words)
    found += [
        f"“{one.quote}” may name another person, perhaps a patient. Refuse it unless you are sure "
        "that nobody but the writer is meant."
        for one in names_in(reading, around)
        if not set(read(one.quote).words) <= signed
    ]
    found += [f"It names {name}, who works here." for name in _staff_in(reading, around)]
    found += ["It holds a web address. It stays plain text."] * bool(_WEB.search(text))
    found += ["It holds a phone number, which everybody would see."] * bool(_PHONE.search(text))
    return tuple(dict.fromkeys(found))


def _staff_in(reading: Reading, around: Around) -> list[str]:
    there = set(reading.words)
    found = []
    for name in around.staff:
        family = [one for one in read(name).words[:-1] if len(one) >= NEAR][-1:]
        found += [name] * bool(there & set(family) - EVERYDAY)
    return found
