"""The updated forecast, and the rule that says when more of the same is unlikely to help."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from percuta.response.fitted import fitted
from percuta.response.gate import chosen
from percuta.response.study import Kind
from percuta.response.update import By, Seen
from percuta.review.change import Verdict
from percuta.review.coming_back import coming_back
from percuta.review.moved import more_of_the_same, moved
from percuta.review.stopping import UNLIKELY, More, Says, advised, days_of_more

THREE = (0.0, 28.0, 56.0)
SIX = (*THREE, 84.0, 112.0, 140.0)
SCARS = fitted().draws[chosen(Kind.ACNE_SCARS).chosen]


def seen(*values: float) -> list[Seen]:
    days = (87.0, 148.0, 240.0)
    pairs = zip(days, values, strict=False)
    return [Seen(day=day, improvement=value, by=By.CLINICIAN) for day, value in pairs]


def more(*values: float, sessions: tuple[float, ...] = THREE) -> More:
    then = days_of_more(sessions[-1] + 60, apart=28)
    return more_of_the_same(SCARS, Kind.ACNE_SCARS, sessions, seen=seen(*values), more=then)


def chance(helps: float) -> More:
    return More(sessions=2, helps=helps, before=0.3, trusted=True)


def test_without_scores_nothing_moves_and_all_is_from_other_people() -> None:
    found = moved(SCARS, Kind.ACNE_SCARS, THREE, seen=(), at=148)
    assert found.shift == pytest.approx(0)
    assert (found.from_data, found.observations) == (0, 0)


def test_scores_move_the_mean_their_way_and_take_doubt_away() -> None:
    worse = moved(SCARS, Kind.ACNE_SCARS, THREE, seen=seen(0.0), at=148)
    better = moved(SCARS, Kind.ACNE_SCARS, THREE, seen=seen(0.8), at=148)
    assert worse.shift < 0 < better.shift
    assert 0 < worse.from_data < 1


def test_bands_after_scores_are_told_for_the_days_asked_and_follow_what_was_seen() -> None:
    days = (0.0, 28.0, 148.0)
    low, high = (
        moved(SCARS, Kind.ACNE_SCARS, THREE, seen=seen(one), at=148, days=days).bands
        for one in (0.0, 0.8)
    )
    assert [len(row) for row in low] == [5, 5, 5]
    assert all(sorted(row) == list(row) for row in (*low, *high))
    assert low[-1][2] < high[-1][2]


def test_no_band_is_told_where_no_day_is_asked_for() -> None:
    assert moved(SCARS, Kind.ACNE_SCARS, THREE, seen=seen(0.4), at=148).bands == ()


def test_a_second_score_takes_more_doubt_away_than_one() -> None:
    one = moved(SCARS, Kind.ACNE_SCARS, THREE, seen=seen(0.0), at=148)
    two = moved(SCARS, Kind.ACNE_SCARS, THREE, seen=seen(0.0, 0.0), at=148)
    assert two.from_data > one.from_data


def test_a_course_without_a_session_has_no_forecast() -> None:
    with pytest.raises(ValueError, match="no session"):
        moved(SCARS, Kind.ACNE_SCARS, (), seen=(), at=1)
    with pytest.raises(ValueError, match="no session"):
        more_of_the_same(SCARS, Kind.ACNE_SCARS, (), seen=(), more=(1.0,))


def test_nothing_seen_makes_more_of_the_same_less_likely_to_help() -> None:
    assert more(0.0).helps < more().helps
    assert more(0.0, 0.0).helps < more(0.0).helps < UNLIKELY.value


def test_after_six_sessions_more_hardly_ever_adds() -> None:
    assert more(0.0, sessions=SIX).helps < 0.02


def test_no_real_change_and_a_small_chance_propose_to_stop_and_say_why() -> None:
    found = advised(sessions=3, days_since=92, verdicts=[Verdict.SAME], more=chance(0.08))
    assert found.says is Says.STOP
    assert "about 8 would lose at least a tenth more of it" in found.patient
    assert "8%; before any score it was 30%" in found.clinician
    assert "20 000 virtual people" in found.clinician


def test_the_rule_speaks_just_below_its_chance_and_not_at_it() -> None:
    same, at = [Verdict.SAME], UNLIKELY.value
    just = advised(sessions=3, days_since=28, verdicts=same, more=chance(at))
    below = advised(sessions=3, days_since=28, verdicts=same, more=chance(at - 0.01))
    assert (just.says, below.says) == (Says.GO_ON, Says.STOP)


def test_a_real_improvement_anywhere_keeps_the_rule_silent() -> None:
    both = [Verdict.SAME, Verdict.BETTER]
    assert advised(sessions=6, days_since=92, verdicts=both, more=chance(0)).says is Says.GO_ON


def test_a_worsening_goes_to_a_doctor_whatever_the_chance() -> None:
    found = advised(sessions=3, days_since=92, verdicts=[Verdict.WORSE], more=chance(0.9))
    assert found.says is Says.STOP
    assert "A doctor looks at why" in found.patient


@pytest.mark.parametrize(("sessions", "days"), [(2, 92), (3, 27)])
def test_before_enough_sessions_and_days_it_is_too_early(sessions: int, days: int) -> None:
    found = advised(sessions=sessions, days_since=days, verdicts=[Verdict.SAME], more=chance(0))
    assert found.says is Says.TOO_EARLY


@given(st.lists(st.just(Verdict.OPEN), max_size=4))
def test_what_was_not_judged_never_stops_a_course(verdicts: list[Verdict]) -> None:
    found = advised(sessions=6, days_since=200, verdicts=verdicts, more=chance(0))
    assert found.says is Says.CANNOT


def test_without_a_forecast_no_chance_is_made_up() -> None:
    found = advised(sessions=4, days_since=92, verdicts=[Verdict.SAME], more=None)
    assert found.says is Says.STOP
    assert "Nobody can say how likely" in found.patient


def test_coming_back_says_that_nobody_measured_how_long_it_lasts() -> None:
    found = coming_back()
    assert found.days == 365
    assert "Nobody has measured" in found.patient
    assert found.sources


def test_somebody_unlike_most_moves_the_forecast_by_people_who_were_changed() -> None:
    quick = [
        Seen(day=day, improvement=0.98 - 0.98 * 0.96**day, by=By.PATIENT)
        for day in np.arange(3.0, 129.0, 3.0)
    ]
    found = moved(SCARS, Kind.ACNE_SCARS, (*THREE, 84.0), seen=quick, at=174)
    assert found.tempered
    assert found.trusted
    assert found.after.low > found.before.mean
    then = more_of_the_same(SCARS, Kind.ACNE_SCARS, THREE, seen=quick, more=(140.0, 168.0))
    assert then.helps < then.before
    assert not moved(SCARS, Kind.ACNE_SCARS, THREE, seen=seen(0.4), at=148).tempered


def test_a_gain_is_answered_with_what_more_may_bring() -> None:
    found = advised(sessions=3, days_since=92, verdicts=[Verdict.BETTER], more=chance(0.4))
    assert found.patient.startswith("It may.")
    assert "about 40 would lose at least a tenth more" in found.patient
