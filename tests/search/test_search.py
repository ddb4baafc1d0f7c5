"""The search: every course inside the walls, equal ones told as equal, no limit passed for gain."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings

from cast import BEA
from percuta.assessment.concern import Kind
from percuta.cli.load import load
from percuta.evidence.errors import OutsideLimit
from percuta.person import Phototype
from percuta.planning.choice import Choice
from percuta.planning.limits import REVIEW_AFTER
from percuta.planning.request import Request
from percuta.planning.settle import require_inside
from percuta.report.build import build_document
from percuta.report.forecast import build_forecast
from percuta.response.assumed import DISCREPANCY, SHOWN_DAYS
from percuta.search.find import FAR, PRICE, RED, VISITS, Course, Found, NoSearch, proposed, search
from percuta.search.sort import SAME, cheapest, levels, worth_it
from percuta.search.wish import Wish
from planning.random_requests import Drawn, draws
from planning.wishes import BEAS, CHEEK, plan_of, wish

ANY = Wish()


def found(request: Request = BEAS, wished: Wish = ANY) -> Found:
    return search(request, wished)


def every(result: Found) -> list[Course]:
    return [one for level in result.levels for one in level]


def test_more_sessions_bring_more_and_cost_more() -> None:
    result = found()
    gains = [one.gain.middle for one in every(result)]
    visits = [one.burden.visits for one in every(result)]
    assert len(gains) > 2
    assert gains == sorted(gains, reverse=True)
    assert visits == sorted(visits, reverse=True)


def test_the_search_says_of_a_course_what_its_forecast_says() -> None:
    case = load(None, "skinpen-trial")
    for one in every(found(case.request)):
        document = build_document(case, proposed(case.request, one))
        (course,) = build_forecast(document, at=one.at).courses
        assert course.quarter == pytest.approx(one.gain.chance)
        assert course.at_band == pytest.approx(one.gain.band, abs=1e-4)


def test_courses_apart_by_a_level_differ_by_more_than_the_discrepancy() -> None:
    best = [level[0].gain.middle for level in levels(every(found()), lambda one: one.gain.middle)]
    assert all(a - b >= DISCREPANCY.value for a, b in pairwise(best))


def test_no_course_shown_costs_more_and_brings_no_more_than_another() -> None:
    shown = every(found())
    for one in shown:
        for other in shown:
            if other is not one and other.gain.middle >= one.gain.middle + DISCREPANCY.value:
                pairs = zip(other.burden.numbers, one.burden.numbers, SAME, strict=True)
                assert any(a > b + same for a, b, same in pairs)


def test_intervals_that_cannot_be_told_apart_are_one_span_at_the_planned_one() -> None:
    result = found()
    one = every(result)[0]
    assert one.course.interval_days == result.planned.course.interval_days
    low, high = one.alike
    assert low <= one.course.interval_days < high


def test_a_forecast_takes_no_course_past_published_guidance() -> None:
    most = plan_of(BEAS).zones[0].ranges.sessions.recommended_high
    assert most is not None
    best = every(found())[0]
    assert max(best.burden.visits, *best.no_better) == most.value


def test_fewer_sessions_than_published_say_that_a_doctor_decides() -> None:
    (once,) = [one for one in every(found()) if one.burden.visits == 1]
    assert any("sessions: 1" in why for why in once.beyond)


@given(draws())
@settings(max_examples=15)
def test_every_course_found_can_be_planned_inside_all_walls(drawn: Drawn) -> None:
    request = drawn.request
    try:
        shown = every(found(request))
    except NoSearch:
        return
    for one in shown[:3]:
        require_inside(replace(request, choice=one.course.choice(request.choice)))
        plan = proposed(request, one).plan
        assert plan is not None
        assert tuple(session.day for session in plan.sessions) == tuple(
            visit.day for visit in one.course.visits
        )


def test_what_costs_more_than_wished_is_left_out_and_counted_by_reason() -> None:
    few = found(wished=Wish(visits=2))
    assert max(one.burden.visits for one in every(few)) == 2
    assert few.left_out[VISITS] > 0
    assert found(wished=Wish(red_days=4)).left_out[RED] > 0
    dear = search(BEAS, Wish(budget=500, price=lambda _: 200.0))
    assert {one.burden.price for one in every(dear)} == {400.0, 200.0}
    assert dear.left_out[PRICE] > 0


def test_each_visit_is_priced_by_the_zones_needled_in_it() -> None:
    two = replace(BEAS, concerns=(wish(Kind.ACNE_SCARS, CHEEK, "forehead"),))
    result = search(two, Wish(price=lambda zones: 100.0 * len(zones)))
    assert result.planned.burden.price == 200.0 * result.planned.burden.visits


def test_by_a_wished_day_only_sessions_before_it_count() -> None:
    soon = BEAS.day + timedelta(days=40)
    result = search(BEAS, Wish(by=soon))
    assert {one.at for one in every(result)} == {soon}
    assert len(result.levels) < len(found().levels)


def test_a_day_that_no_trial_reached_is_not_forecast() -> None:
    result = search(BEAS, Wish(by=BEAS.day + timedelta(days=20 * 365)))
    assert (every(result), result.left_out) == ([], {FAR: result.looked_at})
    assert result.planned.over == (FAR,)


def test_the_planned_course_is_compared_on_the_last_day_that_can_be_forecast() -> None:
    far, farther = (search(BEAS, Wish(by=date(year, 1, 1))).planned for year in (2090, 9999))
    assert far.at == farther.at == far.course.ending + timedelta(days=SHOWN_DAYS.value)


def test_red_days_in_all_are_summed_up_person_by_person() -> None:
    for one in every(found()):
        low, high = one.burden.red_band
        assert low < one.burden.red_days < high


def test_without_a_wished_day_each_course_is_judged_three_months_after_its_end() -> None:
    for one in every(found()):
        assert one.at == one.course.ending + timedelta(days=REVIEW_AFTER.value)


def test_dark_marks_are_no_number_where_nobody_was_counted() -> None:
    darkest = replace(BEAS, person=replace(BEA, phototype=Phototype.TYPE_VI))
    assert all(one.burden.marks is None for one in every(found(darkest)))


def test_a_gentler_depth_spares_red_days_and_says_nothing_of_gain() -> None:
    one = every(found())[0]
    assert one.gentle is not None
    assert one.gentle.red_days < one.burden.red_days
    assert one.gentle.visits == one.burden.visits


def test_a_wish_that_no_trial_counts_keeps_its_sessions_and_is_named() -> None:
    both = replace(BEAS, concerns=(wish(Kind.ACNE_SCARS, CHEEK), wish(Kind.FINE_LINES, "forehead")))
    result = found(both)
    assert result.unknown == (Kind.FINE_LINES.value,)
    assert len({one.course.counts["forehead"] for one in every(result)}) == 1


def test_nothing_can_be_searched_by_where_no_trial_counts() -> None:
    with pytest.raises(NoSearch, match="no trial counts"):
        found(replace(BEAS, concerns=(wish(Kind.FINE_LINES, "forehead"),)))


def test_a_wished_day_before_the_first_session_is_refused() -> None:
    with pytest.raises(NoSearch, match="wish for a later day"):
        search(BEAS, Wish(by=BEAS.day))


def test_the_same_seed_finds_the_same_courses() -> None:
    assert found(wished=Wish(seed=3)) == found(wished=Wish(seed=3))


@pytest.mark.parametrize(
    ("wished", "why"),
    [
        (lambda: Wish(least=1.5), "wished gain"),
        (lambda: Wish(visits=0), "at least 1"),
        (lambda: Wish(red_days=0), "more than 0"),
        (lambda: Wish(budget=100), "price of a visit"),
    ],
)
def test_a_wish_that_means_nothing_is_refused(wished: Callable[[], Wish], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        wished()


def test_a_course_that_may_no_longer_be_planned_is_refused() -> None:
    one = every(found())[0]
    tight = replace(one.course, interval_days=1)
    with pytest.raises(OutsideLimit, match="interval"):
        proposed(BEAS, replace(one, course=tight))


# The sorting


Plain = tuple[float, tuple[float, ...]]


def gain(one: Plain) -> float:
    return one[0]


def costs(one: Plain) -> tuple[float, ...]:
    return one[1]


def test_equal_gains_are_one_level_with_the_lower_burden_first() -> None:
    more, less = (0.32, (5.0, 10.0, 0.0, 0.0, 0.0, 0.0)), (0.30, (4.0, 8.0, 0.0, 0.0, 0.0, 0.0))
    (level,) = levels([less, more], gain)
    assert cheapest(level, costs) == [less]


def test_a_level_does_not_reach_below_its_best_by_the_discrepancy() -> None:
    chain = [(0.40 - 0.03 * n, (5.0 - n, 0.0, 0.0, 0.0, 0.0, 0.0)) for n in range(4)]
    assert [len(level) for level in levels(chain, gain)] == [2, 2]


def test_who_brings_less_stays_only_if_something_is_spared() -> None:
    best = (0.40, (4.0, 8.0, 0.01, 0.0, 0.0, 0.0))
    no_use, spares = (0.30, (4.0, 8.0, 0.0, 0.0, 0.0, 0.0)), (0.30, (2.0, 8.0, 0.0, 0.0, 0.0, 0.0))
    assert worth_it([[best], [no_use, spares]], costs) == [[best], [spares]]


def test_the_choice_of_a_course_keeps_what_else_was_chosen() -> None:
    one = every(found())[0]
    chosen = one.course.choice(Choice(by="Dora"))
    assert chosen.by == "Dora"
    assert chosen.interval_days == one.course.interval_days
    assert chosen.zone(CHEEK).sessions == one.course.counts[CHEEK]


# Zones on visits of their own

FACE, BODY = ("forehead", "chin", CHEEK, "cheek_left"), ("neck", "decollete")
LONG = replace(
    BEAS, concerns=(wish(Kind.ACNE_SCARS, *FACE), wish(Kind.FINE_LINES, *BODY)), numbing=False
)


def test_zones_are_taken_apart_only_where_one_visit_is_too_much() -> None:
    assert {one.course.apart for one in every(found(LONG))} == {(), (BODY,)}
    assert {one.course.apart for one in every(found())} == {()}


def test_zones_apart_are_more_visits_with_more_red_days_but_shorter_ones() -> None:
    result = search(LONG, Wish(price=lambda _: 100.0))
    shown = {(one.course.apart, tuple(one.course.counts.values())): one for one in every(result)}
    pairs = [(shown[(), n], one) for (apart, n), one in shown.items() if apart and ((), n) in shown]
    assert pairs
    for at_once, split in pairs:
        assert split.burden.visits > at_once.burden.visits
        assert split.burden.red_days > at_once.burden.red_days
        assert (split.burden.price or 0) > (at_once.burden.price or 0)
        assert split.burden.minutes < at_once.burden.minutes
        assert split.gain.middle == pytest.approx(at_once.gain.middle, abs=DISCREPANCY.value)


def test_a_course_with_zones_apart_is_planned_as_it_was_found() -> None:
    for one in every(found(LONG)):
        plan = proposed(LONG, one).plan
        assert plan is not None
        days = [(session.day, session.zones) for session in plan.sessions]
        assert days == [(visit.day, visit.zones) for visit in one.course.visits]


def test_a_plan_with_zones_apart_is_held_against_all_zones_at_once() -> None:
    result = found(replace(LONG, choice=Choice(apart=(BODY,))))
    assert result.planned.course.apart == (BODY,)
    assert {one.course.apart for one in every(result)} == {(), (BODY,)}


def test_dark_marks_of_zones_apart_are_those_of_skin_that_is_needled_itself() -> None:
    shown = every(found(LONG))
    (most,) = [one for one in shown if one.course.apart and one.course.counts[CHEEK] == 5]
    (same,) = [one for one in shown if not one.course.apart and one.course.counts[CHEEK] == 5]
    assert most.burden.marks is not None
    assert same.burden.marks is not None
    assert most.burden.marks.middle <= same.burden.marks.middle


def test_visits_without_a_wished_cream_are_counted() -> None:
    shown = every(found(replace(LONG, numbing=True)))
    assert all(one.burden.creamless == 0 for one in shown if one.course.apart)
    assert any(one.burden.creamless for one in shown if not one.course.apart)


def test_who_cannot_give_visits_of_their_own_is_not_offered_any() -> None:
    assert {one.course.apart for one in every(found(LONG, Wish(apart=False)))} == {()}
