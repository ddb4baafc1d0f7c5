"""diffrax: Tsit5 with a step of each patient's own, compiled once, vectorised over patients."""

import os

os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import diffrax
import jax
import jax.numpy as jnp
import numpy as np
from skin_problem import ORDER, answer, loosest, pieces, read, seconds, slopes

SOME = 4096


def main() -> None:
    """Measure."""
    jax.config.update("jax_enable_x64", True)
    rates, sessions, days, true = read()
    people = jnp.asarray(np.stack([rates[name][:SOME] for name in ORDER], axis=1))
    parts = pieces(sessions, days)

    def right(day: jax.Array, values: jax.Array, p: jax.Array) -> jax.Array:
        return jnp.stack(slopes(p, tuple(values), p[20] * jnp.exp(-p[12] * day)))

    def one(p: jax.Array, tolerance: float) -> jax.Array:
        state, rows = jnp.zeros(10), []
        for (start, end, wanted), (_, depth, density) in zip(parts, sessions, strict=True):
            reached = p[18] * depth
            dose = p[17] * density * jnp.maximum(reached - p[19], 0.0) / 1.2
            opened = density * jnp.minimum(reached / p[19], 1.0) * (depth / 1.5) ** 0.5
            state = state.at[0].add(opened).at[1].add(dose / (1 + dose / 5))
            done = diffrax.diffeqsolve(
                diffrax.ODETerm(right),
                diffrax.Tsit5(),
                start,
                end,
                0.05,
                state,
                args=p,
                saveat=diffrax.SaveAt(ts=jnp.asarray(sorted({*wanted, end}))),
                stepsize_controller=diffrax.PIDController(rtol=tolerance, atol=tolerance / 100),
                max_steps=4096,
            )
            rows.append(done.ys[: len(wanted)])
            state = done.ys[-1]
        return jnp.concatenate(rows)

    compiled = jax.jit(jax.vmap(one, in_axes=(0, None)))

    def solve(tolerance: float) -> np.ndarray:
        return np.asarray(compiled(people, tolerance).block_until_ready()).transpose(2, 1, 0)

    tolerance, error = loosest(solve, true[:, :, :SOME])
    taken = seconds(lambda: solve(tolerance), 3)
    answer(f"rtol {tolerance:g}, {SOME} patients at once", courses=SOME, taken=taken, error=error)


main()
