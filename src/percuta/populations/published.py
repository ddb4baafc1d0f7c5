"""A published trial run again by its design, and what came of it beside what is predicted.

Age, phototype and density of a trial are not in its file: 40 years, phototype III and the usual
density stand in. None of them changes how much gets better.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from percuta.casefile.problems import shown
from percuta.person import Phototype
from percuta.populations.design import Arm, Design, Rater, Spread
from percuta.populations.sheet import share_name
from percuta.populations.told import Told, Value
from percuta.response import study as published
from percuta.response.study import WHOLE, Reading, Study
from percuta.skin.alike import UNKNOWN_AGE
from percuta.skin.session import REFERENCE_MM

GRID = 0.25  # days that the model of the skin can meet
LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9
NEAR = 0.005  # as near to an end as the histogram can tell: inside
TRIALS = 4000


@dataclass(frozen=True, kw_only=True)
class Beside:
    """One number of a trial beside what is predicted of it: eight in ten of such trials."""

    arm: str
    day: float
    what: str
    came: float
    low: Value
    middle: Value
    high: Value

    @property
    def held(self) -> bool:
        """Whether what came is within eight in ten."""
        return self.low.value - NEAR <= self.came <= self.high.value + NEAR


def design_of(study: Study, *, trials: int = TRIALS, seed: int = 1) -> Design:
    """The design of a published trial."""
    bounds = sorted({b for arm in study.arm for one in arm.reading for b in one.bounds})
    return Design(
        title=f"The design of {study.key}, run again",
        concern=study.indication,
        trials=trials,
        seed=seed,
        arms=tuple(_arm(arm, n) for n, arm in enumerate(study.arm, 1)),
        rater=Rater(blinded=study.blinded),
        age=Spread(mean=UNKNOWN_AGE, sd=0.0, least=UNKNOWN_AGE, most=UNKNOWN_AGE),
        phototypes=tuple(float(one is Phototype.TYPE_III) for one in Phototype),
        taken_phototypes=(int(Phototype.TYPE_III),),
        responders=tuple(bound / WHOLE for bound in bounds),
    )


def text_of(study: Study) -> str:
    """The design of a published trial as a STUDY.toml, to be changed."""
    design = design_of(study)
    visits = sorted({f"{day:g}" for arm in design.arms for day in arm.visits}, key=float)
    bounds = [round(bound * WHOLE) for bound in design.responders]
    lines = [
        f"# The design of {study.key}. Density and people are not in its file: ours stand in.",
        "[trial]",
        f'title = "Like {study.key}"',
        f'concern = "{design.concern}"',
        f"trials = {design.trials}",
        f"visits = [{', '.join(visits)}]",
        *([f"responders = {bounds}"] if bounds else []),
    ]
    for arm in design.arms:
        more = ["with_more = true  # something else was put on as well"] if arm.with_more else []
        lines += [
            "",
            "[[arm]]",
            f"name = {shown(arm.name)}",
            f"people = {arm.people}",
            f"sessions = {arm.sessions}",
            f"interval_days = {arm.interval_days}",
            f"depth_mm = {arm.depth_mm:g}",
            *more,
        ]
    knows = str(design.rater.blinded).lower()
    return "\n".join([*lines, "", "[rater]", f"blinded = {knows}", ""])


def _arm(arm: published.Arm, number: int) -> Arm:
    return Arm(
        name=arm.name or f"arm {number}",
        people=arm.people,
        sessions=arm.sessions,
        interval_days=arm.interval_days,
        visits=tuple(sorted({_day(arm, one) for one in arm.reading})),
        depth_mm=arm.depth_mm or REFERENCE_MM.value,
        with_more=arm.with_more,
    )


def _day(arm: published.Arm, reading: Reading) -> float:
    return round(arm.day_of(reading) / GRID) * GRID


def beside(study: Study, told: Told) -> Iterator[Beside]:
    """Every number that a trial printed, with its prediction."""
    for place, (arm, made) in enumerate(zip(study.arm, told.design.arms, strict=True)):
        for reading in arm.reading:
            visit = made.visits.index(_day(arm, reading))
            for what, row, came in _numbers(arm, reading):
                low, middle, high = (
                    told.quantile((place, visit, row), part) for part in (LOW, MIDDLE, HIGH)
                )
                yield Beside(
                    arm=made.name,
                    day=made.visits[visit],
                    what=f"{reading.scale}: {what}",
                    came=came,
                    low=low,
                    middle=middle,
                    high=high,
                )


def _numbers(arm: published.Arm, reading: Reading) -> Iterator[tuple[str, str, float]]:
    if reading.mean is not None:
        yield "mean improvement", "mean_of_trial", reading.mean
    if reading.spread is not None:
        yield "spread between people", "spread_of_trial", reading.spread
    for at, bound in enumerate(reading.bounds):
        came = sum(reading.counts[at + 1 :]) / arm.people
        name = share_name(bound / WHOLE, "share_of_trial")
        yield f"part of people {bound:g} % better or more", name, came
