"""Every figure of the skin map, in the order of its tabs."""

from collections.abc import Mapping
from types import MappingProxyType

from percuta_clinic.assessment.figures import body, face_front, face_side
from percuta_clinic.assessment.figures.drawing import Figure

FIGURES: Mapping[str, Figure] = MappingProxyType(
    {
        one.key: one
        for one in (
            face_front.FRONT,
            face_side.RIGHT,
            face_side.LEFT,
            body.FRONT,
            body.BACK,
        )
    }
)


def figure_with(zone: str) -> Figure | None:
    """The first figure on which a zone is drawn."""
    return next(
        (one for one in FIGURES.values() if any(shape.key == zone for shape in one.shapes)), None
    )
