"""What the card of a plan says of the days after, page and calendar file of its session say too."""

from datetime import UTC, datetime, timedelta
from functools import cache
from types import MappingProxyType
from uuid import UUID, uuid4

import pytest

from percuta.casefile.packaged import examples
from percuta.cli.load import answer, load
from percuta.healing.holding import AGAIN
from percuta.report.document import Document
from percuta_clinic.healing.science import DaysAfter, days_after
from percuta_clinic.healing.science_days import again_after
from percuta_clinic.planning.science import Made
from percuta_clinic.treatment.folding import Folded, Said

NOON = datetime(2026, 9, 14, 12, tzinfo=UTC)
SUN = frozenset({"after.sunscreen", "after.long_sun", "after.little_sun"})


@cache
def document_of(name: str) -> Document:
    return answer(load(None, name))


PLANNED = [name for name in examples() if document_of(name).plan is not None]


def given(document: Document) -> DaysAfter:
    """Its first session as planned, as the page after it is made."""
    assert document.plan is not None
    slots = {f"zone/{one.zone}": 0.5 for one in document.plan.zones}
    standing = {
        slot: (
            Said(
                id=uuid4(),
                device=UUID(int=1),
                n=n,
                seen={},
                at=NOON,
                slot=slot,
                value={"depth_mm": depth, "passes": 4, "endpoint": "redness", "done": True},
            ),
        )
        for n, (slot, depth) in enumerate(slots.items(), start=1)
    }
    pack = MappingProxyType({"device": {"key": document.device_key}})
    found = days_after(Folded(standing=standing), pack, Made(document=document))
    assert found is not None
    return found


@pytest.mark.parametrize("name", PLANNED)
def test_card_and_page_say_the_same_of_the_sun(name: str) -> None:
    document = document_of(name)
    assert document.care is not None
    card = {one.key: (one.patient, one.to_hour) for one in document.care.aftercare}
    page = {
        one.key: (one.patient, one.to_hour.value if one.to_hour is not None else None)
        for one in given(document).advice
    }
    assert {key: card.get(key) for key in SUN} == {key: page.get(key) for key in SUN}


@pytest.mark.parametrize("name", PLANNED)
def test_the_calendar_file_begins_again_when_the_card_says(name: str) -> None:
    document = document_of(name)
    assert document.care is not None
    card = {
        one.key: NOON + timedelta(hours=one.to_hour)
        for one in document.care.aftercare
        if one.key in AGAIN and one.to_hour is not None
    }
    rows = {one.key: one.at for one in again_after(given(document), NOON, NOON)}
    assert rows == card
