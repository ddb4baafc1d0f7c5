"""What patients read of how far they are: true for each stand, and never too much."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from clinic.booking.treated import in_room
from clinic.conftest import SignedIn
from clinic.consent.papers_here import filled, offered, signed, signed_for, words_in_use
from clinic.intake.filled import Typed
from clinic.intake.visiting import ByLink
from clinic.people_here import House
from clinic.readiness.gates import begin, gate
from clinic.readiness.test_questions_sent import visit_in
from clinic.screening.through import answer, last_time, today
from percuta.screening.catalogue import QUESTIONS
from percuta_clinic.booking.models import Service
from percuta_clinic.config.ids import new_id
from percuta_clinic.consent.models import How, Kind
from percuta_clinic.consent.services import (
    consent_withdraw,
    offer_open,
    patient_in_log,
    question_answer,
    question_ask,
)
from percuta_clinic.consent.signing import consent_sign
from percuta_clinic.intake.services import form_open
from percuta_clinic.readiness.offering import offer_consents

DONE, NOTHING = "Everything is done", "Nothing waits for you now"
UNCLEAR = "Some answers are not clear yet. We ask you about them."
SHEET = "Next, your clinic gives you a sheet to read and sign."
GONE = "Without a new consent, this treatment is not done to your skin."


@pytest.fixture
def booked(house: House) -> House:
    """Amara comes in three days, and the texts of consents are in use."""
    for kind in Kind.values:
        words_in_use(house.dora, kind)
    visit_in(house, 3)
    return house


def read(browser: Client, name: str = "my_prepare") -> str:
    page = browser.get(reverse(name))
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


def day() -> str:
    return f"{today():%-d %B %Y}"


def test_all_is_done_once_the_answers_are_clear_and_the_consent_is_signed(booked: House) -> None:
    answer(booked)
    signed(booked)
    page = read(ByLink(booked.amara))
    assert DONE in page
    assert "What you did" in page
    assert "What to do before your visit" not in read(SignedIn(booked.amara_herself), "my_home")


def test_answers_that_are_not_clear_are_with_the_clinic(booked: House) -> None:
    answer(booked, keloid="not known")
    page = read(ByLink(booked.amara))
    assert DONE not in page
    assert NOTHING not in page
    assert "Please find out what you can, and tell us by phone or at your visit." in page
    assert UNCLEAR in page
    assert f'href="{reverse("my_result")}">See which' in page
    assert "Once your answers are clear, your clinic gives you a sheet" in page
    assert UNCLEAR in read(SignedIn(booked.amara_herself), "my_home")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"keloid": "yes"}, "A doctor reads your answers before anything is planned."),
        ({"isotretinoin_last": "date"}, "We cannot treat your skin yet."),
    ],
)
def test_what_holds_back_is_named_without_its_reason(
    booked: House, given: dict[str, str], said: str
) -> None:
    told = last_time(QUESTIONS["isotretinoin_last"], today(), [])
    answer(booked, **(told if "isotretinoin_last" in given else given))
    page = read(ByLink(booked.amara))
    assert said in page
    assert "keloid" not in page.lower()
    assert "isotretinoin" not in page.lower()
    assert DONE not in page


def test_a_consent_that_was_not_offered_yet_comes_next(booked: House) -> None:
    answer(booked)
    page = read(ByLink(booked.amara))
    assert SHEET in page
    assert "With your clinic" in page
    assert DONE not in page
    assert offer_consents() == 1
    page = read(ByLink(booked.amara))
    assert SHEET not in page
    assert "Waits for you" in page


def test_before_any_question_was_sent_the_clinic_is_next(booked: House) -> None:
    page = read(ByLink(booked.amara))
    assert "Your clinic asks you before your visit." in page
    assert NOTHING in page


def test_a_withdrawal_is_said_with_its_day_and_the_way_to_the_paper(booked: House) -> None:
    answer(booked)
    consent = signed(booked)
    consent_withdraw(by=patient_in_log(None), consent=consent, reason="")
    paper = reverse("my_consent_signed", args=[consent.pk])
    for page in (read(ByLink(booked.amara)), read(SignedIn(booked.amara_herself), "my_home")):
        assert f"You withdrew this consent on {day()}. {GONE}" in page
        assert f'href="{paper}"' in page
        assert f'href="{reverse("my_consents")}"' in page
        assert DONE not in page
    assert "You took your consent back" in read(ByLink(booked.amara))


def test_what_was_taken_back_for_another_treatment_does_not_hide_that_all_is_done(
    booked: House,
) -> None:
    answer(booked)
    signed(booked)
    other = Service.objects.create(name="Test area", minutes=30, price=1, is_needling=True)
    offer = offered(booked, service=other)
    herself = patient_in_log(None)
    offer_open(by=herself, offer=offer)
    old = consent_sign(by=herself, offer=offer, signing=filled(offer), how=How.LINK)
    consent_withdraw(by=herself, consent=old, reason="")
    page = read(ByLink(booked.amara))
    assert DONE in page
    assert "Treatment: Test area" in page
    assert GONE in page


def test_photographs_that_were_taken_back_do_not_stop_a_treatment(booked: House) -> None:
    answer(booked)
    signed(booked)
    consent_withdraw(by=patient_in_log(None), consent=signed(booked, Kind.PHOTOS), reason="")
    page = read(ByLink(booked.amara))
    assert "Your photographs are no longer used." in page
    assert "You took your consent back" not in page
    assert DONE in page


def test_without_a_treatment_booked_nothing_is_called_done(house: House) -> None:
    answer(house)
    page = read(ByLink(house.amara))
    assert DONE not in page
    assert "No treatment is booked." in page


def test_a_signed_sheet_that_lacks_a_place_is_given_anew(booked: House) -> None:
    answer(booked)
    signed_for(booked, frozenset({"nose"}))
    page = read(ByLink(booked.amara))
    assert f"What you signed on {day()} does not cover this visit. {SHEET}" in page
    assert DONE not in page


def test_new_questions_come_before_all_else(booked: House) -> None:
    answer(booked, keloid="yes")
    form_open(by=booked.fred.actor, patient=booked.amara)
    page = read(ByLink(booked.amara))
    assert "Not begun" in page
    assert NOTHING not in page
    assert "A doctor reads" not in page


def test_a_question_about_a_sheet_goes_to_the_clinic_and_comes_back_answered(
    booked: House,
) -> None:
    offer, browser = offered(booked), ByLink(booked.amara)
    asked = question_ask(by=patient_in_log(None), offer=offer, text="Does it hurt?", key=new_id())
    assert "Your question is with us" in read(browser)
    question_answer(by=booked.sina.actor, question=asked, answer="A little.", link="")
    page = read(browser)
    assert "Your question is answered" in page
    sheet = reverse("my_consent", args=[offer.pk])
    assert f'href="{sheet}#questions"' in page
    page = browser.get(sheet).content.decode()
    assert page.index("Your question is answered") < page.index("A little.")
    assert 'href="#sheet">Back to what there is to read' in page
    assert 'href="#decide">On to your decision' in page


SPOT: dict[str, Typed] = {"suspicious_spot": "some", "z__suspicious_spot": ["cheek_left"]}
SOON = "A skin doctor should look at this spot soon."


@pytest.mark.parametrize("places", [["cheek_left"], ["cheek_left", "forehead"]])
def test_what_may_not_wait_stands_first(booked: House, *, places: list[str]) -> None:
    answer(booked, **SPOT, wish__fine_lines=places)
    page = read(ByLink(booked.amara))
    assert NOTHING not in page
    assert page.index("Please do not wait with this") < page.index(SOON)
    assert page.index(SOON) < page.index("Your next visit")
    assert f'href="{reverse("my_result")}">What your answers mean' in page
    page = read(SignedIn(booked.amara_herself), "my_home")
    assert page.index(SOON) < page.index("How far it is")


def test_what_may_not_wait_stands_first_while_new_questions_wait(booked: House) -> None:
    answer(booked, **SPOT)
    form_open(by=booked.fred.actor, patient=booked.amara)
    assert SOON in read(ByLink(booked.amara))


def test_what_may_not_wait_is_said_where_the_device_is_not_known(booked: House) -> None:
    answer(booked, **SPOT)
    Service.objects.update(device="gone")
    assert SOON in read(ByLink(booked.amara))


YET, BEFORE = "We cannot treat your skin yet.", "You were treated on"


@pytest.fixture
def treated(house: House) -> House:
    """Amara is in treatment, as the gate lets it begin."""
    gate(house)
    answer(house)
    signed(house)
    begin(house, in_room(house, house.amara))
    return house


@pytest.mark.parametrize("name", ["my_prepare", "my_home", "my_result"])
def test_after_a_treatment_the_next_day_is_named_without_alarm(treated: House, name: str) -> None:
    page = read(SignedIn(treated.amara_herself), name)
    again = today() + timedelta(days=28)
    assert f"{again:%-d %B %Y}" in page
    assert YET not in page
    assert (f"{BEFORE} {day()}" in page) is (name != "my_result")
    assert "You did not know an answer" not in page


@pytest.mark.parametrize("key", ["keloid", "pregnant"])
def test_what_else_holds_back_after_a_treatment_is_said(treated: House, key: str) -> None:
    answer(treated, **{key: "yes"})
    page = read(SignedIn(treated.amara_herself), "my_prepare")
    assert BEFORE not in page
    assert YET in page


def test_needles_elsewhere_are_no_treatment_here(house: House) -> None:
    answer(house, **last_time(QUESTIONS["needled_last"], today(), ["cheek_left"]))
    page = read(SignedIn(house.amara_herself), "my_prepare")
    assert BEFORE not in page
    assert YET in page


def new_words(house: House) -> None:
    words_in_use(house.dora, Kind.TREATMENT, body="A new risk.", renews=True)


def test_a_signature_on_an_older_text_asks_for_a_new_one_and_says_why(booked: House) -> None:
    answer(booked)
    signed(booked)
    new_words(booked)
    changed = f"The clinic’s text has changed since you signed on {day()}"
    page = read(ByLink(booked.amara))
    assert f"{changed}, so this visit needs a new signature. {SHEET}" in page
    assert DONE not in page
    offered(booked)
    page = read(ByLink(booked.amara))
    assert f"{changed}, so a new signature is needed." in page
    assert "Signed, but the text has changed" in page


def test_the_list_of_papers_calls_a_signature_on_an_older_text_so(booked: House) -> None:
    consent, chip = signed(booked), "The text has changed since"
    papers = SignedIn(booked.amara_herself)
    assert chip not in read(papers, "my_consents")
    new_words(booked)
    assert chip in read(papers, "my_consents")
    assert chip in papers.get(reverse("my_consent_signed", args=[consent.pk])).text
    consent_withdraw(by=booked.amara_herself.actor, consent=consent)
    assert chip not in read(papers, "my_consents")
