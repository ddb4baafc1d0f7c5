"""The pages about patients: who opens them, and what one can do there."""

import time
from html import unescape

import pytest

from clinic.conftest import SignedIn
from clinic.patients.conftest import BORN, Enter
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.patients.access import chart_for
from percuta_clinic.patients.merging import merge
from percuta_clinic.patients.models import Contact, Patient
from percuta_clinic.patients.services import patient_change

pytestmark = pytest.mark.django_db
KIM = {
    "given_name": "Kim",
    "family_name": "Lee",
    "birth_date": "1990-03-17",
    "sex": "female",
    "by_email": "on",
}
HTMX = {"HX-Request": "true", "HX-Target": "found"}


def test_the_search_answers_with_a_list_for_the_header(house: House, enter: Enter) -> None:
    entered = enter("Kim", "Lee", phone="030 5550123")
    answer = SignedIn(house.sina).get("/patients/found/?q=kim", headers=HTMX)
    assert f'href="/patients/{entered.pk}/"' in answer.text
    assert 'role="option"' in answer.text
    assert "<html" not in answer.text


def test_the_search_is_a_page_of_its_own_too(house: House, enter: Enter) -> None:
    enter("Kim", "Lee", phone="030 5550123")
    answer = SignedIn(house.fred).get("/patients/found/?q=030555")
    assert "1 person matches" in answer.text
    assert "030 5550123" in answer.text


def test_who_opens_no_charts_is_led_to_the_details(house: House, enter: Enter) -> None:
    entered = enter("Kim", "Lee")
    answer = SignedIn(house.fred).get("/patients/found/?q=kim", headers=HTMX)
    assert f'href="/patients/{entered.pk}/details/"' in answer.text


def test_nobody_found_offers_to_add_somebody(house: House, enter: Enter) -> None:
    enter("Kim", "Lee")
    assert 'href="/patients/new/"' in SignedIn(house.fred).get("/patients/found/?q=zzz").text
    assert 'href="/patients/new/"' not in SignedIn(house.olga).get("/patients/found/?q=zzz").text


def test_the_list_turns_its_pages_by_key(house: House) -> None:
    Patient.objects.bulk_create(
        Patient(given_name=f"N{number}", family_name="Page") for number in range(120)
    )
    time.sleep(0.002)  # rows are in the order of the milliseconds they were made in
    Patient.objects.create(given_name="Last", family_name="Page")
    browser, address, seen = SignedIn(house.fred), "/patients/", []
    while address:
        text = browser.get(address).text
        seen += [part.split("<")[0] for part in text.split("<b>")[1:]]
        after = text.partition('href="?before=')[2].partition('"')[0]
        address = f"/patients/?before={after}" if after else ""
    assert len(seen) == len(set(seen)) == 123
    assert (seen[0], sorted(seen[-2:])) == ("Last Page", ["Amara Okafor", "Bea Novák"])


def test_whom_i_opened_last_stands_first(house: House) -> None:
    chart_for(house.sina, house.amara.pk)
    assert "You opened lately" in SignedIn(house.sina).get("/patients/").text
    assert "You opened lately" not in SignedIn(house.dora).get("/patients/").text


def test_a_patient_is_entered_on_the_page(house: House) -> None:
    answer = SignedIn(house.fred).post("/patients/new/", KIM)
    entered = Patient.objects.get(family_name="Lee")
    assert answer.headers["Location"] == f"/patients/{entered.pk}/details/"
    assert (entered.birth_date, entered.sex) == (BORN, "female")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"birth_date": ""}, "say below that it is not known"),
        ({"birth_date": "1890-01-01"}, "is before 1900"),
        ({"birth_date": "2990-01-01"}, "is in the future"),
        ({"given_name": " "}, "Enter the given name"),
        ({"given_name": "K\0m"}, "invisible NUL sign"),
        ({"email": "kim@"}, "not a whole e-mail address"),
        ({"birth_unknown": "on"}, "Remove one of the two"),
    ],
)
def test_what_cannot_be_is_refused_and_kept(
    house: House, typed: dict[str, str], words: str
) -> None:
    answer = SignedIn(house.fred).post("/patients/new/", KIM | typed)
    assert words in unescape(answer.text)
    assert 'value="Lee"' in answer.text
    assert not Patient.objects.filter(family_name="Lee").exists()


