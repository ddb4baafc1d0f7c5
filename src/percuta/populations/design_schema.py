"""The schema of a STUDY.toml, what its reader checks against, and a filled one to begin from."""

from typing import Any

from percuta.person import Phototype
from percuta.populations.design import FEWEST_TRIALS
from percuta.response.assumed import SHOWN_DAYS
from percuta.response.study import Kind
from percuta.response.study_file import DEEPEST_MM, MOST_ARMS, MOST_PEOPLE, MOST_SESSIONS

Schema = dict[str, Any]
ROMAN = tuple(one.roman for one in Phototype)
AGE = (18.0, 100.0)  # taken in unless the design says otherwise
LONGEST_NAME, MOST_VISITS, MOST_BOUNDS = 60, 10, 5
LARGEST_SEED = 2**31 - 1
LATEST_DAY = 5000
PLAIN = r"^[^\u0000-\u001f\u007f-\u009f]*$"


def design_schema() -> Schema:
    """The schema of a whole design."""
    return _table(
        {
            "trial": _trial(),
            "arm": {"type": "array", "minItems": 1, "maxItems": MOST_ARMS, "items": _arm()},
            "asked": _asked(),
            "included": _included(),
            "rater": _rater(),
            "drop_out": _table(
                {"share": _number(0, 0.95), "little_gain_times": _number(0.1, 20)},
                required=("share",),
            ),
        },
        required=("trial", "arm", "rater"),
    )


def _trial() -> Schema:
    days = {"type": "array", "minItems": 1, "maxItems": MOST_VISITS}
    bounds = {"type": "array", "maxItems": MOST_BOUNDS, "items": _whole(1, 100)}
    return _table(
        {
            "title": _text(),
            "concern": {"enum": [kind.value for kind in Kind]},
            "trials": _whole(FEWEST_TRIALS, 10**9),
            "seed": _whole(0, LARGEST_SEED),
            "visits": {**days, "items": _whole(1, LATEST_DAY)},
            "visits_after_last": {**days, "items": _whole(1, int(SHOWN_DAYS.value))},
            "responders": bounds,
            "collagen": {"type": "boolean"},
            "kernel": {"type": "boolean"},
        },
        required=("title", "concern", "trials"),
    )


def _arm() -> Schema:
    return _table(
        {
            "name": _text(),
            "people": _whole(1, MOST_PEOPLE),
            "sessions": _whole(0, MOST_SESSIONS),
            "interval_days": _whole(1, 366),
            "depth_mm": _number(0.1, DEEPEST_MM),
            "density": _number(0.1, 10),
            "with_more": {"type": "boolean"},
        },
        required=("name", "people", "sessions"),
    )


def _asked() -> Schema:
    return _table(
        {
            "age": _number(1, 110),
            "age_sd": _number(0, 50),
            "phototypes": _table({one: _number(0, 1e9) for one in ROMAN}),
            "severity": _number(0.01, 10_000),
            "severity_sd": _number(0, 10_000),
        }
    )


def _included() -> Schema:
    types = {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"enum": list(ROMAN)}}
    return _table(
        {
            "age_from": _number(1, 110),
            "age_to": _number(1, 110),
            "phototypes": types,
            "severity_from": _number(0, 10_000),
            "severity_to": _number(0, 10_000),
        }
    )


def _rater() -> Schema:
    return _table(
        {
            "blinded": {"type": "boolean"},
            "noise": _number(0, 1),
            "bias": _number(-0.5, 0.5),
            "bias_spread": _number(0, 0.5),
        },
        required=("blinded",),
    )


def _table(properties: Schema, *, required: tuple[str, ...] = ()) -> Schema:
    found: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**found, "required": list(required)} if required else found


def _text() -> Schema:
    return {"type": "string", "maxLength": LONGEST_NAME, "pattern": PLAIN}


def _number(least: float, most: float) -> Schema:
    return {"type": "number", "minimum": least, "maximum": most}


def _whole(least: int, most: int) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": most}


BLANK = """\
# A virtual trial. Count it with: percuta study THIS-FILE
# Courses are trials times the people of all arms: 2000 x 60 is 120 000, some seconds.

[trial]
title = "Three or six sessions for acne scars"
concern = "acne_scars"        # acne_scars, wrinkles, photodamage, stretch_marks
trials = 2000                 # how often the trial is run; each has its own clinic and rater
seed = 1                      # another seed, other virtual people
visits_after_last = [28, 90]  # days after an arm's last session; visits: from the first one
responders = [25, 50, 75]     # per cent of improvement at which people are counted
# kernel = true               # compiled code (extra: fast): nearly 4 times as fast as NumPy,
                              # over 20 times with collagen
# collagen = true             # new collagen at each visit too, by our own model; slow in NumPy

[[arm]]                       # the first arm is the one that others are held against
name = "three sessions"
people = 30                   # of one trial
sessions = 3                  # 0 is a sham: nobody gains, a rater who knows may still hope;
                              # it is seen on the days of the longest other arm
interval_days = 30
depth_mm = 1.5                # changes red days and marks; no trial shows that it changes the gain
density = 1.0                 # punctures, 1 is 250 per cm2; changes red days and marks alone

[[arm]]
name = "six sessions"
people = 30
sessions = 6
interval_days = 30

[rater]
blinded = true                # false: a rater who knows of the sessions sees hope as well
# noise = 0.10                # spread of one rating, in parts; left out: as the trials have it
# bias = 0.0                  # what the rater always sees too well; bias_spread: between raters

[asked]                       # who is asked; severity is on any scale on which less is better
age = 32
age_sd = 9
phototypes = { II = 2, III = 5, IV = 3 }
severity = 20
severity_sd = 5

[included]                    # who of them is taken in
age_from = 18
age_to = 60
phototypes = ["II", "III", "IV"]
severity_from = 12

[drop_out]
share = 0.15                  # of those who gain a tenth or more, gone by the last visit
little_gain_times = 2         # who gains less goes twice as fast: this adds to the share above;
                              # 1: everybody alike, and the share is that of the whole arm
"""
