"""The page of speed, written from what was measured."""

from typing import Any

NAMES = {
    "lsoda": "SciPy `solve_ivp`, LSODA, a patient after another",
    "diffrax": "diffrax, Tsit5, `vmap` over patients, compiled, one thread",
    "scalar": "numba, adaptive Dormand and Prince, a patient after another",
    "jax": "JAX, the scheme of our kernel in single precision, one thread",
}
WANTED = {"lsoda": (30_000, 50_000), "diffrax": (2500, 5000), "scalar": (300, 600), "jax": (8, 15)}
SHARES = {"course": (0.35, 0.60), "search": (0.65, 0.75)}
WALL, REACH = 0.100, 0.040
MANY = 25.0
HEAD = """# How fast courses of healing are

*Written by `python bench/skin.py`; changes made here are lost.*

One course is four sessions thirty days apart at 1.5 mm, followed for 400 days: all ten states on
16 days, for {people} people. Each contender works as loosely as it may while its worst patient
stays within {wanted:.0e} of the patient's own peak (floor: a tenth of the usual peak). The
processor's time counts, not the clock's: the fewest seconds of some runs, on one core. Ours ran
before and after each of the others, and the better of both counts. Other work ran on the same
machine (load {load:.1f}), so ratios and shares are the figures to keep.
"""
STOPPED = """
## What stopped it

- A step of the slow block, with its share of the leaps of what is seen, is {step:.0f} operations
  for each patient, {steps} steps a course; two of them are divisions, which take
  a core several times as long. Only about half of the multiplications can be joined with an
  addition, and multiplications are what fills the core: fewer of them was what helped most.
- A course also needs a ladder of its own, leaps of what is seen, and tells 160 numbers: more than
  a third of its time. A search pays for the ladder once for all plans. In single precision, by
  what is lost over a leap, it costs half of what it did in double and loses no digit that counts.
- Fewer steps were tried: lengths of one and a half times a power of two, exact exponents by a
  rational form, ends with slopes in place of a middle, each bound between two lengths moved alone.
  With each the worst of 4 096 patients passed the limit on one plan of ten or another.
- Longer steps for those patients who allow them would save less than a tenth: the usual patient
  has a third of the error of the worst, and the error grows with the fourth power of the step.
- Blocks of 64 patients took a twelfth longer than blocks of 128, blocks of 256 as long; beginning
  rows where lines of the cache begin, and leave to reorder sums, changed nothing.
- The goals were set when LSODA and the compiled solver took twice as long. Here each has the
  loosest tolerance that its own worst patient allows.
- Orders of a search are written by Python, before the first patient and on one thread: a third
  of the processor's time where plans begin alike, so that 40 ms would need them written faster.
"""


def written(found: dict[str, Any], whole: dict[str, Any], load: float) -> str:
    """The page."""
    lines = [HEAD.format(people="4 096", wanted=1e-4, load=load)]
    lines += ["| way | µs a course | worst patient | times ours | wanted | reached for |"]
    lines += ["|---|---|---|---|---|---|"]
    fewest = min(one["ours"] for one in found.values())
    lines.append(f"| **ours** | {1e6 * fewest:.3f} | {whole['error']:.1e} | 1 | | |")
    for name, one in found.items():
        least, most = WANTED[name]
        lines.append(
            f"| {NAMES[name]} ({one['made']}) | {1e6 * one['seconds']:,.1f} | {one['error']:.1e} "
            f"| **{one['ratio']:,.0f}** | {least:,} | {most:,} |"
        )
    lines += ["", "## How near the core's limit", "", *_shares(whole, fewest)]
    search, apart, many = whole["search"], whole["apart"], whole["many"]
    lines += ["", "## Searches and populations", "", *_search(search, apart), _many(many)]
    step = (whole["flops"] - whole["once"]) / whole["steps"]
    lines.append(STOPPED.format(step=step, steps=whole["steps"]))
    return "\n".join(lines).rstrip() + "\n"


def _shares(whole: dict[str, Any], fewest: float) -> list[str]:
    """What part of the measured peak each way of using the kernel reaches."""
    peak, search, apart = whole["peak"], whole["search"], whole["apart"]
    course = whole["flops"] / fewest / peak
    least, most = SHARES["course"]
    lines = [
        f"A core does {peak / 1e9:.0f} thousand million additions and multiplications a second "
        "where each pair is one instruction and nothing else is done (most of six "
        "measurements in the same run). Operations are counted by running the kernel's own "
        "Python with numbers that count.",
        "",
        "| work | operations | part of the peak | wanted | reached for |",
        "|---|---|---|---|---|",
        f"| a whole course | {whole['flops']:,.0f} | **{course:.0%}** | {least:.0%} | {most:.0%} |",
    ]
    least, most = SHARES["search"]
    for said, one in (("plans that begin alike", search), ("no two plans begin alike", apart)):
        each, share = one["flops"] / one["courses"], one["flops"] / one["kernel"] / peak
        lines.append(
            f"| a course in a search, {said} | {each:,.0f} | **{share:.0%}** "
            f"| {least:.0%} | {most:.0%} |"
        )
    return lines


def _search(search: dict[str, Any], apart: dict[str, Any]) -> list[str]:
    lines = [
        "504 plans (1 to 6 sessions, 12 intervals, 7 depths, judged 90 days after the last "
        "session) for the same 2 000 people: collagen, red days and pigment of each.",
        "",
        "| search | steps a plan | ms, processor | of it kernel | ms by the clock, two threads "
        "| two free cores would take | wanted | reached for |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for said, one in (("plans that begin alike", search), ("no two begin alike", apart)):
        free = one["whole"] - one["kernel"] / 2
        lines.append(
            f"| {said} | {one['steps']:.0f} | {1e3 * one['whole']:.0f} | {1e3 * one['kernel']:.0f} "
            f"| **{1e3 * one['wall']:.0f}** | {1e3 * free:.0f} | {1e3 * WALL:.0f} "
            f"| {1e3 * REACH:.0f} |"
        )
    return lines


def _many(many: dict[str, Any]) -> str:
    free = many["cpu"] / 2
    return (
        f"\n{many['courses']:,} whole courses of new people, run once, nothing kept but a mean: "
        f"{many['cpu']:.1f} s of processor on two threads, {many['wall']:.0f} s by the clock at a "
        f"load of {many['load']:.0f}; two free cores would take {free:.1f} s (wanted: {MANY:.0f} "
        f"s). All are new people; drawing them is in it, {1e9 * many['draw']:.0f} ns each."
    )
