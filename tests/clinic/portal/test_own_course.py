"""A patient books the sessions of her own plan together on her phone: all of them, or none."""

import re
from datetime import datetime, time, timedelta
from functools import partial
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from clinic.billing.money_here import FEES
from clinic.booking.days import BERLIN, book
from clinic.booking.staged import works
from clinic.conftest import SignedIn
from clinic.intake.visiting import ByLink
from clinic.patients.test_at_once import at_once
from clinic.people_here import House
from clinic.planning.plans_here import accepted
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.billing.models import Kind
from percuta_clinic.billing.terms import terms_for, terms_set
from percuta_clinic.booking.models import HOLDS, Service, Visit, WhoBooks
from percuta_clinic.people.access import NotYours
from percuta_clinic.planning.course_booking import own_course_book, times_proposed
from percuta_clinic.planning.dates import course_dates, days_apart
from percuta_clinic.planning.models import Plan, State

DAY = timedelta(days=1)


@pytest.fixture
def plan(house: House) -> Plan:
    for who in (house.sina, house.dora):
        works(who, hours=(time(9), time(17)), days=range(7))
    Service.objects.update(who_books=WhoBooks.ANYBODY)
    return accepted(house)


@pytest.fixture(params=["account", "link"])
def phone(request: pytest.FixtureRequest, house: House) -> Client:
    return SignedIn(house.amara_herself) if request.param == "account" else ByLink(house.amara)


def page(phone: Client, plan: Plan) -> str:
    return phone.get(f"/my/plans/{plan.pk}/dates/").content.decode()


def ticked(words: str) -> list[str]:
    return re.findall(r'name="time" value="([^"]+)"', words)


def at_of(line: str) -> datetime:
    return datetime.fromisoformat(line.split("|")[1])


def hers(house: House) -> list[Visit]:
    return list(house.amara.visits.filter(state__in=HOLDS).order_by("starts_at"))


def send(phone: Client, plan: Plan, lines: list[str], **more: str) -> tuple[int, str]:
    sent = {"time": lines, "digest": terms_for(plan.service).digest} | more
    answer = phone.post(f"/my/plans/{plan.pk}/dates/", sent, follow=True)
    return answer.status_code, answer.content.decode()


def change(phone: Client, plan: Plan, number: int, *, at: datetime) -> int:
    sent = {"at": at.isoformat()}
    return phone.post(f"/my/plans/{plan.pk}/dates/{number}/", sent).status_code


def test_all_sessions_are_booked_together_and_once(house: House, plan: Plan, phone: Client) -> None:
    assert f"/my/plans/{plan.pk}/dates/" in phone.get(f"/my/plans/{plan.pk}/").content.decode()
    lines = ticked(page(phone, plan))
    assert len(lines) == len(course_dates(plan, house.clinic)) > 1
    for said in ("Booked: ", "booked already, and stay booked once"):
        assert said in send(phone, plan, lines)[1]
    assert [one.starts_at for one in hers(house)] == [at_of(line) for line in lines]
    assert not any(one.apart for one in course_dates(plan, house.clinic))


def test_one_time_just_taken_books_none_and_says_which(
    house: House, plan: Plan, phone: Client
) -> None:
    lines = ticked(page(phone, plan))
    second = at_of(lines[1])
    book(house, house.bea, at=second, service=house.talk)
    status, words = send(phone, plan, lines)
    assert status == 409
    assert f"Session 2 ({second.astimezone(BERLIN):%A %-d %B, %H:%M}): This time was" in words
    assert not hers(house)
    assert "does not fit any more" in words
    again = ticked(words)
    assert at_of(again[0]) == at_of(lines[0])
    assert at_of(again[1]) > second
    assert "Booked: " in send(phone, plan, again)[1]


def test_a_later_time_for_one_moves_what_follows_too_near(
    house: House, plan: Plan, phone: Client
) -> None:
    before = [at_of(line) for line in ticked(page(phone, plan))]
    assert change(phone, plan, 2, at=before[1] + DAY) == 302
    assert change(phone, plan, 1, at=before[0] + 5 * DAY) == 302
    words = page(phone, plan)
    after = [at_of(line) for line in ticked(words)]
    assert after[0] == before[0] + 5 * DAY
    gap = days_apart(plan)
    days = [at.astimezone(BERLIN).date() for at in after]
    assert all((later - day).days >= gap for day, later in pairwise(days))
    assert f"{(before[1] + DAY).astimezone(BERLIN):%A %-d %B, %H:%M} does not fit" in words
    assert "Booked: " in send(phone, plan, ticked(words))[1]
    assert hers(house)[0].starts_at == after[0]


