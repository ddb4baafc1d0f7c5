"""The steps of a form: which fields each holds, what is missing in it, how far somebody is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from percuta_clinic.intake.asking import PAGES, Given
from percuta_clinic.intake.items import Item, Part
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.science.faults import Fault
from percuta_clinic.intake.science.fields import question_of
from percuta_clinic.intake.science.reading import Reading
from percuta_clinic.intake.science.remembered import fully
from percuta_clinic.intake.science.topics import MORE, TOPICS, topic_of
from percuta_clinic.intake.science.words import is_asked

NEVER = re.compile("(?!)")


@dataclass(frozen=True, kw_only=True)
class Step:
    """One page of the form. ``fields`` are its own, beside what the rules ask under its name.

    ``needs`` are those of its own that want an answer.
    """

    slug: str
    title: str
    fields: re.Pattern[str] = NEVER
    needs: tuple[str, ...] = ()

    @property
    def is_topic(self) -> bool:
        """Whether rules ask here, which they do once a wish is told."""
        return self.slug in TOPICS


WISH = Step(
    slug="wish", title="What you would like", fields=re.compile(r"wish.*|hope"), needs=("wish",)
)
MORE_STEP = Step(slug=MORE, title="More questions")
STEPS = (
    WISH,
    Step(slug="earlier", title="If you were needled before"),
    Step(slug="now", title="Your skin now"),
    Step(slug="before", title="What was done to your skin"),
    Step(slug="illnesses", title="Infections and skin diseases"),
    Step(slug="health", title="Your health"),
    Step(slug="blood", title="Heart, blood and immune system"),
    Step(
        slug="medicines",
        title="Medicines and treatments",
        fields=re.compile(r"medicine.*"),
        needs=("medicines_any",),
    ),
    Step(
        slug="numbing",
        title="Numbing cream and allergies",
        fields=re.compile("numbing"),
        needs=("numbing",),
    ),
    Step(
        slug="sun",
        title="Sun and creams",
        fields=re.compile("phototype"),
        needs=("phototype",),
    ),
    MORE_STEP,
    Step(
        slug="days",
        title="Days that matter",
        fields=re.compile(r"event.*|away.*"),
        needs=("event_any", "away_any"),
    ),
)
CHECK = Step(slug="check", title="Check and send")
ALL = (*STEPS, CHECK)


@dataclass(frozen=True, kw_only=True)
class Stand:
    """How far a form is: the steps it has, and the faults of each."""

    reading: Reading
    steps: tuple[Step, ...]
    faults: Mapping[str, tuple[Fault, ...]]

    def is_done(self, step: Step) -> bool:
        """Whether nothing is missing there."""
        if step.is_topic and not self.reading.told.zones:
            return False
        return step is not CHECK and not self.faults[step.slug]

    def leads_on(self, step: Step) -> bool:
        """Whether one may go on from there, though before a wish is told it asks more later."""
        told = self.reading.told.zones or step.needs or not step.is_topic
        return bool(told) and not self.faults.get(step.slug)

    def asked_in(self, step: Step) -> tuple[str, ...]:
        """What the rules ask there."""
        return tuple(key for key in self.reading.asked if topic_of(key) == step.slug)

    def answered(self, step: Step) -> tuple[int, int]:
        """How many questions of a step are answered, and how many it has."""
        wanted = {*step.needs, *(f"q-{key}" for key in self.asked_in(step))}
        open_ = {question_of(fault.field) for fault in self.faults.get(step.slug, ())}
        return len(wanted - open_), len(wanted)

    def number(self, step: Step) -> int:
        """The place of a step among all there are."""
        return sum(ALL.index(one) <= ALL.index(step) for one in self.steps)

    def after(self, step: Step) -> Step:
        """The step that follows."""
        return next((one for one in self.steps if ALL.index(one) > ALL.index(step)), CHECK)

    def before(self, step: Step) -> Step | None:
        """The step before; None at the first."""
        earlier = [one for one in self.steps if ALL.index(one) < ALL.index(step)]
        return earlier[-1] if earlier else None

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(self.is_done(step) for step in self.steps)

    @property
    def next(self) -> Step:
        """The first step with something open."""
        return next((step for step in self.steps if not self.is_done(step)), CHECK)


def stand_of(reading: Reading) -> Stand:
    """How far somebody is."""
    by_step: dict[str, list[Fault]] = {step.slug: [] for step in STEPS}
    for fault in reading.faults:
        by_step[step_of(fault.field).slug].append(fault)
    asked = {topic_of(key) for key in reading.asked}
    return Stand(
        reading=reading,
        steps=tuple(step for step in ALL if _is_there(step, asked if reading.told.zones else None)),
        faults={slug: tuple(some) for slug, some in by_step.items()},
    )


def _is_there(step: Step, asked: set[str] | None) -> bool:
    """A page on which nothing is asked is left out; None: nobody knows before a wish is told."""
    if not step.is_topic or step.needs:
        return True
    return step is not MORE_STEP if asked is None else step.slug in asked


def step_of(field: str) -> Step:
    """Where a field stands; one that is nowhere, with the questions that stand nowhere else."""
    kind, _, key = field.partition("-")
    if kind in ("q", "z", "d"):
        return next(step for step in STEPS if step.slug == topic_of(key))
    return next((step for step in STEPS if step.fields.fullmatch(field)), MORE_STEP)


def step_named(slug: str) -> Step | None:
    """The step of an address."""
    return next((step for step in ALL if step.slug == slug), None)


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


def sent_parts(form: Form) -> list[tuple[Step, tuple[Part, ...]]]:
    """Everything that was asked and answered in a form that was sent."""
    asked = {one["key"]: tuple(one["zones"]) for one in form.asked if is_asked(one["key"])}
    values = fully(form.values, asked)
    pages = [(step, parts_of(step, values, asked)) for step in STEPS]
    return [(step, parts) for step, parts in pages if parts]
