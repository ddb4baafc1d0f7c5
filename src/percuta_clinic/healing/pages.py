"""What stands on the page of a check-in: each question with its choices and what was ticked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from percuta_clinic.healing.models import CheckIn
from percuta_clinic.healing.pictures import zones_shown
from percuta_clinic.healing.queries import zone_of
from percuta_clinic.healing.science_triage import (
    ASK_TEMPERATURE,
    ASK_WORDS,
    CANNOT_WAIT,
    Asked,
    Group,
    emergencies,
    given_for,
    groups,
    temperature,
)
from percuta_clinic.intake.items import Item, Part, one_of
from percuta_clinic.intake.science.places import capital, place_words
from percuta_clinic.people.access import NotYours
from percuta_clinic.premises.models import Clinic

ODD = (
    "We cannot read this as a temperature from 34 to 43 °C, or 93 to 109 °F. Please look again. "
    "We keep what you typed, and until then we do not know whether you have a fever."
)
EITHER = "In °C or °F, as it stands there."


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """A picture that is added and not sent, and the place it shows in words."""

    key: UUID
    name: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Page:
    """The whole page. ``shorts`` are the parts in which one press may say no to what is open."""

    parts: tuple[Part, ...]
    shorts: frozenset[str]
    emergencies: tuple[str, ...]
    day: int
    session_on: date
    places: tuple[tuple[str, str], ...]
    pictures: tuple[Chosen, ...]
    calls: frozenset[str] = CANNOT_WAIT
    ticked: frozenset[str] = frozenset()

    @property
    def asked(self) -> list[str]:
        """The names of the questions on it."""
        return [one.name for part in self.parts for one in part.items if one.name[:2] == "q-"]

    @property
    def answered(self) -> tuple[int, int]:
        """How many questions have an answer, and how many there are."""
        found = [one for part in self.parts for one in part.items if one.name in set(self.asked)]
        return sum(one.said for one in found), len(found)


def page_of(check_in: CheckIn, clinic: Clinic, now: datetime | None = None) -> Page:
    """The questions of today for what was really done."""
    zone = zone_of(check_in.patient, clinic)
    session = given_for(check_in, zone)
    if session is None:
        raise NotYours("No skin was needled in this session.")
    day = max((now or timezone.now()).astimezone(zone).date(), session.on)
    values = check_in.values
    asked = groups(values, session, day)
    parts = [_part(one, values) for one in asked]
    return Page(
        parts=tuple(parts),
        shorts=frozenset(one.title for one in asked if one.none),
        emergencies=emergencies(session),
        day=(day - session.on).days,
        ticked=frozenset(name for name, value in values.items() if value == "yes"),
        session_on=session.on,
        places=tuple((one, _place(one)) for one in zones_shown(check_in.session)),
        pictures=tuple(
            Chosen(key=one.pk, name=_place(one.zone), at=one.added_at)
            for one in check_in.pictures.all()
        ),
    )


def _place(zone: str) -> str:
    return capital(place_words(zone)) if zone else "Your picture"


def _part(group: Group, values: Mapping[str, Any]) -> Part:
    items: list[Item] = []
    for one in group.asked:
        items.append(_question(one, values))
        if one.key == "fever":
            items.append(_temperature(values))
        if one.key == "worry":
            items.append(_words(values))
    return Part(title=group.title, items=tuple(items), help=group.help)


def _question(one: Asked, values: Mapping[str, Any]) -> Item:
    name = f"q-{one.key}"
    options = one_of(str(values.get(name, "")), one.choices)
    return Item(name=name, kind="one", label=one.text, options=options)


def _temperature(values: Mapping[str, Any]) -> Item:
    typed = str(values.get("temperature", ""))
    found = temperature(typed)
    read = (
        f"We read that as {found:.1f} °C." if found is not None else "°C or °F, as it stands there."
    )
    fault = ODD if typed.strip() and temperature(typed) is None else ""
    return Item(
        name="temperature", kind="line", label=ASK_TEMPERATURE, help=read, value=typed, fault=fault
    )


def _words(values: Mapping[str, Any]) -> Item:
    said = str(values.get("words", ""))
    return Item(name="words", kind="long", label=ASK_WORDS, help="You need not.", value=said)
