"""Wishes and places as a patient chooses them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from percuta.assessment.concern import INDICATIONS
from percuta.papers.everyday import concern, listed, place
from percuta.zones.skin_map import NEVER_NEEDLED, ZONES


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Something to tick: what is stored, and what is read."""

    key: str
    words: str


@cache
def wishes() -> tuple[Choice, ...]:
    """What can be wished for."""
    return tuple(
        Choice(key=kind.value, words=capital(concern(one.name)))
        for kind, one in INDICATIONS.items()
    )


@cache
def places() -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    """Where it can be wished for: on the face, on the body."""
    can_be = [zone for zone in ZONES.values() if zone.place not in NEVER_NEEDLED]
    face = tuple(_choice(zone.key) for zone in can_be if zone.share is None)
    body = tuple(_choice(zone.key) for zone in can_be if zone.share is not None)
    return ("Face", face), ("Neck and body", body)


def place_words(zone: str) -> str:
    """A place as a patient would call it; an unknown one keeps its key."""
    return place(ZONES[zone].name) if zone in ZONES else zone


def places_listed(zones: Iterable[tuple[str, str]]) -> str:
    """Places by their words, with *and* before the last."""
    return listed(words for _, words in zones)


def wish_words(kind: str) -> str:
    """A wish as a patient would call it."""
    return next((one.words for one in wishes() if one.key == kind), kind)


def _choice(zone: str) -> Choice:
    return Choice(key=zone, words=capital(place_words(zone)))


def capital(words: str) -> str:
    """Words with a capital at the front."""
    return words[:1].upper() + words[1:]
