"""Whoever has to wait is told when the day has come, or asked whether it has healed."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from clinic.booking.days import BERLIN, book
from clinic.conftest import SignedIn
from clinic.intake.test_at_once import at_once
from clinic.people_here import House
from clinic.screening.through import answer, today
from percuta_clinic.config.ids import new_id
from percuta_clinic.intake.models import Form
from percuta_clinic.leaving.services import patient_erase
from percuta_clinic.outbox.models import Message
from percuta_clinic.patients.merging import merge
from percuta_clinic.patients.models import Patient
from percuta_clinic.readiness.waits import tell_of_waits
from percuta_clinic.screening.models import Reminder, Screened, What
from percuta_clinic.screening.reminding import come_for, waiter_of
from percuta_clinic.screening.services import decide

WORDS = ("isotretinoin", "cold sore", "acne")


def stopped(house: House, ago: int = 100) -> date:
    """Isotretinoin so many days ago; the day on which the wait ends."""
    day = today() - timedelta(days=ago)
    answer(house, isotretinoin_last="date", d__isotretinoin_last=day.isoformat())
    waiter = waiter_of(house.amara)
    assert waiter
    assert waiter.opens_on
    return waiter.opens_on


def at(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=BERLIN)


def told(occasion: str = "wait_over") -> int:
    return Message.objects.filter(occasion=occasion).count()


def test_the_day_is_told_at_nine_once_and_without_a_diagnosis(house: House) -> None:
    opens = stopped(house)
    assert tell_of_waits(at(opens - timedelta(days=1))) == 0
    assert tell_of_waits(at(opens, hour=8)) == 0
    assert tell_of_waits(at(opens, hour=9)) == 1
    assert tell_of_waits(at(opens, hour=11)) == 0
    message = Message.objects.get(occasion="wait_over")
    assert not any(word in message.body.lower() + message.subject.lower() for word in WORDS)
    assert Reminder.objects.get().message == message.pk


def test_a_worker_that_was_away_tells_it_within_a_week(house: House) -> None:
    opens = stopped(house)
    assert tell_of_waits(at(opens + timedelta(days=8))) == 0
    assert tell_of_waits(at(opens + timedelta(days=7))) == 1


def test_whoever_has_a_visit_is_not_told(house: House) -> None:
    opens = stopped(house)
    book(house, house.amara, at=at(opens + timedelta(days=9)))
    assert tell_of_waits(at(opens)) == 0
    assert told() == 0


def test_answers_that_changed_meanwhile_tell_another_day(house: House) -> None:
    opens = stopped(house)
    later = stopped(house, ago=20)
    assert later > opens
    assert tell_of_waits(at(opens)) == 0
    assert tell_of_waits(at(later)) == 1


def test_a_doctors_word_ends_the_wait_before_its_day(house: House) -> None:
    house.needling.device = "exceed"
    house.needling.save()
    opens = stopped(house)
    decide(
        by=house.dora,
        patient=house.amara,
        rule="isotretinoin.002",
        zones=[],
        what=What.GO_ON,
        reason="low dose, looked at it",
        until=today() + timedelta(days=30),
    )
    assert tell_of_waits(at(opens)) == 0


def test_a_second_wait_keeps_the_first_day_quiet(house: House) -> None:
    opens = stopped(house)
    answer(
        house,
        isotretinoin_last="date",
        d__isotretinoin_last=(today() - timedelta(days=100)).isoformat(),
        cold_sores_ever="yes",
        cold_sore_now="yes",
    )
    assert tell_of_waits(at(opens)) <= 1
    assert told() == 0


def test_what_heals_is_asked_about_twice_at_most(house: House) -> None:
    answer(house, cold_sores_ever="yes", cold_sore_now="yes")
    days = [tell_of_waits(at(today() + timedelta(days=d))) for d in (13, 14, 15)]
    assert days == [0, 1, 0]
    assert Form.objects.get(sent_at=None).round == "again"
    Form.objects.filter(sent_at=None).update(put_aside_at=at(today()))
    days = [tell_of_waits(at(today() + timedelta(days=d))) for d in (27, 28, 42, 60)]
    assert days == [0, 1, 0, 0]
    assert told("wait_event") == 2


def test_a_birth_is_not_asked_about_after_two_weeks(house: House) -> None:
    answer(house, pregnant="yes")
    assert tell_of_waits(at(today() + timedelta(days=14))) == 0


def test_whoever_cannot_be_written_to_stands_on_the_board(house: House) -> None:
    opens = stopped(house, ago=183)
    Patient.objects.filter(pk=house.amara.pk).update(by_email=False)
    tell_of_waits(at(opens))
    made = Reminder.objects.get()
    assert made.message is None
    Reminder.objects.update(until=today().isoformat())
    page = SignedIn(house.sina).get("/today/").content.decode()
    assert "The wait is over" in page
    assert "Not told" in page
    assert "The wait is over" not in SignedIn(house.fred).get("/today/").content.decode()


def test_the_list_says_who_waits_for_what_until_when(house: House) -> None:
    opens = stopped(house)
    page = SignedIn(house.sina).get("/screening/waits/").content.decode()
    assert "Amara" in page
    assert f"{opens:%-d %b %Y}" in page
    assert "none" in page
    assert SignedIn(house.fred).get("/screening/waits/").status_code == 404


def test_asking_again_by_hand_sends_once_a_press(house: House) -> None:
    answer(house, cold_sores_ever="yes", cold_sore_now="yes")
    desk, once = SignedIn(house.sina), new_id()
    for _ in range(2):
        desk.post(f"/patients/{house.amara.pk}/screening/ask-again/", {"once": once})
    assert told("wait_event") == Reminder.objects.count() == 1
    assert Reminder.objects.get().by_name == house.sina.name


def test_asking_again_for_nothing_is_refused_in_words(house: House) -> None:
    answer(house)
    page = SignedIn(house.sina).post(
        f"/patients/{house.amara.pk}/screening/ask-again/", {"once": new_id()}, follow=True
    )
    assert "nothing to wait for" in page.content.decode()


def test_reminders_go_along_when_records_become_one(house: House) -> None:
    opens = stopped(house)
    tell_of_waits(at(opens))
    merge(by=house.dora, keep=house.bea, gone=house.amara)
    assert Reminder.objects.get().patient == house.bea
    assert tell_of_waits(at(opens)) == 0


def test_a_clinic_far_away_tells_it_once_a_day(house: House) -> None:
    far = ZoneInfo("Pacific/Auckland")
    opens = stopped(house)
    house.clinic.time_zone = far.key
    house.clinic.save()
    morning = datetime(opens.year, opens.month, opens.day, 9, 5, tzinfo=far)
    with timezone.override("UTC"):
        rounds = [tell_of_waits(morning + timedelta(minutes=n)) for n in range(3)]
    assert rounds == [1, 0, 0]
    assert Reminder.objects.count() == told() == 1


def test_a_day_that_has_come_where_the_clinic_stands_is_listed(house: House) -> None:
    stopped(house, ago=183)
    house.clinic.time_zone = "Pacific/Kiritimati"
    house.clinic.save()
    Reminder.objects.create(
        patient=house.amara,
        rule="isotretinoin.002",
        until=timezone.localdate(timezone=house.clinic.zone).isoformat(),
        number=1,
        at=timezone.now() + timedelta(minutes=1),
        by_name="worker",
    )
    with timezone.override("Pacific/Pago_Pago"):
        assert len(come_for(house.sina, most=5)) == 1


def test_no_message_is_known_by_what_somebody_waits_for(house: House) -> None:
    opens = stopped(house)
    tell_of_waits(at(opens))
    answer(house, cold_sores_ever="yes", cold_sore_now="yes")
    tell_of_waits(at(today() + timedelta(days=14)))
    names = list(Message.objects.values_list("once", flat=True))
    assert len(names) == 2
    rules = {finding["rule"] for run in Screened.objects.all() for finding in run.findings}
    assert not [rule for rule in rules for name in names if rule in str(name)]
    patient_erase(by=house.olga.actor, patient=house.amara, reason="asked for it")
    left = Message.objects.all()
    assert {one.once for one in left} == {f"erased:{one.pk}" for one in left}


@pytest.mark.django_db(transaction=True)
def test_workers_side_by_side_tell_it_once(house: House) -> None:
    opens = stopped(house)
    assert sum(at_once(lambda _: tell_of_waits(at(opens)), number=4)) == 1
    assert told() == Reminder.objects.count() == 1
