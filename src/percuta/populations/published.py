"""A published trial run again by its design, and what came of it beside what is predicted.

What a trial said of its people is in ``reported.py``; where it said nothing, ours stands in. None
of it changes how much gets better, but who drops out is not read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

from percuta.casefile.problems import shown
from percuta.evidence.catalogue import SOURCES
from percuta.healing.adverse.rates import exact_interval
from percuta.person import Phototype
from percuta.populations.design import Arm, Design, Rater, Spread
from percuta.populations.reported import ADULT, drop_out, reported, standing_in
from percuta.populations.sheet import MARKS, WHOLE_COURSE, share_name
from percuta.populations.told import Told, Value
from percuta.response import study as published
from percuta.response.study import WHOLE, Reading, Study
from percuta.skin.alike import UNKNOWN_AGE
from percuta.skin.session import REFERENCE_MM

GRID = 0.25  # days that the model of the skin can meet
LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9
NEAR = 0.005  # as near to an end as the histogram can tell: inside
TRIALS = 4000
WIDE = 100  # signs of a line of a design


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
    people = reported(study)
    bounds = sorted({b for arm in study.arm for one in arm.reading for b in one.bounds})
    return Design(
        title=f"The design of {study.key}, run again",
        concern=study.indication,
        trials=trials,
        seed=seed,
        arms=tuple(_arm(study, arm, n) for n, arm in enumerate(study.arm, 1)),
        rater=Rater(blinded=study.blinded),
        age=people.age or Spread(mean=UNKNOWN_AGE, sd=0.0, least=ADULT[0], most=ADULT[1]),
        phototypes=people.phototypes,
        taken_phototypes=tuple(int(one) for one in Phototype),
        drop_out=drop_out(study),
        responders=tuple(bound / WHOLE for bound in bounds),
    )


def text_of(study: Study) -> str:
    """The design of a published trial as a STUDY.toml, to be changed."""
    design, said = design_of(study), reported(study)
    visits = sorted({f"{day:g}" for arm in design.arms for day in arm.visits}, key=float)
    bounds = [round(bound * WHOLE) for bound in design.responders]
    lines = [
        *_comment(f"The design of {study.key}: {cited(study)}"),
        *(_comment(f"Published: {said.published}.") if said.published else []),
        *_comment(f"Not published, ours stand in: {'; '.join(standing_in(study))}."),
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
    lines += ["", "[rater]", f"blinded = {knows}", *_people(design), ""]
    return "\n".join(lines)


def _comment(words: str) -> list[str]:
    lead = "# "
    return wrap(
        words,
        width=WIDE,
        initial_indent=lead,
        subsequent_indent=lead,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _people(design: Design) -> list[str]:
    age, drop = design.age, design.drop_out
    types = ", ".join(
        f"{Phototype(at).roman} = {part:g}" for at, part in enumerate(design.phototypes, 1) if part
    )
    bounds = [f"age_from = {age.least:g}", f"age_to = {age.most:g}"]
    return [
        "",
        "[asked]",
        f"age = {age.mean:g}",
        f"age_sd = {age.sd:g}",
        f"phototypes = {{ {types} }}",
        *(["", "[included]", *bounds] if (age.least, age.most) != ADULT else []),
        *(["", "[drop_out]", f"share = {drop.share:g}"] if drop.share else []),
    ]


def _arm(study: Study, arm: published.Arm, number: int) -> Arm:
    """An arm of those who began; where that was not printed, of those who were counted."""
    return Arm(
        name=arm.name or f"arm {number}",
        people=reported(study).began or arm.people,
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
            for what, row, came in _numbers(study, arm, reading):
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


def _derived(study: Study, reading: Reading) -> str:
    """Says so where a spread was not printed but worked out."""
    printed = reading.improvement_sd is not None and not reported(study).spread_derived
    return "" if printed else " (derived, not printed)"


def _numbers(
    study: Study, arm: published.Arm, reading: Reading
) -> Iterator[tuple[str, str, float]]:
    if reading.mean is not None:
        yield "mean improvement", "mean_of_trial", reading.mean
    if reading.spread is not None:
        yield f"spread between people{_derived(study, reading)}", "spread_of_trial", reading.spread
    for at, bound in enumerate(reading.bounds):
        came = sum(reading.counts[at + 1 :]) / arm.people
        name = share_name(bound / WHOLE, "share_of_trial")
        yield f"part of people {bound:g} % better or more", name, came


def cited(study: Study) -> str:
    """The citation of a trial and where to find it."""
    source = SOURCES.get(study.source)
    return (
        study.source
        if source is None
        else ". ".join((source.citation, source.identifier or source.address))
    )


def marks_beside(study: Study, told: Told) -> str:
    """Dark marks that a trial printed, and what our model says of them; empty where it did not."""
    printed = reported(study).marks
    if printed is None:
        return ""
    marked, people = printed
    least, most = exact_interval(marked, people)
    low, middle, high = (told.mean(0, WHOLE_COURSE, mark).value for mark in MARKS)
    meet = "meet" if least <= high and low <= most else "do not meet"
    return (
        f"{marked} of {people} people ({marked / people:.0%}; from so few {least:.0%} to "
        f"{most:.0%}, 19 in 20) were published. Our model says {middle:.0%} of those who had every "
        f"session, {low:.0%} to {high:.0%} by its own doubt: the two ranges {meet}."
    )
