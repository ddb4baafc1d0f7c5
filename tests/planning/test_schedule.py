"""The person's own days: what fits before an event, what sun keeps apart, what is only said."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given

from cast import AMARA, BEA, DAY, FLORA, STRANGER
from percuta.assessment.concern import Kind
from percuta.healing.hours import (
    DARKER_LATEST,
    INJECTABLES_FROM,
    SUN_LONG_UNTIL,
    SUN_LONG_UNTIL_DARKER,
)
from percuta.person import Person
from percuta.planning.away import (
    AFTER_STAY,
    BEFORE_SUN,
    BEFORE_SUN_DARKER,
    DARKER_UNTIL,
    MARKS_UNTIL,
    NO_FILLER_UNTIL,
    RED_UNTIL,
    Away,
    Days,
)
from percuta.planning.course import plan_dates
from percuta.planning.pigment import by_phototype
from percuta.planning.propose import propose
from percuta.planning.request import Request
from percuta.planning.schedule import Calendar, own_days
from planning.random_requests import Drawn, draws
from planning.wishes import BEAS, CHEEK, LINES, SCARS, plan_of, wish

SCARRED = replace(BEAS, concerns=(wish(SCARS, CHEEK),))  # three sessions four weeks apart
SPOTTED = replace(BEAS, concerns=(wish(Kind.DARK_SPOTS, CHEEK),))  # one session
PATCHED = replace(BEAS, concerns=(wish(Kind.MELASMA, CHEEK),))  # four sessions four weeks apart


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def stay(first: int, last: int, *, sun: bool = True) -> Away:
    return Away(first=after(first), last=after(last), sun=sun)


def visits(request: Request) -> list[int]:
    """Days of the sessions, counted from the first possible day."""
    return [(session.day - DAY).days for session in plan_of(request).sessions]


def calendar_of(request: Request) -> Calendar:
    found = plan_of(request).calendar
    assert found is not None
    return found


def wedding(days: int, request: Request = SCARRED) -> Request:
    return replace(request, event="the wedding", event_on=after(days))


def said(request: Request) -> str:
    return " ".join(one.what for one in calendar_of(request).said)


def test_without_own_days_there_is_no_calendar() -> None:
    assert plan_of(SCARRED).calendar is None
    assert visits(SCARRED) == [0, 28, 56]


# An event


@pytest.mark.parametrize(
    ("days", "fitting"), [(67, 3), (66, 2), (39, 2), (38, 1), (11, 1), (10, 0), (1, 0), (0, 0)]
)
def test_a_session_keeps_ten_days_before_an_event(days: int, fitting: int) -> None:
    calendar = calendar_of(wedding(days))
    before = [day for day in visits(wedding(days)) if day < days]
    assert len(before) == fitting
    assert calendar.fits is (fitting == 3)
    last = None if fitting == 0 else after(before[-1])
    assert calendar.last_before == last
    assert calendar.red_until == (None if last is None else last + timedelta(days=7))


def test_a_course_that_fits_says_its_last_visit_and_its_last_red_day() -> None:
    text = said(wedding(90))
    assert "All 3 visits fit before the wedding on 30 November 2026" in text
    assert "The last is on 27 October 2026; redness can stay until 3 November 2026" in text


def test_a_course_in_part_counts_the_visits_before_the_event() -> None:
    assert "2 of 3 visits fit before the wedding" in said(wedding(50))


def test_what_cannot_be_done_before_an_event_is_said() -> None:
    request = wedding(5)
    assert "No visit fits before the wedding on 6 September 2026" in said(request)
    assert "The first can be on 7 September 2026" in said(request)
    assert visits(request) == [6, 34, 62]


@pytest.mark.parametrize(("days", "when"), [(90, "after the wedding"), (200, "before the wedding")])
def test_the_result_is_never_promised_for_an_event(days: int, when: str) -> None:
    assert f"{when}. Nobody can say what will be seen by then" in said(wedding(days))


def test_a_shorter_interval_is_only_named_for_a_doctor() -> None:
    request = wedding(45)
    assert "Only a doctor could allow visits 14 days apart. Then 3 would fit" in said(request)
    assert [later - earlier for earlier, later in pairwise(visits(request))] == [28, 28]
    assert "Only a doctor" not in said(wedding(90))


@pytest.mark.parametrize("days", [-40, -1])
def test_an_event_that_is_over_is_dropped_and_said(days: int) -> None:
    past = replace(SCARRED, event="the feast", event_on=after(days))
    calendar = calendar_of(past)
    assert visits(past) == [0, 28, 56]
    assert (calendar.event, calendar.event_on, calendar.last_before) == ("", None, None)
    assert calendar.counted == ()
    (only,) = calendar.said
    assert only.what.startswith("The feast on ")
    assert only.what.endswith("is over when this plan begins. No visit keeps clear of it.")


@pytest.mark.parametrize("request_", [SPOTTED, PATCHED], ids=["spots", "melasma"])
@pytest.mark.parametrize(("days", "fitting"), [(31, 1), (30, 0), (11, 0)])
def test_where_pigment_is_treated_an_event_keeps_thirty_days(
    request_: Request, days: int, *, fitting: int
) -> None:
    request = wedding(days, request_)
    assert len([day for day in visits(request) if day < days]) == fitting
    (first, *_) = calendar_of(request).said
    assert "where pigment is treated marks may look darker to day 30 (assumed)" in first.why


def test_a_zone_without_pigment_goes_back_to_ten_days() -> None:
    both = replace(BEAS, concerns=(wish(Kind.DARK_SPOTS, CHEEK), wish(LINES, "chin")))
    assert visits(wedding(120, both)) == [0, 28, 56, 84]
    assert visits(wedding(29, both))[0] == 30


def test_before_an_event_the_last_dark_day_is_told() -> None:
    assert "darker" not in said(wedding(90))
    spots = said(wedding(90, SPOTTED))
    assert "Dark marks may look darker until 1 October 2026." in spots
    dark = said(wedding(67, replace(SCARRED, person=AMARA)))
    assert "Dark marks may look darker until 12 November 2026, so at the wedding too." in dark


def test_before_an_event_what_the_skin_may_not_have_is_told() -> None:
    assert "No filler, no Botox and no sunbathing until 10 November 2026." in said(wedding(90))
    dark = said(wedding(90, replace(SCARRED, person=AMARA)))
    assert "Botox on this skin until 27 October 2026, no sunbathing until 10 November" in dark


@pytest.mark.parametrize("days", [5, 50, 90])
def test_nobody_is_told_that_no_mark_is_left(days: int) -> None:
    remarks = calendar_of(wedding(days)).said
    assert not any("no mark is left" in f"{one.what} {one.why}" for one in remarks)


def test_one_visit_and_one_of_many_are_counted_in_plain_english() -> None:
    assert "The one visit planned fits before the wedding" in said(wedding(90, SPOTTED))
    assert "It is on 1 September 2026" in said(wedding(90, SPOTTED))
    assert "1 of 3 visits fits before the wedding" in said(wedding(20))


# Sun and days away


@pytest.mark.parametrize(
    ("person", "ahead", "rest"),
    [(BEA, 14, 14), (FLORA, 14, 14), (AMARA, 28, 14), (STRANGER, 28, 14)],
)
def test_sun_keeps_sessions_apart_by_phototype(person: Person, ahead: int, *, rest: int) -> None:
    days = Days(risk=by_phototype(person), away=(stay(100, 110),))
    free = [n for n in range(200) if not days.why_not(after(n))]
    assert free[: 100 - ahead + 1] == list(range(100 - ahead + 1))
    assert free[100 - ahead + 1] == 110 + rest


def test_days_away_without_sun_only_take_themselves() -> None:
    days = Days(risk=by_phototype(AMARA), away=(stay(100, 110, sun=False),))
    assert [n for n in range(90, 120) if days.why_not(after(n))] == list(range(100, 111))


def test_a_visit_moves_on_by_whole_weeks() -> None:
    request = replace(SCARRED, away=(stay(28, 29, sun=False),))
    assert visits(request) == [0, 35, 63]


def test_the_first_visit_moves_on_by_days() -> None:
    assert visits(replace(SCARRED, away=(stay(0, 2, sun=False),)))[0] == 3


def test_a_long_gap_is_named() -> None:
    text = said(replace(SCARRED, away=(stay(20, 80, sun=False),)))
    assert "Visits 1 and 2 are 12 weeks apart, because of your own days" in text


def test_a_sun_holiday_is_named_with_its_weeks() -> None:
    assert "No visit in the 2 weeks before your sun holiday" in said(
        replace(SCARRED, away=(stay(100, 110),))
    )


def test_weeks_before_the_sun_are_those_of_aftercare() -> None:
    assert SUN_LONG_UNTIL.value == BEFORE_SUN.value * 24
    assert SUN_LONG_UNTIL_DARKER.value == BEFORE_SUN_DARKER.value * 24
    assert RED_UNTIL.value < MARKS_UNTIL.value


def test_days_before_an_event_are_those_of_what_to_expect() -> None:
    assert DARKER_UNTIL.value == DARKER_LATEST.value
    assert NO_FILLER_UNTIL.value * 24 == INJECTABLES_FROM.value


def test_a_stay_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot end on"):
        stay(3, 2)


def test_dates_cross_leap_days_and_new_year_by_weeks() -> None:
    found = plan_dates(
        first=date(2027, 12, 20),
        interval_days=42,
        sessions_by_zone={CHEEK: 3},
        days=Days(),
    )
    assert [s.day for s in found] == [date(2027, 12, 20), date(2028, 1, 31), date(2028, 3, 13)]


def test_a_calendar_names_the_numbers_it_counted_with_and_no_others() -> None:
    to_a_wedding = calendar_of(wedding(90))
    assert to_a_wedding.counted == (RED_UNTIL, MARKS_UNTIL, NO_FILLER_UNTIL, BEFORE_SUN)
    sources = {source for remark in to_a_wedding.said for source in remark.sources}
    assert {RED_UNTIL.source, MARKS_UNTIL.source, NO_FILLER_UNTIL.source} <= sources
    assert DARKER_UNTIL in calendar_of(wedding(90, SPOTTED)).counted
    in_the_sun = calendar_of(replace(SCARRED, away=(stay(100, 110),)))
    assert in_the_sun.counted == (BEFORE_SUN, AFTER_STAY)
    assert calendar_of(replace(SCARRED, away=(stay(100, 110, sun=False),))).counted == ()


# Everybody


@given(draws())
def test_no_session_is_ever_on_a_day_that_is_not_free(drawn: Drawn) -> None:
    plan = propose(drawn.request).plan
    if plan is None:
        return
    request = drawn.request
    days = own_days(request)
    for session in plan.sessions:
        assert days.why_not(session.day, session.zones) == ""
        assert not any(a.first <= session.day <= a.last for a in request.away)
    assert (plan.calendar is None) is (request.event_on is None and not request.away)


@given(draws())
def test_what_is_said_of_an_event_agrees_with_the_dates(drawn: Drawn) -> None:
    plan = propose(drawn.request).plan
    if plan is None or plan.calendar is None or drawn.request.event_on is None:
        return
    before = [s.day for s in plan.sessions if s.day < drawn.request.event_on]
    assert plan.calendar.fits is (len(before) == len(plan.sessions))
    assert plan.calendar.last_before == (before[-1] if before else None)
    if before:
        assert before[-1] + timedelta(days=10) < drawn.request.event_on
