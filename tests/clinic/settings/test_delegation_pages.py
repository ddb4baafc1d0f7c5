"""A doctor delegates within limits, a specialist sees it, and it ends."""

from datetime import date, timedelta

import pytest

from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.people.models import Delegation
from percuta_clinic.people.queries import delegations_on
from percuta_clinic.people.rights import Role
from percuta_clinic.people.services import role_end
from percuta_clinic.premises.queries import today

NEW = "/settings/delegations/new/"


def _values(house: House, **changed: object) -> dict[str, object]:
    day = today(house.clinic)
    return {
        "specialist": house.sina.pk,
        "acts": ["face", "numbing"],
        "max_depth_mm": "1.25",
        "starts_on": day,
        "ends_on": day + timedelta(days=90),
        "limits": "Not around the eyes <b>",
        **changed,
    }


def test_the_specialist_sees_what_was_delegated(house: House) -> None:
    assert SignedIn(house.dora).post(NEW, _values(house)).status_code == 302
    page = SignedIn(house.sina).get("/settings/delegations/").content.decode()
    assert "Delegated to you" in page
    assert "1.25" in page
    assert "Not around the eyes &lt;b&gt;" in page
    assert "In force" in page


def test_a_delegation_that_ends_soon_is_marked(house: House) -> None:
    soon = today(house.clinic) + timedelta(days=10)
    SignedIn(house.dora).post(NEW, _values(house, ends_on=soon))
    assert "Ends in 10 days" in SignedIn(house.sina).get("/settings/delegations/").content.decode()


def test_a_withdrawn_delegation_allows_nothing(house: House) -> None:
    browser = SignedIn(house.dora)
    browser.post(NEW, _values(house))
    browser.post(f"/settings/delegations/{Delegation.objects.get().pk}/withdraw/")
    assert delegations_on(specialist=house.sina, day=today(house.clinic)) == []
    assert "Withdrawn" in browser.get("/settings/delegations/").content.decode()


def test_a_specialist_cannot_withdraw_or_give(house: House) -> None:
    SignedIn(house.dora).post(NEW, _values(house))
    key = Delegation.objects.get().pk
    browser = SignedIn(house.sina)
    assert browser.post(f"/settings/delegations/{key}/withdraw/").status_code == 404
    assert browser.post(NEW, _values(house)).status_code == 404


def test_a_delegation_of_somebody_no_longer_doctor_says_so(house: House) -> None:
    SignedIn(house.dora).post(NEW, _values(house))
    role_end(by=house.olga.actor, account=house.dora, role=Role.DOCTOR)
    page = SignedIn(house.sina).get("/settings/delegations/").content.decode()
    assert "Dora Doktor is no doctor here any more" in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("max_depth_mm", "0"),
        ("max_depth_mm", "2.55"),
        ("acts", []),
        ("ends_on", date(2020, 1, 1)),
        ("specialist", ""),
    ],
)
def test_a_delegation_without_sense_is_refused(house: House, field: str, value: object) -> None:
    answer = SignedIn(house.dora).post(NEW, _values(house, **{field: value}))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Delegation.objects.exists()


def test_only_specialists_can_be_chosen(house: House) -> None:
    answer = SignedIn(house.dora).post(NEW, _values(house, specialist=house.fred.pk))
    assert answer.status_code == 422
