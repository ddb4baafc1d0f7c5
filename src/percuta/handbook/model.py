"""The page of the model: what it counts with, and what it says beside what was read."""

from collections.abc import Iterator
from functools import cache

import numpy as np

from percuta.evidence.source import Source
from percuta.evidence.sources.healing import HAN2012, HK2018, MICROPORE
from percuta.evidence.sources.reviews import CHU2021
from percuta.evidence.sources.skin import OGUNJIMI2020, VIETNAM2019_WEEKLY
from percuta.evidence.sources.studies import DOGRA2014
from percuta.handbook.markdown import link, page, source_links, table, text
from percuta.person import Phototype
from percuta.skin.chance import Seeded
from percuta.skin.course import Course, healing_course
from percuta.skin.ladder import Values
from percuta.skin.patients import Patients, draw
from percuta.skin.rates import PRIORS
from percuta.skin.seen import is_dark, is_red
from percuta.skin.session import Session

PEOPLE = 2048
ONE = (Session(day=0, depth_mm=1.5),)
FOUR = tuple(Session(day=28 * n, depth_mm=1.5) for n in range(4))
WEEKLY = tuple(Session(day=7 * n, depth_mm=1.5) for n in range(12))
QUARTERS = tuple(n / 4 for n in range(61))  # fifteen days in steps of six hours
MONTHS = (28, 56, 84, 112, 174, 264)
ABOUT = (
    "A session opens channels and sets off inflammation. From there ten amounts rise and fall: "
    "open channels, inflammation, swelling, two layers of the epidermis, a signal for repair, "
    "excess pigment, active fibroblasts, young and mature collagen. Amounts are relative: 1 is one "
    "session at 1.5 mm, and the collagen of a young adult. `percuta/skin/simple.py` holds all of "
    "it on one screen."
)
UNTESTED = (
    "Almost every number is our proposal; nothing read measures it by itself. It draws open "
    "channels and red days of a forecast, marked as ours, and the range beside the counts of dark "
    "marks. How much gets better is forecast by whichever of it and a plain curve did better on "
    "trials not seen: [validation](validation.md) says which. What it says of people stands below "
    "beside what was read; the texts marked *not used* were kept out on purpose."
)
WRONG = (
    "Its collagen is at its most a month after the last session and falls from there; in the one "
    "weekly series that was followed, a third of the gain came in the two months after the last "
    "session. Redness of hours only, as one series reports, is outside what it draws for most "
    "people. Nobody has counted either with care."
)
CANNOT = (
    "It knows nothing of keloid, infection or scars made by needles, of radiofrequency, plasma or "
    "medicines, of children, of collagen in grams, of elastin, and of phototype VI no more than "
    "that its risk of dark marks is raised and not known."
)


def model_page() -> str:
    """What the model is, its numbers, its words beside the evidence, and what it cannot say."""
    return page(
        "The model of the skin",
        [
            ABOUT,
            UNTESTED,
            "## What it says beside what was read",
            f"{PEOPLE} virtual people of 40 years, phototype III unless said; half of them lie "
            "between the two numbers in brackets, nine in ten between the outer two.",
            table(("What", "The model", "Read", "Sources"), _beside()),
            "## What it counts with",
            "The spread is the coefficient of variation between people.",
            table(("Number", "Median", "Spread", "What it is", "Standing"), _numbers()),
            "## Where it was wrong",
            WRONG,
            "## What it cannot say",
            CANNOT,
        ],
    )


def _numbers() -> Iterator[list[str]]:
    for prior in PRIORS.values():
        median = prior.median
        yield [
            link("parameters", median.key),
            f"{median.value:.4g} {median.unit}".removesuffix(" 1"),
            f"{prior.spread:g}",
            text(prior.says),
            f"{median.status}: {text(median.note)}",
        ]


@cache
def _people(phototype: Phototype = Phototype.TYPE_III) -> Patients:
    return draw(Seeded(1), PEOPLE, phototype=phototype)


@cache
def _first_days(phototype: Phototype = Phototype.TYPE_III) -> Course:
    return healing_course(_people(phototype), ONE, QUARTERS)


def _until(seen: Values, days: tuple[float, ...]) -> Values:
    """The last day on which each person shows it; ``seen`` is days by people."""
    last = np.where(seen, np.array(days)[:, None], 0.0)
    return np.asarray(last.max(axis=0))


def _spread(values: Values, unit: str, digits: int = 0) -> str:
    five = np.quantile(values, [0.05, 0.25, 0.5, 0.75, 0.95])
    low, first, middle, third, high = (f"{value:.{digits}f}" for value in five)
    return f"{middle} {unit} ({low}, {first} to {third}, {high})"


def _beside() -> Iterator[list[str]]:
    channels = _first_days().states["channels"]
    half = np.log(2) / _people().rates["closing"] * 24
    yield _row(
        "half of the channels have closed",
        _spread(half, "hours"),
        "20 to 26 hours on average at three places of the body; *not used*",
        MICROPORE,
    )
    yield _row(
        "channels still open after 72 hours",
        _spread(channels[12] / channels[0] * 100, "per cent", 1),
        "barrier back within 72 hours after the shortest needles, *not used*; closure 44 to 66 "
        "hours on average by group",
        *(HAN2012, OGUNJIMI2020),
    )
    red = _until(is_red(_first_days().states["inflammation"]), QUARTERS)
    yield _row(
        "skin looks red until",
        _spread(red, "days", 1),
        "three to six hours in one series, within about a week in a review of 85 studies",
        *(HK2018, CHU2021),
    )
    for phototype in (Phototype.TYPE_III, Phototype.TYPE_V):
        course = healing_course(_people(phototype), FOUR, MONTHS)
        dark = is_dark(course.states["pigment"]).any(axis=0).mean() * 100
        yield _row(
            f"a dark mark after four sessions, phototype {phototype.roman}",
            f"{dark:.0f} of 100 people",
            "5 of the 30 who finished, phototype IV to V; none of 60 in another series",
            DOGRA2014,
        )
    yield from _collagen()


def _collagen() -> Iterator[list[str]]:
    states = healing_course(_people(), WEEKLY, (77, 137)).states
    ended, later = states["young"] + states["mature"]
    yield _row(
        "gain after the last of twelve weekly sessions, two months on",
        _spread((later - ended) / np.maximum(later, 1e-9) * 100, "per cent of all gain then"),
        "30 and 34 per cent of the gain by two scores",
        VIETNAM2019_WEEKLY,
    )
    states = healing_course(_people(), FOUR, MONTHS).states
    grown = states["young"] + states["mature"]
    for day, at in ((112, "one month"), (174, "three months"), (264, "six months")):
        yield _row(
            f"collagen gained, {at} after the fourth session",
            _spread(grown[MONTHS.index(day)] / grown.max(axis=0) * 100, "per cent of the most"),
            "nothing read measures it",
        )


def _row(what: str, model: str, read: str, *sources: Source) -> list[str]:
    return [text(what), model, read, source_links(sources)]
