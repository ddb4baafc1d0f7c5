"""What labels leave of a day, to the square centimetre, the gram and the minute."""

from dataclasses import replace

import pytest

from percuta.planning.creams import CREAMS, EMLA, LMX4, PLIAGLIS_CREAM, Cream
from percuta.treatment.applied import Applied, InTheRoom, Told
from percuta.treatment.notice import Weight
from percuta.treatment.numbing_amounts import left_by_label, masses
from percuta.treatment.numbing_now import numbing_now
from treatment.rooms import OFF_AND_FINE, ON_THE_CHEEKS, ROOM, moment, with_cream

HOME = Applied(name="EMLA", cream=EMLA, grams=20, area_cm2=100, on=moment(-300), at_home=True)


def keys(room: InTheRoom) -> set[str]:
    return {one.key for one in numbing_now(room).notices}


def put_on(area: float, grams: float, cream: Cream = EMLA) -> InTheRoom:
    return with_cream(replace(ON_THE_CHEEKS, cream=cream, area_cm2=area, grams=grams))


def left(room: InTheRoom, cream: Cream = EMLA) -> tuple[float | None, float | None]:
    found = left_by_label(room, cream)
    return found.area_cm2, found.grams


@pytest.mark.parametrize("cream", CREAMS.values(), ids=CREAMS)
def test_with_nothing_on_all_that_the_plan_counts_with_is_left(cream: Cream) -> None:
    area, grams = left(with_cream(), cream)
    assert area == pytest.approx(cream.most_cm2, abs=0.1)
    assert (grams or 0) <= (cream.grams_most.value if cream.grams_most else 180)


@pytest.mark.parametrize(
    ("area", "grams", "expected"),
    [
        (150, 30, (150, 30)),
        (200, 30, (150, 30)),
        (300, 60, (0, 0)),
        (600, 20, (0, 0)),
        (590, 20, (10, 2)),
    ],
)
def test_area_and_grams_of_the_label_both_bound_what_is_left(
    area: float, grams: float, expected: tuple[float, float]
) -> None:
    assert left(put_on(area, grams)) == expected


@pytest.mark.parametrize(("area", "over"), [(600, False), (600.1, True)])
def test_the_area_of_the_label_is_allowed_and_no_more(area: float, *, over: bool) -> None:
    assert ("numbing.area" in keys(put_on(area, 50))) is over


@pytest.mark.parametrize(
    ("cream", "grams", "over"),
    [(EMLA, 60, False), (EMLA, 60.1, True), (PLIAGLIS_CREAM, 53, False), (LMX4, 181, False)],
)
def test_the_grams_of_the_label_are_allowed_and_no_more(
    cream: Cream, grams: float, *, over: bool
) -> None:
    assert ("numbing.grams" in keys(put_on(400, grams, cream))) is over


def test_a_limit_passed_names_value_bound_and_source() -> None:
    (wall,) = [one for one in numbing_now(put_on(650, 50)).notices if one.key == "numbing.area"]
    assert (wall.weight, wall.value, wall.bound, wall.unit) == (Weight.WALL, 650, 600, "cm2")
    assert [source.key for source in wall.sources] == ["emla_uk"]


@pytest.mark.parametrize(("minutes", "counts"), [(1440, True), (1440.1, False)])
def test_a_day_ends_to_the_minute_after_cream_came_off(minutes: float, *, counts: bool) -> None:
    room = with_cream(replace(OFF_AND_FINE, on=moment(-1600), off=moment(-minutes)))
    assert left(room) == ((150, 30) if counts else (300, 60))


def test_doubt_keeps_a_cream_in_the_day() -> None:
    room = with_cream(replace(OFF_AND_FINE, on=moment(-1600), off=moment(-1441, doubt=60)))
    assert left(room) == (150, 30)


def test_cream_from_home_is_added_to_cream_of_here() -> None:
    room = replace(put_on(150, 30), home=Told.YES, at_home=(HOME,))
    assert left(room) == (50, 10)


