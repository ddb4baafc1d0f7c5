"""SciPy's LSODA, one patient after another, from session to session."""

from math import exp, sqrt

import numpy as np
from scipy.integrate import solve_ivp
from skin_problem import ORDER, answer, loosest, pieces, read, seconds, slopes

SOME, TIMED = 768, 48


def main() -> None:
    """Measure."""
    rates, sessions, days, true = read()
    people = [[float(rates[name][n]) for name in ORDER] for n in range(SOME)]

    def one(p: list[float], tolerance: float) -> np.ndarray:
        state, rows = np.zeros(10), []

        def right(day: float, values: np.ndarray) -> tuple[float, ...]:
            return slopes(p, values.tolist(), p[20] * exp(-p[12] * day))

        for (start, end, wanted), (_, depth, density) in zip(
            pieces(sessions, days), sessions, strict=True
        ):
            reached = p[18] * depth
            dose = p[17] * density * max(reached - p[19], 0.0) / 1.2
            state[0] += density * min(reached / p[19], 1.0) * sqrt(depth / 1.5)
            state[1] += dose / (1 + dose / 5)
            done = solve_ivp(
                right,
                (start, end),
                state,
                "LSODA",
                sorted({*wanted, end}),
                rtol=tolerance,
                atol=tolerance / 100,
            )
            rows.append(done.y[:, : len(wanted)])
            state = done.y[:, -1].copy()
        return np.concatenate(rows, axis=1)

    def solve(tolerance: float, some: int = SOME) -> np.ndarray:
        return np.stack([one(p, tolerance) for p in people[:some]], axis=2)

    tolerance, error = loosest(solve, true[:, :, :SOME])
    taken = seconds(lambda: solve(tolerance, TIMED), 3)
    made = f"rtol {tolerance:g}, exact for the worst of {SOME}, timed on {TIMED}"
    answer(made, courses=TIMED, taken=taken, error=error)


main()
