"""The skin map as its page shows it: shapes, one place in full, everything as a table."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from percuta_clinic.assessment.figures.catalogue import FIGURES
from percuta_clinic.assessment.figures.drawing import Figure, Shape, marks_of
from percuta_clinic.assessment.models import Grading
from percuta_clinic.assessment.queries import Seen, at_day, days_of
from percuta_clinic.assessment.science import (
    KINDS,
    NO_SCALE,
    TYPES,
    all_zones,
    facts_of,
    measures,
    said,
    share,
)
from percuta_clinic.config.ids import new_id
from percuta_clinic.intake.queries import answered
from percuta_clinic.intake.science.places import place_words
from percuta_clinic.intake.science.told import Told
from percuta_clinic.patients.models import Patient

Wishes = Collection[tuple[str, str]]
MOST_DAYS = 4


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What the page shows: a figure, a zone on it, a concern in it; empty: none."""

    patient: Patient
    figure: str
    zone: str = ""
    kind: str = ""

    def url(self, **other: str) -> str:
        """The address of the page with something else chosen."""
        now = {"figure": self.figure, "zone": self.zone} | other
        asked = urlencode({name: value for name, value in now.items() if value})
        anchor = "#place" if now["zone"] else ""
        return f"{reverse('skin_map', args=[self.patient.pk])}?{asked}{anchor}"


def wishes_of(patient: Patient) -> list[tuple[str, str]]:
    """Zone and concern of everything the patient wishes for, as told last."""
    told = _told(patient)
    return [(zone, kind) for kind, zones in told.wishes.items() for zone in zones] if told else []


def phototype_of(patient: Patient) -> str:
    """The phototype as it counts now; empty if nobody knows it."""
    told = _told(patient)
    return told.skin_type.roman if told and told.skin_type else ""


def _told(patient: Patient) -> Told | None:
    rounds = answered(patient)
    return rounds[-1].round.told if rounds else None


def figures_shown(chosen: Chosen) -> list[dict[str, Any]]:
    """The tabs."""
    return [
        {
            "name": one.name,
            "url": chosen.url(figure=one.key, zone=""),
            "is_here": one.key == chosen.figure,
        }
        for one in FIGURES.values()
    ]


def places_shown(chosen: Chosen, seen: Sequence[Seen], wishes: Wishes) -> dict[str, Any]:
    """The figure that is chosen, with every zone as a link."""
    figure = FIGURES[chosen.figure]
    return {
        "figure": figure,
        "view_box": f"0 0 {figure.width} {figure.height}",
        "key": figure.key,
        "marks": marks_of(figure),
        "zones": [_zone(chosen, shape, seen=seen, wishes=wishes) for shape in _ordered(figure)],
    }


def _ordered(figure: Figure) -> list[Shape]:
    """In the order of the skin map, so that the keyboard goes from top to bottom."""
    order = all_zones()
    return sorted(figure.shapes, key=lambda shape: order.index(shape.key))


def _zone(chosen: Chosen, shape: Shape, *, seen: Sequence[Seen], wishes: Wishes) -> dict[str, Any]:
    there = [one for one in seen if one.zone == shape.key and one.is_there]
    worst = max((_share(one.now) for one in there), default=0)
    wished = [KINDS[kind] for zone, kind in wishes if zone == shape.key]
    return {
        "shape": shape,
        "url": chosen.url(zone=shape.key),
        "is_here": shape.key == chosen.zone,
        "level": f"g{worst}" if there else "",
        "is_wished": bool(wished),
        "label": "; ".join(
            [
                place_words(shape.key).capitalize(),
                *(f"{KINDS.get(one.kind, one.kind)} {_said(one.now)}" for one in there),
                *(f"wishes: {name}" for name in wished),
            ]
        ),
    }


def _share(grading: Grading) -> int:
    return share(kind=grading.kind, scale=grading.scale, grade=grading.grade)


def _said(grading: Grading) -> str:
    if grading.taken_back:
        return "taken back"
    return said(kind=grading.kind, scale=grading.scale, grade=grading.grade)


