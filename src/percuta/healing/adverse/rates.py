"""How often: events in sessions with the exact interval, and when that is a signal.

The interval is that of Clopper and Pearson: no other share of sessions inside it makes what was
seen, or more (fewer), rarer than 2.5 in 100.
"""

import math
from dataclasses import dataclass

from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.adverse import NEWCOMBE1998, SIGNAL_CRITERIA

SURE = Parameter(
    key="adverse.interval",
    value=0.95,
    unit="1",
    status=Status.ASSUMED,
    source=NEWCOMBE1998,
    note="the usual choice; Clopper and Pearson keep at least this, mostly more",
)
FEWEST_SESSIONS = Parameter(
    key="adverse.fewest_sessions",
    value=10,
    unit="count",
    status=Status.ASSUMED,
    note="custom of the house: below ten sessions no share is shown, only the counts",
)
FEWEST_EVENTS = Parameter(
    key="adverse.signal_events",
    value=3,
    unit="count",
    status=Status.MEASURED,
    source=SIGNAL_CRITERIA,
    where="table 5",
)
STEPS = 60  # at most; where a step by the slope would leave the bounds, they are halved
EXACT = 1e-15  # of what is found


@dataclass(frozen=True, kw_only=True)
class Rate:
    """``events`` of ``sessions`` with the share and its exact limits; None: too few to say."""

    events: int
    sessions: int
    share: float | None
    low: float | None
    high: float | None


def exact_interval(events: int, sessions: int, *, sure: float = SURE.value) -> tuple[float, float]:
    """The limits of Clopper and Pearson for ``events`` in ``sessions``."""
    if sessions < 1 or not 0 <= events <= sessions:
        raise ValueError(f"{events} events in {sessions} sessions cannot be")
    tail = (1 - sure) / 2
    low = _least(events, sessions, tail) if events else 0.0
    high = 1 - _least(sessions - events, sessions, tail) if events < sessions else 1.0
    return low, high


def _least(events: int, sessions: int, tail: float) -> float:
    """The share at which so many events or more are as rare as ``tail``."""
    if events == sessions:
        return float(tail ** (1 / sessions))
    goal = math.log(tail)
    below, above = 0.0, events / sessions
    share = above
    for _ in range(STEPS):
        chance, slope = _or_more(events, sessions, share)
        below, above = (share, above) if chance < goal else (below, share)
        moved = share + (goal - chance) / slope
        was, share = share, moved if below <= moved <= above else (below + above) / 2
        if abs(share - was) <= EXACT * share:
            break
    return share


def _or_more(events: int, sessions: int, share: float) -> tuple[float, float]:
    """The logarithm of the chance of so many events or more, and its slope over the share.

    Up to ``events / sessions`` each term is smaller than the one before, so few have to be added.
    """
    first = (
        math.lgamma(sessions + 1)
        - math.lgamma(events + 1)
        - math.lgamma(sessions - events + 1)
        + events * math.log(share)
        + (sessions - events) * math.log1p(-share)
    )
    odds, term, total = share / (1 - share), 1.0, 1.0
    for one in range(events, sessions):
        term *= (sessions - one) / (one + 1) * odds
        total += term
        if term < EXACT * total:
            break
    return first + math.log(total), events / share / total


def rate_of(events: int, sessions: int) -> Rate:
    """The share with its limits, where there are sessions enough to say one."""
    if sessions < FEWEST_SESSIONS.value:
        return Rate(events=events, sessions=sessions, share=None, low=None, high=None)
    low, high = exact_interval(events, sessions)
    share = events / sessions
    return Rate(events=events, sessions=sessions, share=share, low=low, high=high)


def is_signal(one: Rate, others: Rate) -> bool:
    """Three events or more, and a lower limit above the share of all other sessions.

    The three are those of the reporting-ratio criteria; that the exact limit is held against the
    others' share is a custom of the house. A signal asks to look; it proves nothing.
    """
    if one.low is None or others.share is None:
        return False
    return one.events >= FEWEST_EVENTS.value and one.low > others.share
