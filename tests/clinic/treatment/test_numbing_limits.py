"""Numbing in a session by its entries: the vectors that the tablet's own count passes too."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from percuta_clinic.treatment.folding import Folded, Said
from percuta_clinic.treatment.science import creams_for, other_side
from percuta_clinic.treatment.science_numbing import cream_named, numbing_limits
from percuta_clinic.treatment.vocabulary import why_not

VECTORS = json.loads((Path(__file__).parent / "numbing.json").read_text("utf-8"))
BY_MASS = "numbing.mass"  # only the server adds up milligrams
WORDS = ("found", "limit", "do", "words", "about")


def folded(vector: dict[str, Any]) -> Folded:
    now = datetime.fromisoformat(vector["now"])
    return Folded(
        standing={
            slot: (
                Said(
                    id=uuid4(),
                    device=UUID(int=1),
                    n=number,
                    seen={},
                    at=now,
                    slot=slot,
                    value=one["value"],
                    doubt=one["doubt"],
                ),
            )
            for number, (slot, one) in enumerate(vector["said"].items(), start=1)
        }
    )


def limits(vector: dict[str, Any]) -> dict[str, Any]:
    pack = {"patient": vector["patient"], "zones": [{"zone": zone} for zone in vector["zones"]]}
    return numbing_limits(folded(vector), pack, now=datetime.fromisoformat(vector["now"]))


def same_time(one: str, other: str) -> bool:
    return (one and datetime.fromisoformat(one)) == (other and datetime.fromisoformat(other))


@pytest.mark.parametrize("vector", VECTORS, ids=[one["says"] for one in VECTORS])
def test_each_vector_comes_out_as_written(vector: dict[str, Any]) -> None:
    found, expect = limits(vector), vector["expect"]
    assert same_time(found["earliest_start"], expect["earliest_start"])
    assert same_time(found["remove_by"], expect["remove_by"])
    assert found["ready"] is expect["ready"]
    assert {key: one["area_cm2"] for key, one in found["left"].items()} == expect["left"]
    assert sorted({one["key"] for one in found["gate"]}) == expect["gate"]
    keys = sorted(one["key"] for one in found["notices"])
    assert [key for key in keys if not key.startswith(BY_MASS)] == expect["notices"]
    said = [*found["gate"], *found["notices"]]
    assert all(one[name] for one in said for name in WORDS)
    assert json.loads(json.dumps(found)) == found


def test_every_vector_could_have_come_from_a_tablet() -> None:
    slots = [(slot, one["value"]) for v in VECTORS for slot, one in v["said"].items()]
    refused = [why for slot, value in slots if (why := why_not(slot, value))]
    assert [why for why in refused if "clean" not in why and "intact" not in why] == []


def test_a_clock_in_doubt_keeps_needling_waiting() -> None:
    off = next(one for one in VECTORS if one["says"].startswith("off, clean, intact"))
    at = datetime(2026, 11, 28, 11, 51, tzinfo=UTC)
    pack = {"patient": off["patient"], "zones": [{"zone": "cheek_left"}]}
    assert numbing_limits(folded(off), pack, now=at)["ready"]
    assert not numbing_limits(folded(off), pack, now=at, doubt=61)["ready"]


def test_needling_begun_under_cream_is_said() -> None:
    on = next(one for one in VECTORS if one["says"] == "EMLA just put on")
    begun = {"cheek_left": datetime(2026, 11, 28, 12, 5, tzinfo=UTC)}
    pack = {"patient": on["patient"], "zones": [{"zone": "cheek_left"}]}
    found = numbing_limits(
        folded(on), pack, now=datetime(2026, 11, 28, 12, 10, tzinfo=UTC), begun=begun
    )
    assert found["notices"][0]["key"] == "numbing.needled_under_it"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("EMLA", "emla"),
        (" pliaglis ", "pliaglis"),
        ("LMX4 (lidocaine 4 %)", "lmx4"),
        ("lmx4", "lmx4"),
    ],
)
def test_a_cream_is_known_by_its_name_as_people_say_it(name: str, key: str) -> None:
    found = cream_named(name)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize("name", ["", "numbing cream", "emla or so"])
def test_a_name_that_is_not_sure_is_no_licensed_cream(name: str) -> None:
    assert cream_named(name) is None


@pytest.mark.parametrize(
    ("zone", "other"), [("cheek_left", "cheek_right"), ("nose", ""), ("nowhere", "")]
)
def test_a_place_knows_its_other_side(zone: str, other: str) -> None:
    assert other_side(zone) == other


def test_without_a_plan_labels_stand_alone_and_a_child_is_a_doctors() -> None:
    assert [one["barred"] or one["ask"] for one in creams_for(None, age=34)] == ["", "", ""]
    assert all("18 years" in one["ask"] for one in creams_for(None, age=17))
    assert all("40 kg" in one["ask"] for one in creams_for(None, age=34, weight_kg=39))
