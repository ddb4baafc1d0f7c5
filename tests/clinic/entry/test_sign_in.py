"""Wrong passwords and codes are counted; nobody learns who has an account."""

import time

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from clinic.conftest import SignedIn
from clinic.entry.answers import Answer, text_of
from clinic.people_here import PASSWORD, House
from percuta_clinic.audit.models import Entry
from percuta_clinic.people.models import Account

LOGIN = "/accounts/login/"


def try_password(client: Client, email: str, password: str, **headers: str) -> Answer:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(LOGIN, {"login": email, "password": password}, headers=sent)


def code_now(secret: str) -> str:
    counters = sorted(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret, counters[len(counters) // 2])))


def test_a_right_password_leads_staff_to_the_second_factor(house: House, stranger: Client) -> None:
    answer = try_password(stranger, house.fred.email, PASSWORD)
    assert answer.status_code == 302
    assert stranger.get("/", follow=True).redirect_chain[-1][0] == reverse("second_factor")


def test_the_sixth_try_is_stopped_even_with_the_right_password(
    house: House, stranger: Client
) -> None:
    for _ in range(5):
        assert "do not belong together" in text_of(
            try_password(stranger, house.fred.email, "wrong wrong wrong")
        )
    answer = try_password(stranger, house.fred.email, PASSWORD)
    assert "Too many wrong tries" in text_of(answer)
    assert "_auth_user_id" not in stranger.session


def test_the_count_ends_after_five_minutes(
    house: House, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(6):
        try_password(stranger, house.fred.email, "wrong wrong wrong")
    assert "Too many" in text_of(try_password(stranger, house.fred.email, PASSWORD))
    later = time.time() + 301
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: later)
    try_password(stranger, house.fred.email, PASSWORD)
    assert "_auth_user_id" in stranger.session


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X_Forwarded_For", "203.0.113.{n}"),
        ("Host", "localhost:100{n}"),
        ("X_Real_IP", "203.0.113.{n}"),
        ("Forwarded", "for=203.0.113.{n}"),
    ],
)
def test_no_header_makes_a_new_count(
    house: House, stranger: Client, header: str, *, value: str
) -> None:
    answers: list[str] = []
    for n in range(6):
        sent = {header: value.format(n=n)}
        password = PASSWORD if n == 5 else "wrong"
        answers.append(text_of(try_password(stranger, house.fred.email, password, **sent)))
    assert "Too many wrong tries" in answers[-1]


def test_one_address_cannot_try_many_accounts(house: House, stranger: Client) -> None:
    for n in range(20):
        try_password(stranger, f"nobody{n}@clinic.example", "wrong", X_Forwarded_For=f"::{n}")
    answer = try_password(stranger, house.fred.email, PASSWORD, X_Forwarded_For="::99")
    assert "Too many wrong tries" in text_of(answer)


