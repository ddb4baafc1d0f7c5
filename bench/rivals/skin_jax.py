"""The scheme of our own kernel in JAX, in single precision: all patients at once, compiled once."""

import os
import sys

os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import jax
import jax.numpy as jnp
import numpy as np
from skin_problem import ORDER, answer, read, seconds, worst

TERMS, FIRST = 6, 2.0**-6
Pair = tuple[jax.Array, jax.Array]


def ladder(p: dict, levels: int) -> tuple[list, list]:
    """What each leap does, in double, and from it steps and leaps in single precision."""
    alone = {n: jnp.ones_like(p[n]) for n in ("calming", "signal", "ageing", "fading")}
    alone |= {n: jnp.ones_like(p[n]) for n in ("closing", "swelling", "renewal")}
    term, cross = dict(alone), dict.fromkeys(("g", "o", "p", "k1", "k2", "kk"), 0.0)
    total, crossed = dict(alone), dict(cross)
    for n in range(1, TERMS + 1):
        h = FIRST / n
        hot, layer, down = term["calming"], term["renewal"], cross["k1"]
        cross = {
            "g": h * p["signal"] * (hot - cross["g"]),
            "o": h * p["swelling"] * (hot - cross["o"]),
            "p": h * (p["darkening"] * hot - p["fading"] * cross["p"]),
            "k1": h * p["renewal"] * (term["closing"] - down),
            "k2": h * p["renewal"] * (down - cross["k2"]),
            "kk": h * p["renewal"] * (layer - cross["kk"]),
        }
        term = {name: -h * p[name] * value for name, value in term.items()}
        total = {name: total[name] + term[name] for name in term}
        crossed = {name: crossed[name] + cross[name] for name in cross}
    sums = [(1 - total[n]) / p[n] for n in ("calming", "signal")]
    sums.append(sums[0] - crossed["g"] / p["signal"])
    return rungs(p, (total, crossed, sums), levels)


def rungs(p: dict, first: tuple, levels: int) -> tuple[list, list]:
    """Each leap from the one half as long."""
    (e, c, (hot_sum, call_sum, from_sum)), slow, seen = first, [], []
    called = p["cells"] * p["calling"]
    for level in range(levels):
        h = FIRST * 2**level
        hot, call = e["calming"], e["signal"]
        slow.append(
            [
                hot,
                (6 / h * hot_sum - 1 - hot) / 4,
                call,
                called * c["g"],
                (6 / h * call_sum - 1 - call) / 4,
                called * (6 / h * from_sum - c["g"]) / 4,
                jnp.sqrt(e["ageing"]),
            ]
        )
        seen.append([*e.values(), *c.values()])
        both, layer = e["renewal"] + e["closing"], e["renewal"]
        from_sum = from_sum * (1 + hot) + call_sum * c["g"]
        hot_sum, call_sum = hot_sum * (1 + hot), call_sum * (1 + call)
        c = {
            "g": c["g"] * (call + hot),
            "o": c["o"] * (e["swelling"] + hot),
            "p": c["p"] * (e["fading"] + hot),
            "k1": c["k1"] * both,
            "k2": c["k2"] * both + c["kk"] * c["k1"],
            "kk": 2 * c["kk"] * layer,
        }
        e = {name: value * value for name, value in e.items()}
    single = jnp.float32
    return jnp.stack([jnp.stack(r).astype(single) for r in slow]), jnp.stack(
        [jnp.stack(r).astype(single) for r in seen]
    )


def lobatto(x: jax.Array, over: tuple[tuple, tuple, tuple], h: jax.Array) -> Pair:
    """Middle and end of a step for losses, gains, and what is added to the equations."""
    loss, gain, extra = over
    a, b = 1 + h / 3 * loss[1] + extra[0], h / 24 * loss[2] + extra[1]
    c, d = 2 * h / 3 * loss[1] + extra[2], 1 + h / 6 * loss[2] + extra[3]
    whole, slope = 1 / (a * d + b * c), gain[0] - loss[0] * x
    first = x + 5 * h / 24 * slope + h / 3 * gain[1] - h / 24 * gain[2]
    second = x + h / 6 * slope + 2 * h / 3 * gain[1] + h / 6 * gain[2]
    return (d * first + b * second) * whole, (a * second - c * first) * whole


