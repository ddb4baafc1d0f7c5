"""Colleagues' names, invitations of people who left, and buttons pressed twice."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.people_here import PASSWORD, House
from percuta_clinic.audit.models import Entry
from percuta_clinic.people.models import Account, Delegation, Invitation, RuleSetSignature
from percuta_clinic.people.rights import Role
from percuta_clinic.people.science import rule_families, rules_in_use
from percuta_clinic.people.services import (
    account_close,
    delegation_make,
    invitation_make,
    role_grant,
    rules_sign,
)

HERS = [
    "Dora Doktor",
    "  dora   DOKTOR ",
    "Dora\u200b Doktor",
    "\N{FULLWIDTH LATIN CAPITAL LETTER D}ora Doktor",
]


@pytest.mark.parametrize("name", HERS)
def test_nobody_takes_the_name_of_a_colleague(house: House, name: str) -> None:
    page = SignedIn(house.sina).post(reverse("my_account"), {"name": name})
    assert b"works here is called" in page.content
    assert Account.objects.get(pk=house.sina.pk).name == "Sina Sommer"


def test_the_own_name_can_be_written_otherwise(house: House) -> None:
    SignedIn(house.dora).post(reverse("my_account"), {"name": "DORA Doktor"})
    assert Account.objects.get(pk=house.dora.pk).name == "DORA Doktor"


def test_a_name_that_turns_the_line_around_is_refused(house: House) -> None:
    page = SignedIn(house.sina).post(reverse("my_account"), {"name": "Sina \u202erotkoD"})
    assert b"invisible sign" in page.content


def test_an_invited_person_does_not_enter_under_a_name_used_here(house: House) -> None:
    _, secret = invitation_make(by=house.olga, email="n@x.example", name="N", roles=[])
    given = {"name": "Dora Doktor", "password": PASSWORD, "again": PASSWORD}
    page = Client().post(reverse("invitation", args=[secret]), given)
    assert b"works here is called" in page.content
    assert not Account.objects.filter(email="n@x.example").exists()


def test_an_owner_who_is_shut_out_has_no_invitation_left_to_use(house: House) -> None:
    role_grant(by=house.olga.actor, account=house.fred, role=Role.OWNER)
    fred = Account.objects.get(pk=house.fred.pk)
    _, secret = invitation_make(by=fred, email="me@x.example", name="Me", roles=[Role.OWNER])
    account_close(by=house.olga.actor, account=fred)
    assert Client().get(reverse("invitation", args=[secret])).status_code == 404
    assert Entry.objects.filter(action="invitation.withdrawn").count() == 1


def test_a_withdrawn_invitation_is_not_sent_again(house: House) -> None:
    made, _ = invitation_make(by=house.olga, email="n@x.example", name="N", roles=[])
    browser = SignedIn(house.olga)
    for _ in range(2):
        browser.post(reverse("invitation_end", args=[made.pk]))
    browser.post(reverse("invite_again", args=[made.pk]))
    assert Invitation.objects.count() == 1
    assert Entry.objects.filter(action="invitation.withdrawn").count() == 1


def test_a_patients_invitation_is_no_matter_of_the_staff_list(house: House) -> None:
    made, _ = invitation_make(
        by=house.olga, email="p@x.example", name="P", roles=[Role.PATIENT], patient_id=house.bea.pk
    )
    answer = SignedIn(house.olga).post(reverse("invite_again", args=[made.pk]))
    assert answer.status_code == 404


def test_rules_signed_by_a_double_click_are_signed_once(house: House) -> None:
    read = [family.key for family in rule_families()]
    for _ in range(2):
        rules_sign(by=house.dora, digest=rules_in_use()[0], read=read)
    assert RuleSetSignature.objects.count() == 1


def test_a_delegation_given_by_a_double_click_is_given_once(house: House) -> None:
    def give() -> None:
        delegation_make(
            by=house.dora,
            specialist=house.sina,
            acts=["face"],
            max_depth_mm=Decimal(1),
            starts_on=date(2027, 1, 1),
            ends_on=date(2027, 2, 1),
        )

    give()
    with pytest.raises(ValidationError, match="exactly this delegation"):
        give()
    assert Delegation.objects.count() == 1
