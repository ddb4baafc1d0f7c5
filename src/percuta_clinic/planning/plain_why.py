"""Why a number of a plan is what it is, in words a patient reads; no term of the trade in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from percuta_clinic.planning import science_numbers as kinds
from percuta_clinic.planning.explaining import PRICE, Changed, Explained, Shown
from percuta_clinic.planning.science_numbers import Number

WHAT: Mapping[str, str] = {
    kinds.DEPTH: (
        "This is how far the needles go into your skin. Skin is thinner in some places than in "
        "others. So each place has a limit of its own, and nobody goes past it."
    ),
    kinds.PASSES: "This is how many times the device goes over the same skin in one visit.",
    kinds.SESSIONS: (
        "This is how many treatments are planned here. After each one your skin needs weeks to "
        "renew itself."
    ),
    kinds.INTERVAL: (
        "Your skin needs time before the next treatment. This is the time we leave between two "
        "visits."
    ),
    kinds.DAY: (
        "The day follows from the one before and the time your skin needs in between. Your own "
        "days, such as a holiday, can move it to a later one."
    ),
    kinds.MINUTES: "This is how long we think the visit takes. It can be shorter or longer.",
    kinds.CREAM: (
        "Numbing cream makes the treatment hurt less. Too much of it can harm you. So there is a "
        "limit to how much of it, and how long."
    ),
    kinds.REVIEW: (
        "After this time we look at your skin with you. It goes on changing for a long time after "
        "the last visit."
    ),
    kinds.FORECAST: (
        "This is worked out from what came of it for people in studies. It is not a promise. "
        "Nobody can say beforehand how your skin will answer."
    ),
    kinds.HEALING: (
        "This is worked out by a model of how skin heals. It is not a promise. Some people are red "
        "for longer."
    ),
    PRICE: "This is the price as it was when your plan was made. It stays as it is in this plan.",
}
SURE: Mapping[str, str] = {
    "measured": "The number stands in a text that was read, such as a study, or was measured.",
    "derived": "The number is worked out from others that stand in texts, such as studies.",
    "assumed": "No text gives this number for you. It is a careful choice.",
    "chosen": "Your clinic chose this number for you.",
    "house": "A doctor of your clinic set this number for its patients.",
    "open": "No text gives this number. A doctor decides it for you.",
}
DISAGREE = "The texts do not agree on this."
CAREFUL = "The texts do not agree on this. What is planned keeps to the careful side."
SHOWN = frozenset({"interval", "review", "numbing/minutes", "later_numbing/minutes"})
BEGINNINGS = ("sessions/", "prices/", "forecast/")
PLAINER: Mapping[str, str] = {
    "passes": "times over the same skin",
    "depth": "how deep",
    "sessions": "visits",
    "session": "visit",
    "Session": "Visit",
    "Sessions": "Visits",
}


@dataclass(frozen=True, kw_only=True)
class Plain:
    """One number as a patient reads it."""

    number: Number
    what: str
    sure: str
    instead_of: str
    rests_on: str
    disagree: str
    unknown: tuple[str, ...]
    changes: tuple[Changed, ...]
    approved: str


def for_patient(about: Shown) -> dict[str, Number]:
    """The numbers that say something to a patient, by path."""
    return {path: _plainer(one) for path, one in about.numbers.items() if _is_shown(path)}


def _is_shown(path: str) -> bool:
    if path.startswith("zones/"):
        return "/settings/" in path or path.endswith("/sessions")
    return path in SHOWN or path.startswith(BEGINNINGS)


def _plainer(number: Number) -> Number:
    """The same number under the words that a patient knows it by."""
    label = re.sub(r"[A-Za-z]+", lambda word: PLAINER.get(word[0], word[0]), number.label)
    return replace(number, label=label)


def plain(found: Explained) -> Plain:
    """An explanation in a patient's words."""
    science, told = found.science, found.foretold
    chosen = science.chosen or science.house if science is not None else None
    return Plain(
        number=_plainer(found.number),
        what=WHAT.get(found.number.family, ""),
        sure=SURE.get(science.status, "") if science is not None else "",
        instead_of=chosen.instead_of if chosen is not None else "",
        rests_on="" if chosen is not None else _rests_on(found),
        disagree=_disagree(found, is_set=chosen is not None),
        unknown=told.unknown if told is not None else (),
        changes=found.changes,
        approved=next((one.by for one in found.agreed if one.what == "approved"), ""),
    )


def _disagree(found: Explained, *, is_set: bool) -> str:
    if found.science is None or not found.science.debates:
        return ""
    return DISAGREE if is_set else CAREFUL


def _rests_on(found: Explained) -> str:
    if found.foretold is not None:
        many = len(found.foretold.trials)
        studies = "one study" if many == 1 else f"{many} studies"
        return f"It rests on {studies} with {found.foretold.people} people."
    if found.science is None or not found.science.texts:
        return ""
    many = len(found.science.texts)
    return "One text stands behind it." if many == 1 else f"{many} texts stand behind it."
