"""Medicines that are offered while a patient types."""

import pytest

from clinic.intake.filled import Typed, fill
from clinic.people_here import House
from percuta.screening.catalogue import QUESTIONS
from percuta.screening.medicine_names import NAMES
from percuta_clinic.intake.science.faults import TAKEN
from percuta_clinic.intake.science.medicines import suggestions
from percuta_clinic.intake.services import form_open, form_save, reading_of


@pytest.mark.parametrize(("typed", "name"), [("ibup", "ibuprofen"), ("apix", "apixaban")])
def test_what_is_offered_is_the_name_alone(typed: str, name: str) -> None:
    assert suggestions(typed)[0] == name


def test_one_letter_offers_nothing_yet() -> None:
    assert suggestions("i") == []


TAKEN_NAMED = {key for keys in NAMES for key in keys}


@pytest.mark.parametrize("key", TAKEN)
def test_taking_none_does_not_fit_beside_one_that_is_taken(house: House, key: str) -> None:
    assert key in TAKEN_NAMED
    form = form_open(by=house.fred.actor, patient=house.amara)
    form = fill(form, **{key: "yes"}, medicines_any="no")
    found = {one.field: one.words for one in reading_of(form).faults}
    assert f"no medicine, but yes to: {QUESTIONS[key].text}" in found["medicines_any"]
    changed: dict[str, Typed] = {"medicines_any": "yes", "medicine": ["Of mine 5 mg"]}
    form = form_save(form=form, changed=changed, version=form.version).form
    assert "medicines_any" not in {one.field for one in reading_of(form).faults}


def test_an_illness_may_be_why_without_any_medicine(house: House) -> None:
    form = form_open(by=house.fred.actor, patient=house.amara)
    form = fill(form, immunosuppression="yes", medicines_any="no")
    assert reading_of(form).faults == ()
