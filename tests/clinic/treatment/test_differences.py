"""What is otherwise than planned: the vectors that the tablet's own look passes too."""

import json
from pathlib import Path
from typing import Any

import pytest

from clinic.treatment.test_dose import folded
from percuta_clinic.treatment.completeness import crosses_of, planned_zones, ticks_of
from percuta_clinic.treatment.folding import Folded
from percuta_clinic.treatment.science_dose import differences
from percuta_clinic.treatment.vocabulary import why_not

VECTORS = json.loads((Path(__file__).parent / "differences.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=[one["says"] for one in VECTORS])
def test_each_difference_comes_out_as_written(vector: dict[str, Any]) -> None:
    found = differences(folded(vector["said"]), vector)
    told = [[one["slot"], one["what"], one["standing"]] for one in found]
    assert told == vector["expect"]
    assert all(one["asks"] is (one["standing"] != "within") for one in found)


def test_every_entry_could_have_come_from_a_tablet() -> None:
    said = [pair for one in VECTORS for pair in one["said"].items()]
    assert [why for slot, value in said if (why := why_not(slot, value))] == []


def lacking(said: Folded, pack: dict[str, Any]) -> list[str]:
    return [one.words for one in crosses_of(ticks_of(said, pack)) if one.stage == "needle"]


def vector(says: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in VECTORS if one["says"] == says)
    return found


def test_less_or_more_than_the_planned_endpoint_asks_why_as_a_depth_does() -> None:
    for says in ("the skin showed less than planned", "the skin showed more than planned"):
        one = vector(says)
        assert any(words.endswith(": why") for words in lacking(folded(one["said"]), one)), says


def test_a_reason_ends_the_question_and_a_small_difference_asks_none() -> None:
    for says in (
        "shallower than planned",
        "a little deeper, within what the device may be off",
    ):
        one = vector(says)
        assert not [w for w in lacking(folded(one["said"]), one) if w.endswith(": why")], says


def test_a_cleared_place_that_the_plan_leaves_out_today_is_not_asked_for() -> None:
    one = vector("as planned, at both ends") | {"zones_open": ["cheek_left", "forehead"]}
    assert list(planned_zones(one)) == ["cheek_left"]
    assert not [w for w in lacking(folded(one["said"]), one) if "forehead" in w]
