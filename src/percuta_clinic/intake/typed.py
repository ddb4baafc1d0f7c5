"""What was typed into a form that is not sent, as whoever may put it aside reads it first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from percuta_clinic.intake.items import Item
from percuta_clinic.intake.models import Form, Round
from percuta_clinic.intake.science.fields import many, question_of
from percuta_clinic.intake.science.places import place_words
from percuta_clinic.intake.science.remembered import REMEMBERED, asked_at
from percuta_clinic.intake.science.request import DeviceGone
from percuta_clinic.intake.science.words import in_rule_order, is_by_zone
from percuta_clinic.intake.services import reading_of
from percuta_clinic.intake.steps import STEPS, parts_of

GONE = "A question that is not asked any more"
NOT_ASKED = "Not asked any more with the other answers as they are now."
YES = ("yes", "some", "date")
_ABOUT_RULES = ("q", "z", "d")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One answer in words; ``here`` says which places the question is about."""

    label: str
    words: str
    here: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Typed:
    """Everything that holds something. ``yes`` is what may hold a treatment back.

    ``loose`` was typed beside an answer that does not ask for it; ``earlier`` stood in the form
    when it was opened, from the form before, and nobody changed it.
    """

    yes: tuple[Row, ...]
    loose: tuple[Row, ...]
    steps: tuple[tuple[str, tuple[Row, ...]], ...]
    earlier: tuple[Row, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nobody typed anything that is still there."""
        return not (self.yes or self.loose or self.steps)


@dataclass(frozen=True, kw_only=True)
class _Found:
    row: Row
    names: frozenset[str]
    step: str = ""
    is_yes: bool = False
    is_loose: bool = False


def typed_in(form: Form) -> Typed:
    """Questions in the order of the form, with their answers as the form itself says them."""
    found = list(_found(form))
    new = [one for one in found if not _is_earlier(form, one.names)]
    rest = [one for one in new if not (one.is_yes or one.is_loose)]
    titles = dict.fromkeys(one.step for one in rest)
    return Typed(
        yes=tuple(one.row for one in new if one.is_yes),
        loose=tuple(one.row for one in new if one.is_loose),
        steps=tuple(
            (title, tuple(one.row for one in rest if one.step == title)) for title in titles
        ),
        earlier=tuple(one.row for one in found if one not in new),
    )


def _is_earlier(form: Form, names: frozenset[str]) -> bool:
    """Whether nobody wrote any of it, so that it came from the form before."""
    return form.round == Round.AGAIN and not names & set(form.stamps)


def _found(form: Form) -> Iterator[_Found]:
    values, asked = form.values, _asked_now(form)
    told = _answered(values, asked)
    shown: set[str] = set()
    for step in STEPS:
        for item in (one for part in parts_of(step, values, told) for one in part.items):
            shown |= _names(item)
            gone = item.name.startswith("q-") and item.name[2:] not in asked
            yield from _rows(item, step.title, note=NOT_ASKED if gone else "")
    for name in values:
        known = name in shown or name.startswith(f"{REMEMBERED}-")
        if not known and (given := many(values, name)):
            row = Row(label=GONE, words=", ".join(place_words(one) for one in given))
            yield _Found(row=row, names=frozenset({name}), is_loose=True)


def _rows(item: Item, step: str, *, note: str) -> Iterator[_Found]:
    """The answer with what it opens; what stands in a field that it does not open, apart."""
    here = item.help if item.at else ""
    if item.said:
        row = Row(label=item.label, words=item.told, here=here, note=note)
        yield _Found(row=row, names=_names(item), step=step, is_yes=_is_yes(item))
    if not item.is_open:
        for one in (inner for inner in item.then if inner.said):
            row = Row(label=f"{item.label} {one.label}", words=one.told, here=here, note=note)
            yield _Found(row=row, names=_names(one), is_loose=True)


def _is_yes(item: Item) -> bool:
    """Whether a rule may hold back because of it: a yes to a question, or medicines."""
    about_health = item.name.startswith("q-") or item.name == "medicines_any"
    return about_health and item.value in YES


def _names(item: Item) -> frozenset[str]:
    return frozenset({item.name}).union(*(_names(one) for one in item.then))


def _asked_now(form: Form) -> Sequence[str]:
    """What the form asks; where the rules lost its device, whatever was answered."""
    try:
        return list(reading_of(form).asked)
    except DeviceGone:
        return in_rule_order(question_of(name)[2:] for name in form.values)


def _answered(values: Mapping[str, Any], asked: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Every question with something typed, with the places that is about."""
    parts = [name.partition("-") for name in values if many(values, name)]
    keys = {key for kind, _, key in parts if kind in _ABOUT_RULES}
    ordered = dict.fromkeys([*(key for key in asked if key in keys), *in_rule_order(keys)])
    return {key: _places(values, key) if is_by_zone(key) else () for key in ordered}


def _places(values: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*asked_at(values, key), *many(values, f"z-{key}")]))
