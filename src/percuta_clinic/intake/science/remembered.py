"""For which places a question was asked when it was answered; every other place has no answer."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from percuta.zones.skin_map import ZONES
from percuta_clinic.intake.science.fields import CHOICE, Values, many, question_of, text
from percuta_clinic.intake.science.words import is_by_zone

SOMEWHERE = "some"
REMEMBERED = "at"  # written by the clinic alone, never taken from a page
Shown = Mapping[str, Sequence[str]]


def asked_at(values: Values, key: str) -> tuple[str, ...]:
    """The places that were asked about when the question was answered."""
    return tuple(many(values, f"{REMEMBERED}-{key}"))


def unanswered(values: Values, key: str, zones: Collection[str]) -> list[str]:
    """Places asked about now that an answer was not given for; none while there is no answer."""
    known = asked_at(values, key)
    return [zone for zone in zones if zone not in known] if text(values, f"q-{key}") else []


def fully(values: Values, asked: Shown) -> dict[str, Any]:
    """Values of which each answer counts for every place that is asked about."""
    at = {f"{REMEMBERED}-{key}": list(zones) for key, zones in asked.items() if is_by_zone(key)}
    return {**values, **at}


def taken(sent: Values, before: Values) -> dict[str, Any]:
    """What was sent, without questions that are answered and in which nothing is chosen.

    A choice is changed, never taken back: a page shows it as open when it counts no more there.
    """
    left = {name for name in sent if CHOICE.fullmatch(name) and not sent[name] and before.get(name)}
    return {name: sent[name] for name in sent if not left & {name, question_of(name)}}


def settled(sent: Values, clash: Collection[str]) -> dict[str, Any]:
    """What was sent to questions in which nothing clashes."""
    keys = {name.partition("-")[2] for name in clash}
    return {name: value for name, value in sent.items() if name.partition("-")[2] not in keys}


def supposing(values: Values, sent: Values) -> dict[str, Any]:
    """As if what was sent counted everywhere: an answer may bring a question sent with it."""
    return fully(values, dict.fromkeys(by_place(sent), tuple(ZONES)))


def remembering(
    sent: Values, before: Values, now: Values, *, asked: Shown, shown: Shown | None
) -> dict[str, Any]:
    """What is to be remembered of each question with something sent: the places, and one ticked.

    ``shown`` are the places that stood on the page; None: those that are asked about.
    """
    found: dict[str, Any] = {}
    for key in by_place(sent):
        there = list(asked.get(key, ()) if shown is None else shown.get(key, ()))
        here = [zone for zone in dict.fromkeys(there) if zone in asked.get(key, ())]
        places = _places(key, here, sent=sent, before=before, now=now)
        if places or asked_at(before, key):
            found[f"{REMEMBERED}-{key}"] = places
        chosen = text(sent, f"q-{key}") == SOMEWHERE and f"z-{key}" not in sent
        if chosen and len(there) == 1:  # no places to tick are drawn then
            found[f"z-{key}"] = list(dict.fromkeys([*many(now, f"z-{key}"), *here]))
    return found


def _places(key: str, here: list[str], *, sent: Values, before: Values, now: Values) -> list[str]:
    known = asked_at(before, key)
    changed = any(
        (before.get(name) or "") != (now.get(name) or "")
        for name in (f"q-{key}", f"z-{key}", f"d-{key}")
    )
    if text(sent, f"q-{key}"):
        return here if changed else list(dict.fromkeys([*known, *here]))
    return [zone for zone in known if zone in here] if changed else list(known)


def by_place(sent: Values) -> list[str]:
    """The questions about places to which something was sent."""
    parts = [name.partition("-") for name in sent]
    keys = [key for kind, _, key in parts if kind in ("q", "z", "d") and is_by_zone(key)]
    return list(dict.fromkeys(keys))
