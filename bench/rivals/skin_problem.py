"""The problem that ``bench/skin.py`` hands to every rival, and how each answers.

``python RIVAL.py PROBLEM ANSWER``: PROBLEM holds the numbers of patients, sessions, days and the
true states; ANSWER takes processor seconds per course, the worst error and how it was made.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

STATES = ("channels", "inflammation", "swelling", "layer", "flaking")
STATES += ("signal", "pigment", "cells", "young", "mature")
WANTED = 1e-4
Numbers = Sequence[Any]  # floats, or arrays of JAX; compiled code takes tuples
Solve = Callable[[float], np.ndarray]  # states by days by patients, for a tolerance


def read() -> tuple[dict[str, np.ndarray], np.ndarray, np.ndarray, np.ndarray]:
    """Numbers of patients by name, sessions (day, depth, density), days, and what is true."""
    with np.load(sys.argv[1]) as file:
        rates = {name[5:]: file[name] for name in file.files if name.startswith("rate_")}
        return rates, file["sessions"], file["days"], file["true"]


def worst(found: np.ndarray, true: np.ndarray) -> float:
    """Worst difference of any state of any patient, of its own peak or a tenth of the usual."""
    peak = np.abs(true).max(axis=1)
    scale = np.maximum(peak, np.median(peak, axis=1, keepdims=True) / 10)
    return float((np.abs(found - true).max(axis=1) / scale).max())


def seconds(work: Callable[[], object], runs: int) -> float:
    """Fewest processor seconds of some runs."""
    taken = []
    for _ in range(runs):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


def loosest(solve: Solve, true: np.ndarray) -> tuple[float, float]:
    """The loosest tolerance that is as exact as wanted, and its error."""
    for tolerance in (1e-3, 3e-4, 1e-4, 3e-5, 1e-5, 3e-6, 1e-6, 1e-7):
        error = worst(solve(tolerance), true)
        if error <= WANTED:
            break
    return tolerance, error


def answer(made: str, *, courses: int, taken: float, error: float) -> None:
    """Write down what was measured."""
    told = {"made": made, "seconds": taken / courses, "error": error, "courses": courses}
    Path(sys.argv[2]).write_text(json.dumps(told), encoding="utf-8")


def slopes(p: Numbers, s: Numbers, own: float | np.ndarray) -> tuple[Any, ...]:
    """How fast each state changes; ``p`` numbers in the order of ``ORDER``, ``s`` states."""
    channels, hot, swelling, layer, flaking, signal, pigment, cells, young, mature = s
    taken = 1 - (own + mature + young) / p[13]
    loss = p[8] + p[9] * (1 + p[10] * hot)
    eaten = p[11] * hot * (own + mature)
    return (
        -p[0] * channels,
        -p[1] * hot,
        p[2] * (hot - swelling),
        p[3] * (channels - layer),
        p[3] * (layer - flaking),
        p[4] * (hot - signal),
        p[15] * hot - p[16] * pigment,
        p[5] * (p[6] * signal * (1 - cells) - cells),
        p[7] * cells * taken - loss * young,
        p[14] * p[8] * young - p[12] * mature - eaten,
    )


ORDER = ("closing", "calming", "swelling", "renewal", "signal", "cells", "calling", "building")
ORDER += ("ripening", "losing", "burning", "eating", "ageing", "room", "kept", "darkening")
ORDER += ("fading", "gain", "reaching", "epidermis", "collagen")


def pieces(sessions: np.ndarray, days: np.ndarray) -> list[tuple[float, float, list[float]]]:
    """From each session to the next or the last day: the days wanted on the way."""
    ends = [*sessions[1:, 0], days[-1]]
    return [
        (start, end, [d for d in days if start <= d < end or (d == end == days[-1])])
        for start, end in zip(sessions[:, 0], ends, strict=True)
    ]