def test_a_time_nearer_than_agreed_is_neither_kept_nor_booked(
    house: House, plan: Plan, phone: Client
) -> None:
    lines = ticked(page(phone, plan))
    near = at_of(lines[0]) + (days_apart(plan) - 1) * DAY
    assert change(phone, plan, 2, at=near) == 409
    forged = [lines[0], f"2|{near.isoformat()}|{lines[1].split('|')[2]}"]
    status, words = send(phone, plan, forged)
    assert status == 409
    assert "Session 2" in words
    assert "Your skin needs time between two sessions" in words
    assert not hers(house)


def test_the_first_sessions_are_booked_alone_but_none_is_left_out_between(
    house: House, plan: Plan, phone: Client
) -> None:
    lines = ticked(page(phone, plan))
    status, words = send(phone, plan, lines[1:])
    assert status == 409
    assert "Session 1 comes before" in words
    assert "Booked: " in send(phone, plan, lines[:1])[1]
    assert len(hers(house)) == 1
    assert len(ticked(page(phone, plan))) == len(lines) - 1


def test_terms_and_deposit_go_with_every_session(house: House, plan: Plan, phone: Client) -> None:
    terms_set(by=house.olga, service=None, seen=0, details=FEES)
    words = page(phone, plan)
    assert "deposit of" in words
    assert "This holds for each session" in words
    lines = ticked(words)
    assert send(phone, plan, lines, digest="of other words")[0] == 409
    assert not hers(house)
    assert "Booked: " in send(phone, plan, lines)[1]
    assert all(one.charges.get().kind == Kind.DEPOSIT for one in hers(house))
    assert all(one.terms_agreed.count() == 1 for one in hers(house))


def test_nobody_books_the_sessions_of_somebody_else(house: House, plan: Plan) -> None:
    lines = ticked(page(SignedIn(house.amara_herself), plan))
    for stranger in (SignedIn(house.bea_herself), ByLink(house.bea), SignedIn(house.sina)):
        for there in ("", "1/"):
            url = f"/my/plans/{plan.pk}/dates/{there}"
            sent = {"time": lines, "at": at_of(lines[0]).isoformat()}
            assert stranger.get(url).status_code == 404
            assert stranger.post(url, sent).status_code == 404
    times = {1: (at_of(lines[0]), house.sina)}
    with pytest.raises(NotYours):
        own_course_book(by=SYSTEM, patient=house.bea, key=plan.pk, times=times, clinic=house.clinic)
    assert not Visit.objects.exists()


@pytest.mark.parametrize("state", [State.APPROVED, State.STOPPED, State.REPLACED])
def test_a_plan_that_does_not_count_books_nothing(
    house: House, plan: Plan, phone: Client, *, state: State
) -> None:
    lines = ticked(page(phone, plan))
    Plan.objects.filter(pk=plan.pk).update(state=state)
    assert phone.get(f"/my/plans/{plan.pk}/dates/").status_code == 302
    send(phone, plan, lines)
    times = {1: (at_of(lines[0]), house.sina)}
    with pytest.raises(ValidationError, match="does not count"):
        own_course_book(
            by=SYSTEM, patient=house.amara, key=plan.pk, times=times, clinic=house.clinic
        )
    assert not hers(house)


@pytest.mark.parametrize("line", ["", "x", "1|today|nobody", "0|2027-03-01T10:00:00+00:00|x"])
def test_what_nobody_was_shown_books_nothing(
    house: House, plan: Plan, phone: Client, *, line: str
) -> None:
    status, words = send(phone, plan, [line])
    assert status == 409
    assert "Nothing was booked" in words
    assert not hers(house)


def test_sessions_too_far_ahead_are_left_for_later(house: House, plan: Plan) -> None:
    found = times_proposed(
        plan,
        [*course_dates(plan, house.clinic)] * 4,
        house.clinic,
        themselves=True,
    )
    assert found[0].offer is not None
    assert found[-1].too_far
    assert found[-1].offer is None


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_once_book_the_course_once(house: House, plan: Plan) -> None:
    found = times_proposed(plan, course_dates(plan, house.clinic), house.clinic, themselves=True)
    times = {
        one.dated.number: (one.offer.starts_at, one.offer.specialist) for one in found if one.offer
    }
    tap = partial(
        own_course_book,
        by=SYSTEM,
        patient=house.amara,
        key=plan.pk,
        times=times,
        clinic=house.clinic,
    )
    at_once(tap, tap, tap)
    assert [one.starts_at for one in hers(house)] == [at for at, _ in times.values()]