def step(p: dict, state: tuple, by: Pair) -> tuple:
    """One step of cells and collagen, as ``lanes.slow_step`` has it."""
    (hot, call, cells, young, mature, own), (leap, h) = state, by
    hots = (hot, leap[1] * hot, leap[0] * hot)
    calls = (call, leap[4] * call + leap[5] * hot, leap[2] * call + leap[3] * hot)
    loss = tuple(p["cells"] + one for one in calls)
    middle, end = lobatto(cells, (loss, calls, (0, 0, 0, 0)), h)
    made = tuple(p["built"] * one for one in (cells, middle, end))
    half, ripe = leap[6], p["ripe"]
    owns = (own, half * own, half * half * own)
    eaten = p["eating"] * (own + mature)
    slope = ripe * young - eaten * hot
    lost_middle = (eaten + h / 2 * p["eating"] * slope) * hots[1]
    lost_end = (eaten + h * p["eating"] * slope) * hots[2]
    old_middle = half * (mature + 5 * h / 24 * slope) - h / 3 * lost_middle + h / 24 * lost_end
    old_end = half * half * (mature + h / 6 * slope) - 2 * h / 3 * lost_middle - h / 6 * lost_end
    u, v = ripe * made[1], ripe * made[2]
    extra = ((4 * u - v) / 36, (2 * u + v) / 144, (2 * u + v) / 9, (v - u) / 36)
    loss = tuple(p["still"] + p["faster"] * one + m for one, m in zip(hots, made, strict=True))
    olds = (mature, old_middle, old_end)
    gain = tuple(m * (1 - o - d) for m, o, d in zip(made, owns, olds, strict=True))
    new_middle, new = lobatto(young, (loss, gain, tuple(h * h * one for one in extra)), h)
    grown = old_end + ripe * (2 * h / 3 * half * new_middle + h / 6 * new)
    return hots[2], calls[2], end, new, grown, owns[2]


def leapt(state: tuple, leap: jax.Array) -> tuple:
    """One leap of what is seen."""
    channels, hot, swelling, layer, flaking, signal, pigment = state
    calm, call, _, fade, close, swell, renew, g, o, dark, k1, k2, kk = leap
    return (
        close * channels,
        calm * hot,
        swell * swelling + o * hot,
        renew * layer + k1 * channels,
        renew * flaking + kk * layer + k2 * channels,
        call * signal + g * hot,
        fade * pigment + dark * hot,
    )


BEGIN, INJURE, STEP, LEAP, TELL = 0, 1, 2, 3, 10
CELLS = 13  # the first row of cells, young and mature collagen
# Rows of the answer, as our own kernel counts them, and where the state is here.
SEEN = (0, 2, 3, 4, 5, 6, 1)


def solve(double: dict, orders: list, sessions: list) -> jax.Array:
    """The orders of our own kernel, one after another; steps between events are scanned."""
    levels = 1 + max(one for order, one, *_ in orders if order in (STEP, LEAP))
    tables, p = ladder(double, levels), prepared(double)
    zero, state, told, n = jnp.zeros_like(p["room"]), (), [], 0
    slow = False
    while n < len(orders):
        order, one, count, _ = orders[n]
        n += 1
        if order == BEGIN:
            slow = not slow
            own = (p["collagen"] / p["room"],) if slow else (zero, zero)
            state = (*(zero,) * 5, *own)
        elif order == INJURE:
            state = injured(p, state, (sessions[one], slow))
        elif order == TELL and slow:
            told += [state[2], state[3] * p["room"], state[4] * p["room"]]
        elif order == TELL:
            told += [state[SEEN[row]] for row in range(one, one + count)]
        else:
            first = n - 1
            while n < len(orders) and orders[n][0] == order:
                n += 1
            here = orders[first:n]
            numbers = [n for o in here for n in (o[1:2] if slow or not o[2] else o[1:3])]
            state = scanned(p, state, (tables, numbers, slow))
    return jnp.stack(told)


def scanned(p: dict, state: tuple, over: tuple) -> tuple:
    """Some steps or leaps in a row."""
    (slow, seen), numbers, is_slow = over

    def on(now: tuple, level: jax.Array) -> tuple:
        if is_slow:
            return step(p, now, (slow[level], jnp.exp2(level.astype(jnp.float32)) * FIRST)), None
        return leapt(now, seen[level]), None

    after, _ = jax.lax.scan(on, state, jnp.asarray(numbers))
    return after


def prepared(double: dict) -> dict:
    """Numbers of patients in single precision, with what is made of them once."""
    p = {name: value.astype(jnp.float32) for name, value in double.items()}
    p["built"], p["ripe"] = p["building"] / p["room"], p["kept"] * p["ripening"]
    p["still"], p["faster"] = p["ripening"] + p["losing"], p["losing"] * p["burning"]
    return p


def injured(p: dict, state: tuple, what: tuple[list[float], bool]) -> tuple:
    """A session happens."""
    (_, depth, density), slow = what
    reached = p["reaching"] * depth
    dose = p["gain"] * density * jnp.maximum(reached - p["epidermis"], 0) / 1.2
    hot = dose / (1 + dose / 5)
    if slow:
        return state[0] + hot, *state[1:]
    opened = density * jnp.minimum(reached / p["epidermis"], 1) * (depth / 1.5) ** 0.5
    return state[0] + opened, state[1] + hot, *state[2:]


def main() -> None:
    """Measure."""
    jax.config.update("jax_enable_x64", True)
    rates, sessions, _, true = read()
    with np.load(sys.argv[1]) as file:
        orders, rows = file["orders"].tolist(), file["rows"]
    people = {name: jnp.asarray(rates[name]) for name in ORDER}
    given = sessions.tolist()
    compiled = jax.jit(lambda some: solve(some, orders, given))

    def found() -> np.ndarray:
        return np.asarray(compiled(people).block_until_ready())[rows]

    error, count = worst(found(), true), true.shape[2]
    taken = seconds(lambda: compiled(people).block_until_ready(), 9)
    answer(f"single precision, {count} patients at once", courses=count, taken=taken, error=error)


main()
