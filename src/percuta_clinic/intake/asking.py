"""The pages of a form, field by field, as they are filled in now."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from percuta_clinic.intake.items import UNKNOWN, Item, Part, one_of, some_of
from percuta_clinic.intake.science.days import shown_day
from percuta_clinic.intake.science.fields import STAYS, many, text
from percuta_clinic.intake.science.phototype import QUESTION, skin_types
from percuta_clinic.intake.science.places import (
    capital,
    place_words,
    places,
    places_listed,
    wishes,
)
from percuta_clinic.intake.science.remembered import asked_at, unanswered
from percuta_clinic.intake.science.topics import TOPICS
from percuta_clinic.intake.science.words import Ask, asked_under, is_by_zone

YES, NO = ("yes", "Yes"), ("no", "No")
YES_NO = (YES, NO, UNKNOWN)
NEAR = "As near as you know: 14 March 2026, March 2026 or only 2026."
WHEN, WHERE = "When was that?", "Where? Tick every place."


@dataclass(frozen=True, kw_only=True)
class Given:
    """What is typed so far, and what is asked."""

    values: Mapping[str, Any]
    asked: Mapping[str, tuple[str, ...]]

    def text(self, name: str) -> str:
        """One answer."""
        return text(self.values, name)

    def many(self, name: str) -> tuple[str, ...]:
        """Everything ticked or listed."""
        return tuple(many(self.values, name))


def wish(given: Given) -> Iterator[Part]:
    """What is wished for, and where."""
    items = tuple(_wish(given, one.key, one.words) for one in wishes())
    words = "Open what fits and tick the places. You can choose more than one."
    yield Part(title="What would you like treated, and where?", items=items, help=words)
    hope = Item(
        name="hope",
        kind="long",
        label="What do you hope for?",
        help="In your own words. You can leave this empty.",
        value=given.text("hope"),
    )
    yield Part(title="Your hopes", items=(hope,))


def _wish(given: Given, key: str, words: str) -> Item:
    name = f"wish-{key}"
    ticked = given.many(name)
    parts = tuple(
        (title, some_of(ticked, [(one.key, one.words) for one in group]))
        for title, group in places()
    )
    return Item(name=name, kind="wish", label=words, parts=parts)


def asks(given: Given, topic: str) -> Iterator[Part]:
    """What the rules ask on one page."""
    for title, here in asked_under(topic, given.asked):
        yield Part(title=title, items=tuple(_question(given, ask) for ask in here))


def _question(given: Given, ask: Ask) -> Item:
    by_zone = is_by_zone(ask.key)
    name, value = f"q-{ask.key}", given.text(f"q-{ask.key}")
    opening = "some" if by_zone else "date" if ask.is_date else ""
    earlier = _earlier(given, ask) if by_zone else ""
    value = "" if earlier else value
    here = f"“Here” means: {places_listed(ask.zones)}." if by_zone else ""
    return Item(
        name=name,
        kind="one",
        label=ask.text,
        help=" ".join(filter(None, (here, earlier))),
        value=value,
        options=one_of(value, _choices(ask, by_zone=by_zone), opens=opening),
        then=tuple(_details(given, ask, by_zone=by_zone)),
        at=tuple(zone for zone, _ in ask.zones) if by_zone else (),
    )


def _earlier(given: Given, ask: Ask) -> str:
    """What was chosen before further places came, which it does not count for."""
    value, known = given.text(f"q-{ask.key}"), asked_at(given.values, ask.key)
    if not unanswered(given.values, ask.key, [zone for zone, _ in ask.zones]):
        return ""
    words = dict(_choices(replace(ask, zones=ask.zones[:1]), by_zone=True)).get(value, value)
    there = [(zone, place_words(zone)) for zone in known]
    about = f" for {places_listed(there)}" if there else ""
    return f"You chose “{words}”{about}. Please choose again, for every place."


def _choices(ask: Ask, *, by_zone: bool) -> Sequence[tuple[str, str]]:
    nowhere = ", in none of these places" if len(ask.zones) > 1 else ""
    opening = "some" if by_zone else "date"
    if ask.is_date:
        return (opening, "I know when, or about when"), ("never", f"Never{nowhere}"), UNKNOWN
    return (opening, "Yes") if by_zone else YES, ("no", f"No{nowhere}"), UNKNOWN


def _details(given: Given, ask: Ask, *, by_zone: bool) -> Iterator[Item]:
    if by_zone and len(ask.zones) > 1:
        name = f"z-{ask.key}"
        places_here = [(zone, capital(words)) for zone, words in ask.zones]
        options = some_of(given.many(name), places_here)
        yield Item(name=name, kind="ticks", label=WHERE, options=options, within="where: {}")
    if ask.is_date:
        name = f"d-{ask.key}"
        day = shown_day(given.text(name))
        yield Item(name=name, kind="near", label=WHEN, help=NEAR, value=day, within="when: {}")


def sun(given: Given) -> Iterator[Part]:
    """The skin type, and what the rules ask of sun and creams."""
    value = given.text("phototype")
    choices = [(one.key, one.words) for one in skin_types()]
    options = one_of(value, [*choices, UNKNOWN])
    words = "Think of the first strong sun of the year, on skin that is not tanned yet."
    item = Item(
        name="phototype", kind="one", label=QUESTION, help=words, value=value, options=options
    )
    yield Part(title="Your skin in the sun", items=(item,))
    yield from asks(given, "sun")


def medicines(given: Given) -> Iterator[Part]:
    """What is taken, and what the rules ask of it."""
    lines = Item(
        name="medicine",
        kind="lines",
        label="What do you take?",
        help="One in each line, as it stands on the pack. Vitamins and herbs count too.",
        values=given.many("medicine"),
    )
    label = "Do you take any medicine, now or often?"
    item = _yes_no(given, "medicines_any", label, then=(lines,))
    yield Part(title="What you take", items=(item,))
    yield from asks(given, "medicines")


def numbing(given: Given) -> Iterator[Part]:
    """Whether the skin is to be numbed, and what the rules ask of it."""
    label = "Would you like a numbing cream before the treatment?"
    yield Part(title="Your wish", items=(_yes_no(given, "numbing", label),))
    yield from asks(given, "numbing")


def days(given: Given) -> Iterator[Part]:
    """What lies ahead."""
    event = (
        Item(
            name="event",
            kind="line",
            label="What is it?",
            value=given.text("event"),
            help="A wedding, for instance. You can leave this empty.",
            within="what: {}",
        ),
        Item(
            name="event_on",
            kind="day",
            label="On which day?",
            value=given.text("event_on"),
            within="when: {}",
        ),
    )
    label = "Is there a day on which your skin must look its best?"
    yield Part(title="A special day", items=(_yes_no(given, "event_any", label, then=event),))
    label = "Will you be away in the next months, on a holiday for instance?"
    stays = (*_stay(given, STAYS[0]), *(_more_away(given, number) for number in STAYS[1:]))
    yield Part(title="Away", items=(_yes_no(given, "away_any", label, then=stays),))


def _more_away(given: Given, number: int) -> Item:
    label = ("Away a second time", "Away a third time", "Away a fourth time")[number - 2]
    name, within = f"away-{number}", f"{label[:1].lower()}{label[1:]}: {{}}"
    return Item(name=name, kind="fold", label=label, then=_stay(given, number), within=within)


def _stay(given: Given, number: int) -> tuple[Item, ...]:
    sun = f"away_sun-{number}"
    value = given.text(sun)
    return (
        _day_away(given, f"away_first-{number}", "From"),
        _day_away(given, f"away_last-{number}", "Until"),
        Item(
            name=sun,
            kind="one",
            label="Will you be in strong sun there?",
            value=value,
            options=one_of(value, YES_NO),
            within="in strong sun: {}",
        ),
    )


def _day_away(given: Given, name: str, label: str) -> Item:
    within = f"{label.lower()} {{}}"
    return Item(name=name, kind="day", label=label, value=given.text(name), within=within)


def _yes_no(given: Given, name: str, label: str, *, then: tuple[Item, ...] = ()) -> Item:
    value = given.text(name)
    options = one_of(value, YES_NO, opens="yes" if then else "")
    return Item(name=name, kind="one", label=label, value=value, options=options, then=then)


PAGES: Mapping[str, Callable[[Given], Iterator[Part]]] = {
    "wish": wish,
    "days": days,
    **{topic: partial(asks, topic=topic) for topic in TOPICS},
    "medicines": medicines,
    "numbing": numbing,
    "sun": sun,
}
