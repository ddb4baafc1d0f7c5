"""What each on the staff sees of an urgent task, and what the pages do."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from clinic.conftest import SignedIn
from clinic.duty.watch_here import always, opened
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.duty.lists import tasks_list
from percuta_clinic.duty.models import DutyPhone, Task, TaskTold, Urgency
from percuta_clinic.duty.services import task_close, task_take

WORDS = "Pus on the left cheek"


def page(by: SignedIn, name: str, *args: object) -> str:
    answer = by.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("who", ["fred", "olga"])
@pytest.mark.parametrize("name", ["tasks", "task", "board"])
def test_who_opens_no_charts_sees_that_it_exists_but_not_what_it_is(
    house: House, who: str, name: str
) -> None:
    always(house.sina)
    DutyPhone.objects.create(account=house.sina, phone="+49 151 23456789")
    task = opened(house, about=WORDS)
    task_close(by=house.dora, task=opened(house, about=WORDS, key="b"), outcome=WORDS)
    shown = page(SignedIn(getattr(house, who)), name, *([task.pk] if name == "task" else []))
    assert "Okafor" in shown
    assert WORDS not in shown
    if name != "board":
        assert "Whom to fetch" in shown
        assert "+49 151 23456789" in shown


def test_a_closed_task_shows_the_front_desk_no_outcome(house: House) -> None:
    task = task_close(by=house.dora, task=opened(house, about=WORDS), outcome="Sent to the ward")
    shown = page(SignedIn(house.fred), "task", task.pk)
    assert "Sent to the ward" not in shown
    assert WORDS not in shown
    assert "Sent to the ward" in page(SignedIn(house.sina), "task", task.pk)


def test_a_specialist_reads_it_and_that_is_written_down(house: House) -> None:
    task = opened(house, about=WORDS)
    shown = page(SignedIn(house.sina), "task", task.pk)
    assert WORDS in shown
    assert "+49 30 1234567" in shown
    assert f'href="/patients/{house.amara.pk}/"' in shown
    assert Entry.objects.filter(action="task.read", actor_id=house.sina.pk).count() == 1


def test_of_a_restricted_chart_it_is_read_with_a_reason_only(house: House) -> None:
    task = opened(house, about=WORDS)
    house.amara.restricted = True
    house.amara.save()
    sina = SignedIn(house.sina)
    shown = page(sina, "task", task.pk)
    assert WORDS not in shown
    assert "Give a reason and read" in shown
    assert WORDS not in page(sina, "tasks")
    answer = sina.post(reverse("task_close", args=[task.pk]), {"outcome": "all is well", "seen": 3})
    assert answer.status_code == 302
    assert Task.objects.get().is_open


@pytest.mark.parametrize("who", ["fred", "sina", "dora", "olga"])
@pytest.mark.parametrize("name", ["patients", "settings", "calendar"])
def test_every_page_of_staff_shows_the_bar(house: House, who: str, name: str) -> None:
    opened(house, about=WORDS)
    shown = page(SignedIn(getattr(house, who)), name)
    assert "1 urgent task<" in shown
    assert "Nobody has taken it" in shown
    assert WORDS not in shown


def test_the_bar_is_gone_once_somebody_took_it_and_no_patient_ever_sees_it(house: House) -> None:
    task = opened(house)
    assert "urgent task" not in page(SignedIn(house.amara_herself), "my_home")
    task_take(by=house.sina, task=task)
    assert "urgent task" not in page(SignedIn(house.fred), "patients")


def test_a_page_that_stands_open_asks_for_the_bar_and_gets_what_changed(house: House) -> None:
    fred = SignedIn(house.fred)
    assert 'hx-get="/tasks/bar/?seen=none"' in page(fred, "patients")
    assert fred.get("/tasks/bar/?seen=none").status_code == 204
    opened(house)
    answer = fred.get("/tasks/bar/?seen=none")
    assert "1 urgent task<" in answer.content.decode()


def test_taking_it_on_the_page_says_who_was_first(house: House) -> None:
    task = opened(house)
    url = reverse("task_take", args=[task.pk])
    SignedIn(house.sina).post(url)
    answer = SignedIn(house.dora).post(url, follow=True)
    assert "Sina Sommer took it at" in answer.content.decode()
    task.refresh_from_db()
    assert task.owner == house.sina


def test_closing_it_without_words_loses_nothing_and_says_what_is_missing(house: House) -> None:
    task = opened(house)
    sina = SignedIn(house.sina)
    url = reverse("task_close", args=[task.pk])
    answer = sina.post(url, {"outcome": "ok", "seen": 3})
    assert answer.status_code == 422
    assert "Say in a few words what came of it" in answer.content.decode()
    assert ">\nok</textarea>" in answer.content.decode()
    sina.post(url, {"outcome": "Called her: no fever, seen tomorrow.", "seen": 3})
    task.refresh_from_db()
    assert task.outcome == "Called her: no fever, seen tomorrow."


def test_what_was_closed_meanwhile_keeps_the_words_that_were_typed(house: House) -> None:
    task = task_close(by=house.dora, task=opened(house), outcome="seen in the room")
    answer = SignedIn(house.sina).post(
        reverse("task_close", args=[task.pk]), {"outcome": "I called her at home", "seen": 3}
    )
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Dora Doktor closed it at" in shown
    assert "I called her at home" in shown


def test_what_became_more_urgent_while_somebody_wrote_is_read_before_it_is_closed(
    house: House,
) -> None:
    task = opened(house, urgency=Urgency.TODAY)
    sina = SignedIn(house.sina)
    shown = page(sina, "task", task.pk)
    assert 'name="seen" value="2"' in shown
    opened(house, about="Fever, shivering")
    url = reverse("task_close", args=[task.pk])
    answer = sina.post(url, {"outcome": "She is well", "seen": 2})
    assert answer.status_code == 422
    assert "became more urgent while you wrote: Fever, shivering" in answer.content.decode()
    assert 'name="seen" value="3"' in answer.content.decode()
    assert Task.objects.get().is_open


def test_it_is_handed_on_on_the_page_with_words_for_the_next(house: House) -> None:
    task = opened(house)
    url = reverse("task_hand_on", args=[task.pk])
    sina = SignedIn(house.sina)
    assert sina.post(url, {"to": house.fred.pk}).status_code == 422
    sina.post(url, {"to": house.dora.pk, "words": "needs a doctor"})
    task.refresh_from_db()
    assert task.asked == house.dora
    assert "needs a doctor" in page(SignedIn(house.dora), "task", task.pk)
    assert "needs a doctor" not in page(SignedIn(house.fred), "task", task.pk)


def test_an_owner_who_takes_it_is_told_that_somebody_else_has_to_look(house: House) -> None:
    task = opened(house, about=WORDS)
    olga = SignedIn(house.olga)
    olga.post(reverse("task_take", args=[task.pk]))
    shown = page(olga, "task", task.pk)
    assert "You see to it that somebody looks" in shown
    assert WORDS not in shown
    assert "Dora Doktor" in shown.split("To whom")[1]


def test_lists_hold_what_is_mine_taken_and_closed_lately(house: House) -> None:
    mine = task_take(by=house.sina, task=opened(house, key="a"))
    task_take(by=house.dora, task=opened(house, key="b", about="second"))
    closed = opened(house, key="c", about="third", urgency=Urgency.TODAY)
    task_close(by=house.dora, task=closed, outcome="done with it")
    sina = SignedIn(house.sina)

    def found(show: str) -> list[str]:
        text = sina.get(f"/tasks/?show={show}").content.decode()
        return [about for about in ("Pus", "second", "third") if about in text]

    assert found("open") == ["Pus", "second"]
    assert (found("mine"), found("taken")) == ([mine.about], ["Pus", "second"])
    assert found("closed") == ["third"]
    assert Task.objects.get(pk=closed.pk).closed_at is not None


def test_what_was_closed_long_ago_is_not_listed(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    task_close(by=house.dora, task=opened(house, about=WORDS), outcome="done with it")
    later = timezone.now() + timedelta(days=31)
    monkeypatch.setattr("percuta_clinic.staff.views.tasks.timezone.now", lambda: later)
    answer = SignedIn(house.sina).get("/tasks/?show=closed")
    assert WORDS not in answer.content.decode()


def test_the_roster_says_who_is_on_call_without_a_phone(house: House) -> None:
    always(house.dora)
    olga = SignedIn(house.olga)
    page = olga.get(reverse("settings_on_call")).text
    assert "Without a phone number on call: Dora Doktor" in page
    DutyPhone.objects.create(account=house.dora, phone="+49 151 23456789")
    assert "Without a phone number" not in olga.get(reverse("settings_on_call")).text


def test_a_graver_task_stands_above_one_that_is_late(house: House) -> None:
    watch = opened(house, urgency=Urgency.WATCH, key="old")
    Task.objects.filter(pk=watch.pk).update(due_at=timezone.now() - timedelta(days=1))
    now = opened(house, urgency=Urgency.TODAY, key="new")
    assert list(tasks_list(house.dora, show="open", now=timezone.now())) == [now, watch]


def test_hours_that_come_twice_are_told_apart_in_what_was_done(house: House) -> None:
    task = opened(house)
    for hour in (0, 1):
        at = datetime(2026, 10, 25, hour, 45, tzinfo=UTC)
        TaskTold.objects.create(
            task=task,
            at=at,
            turn=task.turn,
            rung=hour,
            account=house.dora,
            account_name="Dora Doktor",
            why_them="on call",
            channel="email",
            result="sent",
        )
    text = SignedIn(house.dora).get(reverse("task", args=[task.pk])).content.decode()
    for words in ("25 Oct, 02:45 (summer time)", "25 Oct, 02:45 (winter time)"):
        assert words in text
