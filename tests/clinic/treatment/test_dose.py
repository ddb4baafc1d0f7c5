"""The dose of a session by its entries, and what it does to the forecast of the course."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from uuid import UUID, uuid4

import pytest

from percuta.cli.load import answer, load
from percuta.report.forecast import build_forecast
from percuta.report.forecast_doc import ForecastDoc
from percuta_clinic.planning.science import Made
from percuta_clinic.treatment.folding import Folded, Said
from percuta_clinic.treatment.science import (
    creams_for,
    endpoints,
    numbing_planned,
    pain_words,
    zones_for,
    zones_open_for,
)
from percuta_clinic.treatment.science_dose import delivered, differences, forecast_after, given_of

NOON = datetime(2026, 9, 14, 12, tzinfo=UTC)
DAYS = [date(2026, 9, 14), date(2026, 10, 12), date(2026, 11, 9)]
PEN = {"key": "skinpen", "name": "SkinPen", "max_mm": 2.5, "tolerance_mm": None}


@cache
def made() -> Made:
    document = answer(load(None, "skinpen-trial"))
    return Made(document=document, forecast=build_forecast(document))


def pack(number: int = 1) -> dict[str, Any]:
    return {"zones": zones_for(made(), number), "device": PEN}


def folded(values: Mapping[str, dict[str, Any]]) -> Folded:
    return Folded(
        standing={
            slot: (
                Said(id=uuid4(), device=UUID(int=1), n=n, seen={}, at=NOON, slot=slot, value=value),
            )
            for n, (slot, value) in enumerate(values.items(), start=1)
        }
    )


def needled(depth: float | None, **more: object) -> dict[str, Any]:
    return {"depth_mm": depth, "passes": 4, "endpoint": "redness", "done": True} | more


def in_all(**changed: dict[str, Any]) -> Folded:
    """Every planned place as deep as planned, but for some."""
    usual = {
        one["zone"]: needled(
            one["planned"]["depth_mm"]["high"] or one["planned"]["depth_mm"]["value"]
        )
        for one in pack()["zones"]
    }
    return folded({f"zone/{zone}": value for zone, value in (usual | changed).items()})


FIRST = next(one["zone"] for one in zones_for(made(), 1))


def test_a_pack_has_each_place_with_its_plan_and_its_walls() -> None:
    zones = pack()["zones"]
    plan = made().plan
    assert plan is not None
    assert {one["zone"] for one in zones} == set(plan.sessions[0].zones)
    assert all(one["walls"] and any(wall["hard"] for wall in one["walls"]) for one in zones)
    assert all(one["planned"]["endpoint"] in ("redness", "pinpoint") for one in zones)
    assert json.loads(json.dumps(zones)) == zones


def test_a_session_that_is_not_planned_has_no_places() -> None:
    assert zones_for(made(), 99) == zones_for(None, 1) == []


def test_places_without_a_plan_are_open_and_held_against_the_device_alone() -> None:
    zones = zones_open_for(["cheek_left", "periorbital_left"])
    assert [one["name"] for one in zones] == ["left cheek", "skin around the left eye"]
    assert [bool(one["no_cream"]) for one in zones] == [False, True]
    found = {
        depth: differences(
            folded({"zone/cheek_left": needled(depth)}), {"zones": zones[:1], "device": PEN}
        )
        for depth in (2.5, 2.6)
    }
    assert [one["standing"] for one in found[2.6]] == ["forbidden"]
    assert found[2.5] == []


def test_a_label_holds_where_nothing_is_planned() -> None:
    (zone,) = zones_open_for(["cheek_left"], "skinpen")
    assert next(wall["at_mm"] for wall in zone["walls"] if wall["hard"]) == 1.5
    pack = {"zones": [zone], "device": PEN}
    found = {
        depth: differences(folded({"zone/cheek_left": needled(depth)}), pack)
        for depth in (1.5, 1.6)
    }
    assert found[1.5] == []
    assert [one["standing"] for one in found[1.6]] == ["forbidden"]
    assert "1.5 mm" in found[1.6][0]["words"]


def test_a_plan_names_its_cream_and_its_labels() -> None:
    planned = numbing_planned(made(), 1)
    keys = [one["key"] for one in creams_for(made(), age=30)]
    assert planned is None or planned["cream"] in keys
    assert numbing_planned(None, 1) is None


def test_words_for_skin_and_pain_are_there() -> None:
    assert [one["key"] for one in endpoints()][2:4] == ["redness", "pinpoint"]
    assert set(pain_words()) == {"0", "10"}


def test_a_session_as_planned_has_no_differences() -> None:
    assert differences(in_all(), pack()) == []


def test_beyond_the_label_names_the_incident_of_its_entry() -> None:
    (one,) = differences(in_all(**{FIRST: needled(2.0, why="a deep scar")}), pack())
    assert (one["standing"], one["opens_incident"]) == ("forbidden", True)
    assert one["cause"] == f"beyond:zone/{FIRST}:depth"
    assert not one["asks_reason"]


def test_another_depth_in_a_place_is_its_own_entry() -> None:
    item = str(uuid4())
    values = {slot: said[-1].value for slot, said in in_all().standing.items()}
    more = folded(values | {f"zone/{FIRST}/more/{item}": needled(2.6, passes=1)})
    found = [one for one in differences(more, pack()) if one["what"] == "depth"]
    assert [one["slot"] for one in found] == [f"zone/{FIRST}/more/{item}"]
    (dose,) = [one for one in delivered(more, pack()) if one["zone"] == FIRST]
    assert (dose["deepest_mm"], dose["passes"]) == (2.6, 5)


def test_a_place_left_out_is_a_difference_with_its_reason() -> None:
    left = needled(None, passes=None, left_out="a cold sore", done=False)
    (one,) = differences(in_all(**{FIRST: left}), pack())
    assert (one["what"], one["why"], one["opens_incident"]) == ("zone", "a cold sore", False)


def test_what_is_not_known_of_a_dose_is_null_with_its_reason() -> None:
    found = delivered(in_all(), pack())
    assert all(one["channels"]["low"] is None and one["channels"]["why"] for one in found)
    assert json.loads(json.dumps(found)) == found


def given(*sessions: Folded) -> list[dict[str, Any]]:
    found = [
        given_of(day, one, pack(number))
        for number, (day, one) in enumerate(zip(DAYS, sessions, strict=False), start=1)
    ]
    return [one for one in found if one is not None]


def middle(found: ForecastDoc | None, zone: str) -> float:
    assert found is not None
    (course,) = [one for one in found.courses if zone in one.zones]
    return course.at_band[2]


def test_given_as_planned_keeps_the_forecast() -> None:
    after, before = forecast_after(made(), given(in_all(), in_all())), made().forecast
    assert after is not None
    assert before is not None
    assert after.courses == before.courses


@pytest.mark.parametrize(
    "second",
    [
        needled(None, passes=None, left_out="a cold sore", done=False),
        needled(1.0, done=False),
    ],
    ids=["left out", "not finished"],
)
def test_a_place_without_its_session_is_expected_to_gain_less(second: dict[str, Any]) -> None:
    after = forecast_after(made(), given(in_all(), in_all(**{FIRST: second})))
    assert middle(after, FIRST) < middle(made().forecast, FIRST)


def test_a_stopped_course_is_expected_to_gain_less() -> None:
    after = forecast_after(made(), given(in_all()), stopped=True)
    assert middle(after, FIRST) < middle(made().forecast, FIRST)


def test_a_session_in_which_nothing_was_finished_counts_for_nothing() -> None:
    nothing = folded({f"zone/{FIRST}": needled(1.0, done=False)})
    assert given_of(DAYS[0], nothing, pack()) is None
    assert forecast_after(made(), [], stopped=True) is None
    assert forecast_after(Made(), []) is None
