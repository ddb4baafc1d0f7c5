"""The mechanism on one screen: one patient, plain numbers, small steps. Slow on purpose.

Time in days; amounts are relative: 1 is a reference session, 1 the collagen of a young adult.
``patient`` maps the names of ``rates.PRIORS`` to numbers, and ``collagen`` to what is there.
"""

from collections.abc import Mapping, Sequence
from math import exp, sqrt

from percuta.skin.session import CEILING, REFERENCE_MM, REFERENCE_REACH_MM, Session, in_order

Patient = Mapping[str, float]
State = dict[str, float]

STATES = (
    "channels",  # open micro-channels
    "inflammation",  # redness
    "swelling",
    "layer",  # cells on their way through the epidermis
    "flaking",
    "signal",  # for repair
    "pigment",  # above that of the untreated skin
    "cells",  # part of the fibroblasts that is active
    "young",  # new collagen, rich in type III
    "mature",  # mature collagen above the untreated course
)


def injury(patient: Patient, session: Session) -> tuple[float, float]:
    """Channels opened and inflammation set off by one session."""
    reached = patient["reaching"] * session.depth_mm
    below = max(reached - patient["epidermis"], 0.0)
    dose = patient["gain"] * session.density * below / REFERENCE_REACH_MM.value
    open_part = min(reached / patient["epidermis"], 1.0)
    channels = session.density * open_part * sqrt(session.depth_mm / REFERENCE_MM.value)
    return channels, dose / (1 + dose / CEILING.value)


def slopes(patient: Patient, state: State, day: float) -> State:
    """How fast each state changes. ``own`` is the collagen of the untreated course."""
    p, s = patient, state
    own = p["collagen"] * exp(-p["ageing"] * day)
    taken = 1 - (own + s["mature"] + s["young"]) / p["room"]
    loss = p["ripening"] + p["losing"] * (1 + p["burning"] * s["inflammation"])
    eaten = p["eating"] * s["inflammation"] * (own + s["mature"])
    return {
        "channels": -p["closing"] * s["channels"],
        "inflammation": -p["calming"] * s["inflammation"],
        "swelling": p["swelling"] * (s["inflammation"] - s["swelling"]),
        "layer": p["renewal"] * (s["channels"] - s["layer"]),
        "flaking": p["renewal"] * (s["layer"] - s["flaking"]),
        "signal": p["signal"] * (s["inflammation"] - s["signal"]),
        "pigment": p["darkening"] * s["inflammation"] - p["fading"] * s["pigment"],
        "cells": p["cells"] * (p["calling"] * s["signal"] * (1 - s["cells"]) - s["cells"]),
        "young": p["building"] * s["cells"] * taken - loss * s["young"],
        "mature": p["kept"] * p["ripening"] * s["young"] - p["ageing"] * s["mature"] - eaten,
    }


def healing(
    patient: Patient, sessions: Sequence[Session], days: Sequence[int], *, per_day: int = 64
) -> list[State]:
    """The states on each of some days, in order, after what happens that day.

    Sessions are on whole days here; each day has ``per_day`` steps of Runge and Kutta.
    """
    given = {session.day: session for session in in_order(sessions)}
    state, found = dict.fromkeys(STATES, 0.0), {}
    for day in range(max(days) + 1):
        if day in given:
            channels, inflammation = injury(patient, given[day])
            state["channels"] += channels
            state["inflammation"] += inflammation
        found[day] = dict(state)
        for step in range(per_day):
            state = _stepped(patient, state, day + step / per_day, step=1 / per_day)
    return [found[day] for day in days]


def _stepped(patient: Patient, state: State, day: float, *, step: float) -> State:
    one = slopes(patient, state, day)
    two = slopes(patient, _moved(state, one, step / 2), day + step / 2)
    three = slopes(patient, _moved(state, two, step / 2), day + step / 2)
    four = slopes(patient, _moved(state, three, step), day + step)
    mean = {k: (one[k] + 2 * two[k] + 2 * three[k] + four[k]) / 6 for k in STATES}
    return _moved(state, mean, step)


def _moved(state: State, slope: State, step: float) -> State:
    return {name: state[name] + step * slope[name] for name in STATES}
