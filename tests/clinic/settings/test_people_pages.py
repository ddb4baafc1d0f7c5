"""People are invited, given roles and shut out; every way fails closed."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.outbox.models import Message
from percuta_clinic.people.models import Account, Invitation
from percuta_clinic.people.rights import Role
from percuta_clinic.people.services import invitation_of, role_grant

INVITE = {"name": "Nina New", "email": "nina@clinic.example", "roles": ["specialist", "owner"]}


def _invite(browser: SignedIn, **changed: object) -> str:
    page = browser.post("/settings/people/invite/", {**INVITE, **changed}).content.decode()
    return str(re.findall(r"/invitation/([\w-]+)/", page)[0])


def _fresh(account: Account) -> Account:
    return Account.objects.get(pk=account.pk)


def test_an_invitation_shows_its_link_once_and_sends_a_letter(house: House) -> None:
    browser = SignedIn(house.olga)
    secret = _invite(browser)
    made = invitation_of(secret)
    assert made is not None
    assert made.roles == ["specialist", "owner"]
    assert Message.objects.get(occasion="invitation").address == "nina@clinic.example"
    assert secret not in browser.get("/settings/people/").content.decode()


def test_the_secret_of_an_invitation_is_stored_nowhere_readable(house: House) -> None:
    secret = _invite(SignedIn(house.olga))
    assert secret not in Message.objects.get().body
    assert not Entry.objects.filter(reason__contains=secret).exists()
    assert secret not in str(Invitation.objects.values())


def test_inviting_again_makes_the_first_link_useless(house: House) -> None:
    browser = SignedIn(house.olga)
    first = _invite(browser)
    key = Invitation.objects.get().pk
    page = browser.post(f"/settings/invitations/{key}/again/").content.decode()
    second = re.findall(r"/invitation/([\w-]+)/", page)[0]
    assert invitation_of(first) is None
    assert invitation_of(second) is not None


def test_a_withdrawn_invitation_opens_nothing(house: House) -> None:
    browser = SignedIn(house.olga)
    secret = _invite(browser)
    browser.post(f"/settings/invitations/{Invitation.objects.get().pk}/withdraw/")
    assert invitation_of(secret) is None
    assert "Nobody is invited right now" in browser.get("/settings/people/").content.decode()


def test_an_invitation_without_a_role_is_refused(house: House) -> None:
    answer = SignedIn(house.olga).post("/settings/people/invite/", {**INVITE, "roles": []})
    assert answer.status_code == 422
    assert not Invitation.objects.exists()


def test_nobody_is_invited_as_a_patient_here(house: House) -> None:
    answer = SignedIn(house.olga).post("/settings/people/invite/", {**INVITE, "roles": ["patient"]})
    assert answer.status_code == 422


def test_an_address_with_an_account_leads_to_that_account(house: House) -> None:
    answer = SignedIn(house.olga).post(
        "/settings/people/invite/", {**INVITE, "email": "Sina@clinic.example"}
    )
    assert answer.headers["Location"] == f"/settings/people/{house.sina.pk}/"


def test_a_role_is_given_and_ended(house: House) -> None:
    browser = SignedIn(house.olga)
    path = f"/settings/people/{house.fred.pk}/"
    browser.post(f"{path}give/", {"role": "doctor"})
    assert Role.DOCTOR in _fresh(house.fred).roles
    browser.post(f"{path}end/", {"role": "doctor"})
    assert Role.DOCTOR not in _fresh(house.fred).roles


@pytest.mark.parametrize("role", ["patient", "king", ""])
def test_a_role_that_is_not_of_the_staff_is_not_given(house: House, role: str) -> None:
    SignedIn(house.olga).post(f"/settings/people/{house.fred.pk}/give/", {"role": role})
    assert _fresh(house.fred).roles == (Role.FRONT_DESK,)


def test_the_last_owner_keeps_the_role(house: House) -> None:
    browser = SignedIn(house.olga)
    answer = browser.post(f"/settings/people/{house.olga.pk}/end/", {"role": "owner"}, follow=True)
    assert "is the only owner" in answer.content.decode()
    assert _fresh(house.olga).roles == (Role.OWNER,)


def test_the_last_owner_cannot_close_the_own_account(house: House) -> None:
    SignedIn(house.olga).post(f"/settings/people/{house.olga.pk}/close/")
    assert _fresh(house.olga).is_active
    assert _fresh(house.olga).roles == (Role.OWNER,)


def test_one_of_two_owners_may_go(house: House) -> None:
    role_grant(by=house.olga.actor, account=house.dora, role=Role.OWNER)
    browser = SignedIn(house.olga)
    answer = browser.post(f"/settings/people/{house.olga.pk}/end/", {"role": "owner"})
    assert answer.headers["Location"] == "/"
    assert browser.get("/settings/people/").status_code == 404


def test_closing_an_account_ends_every_session_of_it_only(house: House) -> None:
    theirs = [SignedIn(house.sina), SignedIn(house.sina)]
    other = SignedIn(house.fred)
    before = Session.objects.count()
    assert {browser.get("/stock/").status_code for browser in theirs} == {200}
    SignedIn(house.olga).post(f"/settings/people/{house.sina.pk}/close/")
    assert Session.objects.count() == before - 2 + 1
    assert {browser.get("/stock/").status_code for browser in theirs} == {302}
    assert other.get("/stock/").status_code == 200


def test_a_closed_account_opens_again_without_any_role(house: House) -> None:
    browser = SignedIn(house.olga)
    path = f"/settings/people/{house.sina.pk}/"
    browser.post(f"{path}close/")
    assert "1 closed account" in browser.get("/settings/people/").content.decode()
    browser.post(f"{path}give/", {"role": "doctor"})
    assert _fresh(house.sina).grants.filter(ended_at=None).count() == 0
    browser.post(f"{path}reopen/")
    assert _fresh(house.sina).is_active
    assert _fresh(house.sina).rights == frozenset()


def test_who_lacks_a_second_step_is_marked(house: House) -> None:
    SignedIn(house.sina)
    page = SignedIn(house.olga).get("/settings/people/")
    marks = {account.name: secured for account, secured in page.context["active"]}
    assert marks["Sina Sommer"]
    assert not marks["Fred Front"]


def test_patients_are_not_listed_among_the_staff(house: House) -> None:
    page = SignedIn(house.olga).get("/settings/people/").content.decode()
    assert "Amara Okafor" not in page


def test_an_invitation_that_is_too_old_says_so(house: House) -> None:
    browser = SignedIn(house.olga)
    _invite(browser)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert "Too old, invite again" in browser.get("/settings/people/").content.decode()
