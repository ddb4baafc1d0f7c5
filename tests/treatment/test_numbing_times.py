"""When needling may begin, when cream must be off, and what stands in the way, at the edges."""

from dataclasses import replace
from datetime import timedelta

import pytest

from percuta.planning.creams import CREAMS, EMLA, LMX4, PLIAGLIS_CREAM, Cream
from percuta.treatment.applied import Applied, InTheRoom, Told
from percuta.treatment.moment import Moment
from percuta.treatment.notice import Weight
from percuta.treatment.numbing_now import numbing_now
from treatment.rooms import (
    CHEEK,
    EYE,
    NOON,
    OFF_AND_FINE,
    ON_THE_CHEEKS,
    OTHER_CHEEK,
    ROOM,
    moment,
    with_cream,
)


def keys(room: InTheRoom) -> set[str]:
    return {one.key for one in numbing_now(room).notices}


def gate(room: InTheRoom) -> set[str]:
    return {one.key for one in numbing_now(room).gate}


def on_since(minutes: float, cream: Cream = EMLA, *, doubt: float = 0) -> Applied:
    return replace(ON_THE_CHEEKS, cream=cream, on=moment(-minutes, doubt=doubt))


@pytest.mark.parametrize("cream", CREAMS.values(), ids=CREAMS)
def test_times_follow_from_the_label_of_the_cream(cream: Cream) -> None:
    now = numbing_now(with_cream(on_since(0, cream)))
    assert now.earliest_start == NOON + timedelta(minutes=cream.minutes_fewest.value)
    assert now.remove_by == NOON + timedelta(minutes=cream.minutes_most.value)


def test_the_wait_counts_from_the_latest_cream_and_the_end_from_the_first() -> None:
    now = numbing_now(with_cream(on_since(50), on_since(10)))
    assert now.earliest_start == NOON + timedelta(minutes=50)
    assert now.remove_by == NOON + timedelta(minutes=250)


def test_cream_elsewhere_does_not_hold_these_zones_up() -> None:
    elsewhere = replace(on_since(10), zones=("forehead",))
    now = numbing_now(with_cream(on_since(70), elsewhere))
    assert now.earliest_start == NOON - timedelta(minutes=10)
    assert now.remove_by == NOON + timedelta(minutes=230)


def test_doubt_moves_the_start_later_and_the_end_sooner() -> None:
    now = numbing_now(with_cream(on_since(0, doubt=120)))
    assert now.earliest_start == NOON + timedelta(minutes=62)
    assert now.remove_by == NOON + timedelta(minutes=298)


@pytest.mark.parametrize(("minutes", "over"), [(300, False), (300.02, True)])
def test_the_longest_time_of_the_label_is_allowed_and_no_second_more(
    minutes: float, *, over: bool
) -> None:
    assert ("numbing.too_long" in keys(with_cream(on_since(minutes)))) is over


def test_doubt_alone_brings_the_longest_time_about() -> None:
    assert "numbing.too_long" in keys(with_cream(on_since(299.5, doubt=31)))
    assert "numbing.too_long" not in keys(with_cream(on_since(299.5, doubt=30)))


@pytest.mark.parametrize(("off", "short"), [(-60, False), (-60.1, True)])
def test_cream_off_before_its_fewest_minutes_is_said_as_advice(off: float, *, short: bool) -> None:
    room = with_cream(replace(OFF_AND_FINE, off=moment(off)))
    found = [one for one in numbing_now(room).notices if one.key == "numbing.too_short"]
    assert [one.weight for one in found] == ([Weight.ADVICE] if short else [])


def test_without_cream_needling_may_begin() -> None:
    now = numbing_now(with_cream())
    assert (now.earliest_start, now.remove_by, now.is_ready) == (None, None, True)


def test_cream_still_on_stands_in_the_way_however_long_it_was_on() -> None:
    assert gate(ROOM) == {"numbing.still_on"}
    assert not numbing_now(ROOM).is_ready


def test_off_clean_and_intact_opens_the_way() -> None:
    assert numbing_now(with_cream(OFF_AND_FINE)).is_ready


@pytest.mark.parametrize(
    ("clean", "intact", "key"),
    [
        (False, True, "numbing.not_clean"),
        (None, True, "numbing.unseen"),
        (True, False, "numbing.not_intact"),
        (True, None, "numbing.unseen"),
    ],
)
def test_skin_that_is_not_clean_and_intact_stands_in_the_way(
    *, clean: bool | None, intact: bool | None, key: str
) -> None:
    assert gate(with_cream(replace(OFF_AND_FINE, clean=clean, intact=intact))) == {key}


