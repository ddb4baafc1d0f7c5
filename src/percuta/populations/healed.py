"""What needled skin does in a course, asked of the model of the skin in one place alone.

A faster form of the model is put in here, by another ``states``; ``ENGINE`` then says so, because
its last digits may differ and a study is never carried on with another one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from percuta.skin.alike import AFTER, DOUBT
from percuta.skin.course import healing_course, linear_course, make
from percuta.skin.ladder import Values
from percuta.skin.patients import Patients
from percuta.skin.red import REDNESS_MOST
from percuta.skin.seen import HALF_RED, VISIBLY_RED, is_dark
from percuta.skin.session import Session

ENGINE = "numpy"
LINEAR = ("inflammation", "pigment")
MOST_RED_DAYS = 28.0  # after one session; more is counted as this


@dataclass(frozen=True, kw_only=True)
class Healed:
    """Of each person: red days, whether a mark was seen (three doubts), collagen at the visits."""

    red_days: Values
    marks: tuple[Values, Values, Values]
    collagen: Values | None


def states(
    patients: Patients, sessions: Sequence[Session], days: Sequence[float], *, collagen: bool
) -> Mapping[str, Values]:
    """States of the model on some days: inflammation and pigment, and collagen where wished."""
    if collagen:
        return healing_course(patients, sessions, days).states
    return linear_course(make(patients), sessions, days, names=LINEAR).states


def healed(
    patients: Patients, sessions: Sequence[Session], visits: Sequence[float], *, collagen: bool
) -> Healed:
    """What is counted of a course, had everybody had all of its sessions."""
    if not sessions:
        nothing = np.zeros(patients.count)
        none = np.zeros((len(visits), patients.count)) if collagen else None
        return Healed(red_days=nothing, marks=(nothing, nothing, nothing), collagen=none)
    given = [session.day for session in sessions]
    looked = [day + AFTER for day in given]
    days = sorted({*given, *looked, *(visits if collagen else ())})
    found = states(patients, sessions, days, collagen=collagen)
    rows = {day: number for number, day in enumerate(days)}
    hot = found["inflammation"][[rows[day] for day in given]]
    pigment = found["pigment"][[rows[day] for day in looked]]
    low, middle, high = (
        np.asarray(is_dark(factor * pigment).any(axis=0), dtype=float) for factor in DOUBT
    )
    grown = None
    if collagen:
        at = [rows[day] for day in visits]
        grown = found["young"][at] + found["mature"][at]
    return Healed(
        red_days=_red_days(hot, given, patients.rates["calming"]),
        marks=(low, middle, high),
        collagen=grown,
    )


def _red_days(hot: Values, given: Sequence[float], calming: Values) -> Values:
    """Days on which skin looks red: inflammation fades by itself until the next session."""
    least = HALF_RED.value * VISIBLY_RED.value / (REDNESS_MOST - VISIBLY_RED.value)
    gaps = np.diff([*given, given[-1] + MOST_RED_DAYS])
    red = np.log(np.maximum(hot, least) / least) / calming
    return np.asarray(np.minimum(red, np.minimum(gaps, MOST_RED_DAYS)[:, None]).sum(axis=0))