def zone_shown(chosen: Chosen, seen: Sequence[Seen], wishes: Wishes) -> dict[str, Any]:
    """One place in full: what is known of it, what was seen, and what can be graded."""
    facts = facts_of(chosen.zone, str(chosen.patient.sex))
    here = [one for one in seen if one.zone == chosen.zone]
    return {
        "name": place_words(chosen.zone).capitalize(),
        "other": place_words(facts.other) if facts.other else "",
        "other_url": chosen.url(zone=facts.other) if facts.other else "",
        "facts": facts.facts,
        "cautions": facts.cautions,
        "figure": chosen.figure,
        "seen": [_in_full(chosen, one) for one in here],
        "kinds": _kinds(chosen, here, wishes),
        "kind": KINDS.get(chosen.kind, ""),
        "no_scale": NO_SCALE if chosen.kind and not measures(chosen.kind) else "",
    }


def _kinds(chosen: Chosen, here: Sequence[Seen], wishes: Wishes) -> list[dict[str, Any]]:
    """The concerns to choose from; what is wished for or was seen before comes first."""
    wished = {kind for zone, kind in wishes if zone == chosen.zone}
    known = wished | {one.kind for one in here}
    return [
        {
            "name": KINDS[kind].capitalize(),
            "url": chosen.url(kind=kind),
            "is_here": kind == chosen.kind,
            "is_wished": kind in wished,
        }
        for kind in sorted(KINDS, key=lambda kind: kind not in known)
    ]


def _in_full(chosen: Chosen, one: Seen) -> dict[str, Any]:
    return {
        "name": KINDS.get(one.kind, one.kind).capitalize(),
        "now": _line(one.now),
        "is_there": one.is_there,
        "earlier": [_line(grading) for grading in one.earlier],
        "grading": one.now,
        "key": new_id(),
        "again_url": chosen.url(kind=one.kind) if one.kind in KINDS else "",
    }


def _line(grading: Grading) -> dict[str, Any]:
    scale = next((one for one in _scales(grading.kind) if one.key == grading.scale), None)
    return {
        "said": _said(grading),
        "scale": f"{scale.name} ({scale.version})" if scale else "",
        "types": [f"{kind}: {TYPES.get(kind, '')}" for kind in grading.scar_types],
        "grading": grading,
    }


def _scales(kind: str) -> Sequence[Any]:
    return measures(kind) if kind in KINDS else ()


def table_shown(chosen: Chosen, seen: Sequence[Seen], wishes: Wishes) -> dict[str, Any]:
    """Everything seen or wished for, by place and day; and every place as a link."""
    days = days_of(seen, most=MOST_DAYS)
    rows: list[dict[str, Any]] = [
        {
            "zone": place_words(one.zone).capitalize(),
            "kind": KINDS.get(one.kind, one.kind),
            "url": chosen.url(zone=one.zone, kind=one.kind, figure=""),
            "cells": [(day, _cell(one, day)) for day in days],
            "level": f"g{_share(one.now)}" if one.is_there else "",
            "is_open": not one.is_there and (one.zone, one.kind) in wishes,
        }
        for one in seen
    ]
    graded = {(one.zone, one.kind) for one in seen}
    rows += [
        {
            "zone": place_words(zone).capitalize(),
            "kind": KINDS[kind],
            "url": chosen.url(zone=zone, kind=kind, figure=""),
            "cells": [(day, "") for day in days],
            "is_open": True,
        }
        for zone, kind in wishes
        if (zone, kind) not in graded and kind in KINDS
    ]
    every = [
        {"name": place_words(key).capitalize(), "url": chosen.url(zone=key, figure="")}
        for key in all_zones()
    ]
    return {"days": days, "rows": rows, "every": every, "open": sum(row["is_open"] for row in rows)}


def _cell(one: Seen, day: Any) -> str:
    grading = at_day(one, day)
    return _said(grading) if grading is not None else ""