def test_needling_under_a_cream_is_a_wall() -> None:
    assert "numbing.needled_under_it" in keys(replace(ROOM, begun={CHEEK: moment(-5)}))
    assert "numbing.needled_under_it" not in keys(replace(ROOM, begun={EYE: moment(-5)}))


def test_cream_on_needled_skin_is_a_wall() -> None:
    assert "numbing.on_needled_skin" in keys(replace(ROOM, begun={CHEEK: moment(-121)}))


def test_cream_that_came_off_before_needling_says_nothing() -> None:
    assert not keys(replace(with_cream(OFF_AND_FINE), begun={CHEEK: moment(0)})) & {
        "numbing.needled_under_it",
        "numbing.on_needled_skin",
    }


@pytest.mark.parametrize("zone", [EYE, "eyelid_left", "lips"])
def test_cream_by_eye_or_on_lips_is_a_wall(zone: str) -> None:
    assert "numbing.kept_free" in keys(with_cream(replace(ON_THE_CHEEKS, zones=(CHEEK, zone))))


def test_cream_on_the_cheeks_is_not_near_the_eye() -> None:
    assert "numbing.kept_free" not in keys(ROOM)


def test_a_product_without_a_known_label_gives_no_times() -> None:
    now = numbing_now(with_cream(replace(ON_THE_CHEEKS, name="a paste", cream=None)))
    assert (now.earliest_start, now.remove_by, now.is_ready) == (None, None, False)
    assert "numbing.no_label" in {one.key for one in now.notices}


def test_off_before_on_asks_for_the_right_times() -> None:
    assert "numbing.order" in keys(with_cream(replace(OFF_AND_FINE, off=moment(-121))))


def test_cream_over_midnight_ends_on_the_next_day() -> None:
    late = Moment(at=NOON.replace(hour=22))
    room = replace(with_cream(replace(ON_THE_CHEEKS, on=late)), now=late)
    assert numbing_now(room).remove_by == NOON.replace(day=29, hour=3)


@pytest.mark.parametrize(("minutes", "said"), [(60, False), (61, True)])
def test_cream_from_home_that_may_still_be_on_is_looked_for(minutes: float, *, said: bool) -> None:
    home = replace(on_since(minutes, PLIAGLIS_CREAM), at_home=True)
    room = replace(ROOM, home=Told.YES, at_home=(home,))
    assert ("numbing.home_still_on" in keys(room)) is said


@pytest.mark.parametrize(
    ("age", "weight_kg", "key"),
    [
        (18, 40.0, ""),
        (18, None, ""),
        (17, 61.0, "numbing.age"),
        (None, 61.0, "numbing.age"),
        (34, 39.9, "numbing.light"),
    ],
)
def test_doses_for_adults_are_not_taken_over_below_age_and_weight(
    age: int | None, weight_kg: float | None, *, key: str
) -> None:
    found = keys(replace(ROOM, age=age, weight_kg=weight_kg))
    assert found & {"numbing.age", "numbing.light"} == ({key} if key else set())


def test_an_age_that_is_not_known_is_asked_for() -> None:
    found = numbing_now(replace(ROOM, age=None)).notices
    assert [one.weight for one in found if one.key == "numbing.age"] == [Weight.ASK]


def test_every_notice_names_found_limit_and_way_out() -> None:
    worst = replace(
        with_cream(replace(ON_THE_CHEEKS, grams=90, area_cm2=700, zones=(EYE, CHEEK))),
        now=moment(400),
        home=Told.UNKNOWN,
        age=17,
        begun={CHEEK: moment()},
    )
    now = numbing_now(worst)
    said = [*now.notices, *now.gate]
    assert len(now.notices) > 6
    assert [one.key for one in said if not (one.found and one.limit and one.do)] == []
    assert [one.weight for one in now.notices] == sorted(
        (one.weight for one in now.notices), key=list(Weight).index
    )


def test_two_labels_on_one_face_keep_each_to_its_own_times() -> None:
    both = with_cream(
        replace(on_since(10, LMX4), zones=(CHEEK,)), replace(on_since(10), zones=(OTHER_CHEEK,))
    )
    now = numbing_now(both)
    assert now.earliest_start == NOON + timedelta(minutes=50)
    assert now.remove_by == NOON + timedelta(minutes=290)