@pytest.mark.parametrize("home", [Told.UNKNOWN, Told.YES])
def test_a_missing_answer_is_never_a_no(home: Told) -> None:
    room = replace(ROOM, home=home)
    assert left(room) == (None, None)
    assert [one.weight for one in numbing_now(room).notices if one.key == "numbing.home"] == [
        Weight.ASK
    ]


def test_a_no_leaves_what_the_label_leaves() -> None:
    assert left(ROOM) == (150, 30)
    assert "numbing.home" not in keys(ROOM)


def test_home_cream_of_unknown_grams_counts_as_thick_as_the_label() -> None:
    room = replace(with_cream(), home=Told.YES, at_home=(replace(HOME, grams=None),))
    assert left(room) == (200, 40)


def test_an_unknown_product_takes_its_area_from_every_label() -> None:
    paste = replace(HOME, name="a paste", cream=None, grams=None)
    room = replace(with_cream(), home=Told.YES, at_home=(paste,))
    assert left(room, LMX4) == (800, 160)


def test_two_products_share_area_but_not_grams() -> None:
    room = replace(put_on(150, 30, LMX4), home=Told.YES, at_home=(HOME,))
    assert left(room, EMLA) == (200, 40)
    assert left(room, LMX4) == (650, 130)


@pytest.mark.parametrize(("area", "said"), [(300, False), (301, True)])
def test_two_products_over_the_smaller_label_are_advised_against(
    area: float, *, said: bool
) -> None:
    home = replace(HOME, name="Pliaglis", cream=PLIAGLIS_CREAM, grams=13)
    room = replace(put_on(area, 30), home=Told.YES, at_home=(home,))
    assert ("numbing.several" in keys(room)) is said


@pytest.mark.parametrize(("grams", "said"), [(30, False), (30.1, True)])
def test_cream_thicker_than_the_label_is_pointed_out(grams: float, *, said: bool) -> None:
    assert ("numbing.thick" in keys(put_on(150, grams))) is said


def test_ingredients_of_several_products_are_added_by_mass() -> None:
    room = replace(put_on(10, 2, LMX4), home=Told.YES, at_home=(replace(HOME, grams=4),))
    assert {one.ingredient: one.milligrams for one in masses(room)} == {
        "lidocaine": 2 * 40 + 4 * 25,
        "prilocaine": 4 * 25,
    }


@pytest.mark.parametrize(
    ("weight_kg", "alarm"), [(None, 180.0), (50.0, 225.0), (66.6, 299.7), (66.7, 300.0), (90, 300)]
)
def test_the_alarm_is_by_weight_and_never_over_the_whole(
    weight_kg: float | None, alarm: float
) -> None:
    (lidocaine,) = masses(replace(put_on(10, 2, LMX4), weight_kg=weight_kg))
    assert lidocaine.alarm == pytest.approx(alarm)


@pytest.mark.parametrize(("grams", "said"), [(7.5, False), (7.6, True)])
def test_the_alarm_by_mass_is_advice_and_sounds_just_over(grams: float, *, said: bool) -> None:
    room = replace(put_on(100, grams, LMX4), weight_kg=90)
    found = [one for one in numbing_now(room).notices if one.key == "numbing.mass.lidocaine"]
    assert [one.weight for one in found] == ([Weight.ADVICE] if said else [])


def test_two_anaesthetics_below_their_alarms_can_pass_one_together() -> None:
    assert "numbing.mass.together" in keys(replace(put_on(100, 9), weight_kg=90))
    assert "numbing.mass.together" not in keys(replace(put_on(100, 6), weight_kg=90))


def test_no_amount_below_none_can_be_put_on() -> None:
    with pytest.raises(ValueError, match="0 or more is wanted"):
        replace(ON_THE_CHEEKS, grams=-1)


def test_what_is_left_is_rounded_down() -> None:
    assert left(put_on(150.07, 0.1)) == (299.5, 59.9)
