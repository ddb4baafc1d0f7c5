"""What a page without scripts says where another device wrote in the same questions meanwhile."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from percuta_clinic.intake.items import NOTHING, Item, Part
from percuta_clinic.intake.science.fields import question_of
from percuta_clinic.intake.science.reading import Reading
from percuta_clinic.intake.science.remembered import Shown, fully
from percuta_clinic.intake.science.words import is_asked
from percuta_clinic.intake.steps import parts_of, step_of


@dataclass(frozen=True, kw_only=True)
class Unasked:
    """A question that is not asked any more, with what was not saved and what stands."""

    label: str
    here: str
    there: str


def clashes(theirs: tuple[Part, ...], clash: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What stands on another device: name, question, its answer there."""
    met = questions(clash)
    items = [item for part in theirs for item in part.items if item.name in met]
    return [(item.name, item.label, item.told) for item in items]


def questions(clash: Mapping[str, Any]) -> list[str]:
    """The questions in which something clashes."""
    return list(dict.fromkeys(question_of(name) for name in clash))


def unasked(
    names: list[str],
    reading: Reading,
    *,
    values: tuple[Mapping[str, Any], Mapping[str, Any]],
    shown: Shown,
) -> Iterator[Unasked]:
    """Questions that are on no page now, as they stand here and there, in ``values``."""
    for name in names:
        here, there = (_item(name, reading, values=one, shown=shown) for one in values)
        yield Unasked(
            label=here.label if here else name,
            here=here.told if here else NOTHING,
            there=there.told if there else NOTHING,
        )


def _item(name: str, reading: Reading, *, values: Mapping[str, Any], shown: Shown) -> Item | None:
    key = name.removeprefix("q-")
    zones = tuple(shown.get(key) or reading.told.zones)
    asked = {key: zones} if key != name and is_asked(key) else {}
    parts = parts_of(step_of(name), fully(values, asked), {**reading.asked, **asked})
    items = (item for part in parts for item in part.items if item.name == name)
    return next(items, None)
