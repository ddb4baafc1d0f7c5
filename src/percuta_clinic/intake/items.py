"""What stands on a page of a form: each question with its choices and what was answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from percuta_clinic.intake.science.days import shown_day

Kind = Literal["one", "ticks", "near", "day", "line", "long", "lines", "wish", "fold"]
UNKNOWN = ("not known", "I don’t know")
NOTHING = "no answer yet"


@dataclass(frozen=True, kw_only=True)
class Option:
    """One choice; ``opens`` says that it brings further fields."""

    key: str
    words: str
    chosen: bool = False
    opens: bool = False


@dataclass(frozen=True, kw_only=True)
class Item:
    """One field of a form. ``then`` are the fields that its answer opens.

    ``within`` is how its answer reads beside others that the same answer opened.
    """

    name: str
    kind: Kind
    label: str
    help: str = ""
    value: str = ""
    values: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    parts: tuple[tuple[str, tuple[Option, ...]], ...] = ()
    then: tuple["Item", ...] = ()
    fault: str = ""
    clash: str = ""
    at: tuple[str, ...] = ()  # the places it names, which its answer is about
    within: str = "{}"

    @property
    def is_open(self) -> bool:
        """Whether its answer brings the fields in ``then``."""
        return self.kind == "fold" or any(one.chosen and one.opens for one in self.options)

    @property
    def told(self) -> str:
        """What was answered, in words."""
        said = [item for item in self.then if item.said] if self.is_open else []
        if len(self.then) > 1:
            inner = "; ".join(item.within.format(item.told) for item in said)
            return ". ".join(filter(None, (self._own, inner[:1].upper() + inner[1:]))) or NOTHING
        return ": ".join(filter(None, (self._own, *(item.told for item in said)))) or NOTHING

    @property
    def said(self) -> bool:
        """Whether there is anything in it."""
        return bool(self._own) or (self.is_open and any(one.said for one in self.then))

    @property
    def groups(self) -> tuple["Places", ...]:
        """The places to tick, both sides of one beside each other."""
        return tuple(places_in(title, options) for title, options in self.parts)

    @property
    def ticks(self) -> "Places":
        """The same for places without a title."""
        return places_in("", self.options)

    @property
    def lines(self) -> tuple[str, ...]:
        """What is listed, with room for more."""
        return (*self.values, "", "")

    @property
    def places(self) -> int:
        """How many are ticked in all parts."""
        return sum(option.chosen for _, options in self.parts for option in options)

    @property
    def _own(self) -> str:
        chosen = [one.words for one in self.options if one.chosen]
        chosen += [one.words for _, options in self.parts for one in options if one.chosen]
        if self.kind in ("near", "day"):
            return shown_day(self.value)
        return ", ".join(chosen or self.values) or self.value


@dataclass(frozen=True, kw_only=True)
class Sides:
    """A place with a left and a right side."""

    title: str
    left: Option
    right: Option

    @property
    def both(self) -> bool:
        """Whether both are ticked."""
        return self.left.chosen and self.right.chosen


@dataclass(frozen=True, kw_only=True)
class Places:
    """Places to tick: those with no other side, then those with one, left and right."""

    title: str
    single: tuple[Option, ...]
    sides: tuple[Sides, ...]


def places_in(title: str, options: Sequence[Option]) -> Places:
    """Places, those of which both sides stand there as pairs."""
    known = {one.key: one for one in options}
    sides = tuple(
        Sides(title=_sideless(left.words), left=left, right=known[right])
        for left in options
        if left.key.endswith("_left") and (right := f"{left.key[:-4]}right") in known
    )
    paired = {one.key for pair in sides for one in (pair.left, pair.right)}
    single = tuple(one for one in options if one.key not in paired)
    return Places(title=title, single=single, sides=sides)


def _sideless(words: str) -> str:
    """The name of a place without its side."""
    plain = " ".join(word for word in words.split() if word.lower() != "left")
    return plain[:1].upper() + plain[1:]


@dataclass(frozen=True, kw_only=True)
class Part:
    """Fields under one heading."""

    title: str
    items: tuple[Item, ...]
    help: str = ""

    @property
    def every(self) -> tuple[Item, ...]:
        """Its fields, those inside others too."""
        return tuple(every(self.items))


def every(items: Sequence[Item]) -> list[Item]:
    """Fields and the fields inside them."""
    return [one for item in items for one in (item, *every(item.then))]


def one_of(
    value: str, choices: Sequence[tuple[str, str]], *, opens: str = ""
) -> tuple[Option, ...]:
    """Choices of which one counts; ``opens`` names the one that brings more."""
    return tuple(
        Option(key=key, words=words, chosen=key == value, opens=key == opens)
        for key, words in choices
    )


def some_of(values: Sequence[str], choices: Sequence[tuple[str, str]]) -> tuple[Option, ...]:
    """Choices of which several count."""
    return tuple(Option(key=key, words=words, chosen=key in values) for key, words in choices)
