"""One part of what has to be there before a treatment, as every page reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils.timezone import localdate

from percuta_clinic.intake.science.places import place_words


class Part(StrEnum):
    """What the strip tells of, in its order."""

    FORM = "form"
    SCREENING = "screening"
    CONSENT = "consent"
    PLAN = "plan"
    EVENT = "event"
    PHOTOS = "photos"


class Tone(StrEnum):
    """How an item stands; the value is the colour that pages give it."""

    THERE = "ok"
    UNDER_WAY = "warn"
    MISSING = "stop"
    OPTIONAL = "idle"


class Where(StrEnum):
    """Where else than on its own page an item is cleared."""

    NOWHERE = ""
    VISIT = "visit"  # by moving it
    SERVICE = "service"  # in its settings


@dataclass(frozen=True, kw_only=True)
class Item:
    """One part: ``words`` fit a chip; ``way_out`` and ``who`` say how it is cleared.

    ``kept`` are fuller words that stay with the treatment; ``places`` says where, if not all.
    """

    part: Part
    tone: Tone
    words: str
    way_out: str = ""
    who: str = ""
    holds: bool = True  # whether treatment waits for it
    desk: str = ""  # the same for eyes that may not see the chart
    desk_way: str = ""
    where: Where = Where.NOWHERE
    kept: str = ""
    places: str = ""
    presses: bool = False  # may not wait, whether or not treatment does

    @property
    def for_desk(self) -> str:
        """The words for whoever may see that something waits, but not what."""
        return self.desk or self.words

    @property
    def way_for_desk(self) -> str:
        """The way out for the same eyes."""
        return self.desk_way or self.way_out

    @property
    def is_missing(self) -> bool:
        """Whether treatment cannot begin because of it."""
        return self.holds and self.tone in (Tone.UNDER_WAY, Tone.MISSING)


def item_of(
    part: Part, tone: Tone, words: str, *, way: str = "", who: str = "", desk: str = ""
) -> Item:
    """A part that treatment waits for until it is there."""
    return Item(part=part, tone=tone, words=words, way_out=way, who=who, desk=desk)


def short(at: date | datetime | None) -> str:
    """A day as chips say it."""
    if at is None:
        return ""
    day = localdate(at) if isinstance(at, datetime) else at
    return f"{day.day} {day:%b}"


def named(zones: Iterable[str]) -> str:
    """Places in words."""
    return ", ".join(place_words(zone) for zone in zones)
