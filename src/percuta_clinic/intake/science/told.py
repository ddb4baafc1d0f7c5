"""What a person told in one form: typed, from and to the facts that are kept."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from percuta.assessment.concern import Concern, Kind
from percuta.person import Phototype
from percuta.planning.away import Away
from percuta.questions import Answer, Answers, Given, Scope
from percuta.screening.catalogue import QUESTIONS
from percuta.zones.skin_map import ZONES

WISH, PHOTOTYPE, MEDICINES, NUMBING = "wish", "phototype", "medicines", "numbing"
HOPE, EVENT, AWAY = "hope", "event", "away"
OTHERS = (PHOTOTYPE, MEDICINES, NUMBING, HOPE, EVENT, AWAY)
NOT_KNOWN = Answer.NOT_KNOWN.value


class Kept(Protocol):
    """A fact as it is stored."""

    key: str
    zone: str
    value: Any


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One fact to be stored; ``zone`` empty: about the whole person."""

    key: str
    zone: str = ""
    value: Any


@dataclass(frozen=True, kw_only=True)
class Told:
    """``said`` holds dates as they were said (2026, 2026-03), where they were less than a day."""

    answers: Answers = field(default_factory=Answers)
    said: Mapping[tuple[str, str], str] = field(default_factory=dict)
    wishes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    phototype: str = NOT_KNOWN
    medicines: tuple[str, ...] | None = None
    numbing: str = NOT_KNOWN
    hope: str = ""
    event: str = ""
    event_on: date | None = None
    away: tuple[Away, ...] = ()

    @property
    def zones(self) -> tuple[str, ...]:
        """Every place wished for, once, in the order of the skin map."""
        wished = {zone for zones in self.wishes.values() for zone in zones}
        return tuple(key for key in ZONES if key in wished)

    @property
    def concerns(self) -> tuple[Concern, ...]:
        """The wishes as the planner knows them; nobody has graded them yet."""
        return tuple(
            Concern(kind=Kind(kind), zones=tuple(zones)) for kind, zones in self.wishes.items()
        )

    @property
    def skin_type(self) -> Phototype | None:
        """The phototype; None if nobody knows it."""
        known = self.phototype in {one.roman for one in Phototype}
        return Phototype[f"TYPE_{self.phototype}"] if known else None


def pieces_of(told: Told) -> Iterator[Piece]:
    """Everything told, as facts."""
    for kind, zones in told.wishes.items():
        yield from (Piece(key=f"{WISH}.{kind}", zone=zone, value="yes") for zone in zones)
    for key, given in told.answers.person.items():
        yield Piece(key=key, value=stored(given, told.said.get((key, ""))))
    for key, by_zone in told.answers.zones.items():
        for zone, given in by_zone.items():
            yield Piece(key=key, zone=zone, value=stored(given, told.said.get((key, zone))))
    yield Piece(key=PHOTOTYPE, value=told.phototype)
    medicines = list(told.medicines) if told.medicines is not None else NOT_KNOWN
    yield Piece(key=MEDICINES, value=medicines)
    yield Piece(key=NUMBING, value=told.numbing)
    yield Piece(key=HOPE, value=told.hope)
    yield Piece(key=EVENT, value=_event(told))
    yield Piece(key=AWAY, value=[_stay(one) for one in told.away])


def told_from(facts: Iterable[Kept]) -> Told:
    """Facts of one form, the oldest first; a later one about the same thing counts."""
    newest = {(fact.key, fact.zone): fact.value for fact in facts}
    person: dict[str, Given] = {}
    zones: dict[str, dict[str, Given]] = {}
    wishes: dict[str, list[str]] = {}
    for (key, zone), value in newest.items():
        if key in QUESTIONS and QUESTIONS[key].scope is Scope.PERSON:
            person[key] = given_of(value)
        elif key in QUESTIONS:
            zones.setdefault(key, {})[zone] = given_of(value)
        elif key.startswith(f"{WISH}.") and value == "yes" and zone in ZONES:
            wishes.setdefault(key.removeprefix(f"{WISH}."), []).append(zone)
    other = {key: newest.get((key, "")) for key in OTHERS}
    return Told(
        answers=Answers(person=person, zones=zones),
        said={at: value["said"] for at, value in newest.items() if _is_said(at[0], value)},
        wishes=in_order(wishes),
        **_others(other),
    )


def in_order(wishes: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Wishes and their places in the order of the lists they come from, whatever was first."""
    ticked = {kind: set(zones) for kind, zones in wishes.items()}
    found = {
        kind.value: tuple(zone for zone in ZONES if zone in ticked.get(kind.value, ()))
        for kind in Kind
    }
    return {kind: zones for kind, zones in found.items() if zones}


def _others(other: Mapping[str, Any]) -> dict[str, Any]:
    medicines, event = other[MEDICINES], other[EVENT] or {}
    return {
        "phototype": other[PHOTOTYPE] or NOT_KNOWN,
        "medicines": tuple(medicines) if isinstance(medicines, list) else None,
        "numbing": other[NUMBING] or NOT_KNOWN,
        "hope": other[HOPE] or "",
        "event": event.get("name", ""),
        "event_on": date.fromisoformat(event["on"]) if event.get("on") else None,
        "away": tuple(_away(one) for one in other[AWAY] or ()),
    }


def _is_said(key: str, value: Any) -> bool:
    return key in QUESTIONS and isinstance(value, dict) and "said" in value


def stored(given: Given, said: str | None = None) -> Any:
    """An answer as facts keep it, a day with what was ``said`` where that was less."""
    if isinstance(given, date):
        return {"on": given.isoformat(), **({"said": said} if said else {})}
    return given.value


def given_of(value: Any) -> Given:
    """The answer that a fact keeps."""
    return date.fromisoformat(value["on"]) if isinstance(value, dict) else Answer(value)


def _event(told: Told) -> dict[str, str]:
    return {"name": told.event, "on": told.event_on.isoformat()} if told.event_on else {}


def _stay(away: Away) -> dict[str, Any]:
    return {"first": away.first.isoformat(), "last": away.last.isoformat(), "sun": away.sun}


def _away(raw: Mapping[str, Any]) -> Away:
    first, last = date.fromisoformat(raw["first"]), date.fromisoformat(raw["last"])
    return Away(first=first, last=last, sun=bool(raw["sun"]))
