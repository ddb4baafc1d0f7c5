"""What a session could leave to the next person, and tries counted under another spelling."""

from django.test import Client, RequestFactory
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.entry.adapters import AccountAdapter


def test_words_about_a_patient_end_with_the_session(house: House) -> None:
    desk = SignedIn(house.fred)
    given = {"name": "Uncle Zyzzyva", "relation": "uncle", "phone": "1"}
    desk.post(reverse("contact_new", args=[house.amara.pk]), given)
    assert "messages" not in desk.cookies
    desk.post(reverse("account_logout"))
    assert b"Zyzzyva" not in desk.get(reverse("account_login")).content


def test_tries_are_counted_whatever_way_an_address_is_spelt() -> None:
    adapter, request = AccountAdapter(), RequestFactory().get("/")
    keys = {
        adapter._get_login_attempts_cache_key(request, email=email)
        for email in (
            "sina@x.example",
            "SINA@x.example ",
            "\N{LATIN SMALL LETTER LONG S}ina@x.example",
        )
    }
    assert len(keys) == 1


def test_a_patient_takes_the_own_data_out_only_so_often(house: House) -> None:
    patient: Client = SignedIn(house.amara_herself)
    answers = [patient.post(reverse("my_data")) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    for answer in answers[:10]:
        answer.close()
