"""The zones of a session on the figures of the skin map: needled, left out, not done."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from percuta_clinic.assessment.figures.catalogue import figure_with
from percuta_clinic.assessment.figures.drawing import Figure, Shape, marks_of
from percuta_clinic.intake.science.places import place_words
from percuta_clinic.treatment.completeness import planned_zones
from percuta_clinic.treatment.folding import Folded

NEEDLED, LEFT_OUT, NOT_DONE = "needled", "left out", "planned, not needled"
LOOKS = {NEEDLED: "g3", LEFT_OUT: "g0", NOT_DONE: "wished"}  # as the skin map colours them


def zones_stand(found: Folded, known: Mapping[str, Any]) -> dict[str, str]:
    """Each zone of the session, and what became of it."""
    done = found.items("zone")
    stand = dict.fromkeys(planned_zones(known), NOT_DONE)
    return stand | {zone: _stands(one) for zone, one in done.items()}


def _stands(one: Mapping[str, Any]) -> str:
    if one.get("left_out"):
        return LEFT_OUT
    return NEEDLED if one.get("depth_mm") is not None else NOT_DONE


def figures_of(stand: Mapping[str, str]) -> list[dict[str, Any]]:
    """The figures on which these zones lie, each zone on the first that shows it."""
    found: dict[str, tuple[Figure, list[str]]] = {}
    for zone in stand:
        if (figure := figure_with(zone)) is not None:
            found.setdefault(figure.key, (figure, []))[1].append(zone)
    return [
        {
            "figure": figure,
            "view_box": f"0 0 {figure.width} {figure.height}",
            "marks": marks_of(figure),
            "label": f"{figure.name}: {'; '.join(_said(zone, stand) for zone in zones)}",
            "zones": list(_zones(figure, zones, stand)),
        }
        for figure, zones in found.values()
    ]


def drawn(found: Folded, known: Mapping[str, Any], *, sides: str) -> dict[str, Any]:
    """All that the drawing needs; empty without a zone to draw. ``sides`` says whose they are."""
    stand = zones_stand(found, known)
    figures = figures_of(stand)
    return {"figures": figures, "looks": looks_of(stand), "sides": sides} if figures else {}


def looks_of(stand: Mapping[str, str]) -> list[tuple[str, str]]:
    """What the colours mean, of those that are there: class and words."""
    return [(look, words) for words, look in LOOKS.items() if words in stand.values()]


def _zones(
    figure: Figure, zones: Collection[str], stand: Mapping[str, str]
) -> Iterator[tuple[Shape, str, str]]:
    for shape in figure.shapes:
        if shape.key in zones:
            yield shape, LOOKS[stand[shape.key]], _said(shape.key, stand)


def _said(zone: str, stand: Mapping[str, str]) -> str:
    return f"{place_words(zone)} {stand[zone]}"
