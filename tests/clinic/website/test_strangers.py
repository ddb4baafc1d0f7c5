"""What strangers type goes to nobody else, and how much they keep at once has an end."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from clinic.booking.open_times import day_at, open_times
from clinic.people_here import House
from clinic.website.test_book import YOU, tap
from percuta_clinic.booking.models import Hold, Request
from percuta_clinic.files.vault import unseal_text
from percuta_clinic.outbox.mail import as_email
from percuta_clinic.outbox.models import Message, Template
from percuta_clinic.website.open_now import BY_EMAIL, BY_SESSION, FROM_ONE

LINKS = [
    "Win at http://evil.example",
    "evil.example",
    "www evil",
    "evil。example",
    "evil\uff0eexample",
    "write to x@evil.example",
    "call 0800 123456",
    "<b>Nia</b>",
]


@pytest.fixture
def open_house(house: House) -> House:
    cache.clear()
    open_times(house)
    house.clinic.phone = "+49 30 555"
    house.clinic.save()
    return house


def asked_by(browser: Client, house: House, hour: int, **typed: str) -> str:
    tap(browser, house, hour)
    answer = browser.post("/book/you/", YOU | typed)
    return "" if answer.status_code == 302 else answer.content.decode()


@pytest.mark.parametrize("name", LINKS)
@pytest.mark.parametrize("field", ["given_name", "family_name"])
def test_a_name_that_leads_elsewhere_is_refused(open_house: House, field: str, name: str) -> None:
    page = asked_by(Client(), open_house, 10, **{field: name})
    assert re.search(
        "looks like a web address|looks like an e-mail|too many digits|which no name does", page
    )
    assert not Message.objects.exists()


@pytest.mark.usefixtures("open_house")
@pytest.mark.parametrize("name", LINKS)
def test_no_comment_is_signed_with_a_link(name: str) -> None:
    sent = {"name": name, "email": "kim@mail.example", "text": "Thank you for this."}
    answer = Client().post("/read/what-is-microneedling/comments/", sent)
    assert answer.status_code == 422


@pytest.mark.parametrize("name", ["J. R. O’Neill", "Anne-Marie", "Dr. Lê Văn", "Nia 2nd", "李小龙"])
def test_names_of_people_are_taken(open_house: House, name: str) -> None:
    assert not asked_by(Client(), open_house, 10, given_name=name)


def test_the_letter_to_an_address_a_stranger_typed_names_nobody(open_house: House) -> None:
    Template.objects.create(
        occasion="request_confirm",
        channel="email",
        subject="Your time",
        body="Dear {name}, it is {day}: {link}",
        made_by="Olga",
    )
    spam = "Cheap pills for you"
    assert not asked_by(Client(), open_house, 10, given_name=spam)
    message = Message.objects.get()
    mail = as_email(message, open_house.clinic)
    whole = f"{mail.to} {mail.subject} {mail.body} {message.body} {message.to_name}"
    assert spam not in whole
    assert mail.body.startswith("Dear, it is ")
    assert mail.to == [YOU["email"]]


def test_one_address_has_few_unconfirmed_times_at_once(open_house: House) -> None:
    for number in range(BY_EMAIL):
        typed = {"email": f"Nia+{number}@mail.example"}
        assert not asked_by(Client(), open_house, 9 + number, **typed)
    page = asked_by(Client(), open_house, 14)
    assert "kept already and not confirmed" in page
    assert "+49 30 555" in page
    Hold.objects.update(until=timezone.now() - timedelta(minutes=1))
    assert not asked_by(Client(), open_house, 14)


def test_one_browser_has_few_unconfirmed_times_at_once(open_house: House) -> None:
    browser = Client()
    for number in range(BY_SESSION):
        assert not asked_by(browser, open_house, 9 + number, email=f"n{number}@mail.example")
    assert "not confirmed" in asked_by(browser, open_house, 14, email="other@mail.example")
    assert Request.objects.count() == BY_SESSION


def test_one_connection_keeps_few_times_at_once(open_house: House) -> None:
    url, at = f"/book/{open_house.talk.pk}/", day_at(9)
    times = [at + timedelta(minutes=30) * number for number in range(FROM_ONE)]
    for one in times:
        assert Client().post(url, {"at": one.isoformat()}).status_code == 302
    later = {"at": day_at(16).isoformat()}
    answer = Client().post(url, later)
    assert answer.status_code == 409
    assert "+49 30 555" in answer.content.decode()
    assert Client(REMOTE_ADDR="198.51.100.7").post(url, later).status_code == 302


def test_whoever_changes_their_mind_keeps_one_time(open_house: House) -> None:
    browser = Client()
    for _ in range(FROM_ONE + 1):
        tap(browser, open_house, 10)
    assert Hold.objects.count() == 1


def test_a_time_of_the_past_is_refused_and_nothing_breaks(open_house: House) -> None:
    browser = Client()
    tap(browser, open_house, 10)
    before = (timezone.now() - timedelta(days=3)).isoformat()
    answer = browser.post("/book/you/", YOU | {"at": before})
    assert answer.status_code == 409
    assert 'value="nia@mail.example"' in answer.content.decode()


def test_the_letter_says_what_with_whom_where_for_how_much(open_house: House) -> None:
    assert not asked_by(Client(), open_house, 10)
    body = unseal_text(Message.objects.get().sealed)
    for said in ("Consultation", "with Sina Sommer", "the price is", "cancel", "10:00"):
        assert said in body


def test_costs_stand_before_anything_is_typed(open_house: House) -> None:
    browser = Client()
    tap(browser, open_house, 10)
    page = browser.get("/book/you/").content.decode()
    assert page.index("the price is") < page.index('name="given_name"')
    assert page.index("no fee if you cancel") < page.index('name="given_name"')


@pytest.mark.parametrize(
    ("backend", "said"),
    [
        ("percuta_clinic.outbox.mail.NoServer", "cannot send e-mails at the moment"),
        ("django.core.mail.backends.console.EmailBackend", "no e-mail leaves it"),
    ],
)
def test_no_letter_is_promised_where_none_can_leave(
    open_house: House, settings: Settings, *, backend: str, said: str
) -> None:
    settings.EMAIL_BACKEND = backend
    assert not asked_by(Client(), open_house, 10)
    page = Client().get("/book/sent/").content.decode()
    assert said in page
    assert "sending you" not in page
    assert "sent you" not in page
