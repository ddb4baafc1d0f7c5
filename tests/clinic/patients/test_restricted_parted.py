"""Two records parted again: what is in either may be the other's, so both stay as shut."""

import pytest

from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.patients.access import GlassShut, chart_for
from percuta_clinic.patients.merging import Undone, merge, undo_merge
from percuta_clinic.patients.models import Merge, Patient
from percuta_clinic.patients.restricting import access_set
from percuta_clinic.people.models import Account

pytestmark = pytest.mark.django_db


def as_now(patient: Patient) -> Patient:
    return Patient.objects.get(pk=patient.pk)


def shut(house: House, patient: Patient, *team: Account) -> None:
    now = as_now(patient)
    access_set(by=house.dora, patient=now, version=now.version, restricted=True, team=team)


def one_of(house: House) -> Merge:
    return merge(by=house.dora, keep=as_now(house.amara), gone=as_now(house.bea))


def part(house: House, made: Merge) -> Undone:
    return undo_merge(by=house.dora, merge=made)


def teams(house: House) -> list[set[str]]:
    return [
        {one.account.name for one in as_now(who).team.all()} for who in (house.amara, house.bea)
    ]


def is_shut_to_sina(house: House) -> list[bool]:
    found = []
    for patient in (house.amara, house.bea):
        try:
            chart_for(house.sina, patient.pk)
        except GlassShut:
            found.append(True)
        else:
            found.append(False)
    return found


def test_a_chart_shut_while_two_were_one_leaves_neither_open(house: House) -> None:
    made = one_of(house)
    shut(house, house.amara, house.dora)
    undone = part(house, made)
    assert is_shut_to_sina(house) == [True, True]
    assert teams(house) == [{house.dora.name}, {house.dora.name}]
    assert "The chart of Bea Novák is restricted now" in str(undone.remarks)
    assert Entry.objects.filter(patient_id=house.bea.pk, action="chart.restricted").exists()


def test_a_restriction_set_anew_meanwhile_is_not_lifted(house: House) -> None:
    shut(house, house.bea, house.dora)
    made = one_of(house)
    shut(house, house.amara, house.dora)
    part(house, made)
    assert is_shut_to_sina(house) == [True, True]


def test_both_stay_shut_where_one_was_and_its_team_opens_them(house: House) -> None:
    shut(house, house.bea, house.dora, house.sina)
    part(house, one_of(house))
    assert as_now(house.amara).restricted
    assert teams(house) == [{house.dora.name, house.sina.name}] * 2
    now = as_now(house.amara)
    access_set(by=house.dora, patient=now, version=now.version, restricted=False, team=[])
    assert [as_now(one).restricted for one in (house.amara, house.bea)] == [False, True]


def test_charts_that_were_open_stay_open_after_an_undo(house: House) -> None:
    undone = part(house, one_of(house))
    assert is_shut_to_sina(house) == [False, False]
    assert undone.remarks == ()


def test_each_shut_chart_keeps_its_own_team(house: House) -> None:
    shut(house, house.amara, house.dora)
    shut(house, house.bea, house.dora, house.sina)
    part(house, one_of(house))
    assert teams(house) == [{house.dora.name}, {house.dora.name, house.sina.name}]


def test_the_notice_of_an_undo_says_which_chart_is_shut_now(house: House) -> None:
    made = one_of(house)
    shut(house, house.amara, house.dora)
    page = SignedIn(house.dora).post(f"/patients/merges/{made.pk}/undo/", follow=True).text
    assert "The chart of Bea Novák is restricted now, with the team of Amara Okafor" in page
