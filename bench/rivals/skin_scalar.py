"""A compiled adaptive solver, one patient after another: Dormand and Prince, by numba."""

import numba
import numpy as np
from skin_problem import ORDER, answer, loosest, read, seconds, slopes

SOME = 4096
Floats = np.ndarray
LAST = 6  # the stage that is the solution
NODES = np.array([0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1])
TABLE = np.array(
    [
        [0, 0, 0, 0, 0, 0],
        [1 / 5, 0, 0, 0, 0, 0],
        [3 / 40, 9 / 40, 0, 0, 0, 0],
        [44 / 45, -56 / 15, 32 / 9, 0, 0, 0],
        [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729, 0, 0],
        [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656, 0],
        [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
    ]
)
OFF = np.array([71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40])
right = numba.njit(fastmath=True, inline="always")(slopes)


@numba.njit(fastmath=True, error_model="numpy")
def slope(p: Floats, s: Floats, at: tuple[float, Floats]) -> None:
    """The slopes of one patient, on a day, and where they go."""
    day, out = at
    found = right(
        p,
        (s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[8], s[9]),
        p[20] * np.exp(-p[12] * day),
    )
    for n, value in enumerate(found):
        out[n] = value


@numba.njit(fastmath=True, error_model="numpy")
def go(p: Floats, work: tuple[Floats, ...], over: tuple[float, ...]) -> float:
    """From one day to another, with steps as long as the tolerance allows."""
    day, end, h, tolerance = over
    state, after, middle, k = work
    slope(p, state, (day, k[0]))
    while day < end:
        h = min(h, end - day)
        for stage in range(1, 7):
            for n in range(10):
                total = 0.0
                for m in range(stage):
                    total += TABLE[stage, m] * k[m, n]
                middle[n] = state[n] + h * total
            if stage == LAST:
                after[:] = middle
            slope(p, middle, (day + NODES[stage] * h, k[stage]))
        error = 0.0
        for n in range(10):
            off = 0.0
            for m in range(7):
                off += OFF[m] * k[m, n]
            scale = tolerance / 100 + tolerance * max(abs(state[n]), abs(after[n]))
            error += (h * off / scale) ** 2
        error = np.sqrt(error / 10)
        if error <= 1:
            day += h
            state[:] = after
            k[0] = k[6]
        h *= min(5.0, max(0.2, 0.9 * (error + 1e-12) ** -0.2))
    return h


@numba.njit(fastmath=True, error_model="numpy")
def injured(p: Floats, state: Floats, session: Floats) -> None:
    """A session happens."""
    reached = p[18] * session[1]
    dose = p[17] * session[2] * max(reached - p[19], 0.0) / 1.2
    state[0] += session[2] * min(reached / p[19], 1.0) * np.sqrt(session[1] / 1.5)
    state[1] += dose / (1 + dose / 5)


@numba.njit(fastmath=True, error_model="numpy")
def solve_all(people: Floats, given: tuple[Floats, Floats], tolerance: float) -> Floats:
    """All patients, one after another; ``given`` are sessions and days."""
    sessions, days = given
    found = np.empty((10, days.size, people.shape[0]))
    for n in range(people.shape[0]):
        p, state = people[n], np.zeros(10)
        work = (state, np.empty(10), np.empty(10), np.empty((7, 10)))
        day, done, h = 0.0, 0, 0.05
        for row in range(days.size):
            while day < days[row] or (done < len(sessions) and sessions[done, 0] <= day):
                if done < len(sessions) and sessions[done, 0] <= day:
                    injured(p, state, sessions[done])
                    done, h = done + 1, 0.05
                until = days[row]
                if done < len(sessions):
                    until = min(until, sessions[done, 0])
                if until > day:
                    h = go(p, work, (day, until, h, tolerance))
                    day = until
            found[:, row, n] = state
    return found


def main() -> None:
    """Measure."""
    rates, sessions, days, true = read()
    people = np.stack([rates[name][:SOME] for name in ORDER], axis=1)

    def solve(tolerance: float) -> np.ndarray:
        return solve_all(people, (sessions, days), tolerance)

    solve(1e-3)
    tolerance, error = loosest(solve, true[:, :, :SOME])
    taken = seconds(lambda: solve(tolerance), 5)
    answer(f"rtol {tolerance:g}, first {SOME} patients", courses=SOME, taken=taken, error=error)


main()
