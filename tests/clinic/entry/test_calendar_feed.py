"""The calendar of somebody who works here: read without signing in, by a secret that can end."""

import logging
from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.test import Client

from clinic.booking.calendars import lines_of, seen
from clinic.booking.days import BERLIN, book, now
from clinic.booking.staged import staged
from clinic.booking.test_visits import shift, step
from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.entry.views.calendar import OF_ONE
from percuta_clinic.people.feeds import feed_make
from percuta_clinic.people.models import Account, CalendarFeed
from percuta_clinic.people.rights import Role
from percuta_clinic.people.services import account_close, account_reopen, role_end, role_grant
from percuta_clinic.premises.models import Room


def address(secret: str) -> str:
    return f"/calendar/feed/{secret}.ics"


def read(secret: str, **headers: str) -> tuple[int, str]:
    answer = Client().get(address(secret), headers=headers)
    return answer.status_code, answer.content.decode()


def test_a_feed_shows_rooms_and_minutes_and_nobody(house: House) -> None:
    Room.objects.update(name="Room 1\r\nX-EVIL:1; a, b\\n")
    book(house, house.amara, at=now() + timedelta(days=3))
    book(house, house.bea, at=now() + timedelta(days=4), service=house.talk)
    status, text = read(feed_make(by=house.sina))
    assert status == 200
    first, second = sorted(seen(text), key=lambda one: one.starts)
    assert first.summary == "Visit · Room 1 X-EVIL:1; a, b/n"
    assert (first.description, second.description) == ("60 minutes, booked", "30 minutes, booked")
    assert not [line for line in lines_of(text) if line.startswith(b"X-EVIL") or len(line) > 75]
    whole = text.replace("\r\n ", "")
    for word in ("Amara", "Okafor", "Bea", "Nov", "needling", "Consultation", "patients"):
        assert word not in whole


def test_a_feed_reaches_from_a_week_ago_to_three_months_ahead(house: House) -> None:
    for days in (-9, -6, 89, 92):
        Visit.objects.create(
            patient=house.amara,
            service=house.talk,
            specialist=house.sina,
            room=house.room,
            starts_at=now() + timedelta(days=days),
            ends_at=now() + timedelta(days=days, minutes=30),
            made_by="Fred",
        )
    _, text = read(feed_make(by=house.sina))
    assert sorted((one.starts - now()).days for one in seen(text)) == [-6, 89]


def test_a_feed_holds_the_own_visits_alone(house: House) -> None:
    book(house, house.amara, at=now() + timedelta(days=3))
    _, text = read(feed_make(by=house.dora))
    assert "BEGIN:VEVENT" not in text


