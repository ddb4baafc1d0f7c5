"""What a thermometer said is read in either degree, and never lost where it cannot be read."""

from datetime import date

import pytest

from clinic.healing.checking import calm
from healing.check_ins import session
from percuta_clinic.healing.models import Urgent
from percuta_clinic.healing.science_triage import Judged, judged, kept, temperature, told_in_words

NEXT = date(2026, 11, 3)


def found(typed: str, **more: str) -> Judged:
    return judged(calm(**more) | {"temperature": typed}, session(), NEXT)


@pytest.mark.parametrize(
    ("typed", "celsius"),
    [("101", 38.3), ("101 °F", 38.3), ("100.4f", 38.0), ("38,5", 38.5), ("38.5 °C", 38.5)],
)
def test_both_degrees_are_read(typed: str, celsius: float) -> None:
    assert temperature(typed) == celsius
    assert found(typed).level == Urgent.TODAY


@pytest.mark.parametrize("typed", ["101 °C", "20", "120 F", "high", "385"])
def test_what_cannot_be_read_leaves_the_fever_not_known_and_is_kept(typed: str) -> None:
    assert temperature(typed) is None
    judged_so = found(typed)
    assert judged_so.level == Urgent.WATCH
    assert "fever" in judged_so.not_known
    told = kept(calm() | {"temperature": typed})
    assert typed in {one.told for one in told_in_words(told)}


def test_a_fever_that_was_told_stays_told_beside_it() -> None:
    assert found("101 °C", fever="yes").level == Urgent.TODAY
