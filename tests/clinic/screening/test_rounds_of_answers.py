"""Answers of several forms: nothing that held treatment back is taken back unseen."""

from datetime import timedelta

import pytest

from clinic.conftest import SignedIn
from clinic.intake.filled import Typed
from clinic.people_here import House
from clinic.screening.through import answer, today
from percuta_clinic.intake.models import Form, Source
from percuta_clinic.intake.science.told import Piece
from percuta_clinic.intake.services import Incomplete
from percuta_clinic.patients.merging import merge
from percuta_clinic.patients.models import Patient
from percuta_clinic.screening.queries import standing
from percuta_clinic.screening.services import answers_mended

AGAIN: dict[str, Typed] = {"new_since": "no", "unexpected_since": "no", "not_calm_yet": "no"}


def state(house: House) -> str:
    return standing(house.amara, day=today()).state


@pytest.mark.parametrize("key", ["immunosuppression", "poor_healing"])
def test_a_grave_yes_is_not_undone_by_a_later_no(house: House, key: str) -> None:
    answer(house, **{key: "yes"})
    assert state(house) == "doctor"
    answer(house, **AGAIN, **{key: "no"})
    assert standing(house.amara, day=today()).words == "1 question open"
    page = SignedIn(house.sina).get(f"/patients/{house.amara.pk}/screening/").content.decode()
    assert "The patient says no now and said yes before" in page


def test_a_kept_no_is_asked_again_beside_a_medicine_that_denies_it(house: House) -> None:
    answer(house, diabetes="no")
    metformin: dict[str, Typed] = {"medicines_any": "yes", "medicine": ["Metformin 500 mg"]}
    assert "q-diabetes" not in answer(house, **AGAIN).values
    with pytest.raises(Incomplete, match="do not fit"):
        answer(house, **AGAIN, **metformin, diabetes="no")
    answer(house, **AGAIN, **metformin, diabetes="yes", diabetes_controlled="yes")
    assert state(house) == "doctor"


def test_a_clinician_who_asks_makes_the_later_no_count(house: House) -> None:
    answer(house, suspicious_spot="some", z__suspicious_spot=["cheek_left"])
    form = answer(house, **AGAIN)
    assert state(house) == "ask"
    mend(house, form, ("suspicious_spot", "cheek_left"))
    assert state(house) == "clear"
    answer(house, **AGAIN)
    assert state(house) == "clear"


def mend(house: House, form: Form, at: tuple[str, str]) -> None:
    piece = Piece(key=at[0], zone=at[1], value="no")
    answers_mended(
        by=house.dora,
        form=form,
        pieces=[piece],
        source=Source.EXAMINED,
        reason="seen by a dermatologist, letter is here",
    )


def test_a_place_left_out_for_one_form_keeps_its_yes(house: House) -> None:
    spot: dict[str, Typed] = {"suspicious_spot": "some", "z__suspicious_spot": ["cheek_left"]}
    answer(house, **spot)
    answer(house, **AGAIN, wish__fine_lines=["forehead"])
    answer(house, **AGAIN)
    assert state(house) == "ask"


def test_a_last_time_stays_through_every_later_form(house: House) -> None:
    day = today() - timedelta(days=20)
    answer(house, isotretinoin_last="date", d__isotretinoin_last=day.isoformat())
    assert state(house) == "not_now"
    answer(house, **AGAIN, isotretinoin_now="yes")
    answer(house, **AGAIN, isotretinoin_now="no", isotretinoin_last="never")
    assert state(house) in ("not_now", "ask")


def test_merged_records_lose_nothing_of_either(house: House) -> None:
    answer(house, keloid="yes", isotretinoin_now="yes")
    twin = Patient.objects.create(
        given_name="Amara", family_name="Twin", birth_date=house.amara.birth_date
    )
    answer(house, twin)
    merge(by=house.dora, keep=house.amara, gone=twin)
    assert state(house) != "clear"
