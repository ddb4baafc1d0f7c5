"""A forgotten password: one letter, one link, and the second factor stays."""

import re
from email.utils import parseaddr

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from clinic.entry.answers import Answer, text_of
from clinic.entry.test_sign_in import try_password
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.outbox.models import Message, State
from percuta_clinic.outbox.sender import send_due

ASK = "/accounts/password/reset/"
NEW = "quite another pass phrase"


def ask(client: Client, email: str, host: str = "localhost") -> Answer:
    return client.post(ASK, {"email": email}, headers={"Host": host})


def test_the_letter_leads_to_a_new_password(house: House, stranger: Client) -> None:
    ask(stranger, house.fred.email, "localhost:6666")
    send_due()
    (letter,) = mail.outbox
    link = re.search(r"http://localhost:8470(/\S+)", str(letter.body))
    assert link
    assert "Needle & Light" in str(letter.body)
    page = stranger.get(link.group(1), follow=True)
    action = page.context["action_url"]
    stranger.post(action, {"password1": NEW, "password2": NEW})
    assert Entry.objects.filter(action="password.reset", subject_id=str(house.fred.pk)).exists()
    assert "does not work any more" in text_of(Client().get(link.group(1), follow=True))
    TOTP.activate(house.fred, generate_totp_secret())
    answer = try_password(stranger, house.fred.email, NEW)
    assert answer.headers["Location"] == reverse("mfa_authenticate")


def test_an_unknown_address_gets_a_letter_too(house: House, stranger: Client) -> None:
    known, unknown = ask(stranger, house.fred.email), ask(stranger, "who@clinic.example")
    assert known.headers["Location"] == unknown.headers["Location"]
    send_due()
    readers = [parseaddr(letter.to[0])[1] for letter in mail.outbox]
    assert readers == [house.fred.email, "who@clinic.example"]
    assert "no account" in str(mail.outbox[1].body)


def test_one_address_gets_few_letters(house: House, stranger: Client) -> None:
    answers = [ask(stranger, house.fred.email) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert "Wait five minutes" in text_of(answers[-1])


def test_without_e_mail_the_page_says_so(
    house: House, stranger: Client, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "percuta_clinic.outbox.mail.NoServer"
    assert "no e-mail set up" in text_of(stranger.get(ASK))
    assert ask(stranger, house.fred.email).status_code == 404


def test_a_letter_waits_for_a_mail_server_that_is_down(
    house: House, stranger: Client, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert ask(stranger, house.fred.email).status_code == 302
    assert send_due() == 0
    letter = Message.objects.get(address=house.fred.email)
    assert letter.state == State.WAITING
    assert "cannot be reached" in letter.trouble
