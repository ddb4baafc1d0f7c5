"""Medicines that are offered while a patient types."""

import pytest

from percuta_clinic.intake.science.medicines import suggestions


@pytest.mark.parametrize(("typed", "name"), [("ibup", "ibuprofen"), ("apix", "apixaban")])
def test_what_is_offered_is_the_name_alone(typed: str, name: str) -> None:
    assert suggestions(typed)[0] == name


def test_one_letter_offers_nothing_yet() -> None:
    assert suggestions("i") == []
