"""The dose delivered beside the planned one: what is a difference, what asks, what opens."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from percuta.planning.course import Endpoint
from percuta.treatment.delivered import (
    Needled,
    Pen,
    Planned,
    Span,
    WallAt,
    doses,
)
from percuta.treatment.deviation import Deviation, Standing, deviations
from percuta.treatment.endpoints import ENDPOINTS, PAIN_WORDS, planned_endpoint

PEN = Pen(key="skinpen", name="SkinPen", most_mm=2.5)
EXACT = replace(PEN, tolerance_mm=0.15)
CHART = WallAt(at_mm=1.0, is_hard=False, why="deepest charted")
LABEL = WallAt(at_mm=1.5, is_hard=True, why="deepest of the label")
CHEEK = Planned(
    zone="cheek_left",
    name="left cheek",
    depth=Span(low=0.5, high=1.0),
    passes=Span(low=4, high=10),
    endpoint=Endpoint.PINPOINT.value,
    walls=(CHART, LABEL),
    area_cm2=75,
)
DONE = Needled(zone="cheek_left", depth_mm=0.75, passes=6, endpoint="redness", pain=3)


def found(*done: Needled, plan: Sequence[Planned] = (CHEEK,), pen: Pen = PEN) -> list[Deviation]:
    return list(deviations(plan, done, pen))


def test_done_as_planned_says_nothing() -> None:
    assert found(DONE) == []


@pytest.mark.parametrize(
    ("depth", "pen", "standing"),
    [
        (0.5, PEN, None),
        (1.0, PEN, None),
        (0.45, PEN, Standing.DIFFERENT),
        (0.35, EXACT, Standing.WITHIN),
        (0.34, EXACT, Standing.DIFFERENT),
        (1.05, EXACT, Standing.BEYOND),
        (1.5, PEN, Standing.BEYOND),
        (1.55, PEN, Standing.FORBIDDEN),
        (2.6, PEN, Standing.FORBIDDEN),
    ],
)
def test_a_depth_stands_by_its_plan_its_walls_and_its_device(
    depth: float, pen: Pen, *, standing: Standing | None
) -> None:
    one = found(replace(DONE, depth_mm=depth), pen=pen)
    assert [(d.what, d.standing) for d in one] == ([("depth", standing)] if standing else [])


def test_a_soft_wall_that_the_plan_itself_passes_was_agreed_on() -> None:
    agreed = replace(CHEEK, depth=Span(low=0.5, high=1.2))
    assert found(replace(DONE, depth_mm=1.2), plan=[agreed]) == []
    (deeper,) = found(replace(DONE, depth_mm=1.3), plan=[agreed])
    assert deeper.standing is Standing.DIFFERENT


def test_beyond_the_device_names_the_device() -> None:
    (one,) = found(replace(DONE, depth_mm=2.6))
    assert "SkinPen goes to 2.5 mm" in one.words


@pytest.mark.parametrize(
    ("standing", "asks", "opens"),
    [
        (Standing.WITHIN, False, False),
        (Standing.DIFFERENT, True, False),
        (Standing.BEYOND, True, True),
        (Standing.FORBIDDEN, True, True),
    ],
)
def test_a_standing_says_what_follows_from_it(
    standing: Standing, *, asks: bool, opens: bool
) -> None:
    one = Deviation(
        zone="a", what="depth", standing=standing, planned="1 mm", found="2 mm", words="a"
    )
    assert (one.asks_reason, one.opens_incident) == (asks, opens)
    assert not replace(one, why="scar").asks_reason


@pytest.mark.parametrize(
    ("passes", "standing"),
    [
        (4, None),
        (10, None),
        (3, Standing.DIFFERENT),
        (11, Standing.DIFFERENT),
        (20, Standing.DIFFERENT),
        (21, Standing.FORBIDDEN),
    ],
)
def test_passes_stand_by_their_plan_and_the_most_of_any(
    passes: int, standing: Standing | None
) -> None:
    one = found(replace(DONE, passes=passes))
    assert [(d.what, d.standing) for d in one] == ([("passes", standing)] if standing else [])


def test_passes_at_several_depths_are_added() -> None:
    (one,) = found(DONE, replace(DONE, depth_mm=1.0))
    assert (one.what, one.found) == ("passes", "12")


@pytest.mark.parametrize(
    ("planned", "seen", "differs"),
    [
        (Endpoint.PINPOINT, "redness", False),
        (Endpoint.PINPOINT, "pinpoint", False),
        (Endpoint.PINPOINT, "bleeding", True),
        (Endpoint.PINPOINT, "faint", True),
        (Endpoint.REDNESS, "redness", False),
        (Endpoint.REDNESS, "pinpoint", True),
        (Endpoint.REDNESS, "", False),
    ],
)
def test_an_endpoint_differs_where_it_is_more_or_less_than_planned(
    planned: Endpoint, seen: str, *, differs: bool
) -> None:
    plan = [replace(CHEEK, endpoint=planned.value)]
    one = found(replace(DONE, endpoint=seen), plan=plan)
    assert [d.what for d in one] == (["endpoint"] if differs else [])


def test_every_endpoint_of_a_plan_has_its_word_in_a_record() -> None:
    assert all(planned_endpoint(one.value) is not None for one in Endpoint)
    assert planned_endpoint("until it shines") is None
    assert [one.order for one in ENDPOINTS.values()] == list(range(len(ENDPOINTS)))


def test_both_ends_of_pain_have_words() -> None:
    assert list(PAIN_WORDS) == [0, 10]


def test_a_place_left_out_asks_for_nothing_once_its_reason_is_there() -> None:
    (one,) = found(Needled(zone="cheek_left", left_out="a cold sore"))
    assert (one.what, one.standing, one.asks_reason) == ("zone", Standing.DIFFERENT, False)


def test_a_planned_place_of_which_nothing_is_written_asks_why() -> None:
    (one,) = found()
    assert one.asks_reason


def test_a_place_begun_and_not_finished_is_no_session_of_it() -> None:
    begun = replace(DONE, done=False)
    assert [d.found for d in found(begun)] == ["begun and not finished"]
    assert [d.is_given for d in doses([CHEEK], [begun], PEN)] == [False]


def test_a_place_that_nobody_planned_opens_an_incident() -> None:
    one = found(DONE, replace(DONE, zone="forehead"))
    assert [(d.zone, d.what, d.opens_incident) for d in one] == [("forehead", "zone", True)]


def test_a_plan_that_leaves_a_value_open_is_held_against_walls_only() -> None:
    plan = [replace(CHEEK, depth=Span(), passes=Span())]
    assert found(replace(DONE, depth_mm=0.9, passes=17), plan=plan) == []
    assert [d.standing for d in found(replace(DONE, depth_mm=1.1), plan=plan)] == [Standing.BEYOND]


def test_a_dose_sums_what_a_place_got() -> None:
    deeper = replace(DONE, depth_mm=1.0, passes=2, endpoint="pinpoint", pain=5)
    (dose,) = doses([CHEEK], [DONE, deeper], PEN)
    assert (dose.shallowest_mm, dose.deepest_mm, dose.passes) == (0.75, 1.0, 8)
    assert (dose.endpoint, dose.pain, dose.area_cm2, dose.is_given) == ("pinpoint", 5, 75, True)


def test_passes_are_not_known_where_one_entry_has_none() -> None:
    (dose,) = doses([CHEEK], [DONE, replace(DONE, passes=None)], PEN)
    assert dose.passes is None


def test_channels_are_not_known_without_what_the_device_does() -> None:
    (dose,) = doses([CHEEK], [replace(DONE, seconds=60)], PEN)
    assert (dose.channels.low, dose.channels.high) == (None, None)
    assert "no needles and strokes" in dose.channels.why


def test_channels_follow_from_needles_strokes_seconds_and_area() -> None:
    exceed = Pen(key="exceed", name="Exceed")
    (dose,) = doses([CHEEK], [replace(DONE, seconds=30)], exceed)
    assert (dose.channels.low, dose.channels.high) == (240, 360)


@pytest.mark.parametrize(("seconds", "area", "why"), [(None, 75, "seconds"), (30, None, "area")])
def test_channels_name_what_is_missing(
    seconds: float | None, area: float | None, *, why: str
) -> None:
    plan = [replace(CHEEK, area_cm2=area)]
    (dose,) = doses(plan, [replace(DONE, seconds=seconds)], Pen(key="exceed"))
    assert why in dose.channels.why
