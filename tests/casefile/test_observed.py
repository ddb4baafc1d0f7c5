"""Observations: read strictly, turned into improvement, refused with the entry and the way out."""

from datetime import date
from pathlib import Path

import pytest

from percuta.assessment.concern import INDICATIONS
from percuta.assessment.concern import Kind as Concern
from percuta.assessment.scale import Better
from percuta.casefile.observed import BadObserved, parse_observed, read_observed
from percuta.response.study import Kind
from percuta.response.update import By

FILE = """
[[session]]
on = 2026-09-14
depth_mm = 1.0

[[session]]
on = 2026-10-12

[[score]]
on = 2026-09-01
concern = "acne_scars"
scale = "goodman_baron_qualitative"
value = 4

[[score]]
on = 2026-12-13
concern = "acne_scars"
scale = "goodman_baron_qualitative"
value = 3

[[score]]
on = 2026-09-14
concern = "acne_scars"
instrument = "depth in micrometres"
value = 200

[[score]]
on = 2026-11-13
concern = "acne_scars"
instrument = "depth in micrometres"
value = 150

[[better]]
on = 2026-10-12
concern = "acne_scars"
percent = 10
by = "patient"

[[redness]]
on = 2026-09-16
level = 1.5
"""


def test_scores_become_improvement_since_before_the_first_session() -> None:
    found = parse_observed(FILE, "seen.toml")
    seen = {(one.day, one.by): one.improvement for one in found.seen[Kind.ACNE_SCARS]}
    assert seen == {
        (90.0, By.CLINICIAN): 0.25,
        (60.0, By.INSTRUMENT): 0.25,
        (28.0, By.PATIENT): 0.1,
    }
    assert found.redness == ((date(2026, 9, 16), 1.5),)
    assert [one.depth_mm for one in found.sessions] == [1.0, None]


@pytest.mark.parametrize(
    ("found", "wanted", "said"),
    [
        ("value = 3", "value = 5", "goodman_baron_qualitative = 5; 1 to 4 is wanted"),
        ("percent = 10", "percent = 110", "percent = 110; -100 to 100 is wanted"),
        ("level = 1.5", "level = 9", "level = 9; 0 to 4 is wanted"),
        ("level = 1.5", "level = nan", "level = nan; 0 to 4 is wanted"),
        ("depth_mm = 1.0", "depth_mm = 0", "depth_mm = 0; over 0 and up to 5 is wanted"),
        ("on = 2026-09-16", "on = 2026-09-13", "before the first session on 2026-09-14"),
        ("on = 2026-10-12\n\n[[score]]", "on = 2026-09-14\n\n[[score]]", "two on one day"),
        ('scale = "goodman_baron_qualitative"', 'scale = "goodman"', 'no scale "goodman"'),
        ('scale = "goodman_baron_qualitative"', 'scale = "gais"', "gais does not measure"),
        ("on = 2026-09-01", "on = 2026-09-20", "has no value on or before the first session"),
        ("value = 200", "value = 0", "0 to begin with; nothing to improve"),
        ("percent = 10", 'percent = "10"', "Expected float, got str"),
        (
            'scale = "goodman_baron_qualitative"',
            'scale = "masi"',
            "masi does not measure",
        ),
        ("value = 4", "value = 1", "1 to begin with; nothing to improve"),
        ("on = 2026-10-12\n", "on = 1900-01-01\n", "at most 24 within 730 days are one course"),
        ("value = 200", "value = 1e300", "value = 1e+300; 0 to 1e+06 is wanted"),
        ("percent = 10", "percentage = 10", "better[0]"),
        ('by = "patient"', 'by = "nurse"', "clinician or patient is wanted"),
        ('concern = "acne_scars"', 'concern = "melasma"', "other concerns have no forecast"),
    ],
)
def test_a_wrong_entry_is_named_with_value_and_way_out(found: str, wanted: str, said: str) -> None:
    with pytest.raises(BadObserved) as error:
        parse_observed(FILE.replace(found, wanted, 1), "seen.toml")
    assert said in str(error.value)
    assert str(error.value).startswith("seen.toml: ")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("table", ["score", "better", "redness"])
def test_two_values_of_one_thing_on_one_day_are_refused(table: str) -> None:
    begin = FILE.rindex(f"[[{table}]]")
    entry = FILE[begin:].split("\n\n", maxsplit=1)[0]
    with pytest.raises(BadObserved, match="two values of the same for one day; leave one out"):
        parse_observed(f"{FILE}\n{entry}\n", "seen.toml")


def test_observations_without_a_session_are_refused() -> None:
    with pytest.raises(BadObserved, match=r"no \[\[session\]\]; give at least the first one"):
        parse_observed("", "seen.toml")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadObserved, match=r"missing\.toml: No such file"):
        read_observed(tmp_path / "missing.toml")
    odd = tmp_path / "odd.toml"
    odd.write_bytes(b"\xff\xfe")
    with pytest.raises(BadObserved, match="no UTF-8 text"):
        read_observed(odd)
    odd.write_bytes(b"#" * 200_001)
    with pytest.raises(BadObserved, match="over 200000 bytes"):
        read_observed(odd)


def test_every_scale_of_a_concern_with_a_forecast_falls_as_it_gets_better() -> None:
    for kind in Kind:
        for scale in INDICATIONS[Concern(kind)].scales:
            assert scale.better is Better.LOWER, scale.key
