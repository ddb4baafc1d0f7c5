"""A check-in and the tasks it opened are closed together, and its patient reads who looked."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.healing.checking import Clock, calm, send, told
from clinic.people_here import House
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.duty.models import Task, Urgency
from percuta_clinic.duty.services import task_close, task_open
from percuta_clinic.healing.check_ins import answer_reopen, check_in_close
from percuta_clinic.healing.models import CheckIn, Rating
from percuta_clinic.treatment.models import Session

HEARD = "Keep it clean and come tomorrow at nine."


@pytest.fixture
def check_in(house: House, session: Session) -> CheckIn:
    found = told(house, session)
    send(SignedIn(house.amara_herself), found, calm(pus="yes"))
    found.refresh_from_db()
    return found


def own_page(house: House, check_in: CheckIn) -> str:
    url = reverse("my_check_in", args=[check_in.pk])
    return " ".join(SignedIn(house.amara_herself).get(url).content.decode().split())


def test_closing_the_task_closes_its_check_in_with_the_words(
    house: House, check_in: CheckIn
) -> None:
    task = Task.objects.get()
    url = reverse("task", args=[task.pk])
    assert "What you told the patient" in SignedIn(house.dora).get(url).content.decode()
    given = {"outcome": "Called her: a swab is taken.", "told": HEARD, "seen": task.urgency}
    answer = SignedIn(house.dora).post(reverse("task_close", args=[task.pk]), given)
    assert answer.status_code == 302
    check_in.refresh_from_db()
    assert check_in.closed_at is not None
    rating = Rating.objects.get()
    assert (rating.by, rating.closes) == (house.dora, True)
    assert (rating.words, rating.told) == ("Called her: a swab is taken.", HEARD)
    task.refresh_from_db()
    assert task.outcome == f"Called her: a swab is taken. Told the patient: {HEARD}"


def test_her_page_says_who_looked_and_when_and_what_she_was_told(
    house: House, check_in: CheckIn, clock: Clock
) -> None:
    assert "looked at this on" not in own_page(house, check_in)
    clock.at += timedelta(minutes=35)
    given = {"words": "Called; a swab tomorrow.", "told": HEARD}
    url = reverse("check_in_close", args=[check_in.pk])
    assert SignedIn(house.sina).post(url, given).status_code == 302
    page = own_page(house, check_in)
    assert (
        f"Sina Sommer looked at this on {clock.at:%A} {clock.at.day} {clock.at:%B}, 12:35." in page
    )
    assert HEARD in page
    assert "a swab tomorrow" not in page
    assert Task.objects.get().closed_by_name == "Sina Sommer"
    home = SignedIn(house.amara_herself).get("/my/").content.decode()
    assert "Sina Sommer looked at it on" in home


def test_a_newer_answer_has_to_be_looked_at_anew(
    house: House, check_in: CheckIn, clock: Clock
) -> None:
    check_in_close(by=house.sina, check_in=check_in, words="Calm.", told=HEARD)
    clock.at += timedelta(minutes=10)
    answer_reopen(by=SYSTEM, check_in=check_in)
    send(SignedIn(house.amara_herself), check_in, calm(pus="yes", pain="severe"))
    page = own_page(house, check_in)
    assert "looked at this on" not in page
    assert HEARD not in page


def test_one_of_two_open_tasks_says_that_something_newer_is_open(
    house: House, check_in: CheckIn
) -> None:
    first = Task.objects.get()
    newer = task_open(
        by=SYSTEM,
        patient=house.amara,
        urgency=Urgency.NOW,
        about="Worse.",
        link=first.link,
        source=first.source,
        key=f"{first.key}:2",
    )
    with pytest.raises(ValidationError, match="Something newer about the same check-in"):
        task_close(by=house.dora, task=first, outcome="Called her.")
    check_in.refresh_from_db()
    first.refresh_from_db()
    assert first.is_open
    assert check_in.closed_at is None
    check_in_close(by=house.dora, check_in=check_in, words="Seen in the room.")
    newer.refresh_from_db()
    assert not newer.is_open


def test_what_our_machinery_closes_was_looked_at_by_nobody(check_in: CheckIn) -> None:
    task_close(by=SYSTEM, task=Task.objects.get(), outcome="It was answered after all.")
    check_in.refresh_from_db()
    assert check_in.closed_at is None
    assert not Rating.objects.exists()


def test_other_tasks_ask_for_no_words_to_the_patient(house: House, check_in: CheckIn) -> None:
    task = task_open(
        by=SYSTEM,
        patient=house.amara,
        urgency=Urgency.WATCH,
        about="She rang.",
        link="/",
        source="phone call",
        key="rang",
    )
    page = SignedIn(house.dora).get(reverse("task", args=[task.pk])).content.decode()
    assert "What you told the patient" not in page
    task_close(by=house.dora, task=task, outcome="Called back.")
    check_in.refresh_from_db()
    assert check_in.closed_at is None


def test_words_that_are_refused_come_back_with_what_she_was_told(
    house: House, check_in: CheckIn
) -> None:
    url = reverse("check_in_close", args=[check_in.pk])
    answer = SignedIn(house.sina).post(url, {"words": " ", "told": HEARD})
    assert answer.status_code == 422
    assert HEARD in answer.content.decode()


def test_what_she_was_told_is_never_changed(house: House, check_in: CheckIn) -> None:
    check_in_close(by=house.sina, check_in=check_in, words="Calm.", told=HEARD)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Rating.objects.update(told="Nothing.")


def test_what_a_task_is_about_reads_as_sentences(house: House, session: Session) -> None:
    found = told(house, session)
    values = calm(pus="yes") | {"words": "It throbs."}
    send(SignedIn(house.amara_herself), found, values)
    about = Task.objects.get().about
    assert "Pus: bacterial infection. Own words to be read." in about
    assert ".;" not in about
    assert ".." not in about


def test_an_event_from_a_check_in_says_who_told_it(house: House, check_in: CheckIn) -> None:
    url = reverse("adverse_new", args=[house.amara.pk])
    page = SignedIn(house.sina).get(url, {"check_in": str(check_in.pk)}).content.decode()
    assert "Told by the patient on" in page
