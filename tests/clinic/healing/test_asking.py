"""Patients are asked on their days where they live, reminded once, and silence is noted."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.core import mail
from django.urls import reverse
from django.utils import timezone

from clinic.conftest import SignedIn
from clinic.healing.checking import (
    BERLIN,
    Clock,
    calm,
    day_of,
    last_of,
    send,
    told,
)
from clinic.people_here import House
from percuta_clinic.healing.asking import follow_check_ins, plan_unsigned
from percuta_clinic.healing.models import Answer, CheckIn, Kind, Urgent
from percuta_clinic.healing.planning import check_ins_plan
from percuta_clinic.outbox.models import Message
from percuta_clinic.outbox.sender import send_due
from percuta_clinic.people.models import Account
from percuta_clinic.treatment.models import Session
from percuta_clinic.treatment.signing import record_sign
from percuta_clinic.treatment.writing import content_of, print_of


def planned(session: Session, by: Account) -> None:
    check_ins_plan(by=by.actor, session=session, now=timezone.now())


def work() -> None:
    follow_check_ins()
    send_due()


def letters(occasion: str) -> int:
    return Message.objects.filter(occasion=occasion).count()


def test_signing_a_record_plans_the_days_of_the_house(house: House, session: Session) -> None:
    house.clinic.check_in_days = "2, 10"
    house.clinic.save()
    digest = print_of(content_of(session))
    record_sign(by=house.sina, session=session, digest=digest)
    made = CheckIn.objects.order_by("day")
    assert [one.day for one in made] == [2, 10]
    due = made[0].due_at.astimezone(BERLIN)
    assert (due.date(), due.hour) == (day_of(session) + timedelta(days=2), 10)


def test_planning_again_adds_nothing(house: House, session: Session) -> None:
    planned(session, house.sina)
    planned(session, house.sina)
    assert sorted(CheckIn.objects.values_list("day", flat=True)) == [1, 3, 7, 28]


def test_a_session_nobody_signed_is_asked_about_too(session: Session, clock: Clock) -> None:
    assert plan_unsigned() == 0
    clock.after(session, days=1, hour=9)
    assert plan_unsigned() == 1
    assert plan_unsigned() == 0
    assert CheckIn.objects.count() == 4


def test_the_letter_comes_at_ten_where_she_lives_and_once(
    house: House, session: Session, clock: Clock
) -> None:
    house.amara.time_zone = "America/New_York"
    house.amara.save()
    planned(session, house.sina)
    clock.after(session, days=1, hour=15)
    work()
    assert letters("check_in") == 0
    clock.after(session, days=1, hour=17)
    work()
    work()
    assert letters("check_in") == 1
    due = CheckIn.objects.get(day=1).due_at.astimezone(ZoneInfo("America/New_York"))
    assert due.hour == 10
    assert "/my/link/" in mail.outbox[-1].body


def test_one_reminder_and_then_it_is_missed(house: House, session: Session, clock: Clock) -> None:
    planned(session, house.sina)
    for hour in (10, 12, 17, 18, 19, 20):
        clock.after(session, days=1, hour=hour)
        work()
    assert (letters("check_in"), letters("check_in_reminder")) == (1, 1)
    clock.after(session, days=2, hour=11)
    work()
    missed = CheckIn.objects.get(day=1)
    assert missed.missed_at == clock.at
    assert missed.needs_a_look
    assert (letters("check_in"), letters("check_in_reminder")) == (1, 1)


def test_an_answer_ends_it_without_a_reminder(house: House, session: Session, clock: Clock) -> None:
    planned(session, house.sina)
    clock.after(session, days=1, hour=10)
    work()
    asked = CheckIn.objects.get(day=1)
    phone = SignedIn(house.amara_herself)
    assert reverse("my_check_in", args=[asked.pk]) in phone.get("/my/").text
    send(phone, asked, calm())
    for hours in (9, 30, 60):
        clock.at += timedelta(hours=hours)
        work()
    assert letters("check_in_reminder") == 0
    assert not CheckIn.objects.get(day=1).missed_at


def test_a_missed_one_can_still_be_answered(house: House, session: Session, clock: Clock) -> None:
    planned(session, house.sina)
    for days, hour in ((1, 10), (1, 19), (2, 12)):
        clock.after(session, days=days, hour=hour)
        work()
    missed = CheckIn.objects.get(day=1)
    send(SignedIn(house.amara_herself), missed, calm())
    assert last_of(missed).level == Urgent.EXPECTED


def test_whoever_cannot_be_written_to_is_told_of_as_such(
    house: House, session: Session, clock: Clock
) -> None:
    house.amara.by_email = False
    house.amara.save()
    planned(session, house.sina)
    clock.after(session, days=1, hour=10)
    work()
    asked = CheckIn.objects.get(day=1)
    assert "not wished" in asked.unsent
    clock.after(session, days=2, hour=10)
    work()
    asked.refresh_from_db()
    assert asked.missed_at
    assert "not wished" in asked.unsent


def test_what_is_urgent_and_never_sent_counts_after_half_an_hour(
    house: House, session: Session, clock: Clock
) -> None:
    check_in = told(house, session)
    CheckIn.objects.update(values={"q-pus": "yes"}, saved_at=clock.at)
    clock.at += timedelta(minutes=29)
    work()
    assert not check_in.answers.exists()
    clock.at += timedelta(minutes=1)
    work()
    answer = last_of(check_in)
    assert (answer.level, answer.by_name) == (Urgent.TODAY, "Ticked by the patient, not sent")


def test_what_was_ticked_calmly_counts_once_it_would_be_missed(
    house: House, session: Session, clock: Clock
) -> None:
    planned(session, house.sina)
    clock.after(session, days=1, hour=10)
    work()
    CheckIn.objects.filter(day=1).update(values={"q-redness": "mild"}, saved_at=clock.at)
    clock.after(session, days=2, hour=11)
    work()
    asked = CheckIn.objects.get(day=1)
    assert (asked.missed_at, last_of(asked).values) == (None, {"redness": "mild"})


def test_after_a_warning_she_is_asked_again(house: House, session: Session, clock: Clock) -> None:
    clock.after(session, days=28, hour=12)
    phone, check_in = SignedIn(house.amara_herself), told(house, session)
    send(phone, check_in, calm(darker="yes"))
    again = CheckIn.objects.get(kind=Kind.AGAIN)
    assert again.due_at.astimezone(BERLIN).date() == day_of(session) + timedelta(days=30)
    clock.after(session, days=30, hour=10)
    work()
    send(SignedIn(house.amara_herself), again, calm(darker="yes"))
    assert CheckIn.objects.filter(kind=Kind.AGAIN).count() == 1


def test_a_letter_that_never_left_is_no_silence_of_hers(
    house: House, session: Session, clock: Clock
) -> None:
    planned(session, house.sina)
    clock.after(session, days=1, hour=10)
    follow_check_ins()
    clock.after(session, days=1, hour=20)
    follow_check_ins()
    clock.after(session, days=2, hour=11)
    follow_check_ins()
    missed = CheckIn.objects.get(day=1)
    assert (bool(missed.missed_at), missed.unsent) == (True, "The letter has not left.")
    assert letters("check_in_reminder") == 0


def test_a_clinic_that_asks_on_no_day_still_hears_her(house: House, session: Session) -> None:
    house.clinic.check_in_days = ""
    house.clinic.save()
    planned(session, house.sina)
    assert not CheckIn.objects.exists()
    send(SignedIn(house.amara_herself), told(house, session), calm())
    assert Answer.objects.exists()
