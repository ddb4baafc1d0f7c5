"""The steps of a form: which fields each holds, what is missing in it, how far somebody is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from percuta_clinic.intake.asking import PAGES, Given
from percuta_clinic.intake.items import Item, Part
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.science.faults import OPEN, Fault
from percuta_clinic.intake.science.reading import Reading
from percuta_clinic.intake.science.words import is_asked


@dataclass(frozen=True, kw_only=True)
class Step:
    """One page of the form."""

    slug: str
    title: str
    fields: re.Pattern[str]


STEPS = (
    Step(slug="wish", title="What you would like", fields=re.compile(r"wish.*|hope")),
    Step(slug="health", title="Your skin and your health", fields=re.compile(r"[qdz]-.*")),
    Step(slug="skin", title="Your skin in the sun", fields=re.compile("phototype")),
    Step(slug="medicines", title="Your medicines", fields=re.compile(r"medicine.*|numbing")),
    Step(slug="days", title="Days that matter", fields=re.compile(r"event.*|away.*")),
)
CHECK = Step(slug="check", title="Check and send", fields=re.compile("(?!)"))
ALL = (*STEPS, CHECK)


@dataclass(frozen=True, kw_only=True)
class Stand:
    """How far a form is: the faults of each step."""

    reading: Reading
    faults: Mapping[str, tuple[Fault, ...]]

    def is_done(self, step: Step) -> bool:
        """Whether nothing is missing there."""
        if step.slug == "health" and not self.reading.told.zones:
            return False
        return step is not CHECK and not self.faults[step.slug]

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(self.is_done(step) for step in STEPS)

    @property
    def next(self) -> Step:
        """The first step with something open."""
        return next((step for step in STEPS if not self.is_done(step)), CHECK)


def stand_of(reading: Reading) -> Stand:
    """How far somebody is."""
    by_step: dict[str, list[Fault]] = {step.slug: [] for step in STEPS}
    for fault in reading.faults:
        by_step[step_of(fault.field).slug].append(fault)
    return Stand(reading=reading, faults={slug: tuple(some) for slug, some in by_step.items()})


def step_of(field: str) -> Step:
    """Where a field stands; one that is nowhere, with the questions."""
    return next((step for step in STEPS if step.fields.fullmatch(field)), STEPS[1])


def step_named(slug: str) -> Step | None:
    """The step of an address."""
    return next((step for step in ALL if step.slug == slug), None)


def after(step: Step) -> Step:
    """The step that follows."""
    return ALL[min(ALL.index(step) + 1, len(STEPS))]


def before(step: Step) -> Step | None:
    """The step before; None at the first."""
    place = ALL.index(step)
    return ALL[place - 1] if place else None


def parts_of(
    step: Step,
    values: Mapping[str, Any],
    asked: Mapping[str, tuple[str, ...]],
    *,
    faults: Sequence[Fault] = (),
) -> tuple[Part, ...]:
    """What stands in a step, with what is wrong at each field."""
    wrong: dict[str, str] = {}
    for fault in faults:
        wrong.setdefault(fault.field, fault.words)
    return tuple(
        replace(part, items=tuple(_with_fault(item, wrong) for item in part.items))
        for part in PAGES[step.slug](Given(values=values, asked=asked))
    )


def _with_fault(item: Item, wrong: Mapping[str, str]) -> Item:
    then = tuple(_with_fault(one, wrong) for one in item.then)
    return replace(item, fault=wrong.get(item.name, ""), then=then)


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Something that is missing, under the question it belongs to."""

    field: str
    label: str
    words: str = ""


def gaps(parts: Sequence[Part], faults: Sequence[Fault]) -> list[Gap]:
    """Faults as a list names them; an answer that is only missing needs no more words."""
    labels = {item.name: item.label for part in parts for item in part.every}
    labels = {"wish": parts[0].title if parts else ""} | labels
    order = list(labels)
    last = len(order)
    return [
        Gap(
            field=fault.field,
            label=labels.get(fault.field, fault.words),
            words="" if fault.words == OPEN or fault.field not in labels else fault.words,
        )
        for fault in sorted(
            faults, key=lambda one: order.index(one.field) if one.field in labels else last
        )
    ]


def sent_parts(form: Form) -> list[tuple[Step, tuple[Part, ...]]]:
    """Everything that was asked and answered in a form that was sent."""
    asked = {one["key"]: tuple(one["zones"]) for one in form.asked if is_asked(one["key"])}
    return [(step, parts_of(step, form.values, asked)) for step in STEPS]
