"""A referral is told wherever it matters: to who treats, to who is sent, and to the doctor."""

from datetime import timedelta

import pytest
from django.urls import reverse

from clinic.booking.treated import in_room, sign
from clinic.conftest import SignedIn
from clinic.intake.filled import Typed
from clinic.intake.visiting import ByLink
from clinic.people_here import House
from clinic.screening.test_referring import LESION, refer
from clinic.screening.test_waiting import SPOT
from clinic.screening.through import answer, today, tomorrow, visit_on
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.readiness.items import Part
from percuta_clinic.readiness.strip import strip_of
from percuta_clinic.screening.referred import in_short, referrals
from percuta_clinic.screening.science import result_of

pytestmark = pytest.mark.django_db
CHIP = "Referred: no needles on left cheek"
TWO: dict[str, Typed] = {"wish__fine_lines": ["cheek_left", "forehead"]}
OPEN: dict[str, Typed] = {"keloid": "not known"}


def page_of(account: Account, name: str, *keys: object) -> str:
    return SignedIn(account).get(reverse(name, args=keys)).content.decode()


def back() -> str:
    return f"{today() + timedelta(days=14):%-d %B %Y}"


def test_the_strip_says_referred_and_not_how_many_questions(house: House) -> None:
    answer(house, **SPOT, **TWO, **OPEN)
    visit = visit_on(house, tomorrow())
    refer(house)
    strip = strip_of(visit)
    assert strip
    (item,) = [one for one in strip.items if one.part is Part.SCREENING]
    assert (item.words, item.is_missing) == (CHIP, True)
    assert f"comes back to the doctors’ list after {back()}" in item.way_out
    assert "1 question open" in item.way_out
    assert item.for_desk == "Questions open"


def test_the_front_desk_reads_nothing_of_a_referral(house: House) -> None:
    answer(house, **SPOT, **OPEN)
    visit = visit_on(house, today())
    refer(house)
    for page in (page_of(house.fred, "board"), page_of(house.fred, "visit", visit.pk)):
        assert "eferred" not in page


@pytest.mark.parametrize("name", ["board", "visit"])
def test_board_and_visit_tell_the_specialist(house: House, name: str) -> None:
    answer(house, **SPOT, **OPEN)
    visit = visit_on(house, today())
    refer(house)
    page = page_of(house.sina, name, *([visit.pk] if name == "visit" else []))
    assert CHIP in page


def test_what_is_left_out_names_the_referral_where_the_rest_is_clear(house: House) -> None:
    answer(house, **SPOT, **TWO)
    visit = visit_on(house, tomorrow())
    refer(house)
    strip = strip_of(visit)
    assert strip
    assert strip.limits[0].endswith(f"It comes back to the doctors’ list after {back()}.")
    assert "No needles on left cheek." in page_of(house.sina, "visit", visit.pk)


def test_a_board_row_tells_the_referral_before_the_treatment(house: House) -> None:
    sign(house)
    answer(house, **SPOT, **TWO)
    in_room(house, Patient.objects.get(pk=house.amara.pk))
    refer(house)
    assert "No needles on left cheek." in page_of(house.sina, "board")


def test_the_head_of_the_screening_is_not_green_beside_a_spot(house: House) -> None:
    answer(house, **SPOT, **TWO)
    before = page_of(house.sina, "screening", house.amara.pk)
    assert 'class="card verdict stop"' in before
    refer(house)
    after = page_of(house.sina, "screening", house.amara.pk)
    assert 'class="card verdict warn"' in after
    assert "May not wait" not in after
    assert f"{house.dora.name} referred this on" in after


def test_a_doctor_writes_a_referral_down_and_decides_nothing(house: House) -> None:
    answer(house, **SPOT)
    page = page_of(house.dora, "screening", house.amara.pk)
    assert "Write down the referral" in page
    assert "Decide as" not in page
    assert "nobody overrules this; a doctor refers it" in page
    refer(house)
    page = page_of(house.dora, "screening", house.amara.pk)
    assert "Refer again" in page
    assert "comes back to the doctors’ list after" in page
    assert "until 1" not in page.split("decisions")[1].split("</li>")[0]


def test_a_patient_reads_everywhere_that_a_doctor_has_referred_her(house: House) -> None:
    answer(house, **SPOT)
    refer(house)
    home = SignedIn(house.amara_herself).get("/my/").content.decode()
    result = ByLink(house.amara).get(reverse("my_result")).content.decode()
    for page in (home, result):
        assert "A doctor has referred you" in page
        assert f"{house.dora.name} referred you on {today():%-d %B %Y}" in page
        assert "Please do not wait with this" not in page
        assert "old scar" not in page


def test_the_other_places_of_who_is_referred_are_not_called_all_clear(house: House) -> None:
    answer(house, **SPOT, **TWO)
    refer(house)
    page = ByLink(house.amara).get(reverse("my_result")).content.decode()
    assert "Please go where the doctor referred you first" in page


def test_many_places_of_a_referral_fit_a_chip(house: House) -> None:
    both = ["cheek_left", "forehead"]
    answer(house, wish__fine_lines=both, suspicious_spot="some", z__suspicious_spot=both)
    refer(house)
    result = result_of(house.amara, day=today())
    assert result
    sent = list(referrals(result.screening.findings, result.decisions))
    assert in_short(sent) == "Referred: no needles in 2 places"
    assert {one.title for one in sent} == {
        one.title for one in result.screening.findings if one.rule == LESION
    }
