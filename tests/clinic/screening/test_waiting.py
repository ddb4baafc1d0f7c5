"""Who stands in the doctor's list: whoever she decides on, and whoever may not wait."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.intake.filled import Typed
from clinic.people_here import House
from clinic.screening.test_decisions import mend
from clinic.screening.through import answer, today, tomorrow, visit_on
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.services import patient_change
from percuta_clinic.readiness.strip import Part, Tone, strip_of
from percuta_clinic.screening.queries import standing
from percuta_clinic.screening.waiting import waiting

SPOT: dict[str, Typed] = {"suspicious_spot": "some", "z__suspicious_spot": ["cheek_left"]}
REFER = "Refer now: skin cancer or a suspicious…"


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({}, "not_now"),
        ({"keloid": "yes"}, "not_now"),
        ({"wish__fine_lines": ["cheek_left", "forehead"]}, "clear"),
    ],
)
def test_a_suspicious_spot_is_named_first_and_a_doctor_sees_it(
    house: House, more: dict[str, Typed], state: str
) -> None:
    form = answer(house, **SPOT, **more)
    now = standing(house.amara, day=today())
    assert (now.state, now.urgent, now.words) == (state, True, REFER)
    (one,) = waiting(house.dora)
    assert one.standing.for_doctor == REFER
    page = SignedIn(house.dora).get(reverse("board")).content.decode()
    assert REFER in page
    mend(house, form, key="suspicious_spot", zone="cheek_left", value="no")
    assert not standing(house.amara, day=today()).urgent


def test_a_suspicious_spot_comes_before_an_earlier_visit(house: House) -> None:
    answer(house, house.bea, keloid="yes")
    visit_on(house, tomorrow(), house.bea)
    answer(house, **SPOT)
    visit_on(house, tomorrow() + timedelta(days=1))
    assert [one.patient for one in waiting(house.dora)] == [house.amara, house.bea]
    page = SignedIn(house.dora).get(reverse("screening_waiting")).content.decode()
    assert page.index(REFER) < page.index("Tendency to keloids")


def test_a_spot_elsewhere_is_on_the_strip_without_stopping_what_is_clear(house: House) -> None:
    answer(house, **SPOT, wish__fine_lines=["cheek_left", "forehead"])
    strip = strip_of(visit_on(house, tomorrow()))
    assert strip is not None
    (item,) = (one for one in strip.items if one.part is Part.SCREENING)
    assert (item.tone, item.words, item.is_missing) == (Tone.MISSING, REFER, False)
    assert item.for_desk == "A doctor explains"


def test_a_corrected_birth_date_brings_a_patient_into_the_list(house: House) -> None:
    answer(house)
    visit_on(house, tomorrow())
    assert waiting(house.dora) == []
    amara = Patient.objects.get(pk=house.amara.pk)
    born = date(today().year - 20, 1, 1)
    patient_change(
        by=house.fred, patient=amara, version=amara.version, details={"birth_date": born}
    )
    (one,) = waiting(house.dora)
    assert one.patient == house.amara
