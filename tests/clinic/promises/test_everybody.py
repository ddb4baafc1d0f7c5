"""Every address, walked by everybody: strangers, each role, the wrong patient."""

import pytest
from django.test import Client
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.promises.addresses import NOT_ALWAYS, OPEN, OWN, Address, addresses
from clinic.promises.things import things
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.intake.links import link_make
from percuta_clinic.people.rights import Right

FOUND = {200, 302, 400, 405, 409, 422}  # whatever a page answers to those who may see it
ROLES = ["front desk", "specialist", "doctor", "owner", "no role", "patient", "wrong patient"]
ALL = addresses()
CLINICAL = {
    *(Right.OPEN_CHART, Right.WRITE_NOTES, Right.ADD_FILES),
    *(Right.SEE_PHOTOS, Right.ADD_PHOTOS, Right.DOWNLOAD_PHOTOS, Right.REMOVE_PHOTOS),
    *(Right.TAKE_ANSWERS, Right.DECIDE_FINDINGS, Right.TAKE_CONSENT),
}


def to(address: Address, known: dict[str, dict[str, object]]) -> str:
    """The address with something real in it."""
    beginnings = sorted((b for b in known if address.pattern.startswith(b)), key=len)
    values = {name: one for begin in beginnings for name, one in known[begin].items()}
    missing = [name for name in address.takes if name not in values]
    assert not missing, f"things.py has nothing for {missing} of {address.pattern}"
    return reverse(address.name, kwargs={name: values[name] for name in address.takes})


def guarded() -> list[Address]:
    return [one for one in ALL if one.needs is not None]


def test_every_address_is_guarded_or_open_for_a_reason() -> None:
    open_to_all = [one for one in ALL if one.needs is None and not one.is_of_patient]
    bare = [one.pattern for one in open_to_all if one.name not in OPEN | OWN]
    assert not bare, bare


def test_the_lists_of_open_addresses_hold_nothing_that_is_gone() -> None:
    names = {one.name for one in ALL}
    assert not [name for name in OPEN | OWN | NOT_ALWAYS if name not in names]


def test_strangers_are_sent_to_the_door_from_everywhere(house: House) -> None:
    known = things(house)
    stranger = Client()
    for address in guarded():
        path = to(address, known)
        for answer in (stranger.get(path), stranger.post(path)):
            assert answer.status_code == 302, path
            assert answer.headers["Location"].startswith("/accounts/login/"), path


def of_patients() -> list[Address]:
    return [one for one in ALL if one.is_of_patient]


def test_strangers_are_asked_for_their_link_on_pages_of_patients(house: House) -> None:
    known = things(house)
    for address in of_patients():
        path = to(address, known)
        for answer in (Client().get(path), Client().post(path)):
            assert answer.status_code in (302, 405), path
            assert answer.headers.get("Location", "/my/again/") == "/my/again/", path


@pytest.mark.parametrize("role", [role for role in ROLES if "patient" not in role])
def test_pages_of_patients_are_not_there_for_others(house: House, role: str) -> None:
    known = things(house)
    browser = SignedIn(house.everybody[role])
    for address in of_patients():
        path = to(address, known)
        for answer in (browser.get(path), browser.post(path)):
            assert answer.status_code in (404, 405), path


def test_one_patient_finds_nothing_of_another_by_account_or_link(house: House) -> None:
    known = things(house)
    by_link = Client()
    link, secret = link_make(by=SYSTEM, patient=house.bea)
    born = link.patient.birth_date
    given = {"day": born.day, "month": born.month, "year": born.year} if born else {}
    assert by_link.post(f"/my/link/{secret}/", given).status_code == 302
    assert by_link.get("/my/prepare/").status_code == 200
    for browser in (by_link, SignedIn(house.everybody["wrong patient"])):
        for address in of_patients():
            if address.takes:
                path = to(address, known)
                for answer in (browser.get(path), browser.post(path)):
                    assert answer.status_code in (404, 405), path


@pytest.mark.parametrize("role", ROLES)
def test_nobody_sees_a_page_without_its_right(house: House, role: str) -> None:
    known = things(house)
    account = house.everybody[role]
    browser = SignedIn(account)
    browser.raise_request_exception = False
    for address in guarded():
        path = to(address, known)
        answer = browser.get(path)
        may = address.needs in account.rights
        if may:
            wanted = FOUND | {404} if address.name in NOT_ALWAYS else FOUND
            assert answer.status_code in wanted, (path, answer.status_code)
        else:
            assert answer.status_code in (404, 405), (path, answer.status_code)
            assert browser.post(path).status_code in (404, 405), path


def test_a_restricted_chart_gives_nothing_away_to_others(house: House) -> None:
    known = things(house)
    house.amara.restricted = True
    house.amara.save()
    house.amara.breaks.all().delete()
    browser = SignedIn(house.sina)
    for address in guarded():
        about_her = address.pattern.startswith(
            ("notes/", "files/", "photos/", "consents/", "patients/<uuid:key>/")
        )
        if about_her and address.needs in CLINICAL and address.name not in NOT_ALWAYS:
            page = browser.get(to(address, known))
            assert page.status_code in (302, 404, 405), address.pattern
            assert b"was red" not in page.content, address.pattern


def test_accounts_whose_roles_have_ended_are_shut_out(house: House) -> None:
    known = things(house)
    browser = SignedIn(house.dora)
    house.dora.grants.update(ended_at="2026-01-01T00:00:00Z")
    for address in guarded():
        assert browser.get(to(address, known)).status_code in (404, 405), address.pattern
