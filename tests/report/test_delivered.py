"""A forecast carries on from sessions as they were given: place by place, and to their end."""

import pytest

from percuta.casefile.observed import BadObserved, Observed, parse_observed
from percuta.cli.load import answer, load
from percuta.report.document import Document
from percuta.report.forecast import build_forecast
from percuta.report.forecast_doc import CourseDoc, ForecastDoc

PLAN = answer(load(None, "skinpen-trial"))
ZONES = tuple(zone.zone for zone in PLAN.plan.zones) if PLAN.plan else ()
DAYS = ("2026-09-14", "2026-10-12", "2026-11-09")


def given(*zones: tuple[str, ...], stopped: bool = False, depth: float = 1.5) -> Observed:
    """Sessions on the planned days, each in some places."""
    sessions = (
        f"[[session]]\non = {day}\ndepth_mm = {depth}\nzones = {list(some)}\n"
        for day, some in zip(DAYS, zones, strict=False)
    )
    head = "stopped = true\n" if stopped else ""
    return parse_observed((head + "".join(sessions)).replace("'", '"'), "given.toml")


def foretold(observed: Observed | None, document: Document = PLAN) -> ForecastDoc:
    return build_forecast(document, observed)


def of_zone(found: ForecastDoc, zone: str) -> CourseDoc:
    (course,) = [one for one in found.courses if zone in one.zones]
    return course


def middle(found: ForecastDoc, zone: str = ZONES[0]) -> float:
    return of_zone(found, zone).at_band[2]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_given_as_planned_gives_the_same_forecast_as_before(number: int) -> None:
    before, after = foretold(None), foretold(given(*[ZONES] * number))
    assert after.courses == before.courses


def test_a_place_left_out_gets_less_and_the_others_as_much() -> None:
    before, after = foretold(None), foretold(given(ZONES, ZONES[1:]))
    assert middle(after) < middle(before)
    assert middle(after, ZONES[1]) == middle(before, ZONES[1])
    assert of_zone(after, ZONES[0]).zones == ZONES[:1]


def test_a_place_left_out_is_named_with_its_day_and_not_made_up_for() -> None:
    found = foretold(given(ZONES, ZONES[1:]))
    assert len(of_zone(found, ZONES[0]).sessions) == 2
    assert any("not needled on 2026-10-12" in words for words in found.said)


def test_a_stopped_course_is_forecast_from_what_was_given() -> None:
    before, after = foretold(None), foretold(given(ZONES, stopped=True))
    assert middle(after) < middle(before)
    assert [f"{day}" for day in of_zone(after, ZONES[0]).sessions] == ["2026-09-14"]
    assert any("the course was stopped" in words for words in after.said)


def test_a_place_that_never_had_a_session_has_words_and_no_number() -> None:
    found = foretold(given(ZONES[1:], stopped=True))
    assert [one.zones for one in found.words] == [ZONES[:1]]
    assert "No session was given here" in found.words[0].why
    assert all(ZONES[0] not in one.zones for one in found.courses)


def test_depth_as_given_changes_healing_and_no_number_of_the_forecast() -> None:
    shallow, deep = (foretold(given(ZONES, depth=depth)) for depth in (0.5, 1.5))
    assert shallow.courses == deep.courses
    assert shallow.healing.depth_mm == 0.5
    assert shallow.healing.red_until[2] < deep.healing.red_until[2]


def test_a_place_that_does_not_exist_is_refused_with_its_name() -> None:
    with pytest.raises(BadObserved, match=r"no zone .cheek_lef.*cheek_left"):
        given(("cheek_lef",))
