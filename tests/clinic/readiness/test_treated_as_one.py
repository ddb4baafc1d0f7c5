"""Skin needled while two records were one: it may be anybody's of the two, so both rest."""

from datetime import timedelta

import pytest

from clinic.booking.treated import began, in_room, sign, treat
from clinic.conftest import SignedIn
from clinic.intake.filled import fill
from clinic.people_here import House
from clinic.readiness.test_parted_records import as_now, one_of, part, stands
from clinic.screening.through import AMARA, HEALTHY, answer, today
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.booking.queries import NO_SESSIONS, sessions_by, sessions_of
from percuta_clinic.intake.services import form_open
from percuta_clinic.patients.merging import merge
from percuta_clinic.patients.models import Merge, Patient
from percuta_clinic.portal.ahead import ahead_of
from percuta_clinic.screening.services import answers_received

pytestmark = pytest.mark.django_db


def given(house: House, patient: Patient) -> Visit:
    """Skin is needled, and the visit is over."""
    sign(house)
    visit = treat(house, in_room(house, as_now(patient)))
    Visit.objects.filter(pk=visit.pk).update(state=State.FINISHED)
    visit.refresh_from_db()
    return visit


def needled_as_one(house: House) -> tuple[Merge, Visit]:
    made = one_of(house)
    return made, given(house, house.amara)


def asked_anew(house: House, patient: Patient) -> None:
    form = form_open(by=house.fred.actor, patient=as_now(patient))
    answers_received(by=AMARA, form=fill(form, **HEALTHY))


@pytest.mark.parametrize("whose", ["amara", "bea"])
def test_a_treatment_of_both_is_the_last_one_of_each(house: House, whose: str) -> None:
    made, visit = needled_as_one(house)
    part(house, made)
    had = sessions_of(getattr(house, whose).pk)
    assert (had.done, had.last_on, had.last_at) == (1, today(), visit.treatment_began_at)
    assert had.of_two is (whose == "bea")


@pytest.mark.parametrize("whose", ["amara", "bea"])
def test_both_rest_whatever_they_answer_after_it(house: House, whose: str) -> None:
    patient = getattr(house, whose)
    answer(house, patient)
    made, _ = needled_as_one(house)
    part(house, made)
    assert stands(patient, days=60).outdated
    asked_anew(house, patient)
    assert stands(patient, days=3).state == "not_now"


def test_the_notice_names_the_treatment_and_both_persons(house: House) -> None:
    made, _ = needled_as_one(house)
    path = f"/patients/merges/{made.pk}/undo/"
    page = SignedIn(house.fred).post(path, follow=True).text
    assert f"Skin was needled on {today():%-d %B %Y}, " in page
    assert "Ask Amara Okafor and Bea Novák both whose skin it was." in page
    assert str(house.needling) in page


def test_a_treatment_of_before_the_merge_stays_one_persons(house: House) -> None:
    visit = given(house, house.amara)
    began(visit, timedelta(hours=1))
    undone = part(house, one_of(house))
    assert sessions_of(house.bea.pk) == NO_SESSIONS
    assert "needled" not in str(undone.remarks)


def test_a_treatment_after_the_parting_stays_one_persons(house: House) -> None:
    part(house, one_of(house))
    given(house, house.amara)
    assert sessions_of(house.bea.pk) == NO_SESSIONS


def test_a_treatment_in_a_chain_of_records_counts_for_each(house: House) -> None:
    third = Patient.objects.create(given_name="Cleo", family_name="Third")
    first = one_of(house)
    second = merge(by=house.dora, keep=third, gone=as_now(house.amara))
    given(house, third)
    part(house, second)
    undone = part(house, first)
    everybody = [third.pk, house.amara.pk, house.bea.pk]
    assert {had.done for had in sessions_by(everybody).values()} == {1}
    assert "Skin was needled on" in str(undone.remarks)


def test_a_treatment_goes_along_where_its_record_is_merged_rightly(house: House) -> None:
    third = Patient.objects.create(given_name="Cleo", family_name="Third")
    made, _ = needled_as_one(house)
    part(house, made)
    merge(by=house.dora, keep=third, gone=as_now(house.amara))
    had = sessions_by([third.pk, house.bea.pk])
    assert [had[third.pk].done, had[house.bea.pk].done] == [1, 1]


def test_a_treatment_that_goes_on_does_not_count_against_itself(house: House) -> None:
    made, visit = needled_as_one(house)
    part(house, made)
    keys = [house.amara.pk, house.bea.pk]
    assert sessions_by(keys, but=[visit.pk]) == {}


def test_who_may_have_been_treated_reads_no_more_than_that(house: House) -> None:
    made, _ = needled_as_one(house)
    part(house, made)
    asked_anew(house, house.bea)
    (task,) = [
        one
        for one in ahead_of(as_now(house.bea), house.clinic).tasks
        if one.state == "Your skin rests"
    ]
    assert "may have been treated here on" in task.words
