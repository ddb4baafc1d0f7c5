"""Who stands in the doctor's list: whoever she decides on, and whoever may not wait."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from clinic.conftest import SignedIn
from clinic.intake.filled import Typed
from clinic.people_here import House
from clinic.screening.test_decisions import mend
from clinic.screening.through import answer, today, tomorrow, visit_on
from percuta.finding import Finding
from percuta.screening.catalogue import RULES_BY_ID
from percuta_clinic.patients.models import Patient, TeamMember
from percuta_clinic.patients.services import patient_change
from percuta_clinic.people.models import Account, RoleGrant
from percuta_clinic.readiness.items import Part, Tone
from percuta_clinic.readiness.strip import strip_of
from percuta_clinic.screening.queries import standing
from percuta_clinic.screening.science import result_of
from percuta_clinic.screening.waiting import pressing, waiting

SPOT: dict[str, Typed] = {"suspicious_spot": "some", "z__suspicious_spot": ["cheek_left"]}
REFER = "Refer now: skin cancer or a suspicious…"
IN_FULL = "Refer now: skin cancer or a suspicious spot in the area"
IRRADIATED: dict[str, Typed] = {"irradiated_skin": "some", "z__irradiated_skin": ["cheek_left"]}


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
    assert IN_FULL in page
    mend(house, form, key="suspicious_spot", zone="cheek_left", value="no")
    assert not standing(house.amara, day=today()).urgent


def test_a_suspicious_spot_comes_before_an_earlier_visit(house: House) -> None:
    answer(house, house.bea, keloid="yes")
    visit_on(house, tomorrow(), house.bea)
    answer(house, **SPOT)
    visit_on(house, tomorrow() + timedelta(days=1))
    assert [one.patient for one in waiting(house.dora)] == [house.amara, house.bea]
    page = SignedIn(house.dora).get(reverse("screening_waiting")).content.decode()
    assert page.index(IN_FULL) < page.index("Tendency to keloids")


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


def board(account: Account) -> str:
    return SignedIn(account).get(reverse("board")).content.decode()


def test_what_may_not_wait_stands_before_everything_else_on_the_board(house: House) -> None:
    answer(house, house.bea, keloid="yes")
    answer(house, **SPOT)
    page = board(house.dora)
    assert page.index("May not wait") < page.index("Nobody is waiting") < page.index("To decide")
    assert page.count(IN_FULL) == 1
    assert 'See all<span class="sr">: May not wait' in page
    assert "has to be told" not in page


def test_a_specialist_reads_on_the_board_what_may_not_wait_and_whom_to_tell(house: House) -> None:
    assert "May not wait" not in board(house.sina)
    answer(house, **SPOT)
    page = board(house.sina)
    assert IN_FULL in page
    assert "A doctor has to be told now: Dora Doktor." in page
    assert reverse("screening", args=[house.amara.pk]) in page
    assert page.index(IN_FULL) < page.index("Nobody is waiting")
    for account in (house.fred, house.olga):
        assert "May not wait" not in board(account)


def test_a_specialist_without_the_chart_reads_nothing_of_it(house: House) -> None:
    answer(house, **SPOT)
    Patient.objects.filter(pk=house.amara.pk).update(restricted=True)
    assert "May not wait" not in board(house.sina)
    TeamMember.objects.create(patient=house.amara, account=house.sina)
    assert IN_FULL in board(house.sina)


def test_where_no_doctor_works_the_board_says_so(house: House) -> None:
    answer(house, **SPOT)
    RoleGrant.objects.filter(account=house.dora).update(ended_at=timezone.now())
    assert "told now: no doctor works here" in board(house.sina)


def test_the_list_of_a_doctor_cuts_no_words(house: House) -> None:
    answer(house, **SPOT)
    answer(house, house.bea, heart_disease="yes", keloid="yes")
    page = SignedIn(house.dora).get(reverse("screening_waiting")).content.decode()
    assert IN_FULL in page
    assert "…" not in page
    (one,) = (one for one in waiting(house.dora) if one.patient == house.bea)
    titles = [RULES_BY_ID[f.rule].title for f in found(house.bea) if f.severity.value == "doctor"]
    assert titles[1:]
    assert one.standing.in_full == "; ".join(dict.fromkeys(titles))


def found(patient: Patient) -> Sequence[Finding]:
    result = result_of(patient, day=today())
    assert result is not None
    return result.screening.findings


def test_a_decision_about_some_places_says_about_how_many(house: House) -> None:
    answer(house, wish__fine_lines=["cheek_left", "forehead"], **IRRADIATED)
    (one,) = waiting(house.dora)
    assert one.standing.in_full.endswith(", 1 of 2 places")


def test_looking_for_what_may_not_wait_asks_no_more_for_many_patients(
    house: House, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for patient in (house.amara, house.bea):
        answer(house, patient)
    with django_assert_max_num_queries(2):
        assert pressing(house.sina) == []
    for patient in (house.amara, house.bea):
        answer(house, patient, **SPOT)
    with django_assert_max_num_queries(14):
        assert len(pressing(house.sina)) == 2
