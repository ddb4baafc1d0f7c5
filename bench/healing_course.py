"""The course of healing beside two general solvers at equal accuracy, and a slider's forecast.

Run with an environment that has SciPy and diffrax too: ``python bench/healing_course.py``. All run
in turn, by processor time; ratios are the figures to keep. Accuracy is the worst difference of new
collagen, of a patient's own peak, from the same course with steps four times as fine.
"""

import statistics
import sys
import time
from collections.abc import Callable

import diffrax
import jax
import jax.numpy as jnp
import numpy as np
from scipy.integrate import solve_ivp

from percuta.response.draws import Rival
from percuta.response.fitted import fitted
from percuta.response.forecast import outlook
from percuta.response.study import Kind
from percuta.response.update import By, Seen
from percuta.skin import grid
from percuta.skin.chance import Seeded
from percuta.skin.course import healing_course
from percuta.skin.patients import Patients, draw
from percuta.skin.session import Session
from percuta.skin.simple import STATES, injury, slopes

PEOPLE, SOME = 2000, 12
COURSE = tuple(Session(day=30 * n, depth_mm=1.5) for n in range(4))
DAYS = tuple(float(day) for day in range(0, 401, 8))
RUNS = 7
TOLERANCE = 1e-6  # of both solvers; leads to the accuracy printed


def seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """Median processor seconds."""
    taken = []
    for _ in range(runs):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return statistics.median(taken)


def ours(patients: Patients) -> np.ndarray:
    """New collagen: days by patients."""
    states = healing_course(patients, COURSE, DAYS).states
    return states["young"] + states["mature"]


def by_lsoda(patients: Patients, number: int) -> np.ndarray:
    """The same for one patient, by LSODA from session to session."""
    patient = patients.one(number)
    now, state, found = 0.0, np.zeros(len(STATES)), {}

    def right(day: float, values: np.ndarray) -> list[float]:
        slope = slopes(patient, dict(zip(STATES, values, strict=True)), day)
        return [slope[name] for name in STATES]

    for session, until in zip(COURSE, [*(s.day for s in COURSE[1:]), DAYS[-1]], strict=True):
        channels, hot = injury(patient, session)
        state[STATES.index("channels")] += channels
        state[STATES.index("inflammation")] += hot
        wanted = sorted({*(day for day in DAYS if now <= day <= until), until})
        done = solve_ivp(
            right, (now, until), state, "LSODA", wanted, rtol=TOLERANCE, atol=TOLERANCE / 10
        )
        for day, values in zip(wanted, done.y.T, strict=True):
            found[day] = values
        now, state = until, done.y[:, -1].copy()
    young, mature = STATES.index("young"), STATES.index("mature")
    return np.array([found[day][young] + found[day][mature] for day in DAYS])


def with_diffrax(patients: Patients) -> Callable[[], np.ndarray]:
    """All patients by Tsit5 with their own steps, compiled once and vectorised over patients."""
    rates = {name: jnp.asarray(values) for name, values in patients.rates.items()}
    rates["collagen"] = jnp.asarray(patients.collagen)
    ends = [*(s.day for s in COURSE[1:]), DAYS[-1]]

    def right(day: jax.Array, values: jax.Array, patient: dict[str, jax.Array]) -> jax.Array:
        ageing = patient["ageing"]  # its exponential has to be JAX's own
        own = patient["collagen"] * jnp.exp(-ageing * day)
        state = dict(zip(STATES, values, strict=True))
        slope = slopes({**patient, "collagen": own, "ageing": 0.0}, state, 0.0)
        slope["mature"] = slope["mature"] - ageing * state["mature"]
        return jnp.stack([slope[name] for name in STATES])

    def one(patient: dict[str, jax.Array]) -> jax.Array:
        state, rows = jnp.zeros(len(STATES)), []
        term = diffrax.ODETerm(right)
        for session, until in zip(COURSE, ends, strict=True):
            reached = patient["reaching"] * session.depth_mm
            dose = patient["gain"] * jnp.maximum(reached - patient["epidermis"], 0) / 1.2
            hot = dose / (1 + dose / 5)
            opened = jnp.minimum(reached / patient["epidermis"], 1.0)
            state = state.at[STATES.index("channels")].add(opened)
            state = state.at[STATES.index("inflammation")].add(hot)
            days = [d for d in DAYS if session.day <= d < until] + [float(until)]
            done = diffrax.diffeqsolve(
                term,
                diffrax.Tsit5(),
                session.day,
                until,
                0.05,
                state,
                args=patient,
                saveat=diffrax.SaveAt(ts=jnp.asarray(days)),
                stepsize_controller=diffrax.PIDController(rtol=TOLERANCE, atol=TOLERANCE / 10),
                max_steps=4096,
            )
            rows.append(done.ys[:-1])
            state = done.ys[-1]
        whole = jnp.concatenate([*rows, state[None]])
        return whole[:, STATES.index("young")] + whole[:, STATES.index("mature")]

    compiled = jax.jit(jax.vmap(one))
    return lambda: np.asarray(compiled(rates).block_until_ready()).T


def worst(found: np.ndarray, true: np.ndarray) -> float:
    """Worst difference of any patient on any day, of the patient's own peak."""
    return float((np.abs(found - true).max(axis=0) / true.max(axis=0)).max())


def finely(patients: Patients) -> np.ndarray:
    """The same course with finer steps."""
    kept = grid.GROWTH, grid.SHORTEST
    grid.GROWTH, grid.SHORTEST = kept[0] / 4, kept[1] / 4
    try:
        return ours(patients)
    finally:
        grid.GROWTH, grid.SHORTEST = kept


def say(line: str) -> None:
    """One line of the result."""
    sys.stdout.write(line + "\n")


def main() -> None:
    """Print times, accuracies and ratios."""
    jax.config.update("jax_enable_x64", True)
    patients = draw(Seeded(1), PEOPLE)
    true = finely(patients)
    fast = seconds(lambda: ours(patients))
    say(f"ours: {fast * 1e3:.0f} ms for {PEOPLE}, worst {worst(ours(patients), true):.1e}")
    slow = seconds(lambda: [by_lsoda(patients, n) for n in range(SOME)], runs=3) / SOME * PEOPLE
    some = np.stack([by_lsoda(patients, n) for n in range(SOME)], axis=1)
    say(f"LSODA: ratio {slow / fast:.0f}, worst of {SOME} {worst(some, true[:, :SOME]):.1e}")
    run = with_diffrax(patients)
    accurate = worst(run(), true)
    other = seconds(run)
    say(f"diffrax: ratio {other / fast:.0f}, worst {accurate:.1e}")
    draws = fitted().draws[Rival.CURVE]
    days = [session.day for session in COURSE]
    seen = [Seen(day=30.0 + 20 * n, improvement=0.1 + 0.03 * n, by=By.CLINICIAN) for n in range(6)]
    slider = seconds(lambda: outlook(draws, Kind.ACNE_SCARS, days, at=180.0))
    own = seconds(lambda: outlook(draws, Kind.ACNE_SCARS, days, at=180.0, seen=seen))
    say(
        f"slider, by the curve: {slider * 1e3:.0f} ms; the same people by LSODA take "
        f"{slow / slider:.0f} times as long, by diffrax {other / slider:.0f} times"
    )
    say(f"personal update of 20 000 with new bands: {own * 1e3:.0f} ms")


if __name__ == "__main__":
    main()
