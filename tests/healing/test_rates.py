"""Shares of sessions with an event: exact limits, too few to say, and what counts as a signal."""

import math

import pytest

from percuta.healing.adverse.rates import exact_interval, is_signal, rate_of


@pytest.mark.parametrize("sessions", [1, 10, 400, 20000])
def test_no_event_leaves_the_limit_that_arithmetic_gives(sessions: int) -> None:
    low, high = exact_interval(0, sessions)
    assert low == 0
    assert high == pytest.approx(1 - 0.025 ** (1 / sessions))


@pytest.mark.parametrize(("events", "sessions"), [(1, 10), (7, 31), (50, 100), (3, 4000)])
def test_the_limits_mirror_when_what_is_counted_is_turned_round(events: int, sessions: int) -> None:
    low, high = exact_interval(events, sessions)
    other_low, other_high = exact_interval(sessions - events, sessions)
    assert (low, high) == pytest.approx((1 - other_high, 1 - other_low))
    assert low < events / sessions < high


def test_at_its_limits_what_was_seen_is_as_rare_as_said() -> None:
    events, sessions = 3, 40
    low, high = exact_interval(events, sessions)

    def at_most(share: float, most: int) -> float:
        return sum(
            math.comb(sessions, one) * share**one * (1 - share) ** (sessions - one)
            for one in range(most + 1)
        )

    assert 1 - at_most(low, events - 1) == pytest.approx(0.025)
    assert at_most(high, events) == pytest.approx(0.025)


def test_limits_of_very_many_sessions_are_as_rare_as_said_too() -> None:
    events, sessions = 30_000, 39_000
    low, high = exact_interval(events, sessions)

    def chance(share: float, counts: range) -> float:
        of, no = math.lgamma(sessions + 1), math.log1p(-share)
        return math.fsum(
            math.exp(
                of
                - math.lgamma(one + 1)
                - math.lgamma(sessions - one + 1)
                + one * math.log(share)
                + (sessions - one) * no
            )
            for one in counts
        )

    assert chance(low, range(events, sessions + 1)) == pytest.approx(0.025, rel=1e-9)
    assert chance(high, range(events + 1)) == pytest.approx(0.025, rel=1e-9)


@pytest.mark.parametrize(("events", "sessions"), [(1, 0), (-1, 10), (11, 10)])
def test_counts_that_cannot_be_are_refused(events: int, sessions: int) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        exact_interval(events, sessions)


def test_below_ten_sessions_no_share_is_said() -> None:
    assert rate_of(2, 9).share is None
    assert rate_of(2, 10).share == 0.2


def test_a_signal_needs_three_events_and_a_limit_above_the_others() -> None:
    others = rate_of(4, 200)
    assert is_signal(rate_of(5, 20), others)
    assert not is_signal(rate_of(2, 10), others)  # two events are no signal
    assert not is_signal(rate_of(3, 100), others)  # no more than elsewhere
    assert not is_signal(rate_of(5, 9), others)  # too few sessions to say
    assert not is_signal(rate_of(5, 20), rate_of(0, 4))  # nothing to compare with
