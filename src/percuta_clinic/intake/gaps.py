"""What is missing in a form, as lists name it and links lead to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from percuta_clinic.intake.items import Item, Part
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.science.faults import OPEN, Fault
from percuta_clinic.intake.steps import CHECK, Stand, Step, parts_of


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Something that is missing, under the question it belongs to."""

    field: str
    label: str
    words: str = ""


def gaps(parts: Sequence[Part], faults: Sequence[Fault]) -> list[Gap]:
    """Faults as a list names them, each field once and in the order of the page.

    An answer that is only missing needs no more words.
    """
    labels = dict(_labels([item for part in parts for item in part.items]))
    labels = {"wish": parts[0].title if parts else ""} | labels
    order = list(labels)
    found = {
        fault.field: Gap(
            field=fault.field,
            label=labels.get(fault.field, fault.words),
            words="" if fault.words == OPEN or fault.field not in labels else fault.words,
        )
        for fault in reversed(faults)
    }
    return sorted(
        found.values(),
        key=lambda one: order.index(one.field) if one.field in labels else len(order),
    )


def first_gap(form: Form, stand: Stand, step: Step) -> str:
    """The first field of a step that is open, empty where none is."""
    parts = parts_of(step, form.values, stand.reading.asked) if step is not CHECK else ()
    found = gaps(parts, stand.faults.get(step.slug, ()))
    return found[0].field if found else ""


def _labels(items: Sequence[Item], under: str = "") -> Iterator[tuple[str, str]]:
    """What each field is called; one inside another is named after what it belongs to."""
    for item in items:
        label = f"{under} {item.label}".strip()
        yield item.name, label
        yield from _labels(item.then, label)
