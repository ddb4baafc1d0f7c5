"""Parts of a study's page: how the trial is designed, and whose trial it runs again."""

from collections.abc import Iterator
from dataclasses import dataclass

from percuta.papers.page import Bullets, Table
from percuta.person import Phototype
from percuta.populations.asked import shares_taken
from percuta.populations.design import Arm, Design, Rater, Spread
from percuta.populations.design_file import FARTHEST
from percuta.populations.published import cited, marks_beside
from percuta.populations.reported import reported, standing_in
from percuta.populations.told import Told
from percuta.response.study import Study


@dataclass(frozen=True, kw_only=True)
class RunAgain:
    """The trial that is run again; ``known``: whether the fit has seen it."""

    study: Study
    known: str


def again_part(study: Study, told: Told) -> Iterator[tuple[str, str]]:
    """Where a trial was printed, what was read of it, and what of ours stands in."""
    yield "Published in", cited(study)
    if study.note:
        yield "How it was read", study.note
    if said := reported(study).published:
        yield "Its people", said
    yield "Not published, ours stand in", "; ".join(standing_in(study))
    if marks := marks_beside(study, told):
        yield "Dark marks", marks


def the_design(told: Told) -> Iterator[Table | Bullets]:
    """Arms as a table; those asked and taken in, the rater and drop-out as a list."""
    design = told.design
    head = ("Arm", "People", "Sessions", "Depth", "Density", "Seen on day")
    rows = tuple(
        (
            f"{arm.name}{', and something put on as well' if arm.with_more else ''}",
            f"{arm.people:,}",
            _sessions(arm),
            f"{arm.depth_mm:g} mm" if arm.sessions else "none",
            f"{arm.density:g}" if arm.sessions else "none",
            ", ".join(f"{day:g}" for day in arm.visits),
        )
        for arm in design.arms
    )
    yield Table(head=head, rows=rows, widths=(4, 1, 3, 1, 1, 3))
    yield Bullets(items=tuple(_people_and_rater(told)))


def _sessions(arm: Arm) -> str:
    if arm.sessions <= 1:
        return "none: a sham" if not arm.sessions else "1"
    return f"{arm.sessions}, every {arm.interval_days} days"


def _people_and_rater(told: Told) -> Iterator[tuple[str, str]]:
    design = told.design
    yield "Asked", "; ".join(_asked(design))
    yield "Taken in", "; ".join(_taken(design))
    rater = design.rater
    knows = "does not know of the sessions" if rater.blinded else "knows, and hope is in it"
    noise = "as trials have it" if rater.noise is None else f"{rater.noise:.0%}"
    yield "The rater", f"{knows}; spread of one rating {noise}{_bias(rater)}"
    yield "Drop-out", _dropping_out(told) if design.drop_out.share else "nobody"


def _asked(design: Design) -> Iterator[str]:
    yield f"age {_bell(design.age)}"
    if design.severity is not None:
        yield f"severity {_bell(design.severity)}"
    total = sum(design.phototypes)
    parts = enumerate(design.phototypes, 1)
    yield "phototypes " + ", ".join(
        f"{Phototype(one).roman} {part / total:.0%}" for one, part in parts if part
    )


def _taken(design: Design) -> Iterator[str]:
    yield f"age {_bounds(design.age)}"
    if design.severity is not None:
        yield f"severity {_bounds(design.severity)}"
    types = [Phototype(one).roman for one in design.taken_phototypes]
    yield f"phototypes {', '.join(types)}" if len(types) < len(Phototype) else "any phototype"
    parts = (f"{part:.0%} by {what}" for what, part in shares_taken(design).items())
    yield f"of those asked fit {', '.join(parts)}"


def _bell(spread: Spread) -> str:
    return (
        f"{spread.mean:g} ± {spread.sd:g} (SD)" if spread.sd else f"{spread.mean:g} for everybody"
    )


def _bounds(spread: Spread) -> str:
    """The bounds; one so far out that nobody is beyond it is none."""
    if spread.most >= spread.mean + FARTHEST * spread.sd + spread.mean:
        return f"{spread.least:g} or more" if spread.least else "any"
    return f"{spread.least:g} to {spread.most:g}"


def _dropping_out(told: Told) -> str:
    design = told.design
    drop = design.drop_out
    if drop.times == 1:
        return f"{drop.share:.0%} by the last visit, evenly in time, whatever is gained"
    gone = ", ".join(
        f"{_gone(told, number):.0%} of {arm.name}" for number, arm in enumerate(design.arms)
    )
    return (
        f"{drop.share:.0%} of those who gain a tenth or more, by the last visit, evenly in time; "
        f"who gains less goes {drop.times:g} times as fast. Gone in all: {gone}"
    )


def _gone(told: Told, arm: int) -> float:
    """The part of an arm that is not there at its last visit."""
    visit = len(told.design.arms[arm].visits) - 1
    return 1 - told.many(arm, visit, "rated") / told.many(arm, visit, "gain")


def _bias(rater: Rater) -> str:
    if not rater.bias and not rater.bias_spread:
        return "; too kind or too strict only as clinics and scales of the trials were"
    return (
        f"; besides what clinics and scales differ by, always {rater.bias:+.0%}, with a spread of "
        f"{rater.bias_spread:.0%} between raters"
    )