def test_an_unknown_birth_date_is_a_choice(house: House) -> None:
    SignedIn(house.fred).post("/patients/new/", KIM | {"birth_date": "", "birth_unknown": "on"})
    assert Patient.objects.get(family_name="Lee").birth_date is None


def test_a_likely_duplicate_is_asked_about_once_more(house: House, enter: Enter) -> None:
    there = enter("Kim", "Lee", birth_date=BORN)
    browser = SignedIn(house.fred)
    asked = browser.post("/patients/new/", KIM)
    assert "seems to be here already" in asked.text
    assert "same name, same birth date" in asked.text
    assert Patient.objects.filter(family_name="Lee").count() == 1
    browser.post("/patients/new/", KIM | {"unlike": str(there.pk)})
    assert Patient.objects.filter(family_name="Lee").count() == 2
    entry = Entry.objects.filter(action="patient.entered").latest("id")
    assert str(there.pk) in entry.reason


def test_who_may_be_here_shows_while_typing(house: House, enter: Enter) -> None:
    enter("Kim", "Lee", phone="030 5550123")
    answer = SignedIn(house.fred).post("/patients/alike/", {"phone": "+49305550123"})
    assert "Same phone" in answer.text
    assert "Kim Lee" in answer.text


def _edited(house: House, **details: str) -> dict[str, str]:
    amara = house.amara
    return {
        "given_name": amara.given_name,
        "family_name": amara.family_name,
        "birth_date": "1997-03-14",
        "sex": amara.sex,
        "phone": amara.phone,
        "email": amara.email,
        "by_email": "on",
        "version": "1",
        "was-phone": amara.phone,
        "was-address": "",
        **details,
    }


def test_of_two_versions_nothing_is_lost(house: House) -> None:
    patient_change(
        by=house.sina,
        patient=house.amara,
        version=1,
        details={"phone": "030 theirs", "address": "Their street 1"},
    )
    browser, page = SignedIn(house.fred), f"/patients/{house.amara.pk}/edit/"
    mine = _edited(house, family_name="Mine-Okafor")
    both = browser.post(page, mine)
    assert both.status_code == 409
    for text in ("Mine-Okafor", "030 theirs", "Their street 1", "Sina Sommer"):
        assert text in both.text
    chosen = {"keep-family_name": "mine", "keep-phone": "theirs", "keep-address": "theirs"}
    browser.post(page, mine | chosen | {"version": "2"})
    house.amara.refresh_from_db()
    assert house.amara.family_name == "Mine-Okafor"
    assert (house.amara.phone, house.amara.address) == ("030 theirs", "Their street 1")


def test_mine_is_proposed_only_where_i_changed_it(house: House) -> None:
    patient_change(
        by=house.sina, patient=house.amara, version=1, details={"address": "Their street 1"}
    )
    both = SignedIn(house.fred).post(
        f"/patients/{house.amara.pk}/edit/", _edited(house, phone="030 mine")
    )
    assert 'id="mine-phone" name="keep-phone" value="mine" checked' in both.text
    assert 'id="theirs-address" name="keep-address" value="theirs" checked' in both.text


def test_what_it_was_before_names_who_and_what(house: House) -> None:
    patient_change(by=house.sina, patient=house.amara, version=1, details={"phone": "030 new"})
    text = SignedIn(house.fred).get(f"/patients/{house.amara.pk}/before/").text
    for words in ("Sina Sommer", "+49 30 1234567", "030 new"):
        assert words in unescape(text)


def test_a_contact_is_added_changed_and_taken_off(house: House) -> None:
    browser = SignedIn(house.fred)
    typed = {"name": "Ngozi", "relation": "mother", "phone": "030 1"}
    browser.post(f"/patients/{house.amara.pk}/contacts/new/", typed)
    contact = Contact.objects.get(name="Ngozi")
    browser.post(f"/patients/contacts/{contact.pk}/", typed | {"phone": "030 2"})
    assert "030 2" in browser.get(f"/patients/{house.amara.pk}/details/").text
    browser.post(f"/patients/contacts/{contact.pk}/end/")
    assert "030 2" not in browser.get(f"/patients/{house.amara.pk}/details/").text


