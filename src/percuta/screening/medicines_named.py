"""Names of medicines that questions of the rules are about, to remind people of a question.

The list is ours and far from whole. It only reminds of questions; an unknown name means nothing.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from percuta.evidence.parameter import Status
from percuta.questions import Answer, Answers
from percuta.screening.catalogue import QUESTIONS
from percuta.screening.medicine_names import EITHER, NAMES


@dataclass(frozen=True, kw_only=True)
class Medicine:
    """A medicine by one name, with the questions it concerns, in catalogue order.

    ``either`` is whether a yes to one of them is enough, because the dose or the prescriber tells
    which one is meant.
    """

    name: str
    concerns: tuple[str, ...]
    either: bool = False
    status: Status = Status.ASSUMED


def _medicines() -> Iterator[Medicine]:
    by_name: dict[str, set[str]] = {}
    for keys, names in (*NAMES.items(), *EITHER.items()):
        for name in names:
            by_name.setdefault(name, set()).update(keys)
    either = {name for names in EITHER.values() for name in names}
    for name in sorted(by_name):
        concerns = tuple(key for key in QUESTIONS if key in by_name[name])
        yield Medicine(name=name, concerns=concerns, either=name in either)


def _folded(text: str) -> str:
    """Small letters without accents, every other sign a space."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", kept.replace("'", "").replace("\u2019", "")))


def _without_ending(folded: str) -> str:
    """Doxycycline and Doxycyclin, metformin and metformina: languages differ in the last vowel."""
    return re.sub(r"(?<=[a-z]{5})[aeo]\b", "", folded)


MEDICINES = tuple(_medicines())
FOLDED = tuple((_folded(medicine.name), medicine) for medicine in MEDICINES)
STEMS = tuple((_without_ending(name), medicine) for name, medicine in FOLDED)


def suggest(typed: str, most: int = 8) -> list[Medicine]:
    """Medicines whose name begins like what was typed, then those that hold it further in."""
    begun = _folded(typed)
    if not begun:
        return []
    ranked = [(_rank(name, begun), name, one) for name, one in FOLDED if begun in name]
    return [one for _, _, one in sorted(ranked, key=lambda found: found[:2])][:most]


def concerned(name: str) -> tuple[str, ...]:
    """Keys of the questions that a named medicine concerns; empty where the name is not known."""
    keys = {key for medicine in _named(name) for key in medicine.concerns}
    return tuple(key for key in QUESTIONS if key in keys)


def contradicted(names: Sequence[str], answers: Answers) -> list[tuple[str, str]]:
    """Each medicine that is named as taken, with a question that was answered as if it were not."""
    return list(
        dict.fromkeys(
            (name, key) for name in names for m in _named(name) for key in _no(m, answers)
        )
    )


def _rank(name: str, begun: str) -> int:
    if name.startswith(begun):
        return 0
    return 1 if f" {begun}" in name else 2


def _named(name: str) -> list[Medicine]:
    """The medicines whose whole name stands in a text, as words, whatever vowel they end in."""
    text = f" {_without_ending(_folded(name))} "
    return [medicine for stem, medicine in STEMS if f" {stem} " in text]


def _no(medicine: Medicine, answers: Answers) -> list[str]:
    """The questions it concerns that were answered no or never."""
    given = {key: answers.person.get(key) for key in medicine.concerns}
    denied = [key for key, one in given.items() if one in (Answer.NO, Answer.NEVER)]
    if medicine.either and len(denied) < len(given):
        return []
    return denied
