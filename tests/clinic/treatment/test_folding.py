"""What events come to: any order, any repetition, the same record."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from percuta_clinic.treatment.folding import Folded, Said, fold

NAMES = UUID("5f2d2b8e-9a5c-4f0e-8a43-6f6f3c2a1b11")
VECTORS = json.loads((Path(__file__).parent / "folding.json").read_text("utf-8"))
NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
TABLETS = {name: UUID(int=number) for number, name in enumerate("abc", start=1)}


def of_vector(one: dict[str, Any]) -> Said:
    seen = {str(TABLETS[name]): n for name, n in one["seen"].items()}
    rest = {name: one[name] for name in ("n", "slot", "value")}
    at, device = datetime.fromisoformat(one["at"]), TABLETS[one["device"]]
    return Said(id=uuid5(NAMES, json.dumps(one)), device=device, seen=seen, at=at, **rest)


@pytest.mark.parametrize("vector", VECTORS, ids=[one["says"] for one in VECTORS])
def test_each_vector_stands_as_written(vector: dict[str, Any]) -> None:
    found = fold(map(of_vector, vector["events"]))
    told = {slot: [one.value for one in some] for slot, some in found.standing.items()}
    assert told == vector["standing"]
    assert list(found.conflicts) == vector["conflicts"]


@st.composite
def streams(draw: st.DrawFn) -> list[Said]:
    """What up to three tablets say, each of which now and then reads some of the others."""
    counts = dict.fromkeys(TABLETS.values(), 0)
    knows: dict[UUID, dict[str, int]] = {one: {} for one in TABLETS.values()}
    said: list[Said] = []
    for number in range(draw(st.integers(1, 14))):
        device = draw(st.sampled_from(list(TABLETS.values())))
        if draw(st.booleans()):
            others = {str(key): n for key, n in counts.items() if key != device and n}
            knows[device] = others
        counts[device] += 1
        said.append(
            Said(
                id=uuid5(NAMES, str(number)),
                device=device,
                n=counts[device],
                seen=dict(knows[device]),
                at=NOON + timedelta(seconds=draw(st.integers(0, 5))),
                slot=draw(st.sampled_from(("stage", "zone/nose", "numb/none"))),
                value=draw(st.integers(0, 2)),
            )
        )
    return said


def same(one: Folded, other: Folded) -> bool:
    return one.standing == other.standing and one.conflicts == other.conflicts


@given(streams(), st.data())
def test_any_order_and_any_repetition_give_the_same(
    said: Sequence[Said], data: st.DataObject
) -> None:
    mixed = data.draw(st.permutations([*said, *data.draw(st.lists(st.sampled_from(said)))]))
    assert same(fold(said), fold(mixed))


@given(streams())
def test_something_stands_of_every_slot_that_was_spoken_of(said: Sequence[Said]) -> None:
    found = fold(said)
    assert set(found.standing) == {one.slot for one in said}
    assert all(found.standing.values())


@given(streams())
def test_whoever_has_seen_everything_ends_every_conflict(said: Sequence[Said]) -> None:
    device = UUID(int=9)
    seen = {str(one): max(s.n for s in said if s.device == one) for one in {s.device for s in said}}
    last = [
        Said(id=UUID(int=n), device=device, n=n, seen=seen, at=NOON, slot=slot, value=7)
        for n, slot in enumerate(sorted({one.slot for one in said}), start=1)
    ]
    found = fold([*said, *last])
    assert not found.conflicts
    assert all(found.get(one.slot) == 7 for one in last)
