"""The drawn figures: every zone in sight somewhere, nothing over anything else, sides alike."""

from itertools import combinations

import pytest

from percuta.zones.skin_map import NEVER_NEEDLED, ZONES
from percuta_clinic.assessment.figures.catalogue import FIGURES, figure_with
from percuta_clinic.assessment.figures.drawing import Figure, Point, Shape
from percuta_clinic.assessment.science import all_zones, other_side

EVERY = pytest.mark.parametrize("figure", FIGURES.values(), ids=list(FIGURES))


def inside(point: Point, shape: Shape) -> bool:
    """Whether a point lies in the outline, by the number of its edges to the right."""
    x, y = point
    hit, edges = False, zip(shape.points, (*shape.points[1:], shape.points[0]), strict=True)
    for (x1, y1), (x2, y2) in edges:
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            hit = not hit
    return hit


def test_every_zone_that_may_be_needled_is_drawn() -> None:
    drawn = {shape.key for figure in FIGURES.values() for shape in figure.shapes}
    assert drawn == set(all_zones())
    assert all(figure_with(key) is not None for key in all_zones())


def test_every_place_that_is_never_needled_is_drawn_as_one() -> None:
    never = {shape.key for figure in FIGURES.values() for shape in figure.never}
    assert never == {key for key, zone in ZONES.items() if zone.place in NEVER_NEEDLED}


@EVERY
def test_no_zone_lies_over_another(figure: Figure) -> None:
    for one, other in combinations(figure.shapes, 2):
        assert not any(inside(point, other) for point in one.points), (one.key, other.key)
        assert not any(inside(point, one) for point in other.points), (one.key, other.key)


@EVERY
def test_a_shape_is_drawn_once_and_within_its_picture(figure: Figure) -> None:
    keys = [shape.key for shape in (*figure.shapes, *figure.never)]
    assert len(keys) == len(set(keys))
    for shape in (*figure.shapes, *figure.never):
        assert all(0 <= x <= figure.width and 0 <= y <= figure.height for x, y in shape.points)


def test_the_persons_right_lies_on_the_left_of_a_picture_from_the_front() -> None:
    for key, mirrored in (("face-front", False), ("body-front", False), ("body-back", True)):
        figure = FIGURES[key]
        for shape in figure.shapes:
            left = sum(x for x, _ in shape.points) / len(shape.points) < figure.width / 2
            if shape.key.endswith("_right"):
                assert left is not mirrored, shape.key


@pytest.mark.parametrize("key", all_zones())
def test_the_other_side_of_a_zone_is_its_mirror(key: str) -> None:
    other = other_side(key)
    assert (other == "") is (ZONES[key].side == "middle")
    if other:
        assert ZONES[other].place is ZONES[key].place
        assert other_side(other) == key
