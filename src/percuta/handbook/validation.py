"""The page of validation: how the forecast did on what it had not seen, and where it was wrong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from percuta.handbook.lengths import own_observations
from percuta.handbook.markdown import page, table, text
from percuta.response.check import BINS, FOLLOWED, LAST, SESSIONS, TOLD, Kept, World, kept
from percuta.response.crowd import crowd, improvement
from percuta.response.draws import Draws, Rival
from percuta.response.fitted import Fitted, fitted
from percuta.response.forecast import BANDS
from percuta.response.gate import Verdict, chosen
from percuta.response.kept_score import KEPT
from percuta.response.priors import prior_draws
from percuta.response.score import Scored, mean_crps, score
from percuta.response.study import Kind, Split
from percuta.response.study_file import studies_for

Scores = Mapping[Rival, Sequence[Scored]]

MOST_HELD = 0.7
WORSE, UNEVEN = 0.10, 16.9  # chi squared with nine degrees of freedom, one in twenty
ABOUT = (
    "Two rivals forecast how much of a concern will be gone: a plain curve (sessions with "
    "diminishing returns, and time) and the collagen of [the mechanism](model.md). Both were "
    "fitted to the same studies with the same doubt about clinics, scales, people, hope, and "
    "people who do not answer at all. What follows is how they did on what they had not seen."
)


def validation_page() -> str:
    """The whole report; some seconds."""
    found = fitted()
    fresh = {rival: _fresh(found, rival) for rival in Rival}
    return page(
        "How well the forecast does",
        [
            ABOUT,
            *_in_short(found, fresh),
            "## How the fit went",
            table(("Rival", "Worst R-hat", "Least effective sample", "Divergences"), _fit(found)),
            "## Beside knowing nothing",
            "Mean scores, each study counted once; smaller is better. *Own priors* is the same "
            "model before any trial; *anything alike* says every number from 0 to 100 per cent is "
            "equally likely.",
            table(
                ("Studies", "Curve", "Mechanism", "Own priors", "Anything alike"),
                _yard(found, fresh),
            ),
            "## Before any trial",
            "Improvement of people (not of trials) with acne scars three months after four monthly "
            "sessions, by the priors alone and after the fit.",
            table(("Rival", "When", "5 %", "25 %", "50 %", "75 %", "95 %"), _priors(found)),
            "## Studies kept out of every fit",
            table(SCORED, _scored(fresh)),
            "## Each study forecast without itself",
            table(SCORED, _scored(found.left_out)),
            "## Later readings of a study, given its first",
            table(SCORED, _scored(found.later)),
            "## Which of the two forecasts",
            table(
                ("Concern", "Studies", "Curve", "Mechanism", "Chosen, and why"),
                [_chosen(chosen(kind)) for kind in Kind],
            ),
            "## People followed in a computer",
            f"{FOLLOWED} virtual people with four monthly sessions, rated six times by one "
            f"clinician; the forecast for day {LAST:g} is made from these ratings and compared "
            "with what is true of them.",
            table(WORLDS, (_world(kept(_draws(found), Kind.ACNE_SCARS, one)) for one in World)),
            *own_observations(),
        ],
    )


SCORED = ("Study", "What", "Day", "Came", "Curve, 80 %", "Mechanism, 80 %", "CRPS, both")
WORLDS = (
    "World",
    "Inside 50, 80, 90 %",
    "Width of 80 %",
    "Off by",
    "Told of hardly any gain",
    "Told that it may be nothing",
    "Warned",
    "Verdict",
)


def _yard(found: Fitted, fresh: Scores) -> Iterator[list[str]]:
    """Mean scores of both rivals, of the priors, and of knowing nothing."""
    used, kept_out = studies_for(Split.CALIBRATION), studies_for(Split.VALIDATION)
    prior = prior_draws(Rival.CURVE)
    for name, studies, scores in (
        ("kept out of every fit", kept_out, fresh),
        ("each forecast without itself", used, found.left_out),
    ):
        before = [one for study in studies for one in score(study, prior)]
        alike = [replace(one, crps=_crps_of_anything(one.came)) for one in before]
        means = (*(mean_crps(scores[rival]) for rival in Rival), mean_crps(before))
        yield [name, *(f"{mean:.3f}" for mean in (*means, mean_crps(alike)))]


def _crps_of_anything(came: float) -> float:
    """The score of a uniform forecast from 0 to 1."""
    return came**3 / 3 + (1 - came) ** 3 / 3


def _draws(found: Fitted) -> Draws:
    return found.draws[chosen(Kind.ACNE_SCARS).chosen]


def fresh_score(found: Fitted, rival: Rival) -> float:
    """Mean score on the validation studies."""
    return mean_crps(_fresh(found, rival))


def _fresh(found: Fitted, rival: Rival) -> tuple[Scored, ...]:
    kept_out = studies_for(Split.VALIDATION)
    return tuple(one for study in kept_out for one in score(study, found.draws[rival]))


def _in_short(found: Fitted, scores: Scores) -> Iterator[str]:
    rival = chosen(Kind.ACNE_SCARS).chosen
    fresh, later = scores[rival], found.later[rival]
    missed = [f"{one.study} ({text(one.what)})" for one in fresh if not one.held]
    surer = sum(one.held for one in later) < MOST_HELD * len(later)
    yield "## In short"
    yield (
        f"- On studies kept out, {_held(fresh)} numbers fell inside the 80 % interval"
        + (f"; missed: {', '.join(missed)}." if missed else ".")
        + "\n"
        f"- Each study forecast without itself: {_held(found.left_out[rival])} inside.\n"
        f"- Later readings of a study, given its first: {_held(later)} inside"
        + (": what comes after a first reading is forecast too surely.\n" if surer else ".\n")
        + f"- Mean score on studies kept out: {mean_crps(fresh):.3f} (kept: {KEPT:.3f}; "
        f"smaller is better, 0.1 is ten points of a hundred).\n"
        "- Skill: the table *Beside knowing nothing* is the yardstick. On acne scars the fit is "
        "not shown to do better than our own priors, and on the three studies kept out it does "
        "worse than knowing nothing: one of them found no gain, one nearly only gains.\n"
        "- People who do not answer: the fit learned about 3 in 100, the forecast keeps the prior "
        "of 10. Clinics, scales and hope are drawn anew for each forecast. With the learned share "
        "the score on studies kept out was 0.281; the choice was made before it was seen, but "
        "after the placebo world below had been.\n"
        f"- Fit {found.version} of {found.on}, data `{found.data}`. A fit of another set of "
        "studies gets a new version."
    )


def _held(scores: Sequence[Scored]) -> str:
    return f"{sum(one.held for one in scores)} of {len(scores)}"


def _fit(found: Fitted) -> Iterator[list[str]]:
    for rival, draws in found.draws.items():
        how = draws.diagnosis
        yield [rival, f"{how.r_hat:.3f}", f"{how.least_effective}", f"{how.diverging}"]


def _priors(found: Fitted) -> Iterator[list[str]]:
    for rival in Rival:
        for when, draws in (("before", prior_draws(rival)), ("after", found.draws[rival])):
            people = crowd(draws, Kind.ACNE_SCARS)
            then = improvement(people, SESSIONS, [LAST])[0]
            five = np.quantile(then, BANDS)
            yield [rival, when, *(f"{value:.0%}" for value in five)]


def _scored(scores: Scores) -> Iterator[list[str]]:
    for one, other in zip(scores[Rival.CURVE], scores[Rival.MECHANISM], strict=True):
        yield [
            one.study,
            text(one.what),
            f"{one.day:.0f}",
            f"{one.came:.0%}",
            _interval(one),
            _interval(other),
            f"{one.crps:.3f}, {other.crps:.3f}",
        ]


def _interval(one: Scored) -> str:
    missed = "" if one.held else " **missed**"
    return f"{one.low:.0%} to {one.high:.0%}{missed}"


def _chosen(found: Verdict) -> list[str]:
    return [
        found.kind,
        f"{found.studies}",
        f"{found.curve:.3f}",
        f"{found.mechanism:.3f}",
        text(found.why),
    ]


def _world(found: Kept) -> list[str]:
    return [
        found.world,
        ", ".join(f"{part:.0%}" for part in found.covered),
        f"{found.wide:.0%}",
        f"{found.off:+.0%}",
        f"{found.little:.0%}",
        f"{found.nothing:.0%}",
        f"{1 - found.trusted:.0%}",
        verdict(found),
    ]


def verdict(found: Kept) -> str:
    """What the numbers of one world come to, in plain words."""
    if found.world is World.EXPECTED:
        even = FOLLOWED / BINS
        uneven = sum((count - even) ** 2 / even for count in found.ranks)
        good = uneven < UNEVEN
        return f"{'calibrated' if good else 'NOT calibrated'}: ranks are {_even(uneven)}"
    if TOLD[1] - found.covered[1] >= WORSE:
        said = f"; {found.nothing:.0%} of people read that it may be nothing"
        return f"**fails**: too sure{said if found.world is World.PLACEBO else ''}"
    return "holds"


def _even(uneven: float) -> str:
    return f"even (chi squared {uneven:.1f})" if uneven < UNEVEN else f"uneven ({uneven:.1f})"
