"""Each part of settings, stock and log opens for whom it is meant, and for nobody else."""

import pytest

from clinic.conftest import SignedIn
from clinic.people_here import House

STAFF = {"front desk", "specialist", "doctor", "owner"}
PAGES = {
    "/settings/": STAFF,
    "/settings/rules/": STAFF,
    "/settings/clinic/": {"owner"},
    "/settings/rooms/": {"owner"},
    "/settings/rooms/new/": {"owner"},
    "/settings/services/": {"owner"},
    "/settings/services/new/": {"owner"},
    "/settings/people/": {"owner"},
    "/settings/people/invite/": {"owner"},
    "/settings/delegations/": {"doctor", "specialist"},
    "/settings/delegations/new/": {"doctor"},
    "/stock/": STAFF,
    "/stock/products/": STAFF,
    "/stock/products/new/": STAFF,
    "/stock/receive/": STAFF,
    "/stock/devices/": STAFF,
    "/stock/devices/new/": STAFF,
    "/stock/devices/facts/": STAFF,
    "/audit/": {"owner"},
    "/audit/list.csv": {"owner"},
    "/audit/verify/": {"owner"},
}
WRITES = {
    "/settings/rules/sign/": {"doctor"},
    "/settings/rules/read/sun/": {"doctor"},
    "/audit/verify/": {"owner"},
    "/settings/clinic/": {"owner"},
    "/stock/receive/": STAFF,
}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_for_its_roles_only(house: House, path: str) -> None:
    opened = {
        who
        for who, account in house.everybody.items()
        if SignedIn(account).get(path).status_code == 200
    }
    assert opened == PAGES[path]


@pytest.mark.parametrize("path", WRITES)
def test_a_form_is_taken_from_its_roles_only(house: House, path: str) -> None:
    shut = {
        who
        for who, account in house.everybody.items()
        if SignedIn(account).post(path).status_code == 404
    }
    assert shut == set(house.everybody) - WRITES[path]


def test_things_of_others_are_not_found_by_key(house: House) -> None:
    person = house.sina.pk
    for path in (
        f"/settings/rooms/{house.room.pk}/",
        f"/settings/services/{house.talk.pk}/",
        f"/settings/people/{person}/",
    ):
        assert SignedIn(house.dora).get(path).status_code == 404, path
    for act in ("give", "end", "close", "reopen"):
        path = f"/settings/people/{person}/{act}/"
        assert SignedIn(house.dora).post(path, {"role": "owner"}).status_code == 404, path


def test_the_front_desk_is_told_who_sets_the_rest(house: House) -> None:
    page = SignedIn(house.fred).get("/settings/").content.decode()
    assert "Not shown, because others look after them: Clinic, Rooms" in page
    assert "/settings/people/" not in page


def test_somebody_whose_roles_all_ended_opens_nothing(house: House) -> None:
    house.olga.grants.all().delete()
    browser = SignedIn(house.olga)
    assert {browser.get(path).status_code for path in PAGES} == {404}