def test_behind_our_proxy_each_address_has_its_own_count(
    house: House, stranger: Client, settings: Settings
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for n in range(20):
        try_password(stranger, f"n{n}@clinic.example", "x", X_Forwarded_For="6.6.6.6, 203.0.113.5")
    other = {"X_Forwarded_For": "203.0.113.5, 203.0.113.9"}
    try_password(stranger, house.fred.email, PASSWORD, **other)
    assert "_auth_user_id" in stranger.session


def test_known_and_unknown_addresses_read_alike(house: House, stranger: Client) -> None:
    def page(email: str) -> str:
        return text_of(try_password(stranger, email, "wrong")).replace(email, "").split("<main")[1]

    def bare(text: str) -> str:
        return " ".join(
            part for part in text.split() if "csrf" not in part and "value=" not in part
        )

    for _ in range(6):
        known, unknown = page(house.fred.email), page("who@clinic.example")
        assert bare(known) == bare(unknown)


@pytest.mark.usefixtures("house")
def test_an_unknown_address_costs_one_password_hash_too(
    stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    original = Account.set_password

    def counted(self: Account, raw: str | None) -> None:
        hashed.append(self.email)
        original(self, raw)

    monkeypatch.setattr(Account, "set_password", counted)
    try_password(stranger, "who@clinic.example", "wrong")
    assert len(hashed) == 1


def test_the_page_says_when_to_try_again(house: House, stranger: Client) -> None:
    answers: list[str] = []
    for _ in range(6):
        answers.append(text_of(try_password(stranger, house.fred.email, "wrong")))
    assert "before" in answers[-1]
    assert "refused until then too" in answers[-1]


def test_second_factor_codes_are_counted_too(house: House, stranger: Client) -> None:
    secret = generate_totp_secret()
    TOTP.activate(house.fred, secret)
    try_password(stranger, house.fred.email, PASSWORD)
    for _ in range(5):
        answer = stranger.post(reverse("mfa_authenticate"), {"code": "000000"})
        assert "not right" in text_of(answer)
    answer = stranger.post(reverse("mfa_authenticate"), {"code": code_now(secret)})
    assert "Too many wrong tries" in text_of(answer)
    assert "_auth_user_id" not in stranger.session


def test_a_right_code_lets_in(house: House, stranger: Client) -> None:
    secret = generate_totp_secret()
    TOTP.activate(house.fred, secret)
    try_password(stranger, house.fred.email, PASSWORD)
    assert "_auth_user_id" not in stranger.session
    stranger.post(reverse("mfa_authenticate"), {"code": code_now(secret)})
    assert stranger.session["_auth_user_id"] == str(house.fred.pk)


def test_a_code_of_the_app_works_only_once(house: House) -> None:
    secret = generate_totp_secret()
    TOTP.activate(house.fred, secret)
    code = code_now(secret)
    first, second = Client(), Client()
    for client in (first, second):
        try_password(client, house.fred.email, PASSWORD)
        client.post(reverse("mfa_authenticate"), {"code": code})
    assert "_auth_user_id" in first.session
    assert "_auth_user_id" not in second.session


def test_a_spare_code_works_only_once(house: House) -> None:
    TOTP.activate(house.fred, generate_totp_secret())
    (code, *_) = RecoveryCodes.activate(house.fred).get_unused_codes()
    first, second = Client(), Client()
    for client in (first, second):
        try_password(client, house.fred.email, PASSWORD)
        client.post(reverse("mfa_authenticate"), {"code": code})
    assert "_auth_user_id" in first.session
    assert "_auth_user_id" not in second.session


def test_the_log_knows_who_came_in_and_who_was_refused(house: House, stranger: Client) -> None:
    try_password(stranger, house.fred.email, "my secret password")
    try_password(stranger, "my-secret-password@x.example", "wrong")
    try_password(stranger, house.fred.email, PASSWORD)
    stranger.post(reverse("account_logout"))
    rows = list(Entry.objects.filter(action__startswith="session.").order_by("id"))
    assert [row.action for row in rows] == [
        "session.refused",
        "session.refused",
        "session.opened",
        "session.ended",
    ]
    assert [row.subject_id for row in rows] == [str(house.fred.pk), "", *[str(house.fred.pk)] * 2]
    assert not [row for row in rows if "secret" in f"{row.reason}{row.fields}{row.actor_name}"]


@pytest.mark.parametrize("path", ["signup/", "email/", "password/reset/code/", "2fa/trust/", ""])
@pytest.mark.usefixtures("house")
def test_allauth_addresses_that_nobody_wants_are_absent(stranger: Client, path: str) -> None:
    assert stranger.get(f"/accounts/{path}").status_code == 404
    assert stranger.post(f"/accounts/{path}", {"email": "a@b.example"}).status_code == 404


def test_the_counts_lie_in_the_database() -> None:
    assert "db" in settings.CACHES["default"]["BACKEND"]


def test_proving_it_is_you_takes_your_own_password(house: House) -> None:
    client = SignedIn(house.fred)
    wrong = client.post(reverse("account_reauthenticate"), {"password": "wrong wrong"})
    assert "That is not your password" in text_of(wrong)
    assert client.get(reverse("mfa_generate_recovery_codes")).status_code == 302
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.get(reverse("mfa_generate_recovery_codes")).status_code == 200
