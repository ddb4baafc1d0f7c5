"""How often: events in sessions with the exact interval, and when that is a signal.

The interval is that of Clopper and Pearson: no other share of sessions inside it makes what was
seen, or more (fewer), rarer than 2.5 in 100.
"""

import math
from collections.abc import Callable
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
STEPS = 60  # halvings: the limit is then right to 1e-18


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
    low = high = 0.0
    if events:
        low = _where(lambda share: 1 - _at_most(events - 1, sessions, share), tail, rises=True)
    high = 1.0
    if events < sessions:
        high = _where(lambda share: _at_most(events, sessions, share), tail, rises=False)
    return low, high


def _where(chance: Callable[[float], float], goal: float, *, rises: bool) -> float:
    low, high = 0.0, 1.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        if (chance(middle) < goal) == rises:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _at_most(events: int, sessions: int, share: float) -> float:
    """The chance of so many events or fewer, each session alike and on its own."""
    if share <= 0:
        return 1.0
    if share >= 1:
        return 1.0 if events >= sessions else 0.0
    log_yes, log_no = math.log(share), math.log1p(-share)
    every = math.lgamma(sessions + 1)
    return math.fsum(
        math.exp(
            every
            - math.lgamma(one + 1)
            - math.lgamma(sessions - one + 1)
            + one * log_yes
            + (sessions - one) * log_no
        )
        for one in range(events + 1)
    )


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
