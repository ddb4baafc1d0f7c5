"""A session ends when nobody does anything, after twelve hours, and when its owner says so."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clinic.conftest import SignedIn
from clinic.entry.answers import text_of
from clinic.entry.test_sign_in import try_password
from clinic.people_here import PASSWORD, House
from percuta_clinic.audit.models import Entry

SCRIPT = {"X-Percuta": "1"}
QUIET = SCRIPT | {"X-Percuta-Quiet": "1"}
Clock = Callable[[float], None]


@pytest.fixture
def minutes_later(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Moves the clock of the middleware."""
    start = timezone.now()

    def move(minutes: float) -> None:
        def now() -> datetime:
            return start + timedelta(minutes=minutes)

        monkeypatch.setattr("percuta_clinic.frame.middleware.timezone.now", now)

    return move


def test_a_script_learns_who_is_signed_in_and_gets_a_token(house: House) -> None:
    answer = SignedIn(house.fred).get("/session/", headers=SCRIPT)
    assert answer.json()["account"] == str(house.fred.pk)
    assert len(answer.json()["token"]) == 64
    assert 29 * 60 < answer.json()["left"] <= 30 * 60


@pytest.mark.parametrize("headers", [SCRIPT, {"HX-Request": "true"}])
@pytest.mark.usefixtures("house")
def test_a_script_of_nobody_gets_a_plain_refusal(stranger: Client, headers: dict[str, str]) -> None:
    answer = stranger.get("/session/", headers=headers)
    assert answer.status_code == 401
    assert "Location" not in answer.headers


def test_an_idle_session_ends_and_is_in_the_log(house: House, minutes_later: Clock) -> None:
    client = SignedIn(house.fred)
    client.get("/my-account/")
    minutes_later(32)
    assert client.get("/session/", headers=SCRIPT).status_code == 401
    entry = Entry.objects.get(action="session.ended")
    assert (entry.actor_id, entry.reason) == (house.fred.pk, "nobody did anything")


def test_whoever_acts_stays_signed_in(house: House, minutes_later: Clock) -> None:
    client = SignedIn(house.fred)
    for minutes in range(0, 121, 20):
        minutes_later(minutes)
        assert client.get("/session/", headers=SCRIPT).status_code == 200


def test_pages_that_ask_by_themselves_keep_nobody_signed_in(
    house: House, minutes_later: Clock
) -> None:
    client = SignedIn(house.fred)
    client.get("/my-account/")
    for minutes in (10, 20, 29):
        minutes_later(minutes)
        assert client.get("/session/", headers=QUIET).status_code == 200
    minutes_later(32)
    assert client.get("/session/", headers=QUIET).status_code == 401


def test_after_twelve_hours_even_busy_people_sign_in_again(
    house: House, minutes_later: Clock
) -> None:
    client = SignedIn(house.fred)
    for minutes in range(0, 720, 20):
        minutes_later(minutes)
        assert client.get("/session/", headers=SCRIPT).status_code == 200
    minutes_later(721)
    assert client.get("/session/", headers=SCRIPT).status_code == 401


def test_the_clinic_says_how_long_one_may_be_idle(house: House, minutes_later: Clock) -> None:
    type(house.clinic).objects.update(idle_minutes=5)
    client = SignedIn(house.fred)
    client.get("/my-account/")
    minutes_later(7)
    assert client.get("/session/", headers=SCRIPT).status_code == 401


def test_somebody_ends_the_own_session_elsewhere(house: House) -> None:
    here, there = Client(), Client()
    for client in (here, there):
        try_password(client, house.bea_herself.email, PASSWORD)
    elsewhere = UserSession.objects.get(session_key=there.session.session_key)
    assert "End" in text_of(here.get("/my-account/"))
    here.post(reverse("end_session", args=[elsewhere.pk]))
    assert there.get("/session/", headers=SCRIPT).status_code == 401
    assert here.get("/session/", headers=SCRIPT).status_code == 200


def test_nobody_ends_a_session_of_somebody_else(house: House, stranger: Client) -> None:
    try_password(stranger, house.bea_herself.email, PASSWORD)
    row = UserSession.objects.get()
    SignedIn(house.fred).post(reverse("end_session", args=[row.pk]))
    assert stranger.get("/session/", headers=SCRIPT).status_code == 200


def test_a_new_password_signs_every_other_device_out(house: House) -> None:
    here, there = Client(), Client()
    for client in (here, there):
        try_password(client, house.bea_herself.email, PASSWORD)
    new = "quite another pass phrase"
    given = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    here.post(reverse("account_change_password"), given)
    assert here.get("/session/", headers=SCRIPT).status_code == 200
    assert there.get("/session/", headers=SCRIPT).status_code == 401
    assert Entry.objects.filter(action="password.changed").count() == 1


def test_somebody_changes_the_own_name(house: House) -> None:
    SignedIn(house.fred).post("/my-account/", {"name": "Fred Vorne"})
    house.fred.refresh_from_db()
    assert house.fred.name == "Fred Vorne"
    assert Entry.objects.get(action="account.renamed").fields == ["name"]


def test_a_closed_account_is_out_at_once(house: House) -> None:
    client = SignedIn(house.fred)
    type(house.fred).objects.filter(pk=house.fred.pk).update(is_active=False)
    assert client.get("/session/", headers=SCRIPT).status_code == 401


def test_somebody_without_a_role_is_told_whom_to_ask(house: House, stranger: Client) -> None:
    stranger.force_login(house.nobody)
    assert "no role here yet" in text_of(stranger.get("/", follow=True))


@pytest.mark.parametrize("path", ["/accounts/login/", "/signed-in/"])
def test_the_pages_of_the_dialog_may_be_framed_by_our_own_pages(
    house: House, stranger: Client, path: str
) -> None:
    if path == "/signed-in/":
        stranger.force_login(house.bea_herself)
    answer = stranger.get(path)
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