def test_two_records_are_compared_merged_and_parted(house: House, enter: Enter) -> None:
    twin = enter("Amara", "Okafor", phone="030 9")
    browser = SignedIn(house.fred)
    assert str(twin.pk) in browser.get(f"/patients/{house.amara.pk}/merge/").text
    page = f"/patients/{house.amara.pk}/merge/{twin.pk}/"
    assert "030 9" in browser.get(page).text
    answer = browser.post(
        page,
        {
            "keep": str(house.amara.pk),
            "take-phone": str(twin.pk),
            f"version-{house.amara.pk}": "1",
            f"version-{twin.pk}": "1",
        },
    )
    assert answer.headers["Location"] == f"/patients/{house.amara.pk}/details/"
    text = browser.get(f"/patients/{house.amara.pk}/details/").text
    assert "030 9" in text
    made = house.amara.merges.get()
    browser.post(f"/patients/merges/{made.pk}/undo/")
    twin.refresh_from_db()
    assert twin.is_live


def test_a_merge_that_is_blocked_says_who_can(house: House, enter: Enter) -> None:
    twin = enter("Amara", "Okafor")
    Patient.objects.filter(pk=twin.pk).update(restricted=True)
    answer = SignedIn(house.fred).post(
        f"/patients/{house.amara.pk}/merge/{twin.pk}/",
        {
            "keep": str(house.amara.pk),
            f"version-{house.amara.pk}": "1",
            f"version-{twin.pk}": "1",
        },
    )
    assert "A doctor can merge or part these two records" in answer.text


PAGES = (
    ("/patients/", {"front desk", "specialist", "doctor", "owner"}),
    ("/patients/found/?q=a", {"front desk", "specialist", "doctor", "owner"}),
    ("/patients/new/", {"front desk", "specialist", "doctor"}),
    ("/patients/{}/details/", {"front desk", "specialist", "doctor", "owner"}),
    ("/patients/{}/before/", {"front desk", "specialist", "doctor", "owner"}),
    ("/patients/{}/edit/", {"front desk", "specialist", "doctor"}),
    ("/patients/{}/contacts/new/", {"front desk", "specialist", "doctor"}),
    ("/patients/{}/access/", {"doctor"}),
    ("/patients/{}/merge/", {"front desk", "doctor"}),
    ("/patients/opened/", {"doctor", "owner"}),
)


@pytest.mark.parametrize(("address", "welcome"), PAGES)
def test_each_page_opens_for_its_roles_only(house: House, address: str, welcome: set[str]) -> None:
    for role, account in house.everybody.items():
        answer = SignedIn(account).get(address.format(house.amara.pk))
        assert answer.status_code == (200 if role in welcome else 404), role


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}{% now 'Y' %}",
    "\u202eevil\u2066",
    "W" * 80,
    "👩🏽‍⚕️",
    "'; DROP TABLE patients_patient; --",
    "\r\nSet-Cookie: a=b",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_comes_out_as_text(house: House, enter: Enter, name: str) -> None:
    entered = enter(name, name, preferred_name=name, address=name, birth_date=BORN)
    twin = enter(name, name, birth_date=BORN)
    Contact.objects.create(patient=entered, name=name, relation=name[:60], phone="1")
    patient_change(by=house.dora, patient=entered, version=1, details={"address": f"{name}x"})
    browser = SignedIn(house.dora)
    pages = [
        "/patients/",
        f"/patients/{entered.pk}/details/",
        f"/patients/{entered.pk}/edit/",
        f"/patients/{entered.pk}/before/",
        f"/patients/{entered.pk}/access/",
        f"/patients/{entered.pk}/merge/",
        f"/patients/{entered.pk}/merge/{twin.pk}/",
    ]
    texts = [browser.get(page).text for page in pages]
    texts.append(browser.get("/patients/found/", {"q": name}).text)
    typed = {"given_name": name, "family_name": name, "birth_date": "1990-03-17", "sex": "male"}
    texts += [browser.post(page, typed).text for page in ("/patients/alike/", "/patients/new/")]
    texts.append(browser.post(pages[2], typed | {"version": "1"}).text)
    for text in texts:
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert ">4949" not in text
        assert "49{%" not in text
    assert name.strip() in unescape(texts[1])
    merge(by=house.dora, keep=entered, gone=twin)
    assert "<script>alert" not in browser.get(pages[1]).text
