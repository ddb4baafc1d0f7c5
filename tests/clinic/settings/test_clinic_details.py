"""The owner changes the clinic's details; two people at once lose nothing."""

from typing import Any

import pytest
from django.test import Client

from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.premises.models import Clinic

HOSTILE = "<script>alert(1)</script>"


def _form(browser: Client) -> dict[str, Any]:
    page = browser.get("/settings/clinic/")
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    values = {name: "" if value is None else value for name, value in values.items()}
    return {**values, "as_shown": page.context["as_shown"]}


def test_a_new_name_stands_on_the_page_and_in_the_log(house: House) -> None:
    browser = SignedIn(house.olga)
    answer = browser.post("/settings/clinic/", _form(browser) | {"name": "Light & Needle"})
    assert answer.status_code == 302
    assert Clinic.objects.get().name == "Light & Needle"
    assert Entry.objects.get(action="clinic.changed").fields == ["name"]


def test_saving_what_stands_there_writes_nothing_down(house: House) -> None:
    browser = SignedIn(house.olga)
    assert browser.post("/settings/clinic/", _form(browser)).status_code == 302
    assert not Entry.objects.filter(action="clinic.changed").exists()


def test_the_slower_of_two_owners_sees_both_texts(house: House) -> None:
    one, two = SignedIn(house.olga), SignedIn(house.olga)
    first, second = _form(one), _form(two)
    one.post("/settings/clinic/", first | {"phone": "+49 30 111111"})
    answer = two.post("/settings/clinic/", second | {"phone": "+49 30 222222"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<ins>+49 30 222222</ins>" in page
    assert '<td data-label="There now">+49 30 111111</td>' in page
    assert Clinic.objects.get().phone == "+49 30 111111"


def test_after_seeing_both_texts_the_slower_may_save(house: House) -> None:
    one, two = SignedIn(house.olga), SignedIn(house.olga)
    first, second = _form(one), _form(two)
    one.post("/settings/clinic/", first | {"phone": "+49 30 111111"})
    mine = second | {"phone": "+49 30 222222"}
    seen = two.post("/settings/clinic/", mine).context["as_shown"]
    assert two.post("/settings/clinic/", mine | {"as_shown": seen}).status_code == 302
    assert Clinic.objects.get().phone == "+49 30 222222"


def test_a_form_without_its_mark_is_refused(house: House) -> None:
    browser = SignedIn(house.olga)
    form = _form(browser)
    del form["as_shown"]
    assert browser.post("/settings/clinic/", form | {"phone": "+49 30 3"}).status_code == 409


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("idle_minutes", "4"),
        ("idle_minutes", "121"),
        ("time_zone", "Europe/Atlantis"),
        ("country", "XX"),
        ("keep_years", "0"),
        ("name", ""),
    ],
)
def test_a_wrong_value_is_refused_at_its_field(house: House, field: str, value: str) -> None:
    browser = SignedIn(house.olga)
    answer = browser.post("/settings/clinic/", _form(browser) | {field: value})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_the_page_says_whose_law_decides_how_long(house: House) -> None:
    page = SignedIn(house.olga).get("/settings/clinic/").content.decode()
    assert "The law of the clinic&#x27;s country decides how long" in page


def test_hostile_names_come_out_as_text(house: House) -> None:
    browser = SignedIn(house.olga)
    browser.post("/settings/rooms/new/", {"name": HOSTILE, "is_open": "on"})
    browser.post("/settings/clinic/", _form(browser) | {"name": HOSTILE})
    for path in ("/settings/rooms/", "/settings/clinic/", "/audit/"):
        page = browser.get(path).content.decode()
        assert HOSTILE not in page
        assert "&lt;script&gt;" in page


def test_a_tax_on_receipts_has_a_name_and_a_rate(house: House) -> None:
    browser = SignedIn(house.olga)
    answer = browser.post("/settings/clinic/", _form(browser) | {"tax_name": "VAT"})
    assert answer.status_code == 422
    assert "Enter both the name and the rate" in answer.content.decode()
    sent = _form(browser) | {"tax_name": "VAT", "tax_percent": "19"}
    assert browser.post("/settings/clinic/", sent).status_code == 302
    assert Clinic.objects.get().tax_percent == 19
