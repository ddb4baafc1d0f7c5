"""One good case as text, changed in one thing per test, and what the reader says about it."""

import pytest

from percuta.casefile.problems import CaseFileError
from percuta.casefile.reader import parse_case

GOOD = """\
[case]
title = "Scars on both cheeks"
assessed_on = 2026-09-14

[person]
birth_date = 1982-05-11
sex = "female"
phototype = "II"
weight_kg = 64

[wish]
device = "skinpen"
numbing = "yes"
start_on = 2026-09-21
cream_used_cm2 = 0

[[concern]]
kind = "acne_scars"
zones = ["cheek_right", "cheek_left"]
grade = 3
scar_types = ["rolling"]

[[concern]]
kind = "fine_lines"
zones = ["chin"]
grade = 1

[answers]
pregnant = "no"
keloid = "not known"
isotretinoin_last = 2020-03-01
sun_last = "never"
broken_skin = "no"
needled_last = { cheek_right = 2026-01-05, cheek_left = "never" }
filler_last = "never"

[area_cm2]
chin = 12.5

[published]
source = "dogra2014"
sessions = 5
interval_days = 30
"""


def changed(old: str, new: str) -> str:
    """The good case with one thing changed, which has to stand in it once."""
    assert GOOD.count(old) == 1, f"{old!r} stands in the good case {GOOD.count(old)} times"
    return GOOD.replace(old, new)


def refusal(text: str) -> str:
    """What the reader says when it refuses a text."""
    with pytest.raises(CaseFileError) as caught:
        parse_case(text, "case.toml")
    return str(caught.value)
