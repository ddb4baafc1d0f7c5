"""The course of healing for many patients at once: the mechanism of ``simple.py``, fast.

The seven linear states leap exactly. Cells and collagen are linear once the states before them
are known; each step solves them at its middle and end by the fourth-order rule of Lobatto, which
no rate can make unstable.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from percuta.skin.grid import LONGEST, steps
from percuta.skin.ladder import Leap, Values, ladder
from percuta.skin.patients import Patients
from percuta.skin.session import CEILING, REFERENCE_MM, REFERENCE_REACH_MM, Session, in_order
from percuta.skin.simple import STATES

State = dict[str, Values]
Three = tuple[Values, Values, Values]  # at the beginning, middle and end of a step
# How each linear state follows from those before it, over one step.
LINEAR: Mapping[str, Callable[[State, Leap], Values]] = MappingProxyType(
    {
        "channels": lambda s, leap: leap.channels * s["channels"],
        "inflammation": lambda s, leap: leap.inflammation * s["inflammation"],
        "swelling": lambda s, leap: (
            leap.swelling * s["swelling"] + leap.swelling_from_inflammation * s["inflammation"]
        ),
        "layer": lambda s, leap: leap.layer * s["layer"] + leap.layer_from_channels * s["channels"],
        "flaking": lambda s, leap: (
            leap.layer * s["flaking"]
            + leap.flaking_from_layer * s["layer"]
            + leap.flaking_from_channels * s["channels"]
        ),
        "signal": lambda s, leap: (
            leap.signal * s["signal"] + leap.signal_from_inflammation * s["inflammation"]
        ),
        "pigment": lambda s, leap: (
            leap.pigment * s["pigment"] + leap.pigment_from_inflammation * s["inflammation"]
        ),
        "own": lambda s, leap: leap.own * s["own"],
    }
)
ROUNDS = 2  # young and mature collagen depend on each other a little: solved in turn


@dataclass(frozen=True, kw_only=True)
class Made:
    """Patients with their steps of time, by length in days."""

    patients: Patients
    leaps: Mapping[float, Leap]


@dataclass(frozen=True, kw_only=True)
class Course:
    """States on some days: ``states[name][n]`` holds every patient on ``days[n]``."""

    days: tuple[float, ...]
    states: Mapping[str, Values]


def healing_course(
    patients: Patients, sessions: Sequence[Session], days: Sequence[float]
) -> Course:
    """The states of all patients on some days, after what happens that day.

    Sessions after the last of these days count for nothing.
    Raises ValueError for two sessions on one day, and for days the grid does not meet.
    """
    longest = max((length for _, length in _plan(sessions, days)), default=0.0)
    leaps = ladder(patients.rates, longest)

    def stepped(state: State, length: float) -> State:
        return _stepped(patients, state, (leaps[length / 2], leaps[length]), length=length)

    return _course(patients, sessions, days, names=STATES, stepped=stepped)


def linear_course(
    made: Made, sessions: Sequence[Session], days: Sequence[float], *, names: tuple[str, ...]
) -> Course:
    """Some of the states of ``LINEAR`` alone, digit for digit those of ``healing_course``.

    They do not wait for cells and collagen, so they come in a fraction of the time. Raises
    ValueError as ``healing_course`` does, and for a state that is not linear.
    """
    if unknown := [name for name in names if name not in LINEAR]:
        raise ValueError(f"{unknown[0]!r} is not one of {', '.join(LINEAR)}")
    needed = tuple(dict.fromkeys((*names, "channels", "inflammation")))

    def stepped(state: State, length: float) -> State:
        leap = made.leaps[length]
        return {name: LINEAR[name](state, leap) for name in needed}

    return _course(made.patients, sessions, days, names=needed, stepped=stepped)


def make(patients: Patients) -> Made:
    """Patients with the steps of every length a course takes, to be used again and again."""
    return Made(patients=patients, leaps=ladder(patients.rates, LONGEST))


def _plan(sessions: Sequence[Session], days: Sequence[float]) -> list[tuple[float, float]]:
    last = max(days)
    return list(steps([one.day for one in in_order(sessions) if one.day <= last], days))


def _course(
    patients: Patients,
    sessions: Sequence[Session],
    days: Sequence[float],
    *,
    names: tuple[str, ...],
    stepped: Callable[[State, float], State],
) -> Course:
    """Step from day to day; ``names`` are the states that are followed."""
    last = max(days)
    given = {session.day: session for session in sessions if session.day <= last}
    state: State = {name: np.zeros_like(patients.collagen) for name in names}
    state["own"] = patients.collagen
    found: dict[float, State] = {}
    for now, length in [*_plan(sessions, days), (last, 0.0)]:
        if now in given:
            state = _injured(patients, state, given[now])
        if now in days:
            found[now] = state
        if length:
            state = stepped(state, length)
    return Course(
        days=tuple(days),
        states={name: np.stack([found[day][name] for day in days]) for name in names},
    )


def _injured(patients: Patients, state: State, session: Session) -> State:
    p = patients.rates
    reached = p["reaching"] * session.depth_mm
    below = np.maximum(reached - p["epidermis"], 0)
    dose = p["gain"] * session.density * below / REFERENCE_REACH_MM.value
    depth = float(np.sqrt(session.depth_mm / REFERENCE_MM.value))
    channels = session.density * np.minimum(reached / p["epidermis"], 1) * depth
    return {
        **state,
        "channels": state["channels"] + channels,
        "inflammation": state["inflammation"] + dose / (1 + dose / CEILING.value),
    }


def _stepped(patients: Patients, state: State, leaps: tuple[Leap, Leap], *, length: float) -> State:
    half, whole = leaps
    after = _leapt(state, whole)
    middle = {
        "inflammation": half.inflammation * state["inflammation"],
        "signal": half.signal * state["signal"]
        + half.signal_from_inflammation * state["inflammation"],
        "own": half.own * state["own"],
    }
    along = {
        name: (state[name], middle[name], after[name]) for name in ("inflammation", "signal", "own")
    }
    cells = _cells(patients.rates, state["cells"], along["signal"], length=length)
    young, mature = _collagen(patients.rates, state, {**along, "cells": cells}, length=length)
    return {**after, "cells": cells[2], "young": young, "mature": mature}


def _leapt(state: State, leap: Leap) -> State:
    return {name: after(state, leap) for name, after in LINEAR.items()}


def _cells(p: Mapping[str, Values], cells: Values, signal: Three, *, length: float) -> Three:
    """The active part of the fibroblasts at the three points of a step."""
    called = p["cells"] * p["calling"]
    gain = _at(called * one for one in signal)
    step = _Step.of(_at(p["cells"] + one for one in gain), length)
    return (cells, *step.solved(cells, gain))


def _collagen(
    p: Mapping[str, Values], state: State, along: Mapping[str, Three], *, length: float
) -> tuple[Values, Values]:
    """Young and mature collagen at the end of a step."""
    room = 1 / p["room"]
    made = _at(p["building"] * one for one in along["cells"])
    hot, own = along["inflammation"], along["own"]
    still, faster = p["ripening"] + p["losing"], p["losing"] * p["burning"]
    eating = _at(p["eating"] * h for h in hot)
    of_young = _Step.of(
        _at(still + faster * h + room * m for h, m in zip(hot, made, strict=True)), length
    )
    of_mature = _Step.of(_at(p["ageing"] + e for e in eating), length)
    eaten = _at(e * o for e, o in zip(eating, own, strict=True))
    free = _at(m * (1 - room * o) for m, o in zip(made, own, strict=True))
    taken = _at(room * m for m in made)
    ripe = p["kept"] * p["ripening"]
    young, mature = state["young"], state["mature"]
    slope = ripe * young - eaten[0] - of_mature.loss * mature
    matured: Three = (mature, mature + length / 2 * slope, mature + length * slope)
    for _ in range(ROUNDS):
        gain = _at(f - t * old for f, t, old in zip(free, taken, matured, strict=True))
        new: Three = (young, *of_young.solved(young, gain))
        grown = _at(ripe * y - e for y, e in zip(new, eaten, strict=True))
        matured = (mature, *of_mature.solved(mature, grown))
    return new[2], matured[2]


@dataclass(frozen=True, kw_only=True)
class _Step:
    """One step of y' = gain - loss * y: the rule of Lobatto solved for middle and end."""

    length: float
    loss: Values  # at the beginning
    rows: tuple[Values, Values, Values, Values]

    @classmethod
    def of(cls, loss: Three, length: float) -> "_Step":
        """The step for a loss at its three points."""
        a, b = 1 + length / 3 * loss[1], -length / 24 * loss[2]
        c, d = length * 2 / 3 * loss[1], 1 + length / 6 * loss[2]
        whole = 1 / (a * d - b * c)
        return cls(length=length, loss=loss[0], rows=(d * whole, b * whole, c * whole, a * whole))

    def solved(self, start: Values, gain: Three) -> tuple[Values, Values]:
        """Middle and end of the step for a gain at its three points."""
        h, (a, b, c, d) = self.length, self.rows
        slope = gain[0] - self.loss * start
        first = start + h * (5 / 24 * slope + gain[1] / 3 - gain[2] / 24)
        second = start + h * (slope / 6 + gain[1] * 2 / 3 + gain[2] / 6)
        return first * a - b * second, d * second - c * first


def _at(values: Iterable[Values]) -> Three:
    one, two, three = values
    return one, two, three
