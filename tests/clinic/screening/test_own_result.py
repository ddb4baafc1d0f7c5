"""What patients read about their own answers."""

from django.urls import reverse
from django.utils import timezone

from clinic.booking.days import BERLIN
from clinic.conftest import SignedIn
from clinic.intake.visiting import ByLink
from clinic.people_here import House
from clinic.screening.through import answer, last_time, today, tomorrow, visit_on
from percuta.screening.catalogue import QUESTIONS, RULES_BY_ID

PERSON = "A person looks at this before anything is done"


def own(house: House) -> str:
    answered = SignedIn(house.amara_herself).get(reverse("my_result"))
    assert answered.status_code == 200
    return answered.content.decode()


def test_without_answers_it_says_so(house: House) -> None:
    assert "There are no answers yet" in own(house)


def test_clear_answers_promise_nothing(house: House) -> None:
    answer(house)
    shown = own(house)
    assert "That is no decision yet" in shown
    assert PERSON in shown


def test_a_wait_says_why_and_until_when(house: House) -> None:
    answer(house, **last_time(QUESTIONS["filler_last"], today(), ["cheek_left"]))
    shown = own(house)
    assert RULES_BY_ID["procedures.001"].patient in shown
    assert "We look again from" in shown
    assert RULES_BY_ID["procedures.001"].clinician not in shown


def test_what_may_not_wait_stands_first_with_whom_to_call(house: House) -> None:
    house.clinic.phone = "+49 30 555"
    house.clinic.save()
    answer(house, suspicious_spot="some", z__suspicious_spot=["cheek_left"])
    shown = own(house)
    assert shown.index("Please do not wait with this") < shown.index("How it looks now")
    assert "+49 30 555" in shown


def test_nobody_reads_the_result_of_somebody_else(house: House) -> None:
    answer(house, keloid="yes")
    shown = SignedIn(house.bea_herself).get(reverse("my_result")).content.decode()
    assert RULES_BY_ID["keloid.001"].patient not in shown
    assert SignedIn(house.dora).get(reverse("my_result")).status_code == 404


def test_the_day_of_the_answers_and_of_the_treatment_stand_at_the_top(house: House) -> None:
    form, visit = answer(house), visit_on(house, tomorrow())
    told = f"{form.answered_on:%-d %B %Y}"
    starts = timezone.localtime(visit.starts_at, BERLIN)
    said = f"You answered on {told}. Your next treatment is booked for {starts:%A %-d %B %Y}."
    assert said in own(house)


def test_by_link_there_is_a_way_back_to_what_is_to_do(house: House) -> None:
    answer(house)
    shown = ByLink(house.amara).get(reverse("my_result")).content.decode()
    back = shown[: shown.index("Back to what is to do")]
    assert back.rindex(f'href="{reverse("my_prepare")}"') > back.rindex("<p>")
