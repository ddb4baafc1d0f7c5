"""The pages of a review: the clinician's screen, the patient's phone, the clinic's numbers."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.review.courses_here import again, over, reviewed
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.intake.links import link_make
from percuta_clinic.leaving.exporting import everything
from percuta_clinic.leaving.services import patient_erase
from percuta_clinic.premises.models import Clinic
from percuta_clinic.review.clinic_wide import kept_word
from percuta_clinic.review.course import Course
from percuta_clinic.review.models import CourseDecision, OwnReview, Review, ReviewDays
from percuta_clinic.review.scores import places_of


@pytest.fixture
def course(house: House) -> Course:
    return over(house)


def typed(course: Course, grade: str, **more: str) -> dict[str, Any]:
    grades = {one.field: grade for one in places_of(course)}
    return {"key": str(uuid4()), "gais": "3", "note": "Softer.", **grades, **more}


def page(house: House, course: Course, part: str = "") -> str:
    return SignedIn(house.sina).get(f"/plans/{course.plan.pk}/reviews/{part}").text


def test_the_grade_from_before_is_hidden_until_the_new_one_is_given(
    house: House, course: Course
) -> None:
    blank = page(house, course, "92/")
    assert "kept back until you have saved" in blank
    assert blank.count("checked") == len(places_of(course)) + 1
    assert "before the course" not in blank.split("<form", 1)[1].split("</form>")[0]
    answer = SignedIn(house.sina).post(
        f"/plans/{course.plan.pk}/reviews/92/", typed(course, "2"), follow=True
    )
    assert "Improvement" in answer.text
    assert "-2, from -3.0 to -0.9; real from 1.1" in answer.text
    assert "Day DJ et al." in answer.text


def test_a_fault_loses_nothing_that_was_typed(house: House, course: Course) -> None:
    sent = typed(course, "7", note="Edges are softer.")
    answer = SignedIn(house.sina).post(f"/plans/{course.plan.pk}/reviews/92/", sent)
    assert answer.status_code == 422
    assert "Edges are softer." in answer.text
    assert "goes from 1 to 4; 7 is not on it" in answer.text
    assert not Review.objects.exists()


def test_an_amendment_asks_why_and_shows_both_texts(house: House, course: Course) -> None:
    reviewed(house, course, 2)
    browser, where = SignedIn(house.sina), f"/plans/{course.plan.pk}/reviews/92/"
    refused = browser.post(where, typed(course, "3"))
    assert (refused.status_code, "why it is changed" in refused.text) == (422, True)
    assert browser.post(where, typed(course, "3", why="Other light")).status_code == 302
    assert page(house, course, "92/").count("before the course 4") == 2 * len(places_of(course))


def test_the_board_and_the_chart_name_what_is_due(house: House, course: Course) -> None:
    browser = SignedIn(house.sina)
    assert "Reviews of finished courses" in browser.get("/today/").text
    assert "3-month review due" in browser.get(f"/patients/{house.amara.pk}/").text
    reviewed(house, course, 2)
    assert "Reviews of finished courses" not in browser.get("/today/").text


def test_the_rule_proposes_and_a_clinician_decides_on_the_page(
    house: House, course: Course
) -> None:
    reviewed(house, course, 4)
    shown = page(house, course)
    assert "Proposed: stop or change" in shown
    assert "20 000 virtual people" in shown
    browser, where = SignedIn(house.dora), f"/plans/{course.plan.pk}/reviews/decide/"
    assert browser.post(where, {"what": "stop", "why": ""}).status_code == 422
    assert browser.post(where, {"what": "stop", "why": "Nothing changed."}).status_code == 302
    made = CourseDecision.objects.get()
    assert made.shown[0]["says"] == "stop or change"
    assert 0 < made.shown[0]["chance"] < 0.2


def test_a_patient_says_how_it_went_by_account_and_by_link(house: House, course: Course) -> None:
    where = f"/my/results/{course.plan.pk}/92/"
    answer = SignedIn(house.amara_herself).post(where, {"key": str(uuid4()), "gais": "2"})
    assert answer.status_code == 302
    by_link = Client()
    link, secret = link_make(by=SYSTEM, patient=house.amara)
    born = link.patient.birth_date
    assert born is not None
    by_link.post(f"/my/link/{secret}/", {"day": born.day, "month": born.month, "year": born.year})
    sent = {"key": str(uuid4()), "satisfaction": "1", "again": "yes"}
    assert by_link.post(where, sent).status_code == 302
    rows = list(OwnReview.objects.order_by("number").values_list("way", "gais", "again"))
    assert rows == [("account", 2, ""), ("link", None, "yes")]


def test_an_empty_answer_of_a_patient_is_sent_back_with_words(house: House, course: Course) -> None:
    where = f"/my/results/{course.plan.pk}/92/"
    answer = SignedIn(house.amara_herself).post(where, {"key": "", "words": " "})
    assert answer.status_code == 422
    assert "Answer one question" in answer.text or "send it once more" in answer.text


def test_the_results_are_told_in_plain_words_and_promise_nothing(
    house: House, course: Course
) -> None:
    reviewed(house, course, 4)
    shown = SignedIn(house.amara_herself).get(f"/my/results/{course.plan.pk}/").text
    assert "No real change" in shown
    assert "More of the same is unlikely to help" in shown
    assert "Nobody has measured how long a result lasts" in shown
    assert "standard error" not in shown


def test_forecasts_over_the_clinic_count_what_is_missing(house: House, course: Course) -> None:
    over(house, patient=house.bea, ago=100)
    reviewed(house, course, 2)
    reviewed(house, again(course.plan), 2, after=31)
    found = kept_word(Clinic.objects.get())
    assert found.courses == 2
    counted = {one.after: (one.found.due, one.found.missing) for one in found.reviews}
    assert counted == {31: (2, 1), 92: (1, 0)}
    shown = SignedIn(house.fred).get("/reviews/").text
    assert "2 forecasts due, 1 read, 1 missing" in shown
    assert "Amara" not in shown


def test_a_course_given_otherwise_than_planned_is_left_out_and_counted(house: House) -> None:
    found = over(house, sessions=1)
    reviewed(house, found, 2)
    kept = kept_word(Clinic.objects.get())
    assert (kept.courses, kept.otherwise, kept.reviews) == (1, 1, ())


def test_a_doctor_sets_the_days_of_reviews_with_a_reason(house: House) -> None:
    browser = SignedIn(house.dora)
    sent = {"days": "60, 180", "reason": "Fewer visits", "seen": "0"}
    assert browser.post("/reviews/days/", sent | {"days": "60, x"}).status_code == 422
    assert browser.post("/reviews/days/", sent).status_code == 302
    assert ReviewDays.objects.get().days == [60, 180]
    assert "Fewer visits" in browser.get("/reviews/").text


def test_reviews_are_taken_along_and_destroyed_with_an_erasure(
    house: House, course: Course
) -> None:
    reviewed(house, course, 2)
    SignedIn(house.amara_herself).post(
        f"/my/results/{course.plan.pk}/92/",
        {"key": str(uuid4()), "satisfaction": "2", "words": "Pleased."},
    )
    held = everything(house.amara)
    assert held["reviews"][0]["note"] == "Softer edges."
    assert held["own_reviews"][0]["words"] == "Pleased."
    assert held["course_decisions"] == []
    patient_erase(by=house.olga.actor, patient=house.amara, reason="she asked", law="GDPR 17")
    assert not Review.objects.exists()
    assert not OwnReview.objects.exists()