def test_a_feed_holds_the_stages_in_which_somebody_works(house: House) -> None:
    staged(house)
    soon = (now() + timedelta(days=3)).astimezone(BERLIN).replace(hour=10, minute=0)
    book(house, house.amara, at=soon)

    def works(account: Account) -> list[tuple[int, str]]:
        found = sorted(seen(read(feed_make(by=account))[1]), key=lambda one: one.starts)
        return [((one.starts - soon) // timedelta(minutes=1), one.description) for one in found]

    assert works(house.sina) == [(40, "30 minutes, booked")]
    assert works(house.fred) == [(0, "10 minutes, booked"), (70, "10 minutes, booked")]


def test_a_moved_and_a_cancelled_visit_change_the_same_entry(house: House) -> None:
    secret = feed_make(by=house.sina)
    visit = book(house, house.amara, at=now() + timedelta(days=3))
    (before,) = seen(read(secret)[1])
    visit = shift(house, visit, now() + timedelta(days=5))
    step(house, visit, State.CANCELLED, why="ill")
    (after,) = seen(read(secret)[1])
    assert after.uid == before.uid
    assert after.sequence == before.sequence + 2
    assert after.starts - before.starts == timedelta(days=2)
    assert (before.status, after.status) == ("CONFIRMED", "CANCELLED")


def test_what_has_not_changed_is_not_sent_again(house: House) -> None:
    secret = feed_make(by=house.sina)
    visit = book(house, house.amara, at=now() + timedelta(days=3))
    first = Client().get(address(secret))
    assert first.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert first.headers["Cache-Control"] == "private, no-cache"
    etag = first.headers["ETag"]
    again = Client().get(address(secret), headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag)
    assert again.headers["Cache-Control"] == "private, no-cache"
    shift(house, visit, now() + timedelta(days=5))
    assert read(secret, **{"If-None-Match": etag})[0] == 200


def test_a_secret_is_shown_once_and_kept_as_digest_alone(house: House) -> None:
    browser = SignedIn(house.sina)
    assert "Make the address" in browser.get("/my-account/").content.decode()
    answer = browser.post("/my-account/calendar/")
    shown = answer.content.decode()
    secret = shown.split("/calendar/feed/")[1].split(".ics")[0]
    assert answer.headers["Cache-Control"] == "no-store"
    assert f'href="webcal://localhost:8470/calendar/feed/{secret}.ics"' in shown
    assert read(secret)[0] == 200
    kept = str(list(CalendarFeed.objects.values())) + str(list(Entry.objects.values()))
    assert secret not in kept
    page = browser.get("/my-account/").content.decode()
    assert secret not in page
    assert "Make a new address" in page


def test_a_new_address_ends_the_old_one_and_so_does_withdrawing(house: House) -> None:
    old, new = feed_make(by=house.sina), feed_make(by=house.sina)
    assert (read(old)[0], read(new)[0]) == (404, 200)
    assert SignedIn(house.sina).post("/my-account/calendar/end/").status_code == 302
    assert read(new)[0] == 404
    actions = Entry.objects.filter(action__startswith="feed.").order_by("id")
    assert [one.action for one in actions] == [
        "feed.made",
        "feed.ended",
        "feed.made",
        "feed.ended",
    ]


def ends_role(house: House) -> None:
    role_end(by=house.olga.actor, account=house.sina, role=Role.SPECIALIST)


def closes(house: House) -> None:
    account_close(by=house.olga.actor, account=house.sina)


@pytest.mark.parametrize("leaves", [ends_role, closes])
def test_a_feed_dies_with_the_role_and_stays_dead(
    house: House, leaves: Callable[[House], None]
) -> None:
    secret = feed_make(by=house.sina)
    assert read(secret)[0] == 200
    leaves(house)
    assert read(secret)[0] == 404
    back = Account.objects.get(pk=house.sina.pk)
    account_reopen(by=house.olga.actor, account=back)
    role_grant(by=house.olga.actor, account=back, role=Role.SPECIALIST)
    assert read(secret)[0] == 404
    assert read(feed_make(by=back))[0] == 200


def test_a_feed_is_for_staff_alone(house: House) -> None:
    assert SignedIn(house.amara_herself).post("/my-account/calendar/").status_code == 404
    assert "own-calendar" not in SignedIn(house.amara_herself).get("/my-account/").content.decode()
    assert read(feed_make(by=house.amara_herself))[0] == 404


def test_a_calendar_that_asks_without_end_is_told_to_wait(house: House) -> None:
    secret = feed_make(by=house.sina)
    answers = [Client().get(address(secret)) for _ in range(OF_ONE + 1)]
    assert [one.status_code for one in answers[-2:]] == [200, 429]
    assert answers[-1].headers["Retry-After"] == "600"


def test_no_log_holds_a_secret(house: House) -> None:
    heard = StringIO()
    handler = logging.StreamHandler(heard)
    logging.getLogger().addHandler(handler)
    try:
        assert settings.LOGGING["loggers"]["django.request"]["level"] == "ERROR"
        for secret in ("unknown-secret", feed_make(by=house.sina)):
            Client().get(address(secret))
            assert secret not in heard.getvalue()
    finally:
        logging.getLogger().removeHandler(handler)
