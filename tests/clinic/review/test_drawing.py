"""The drawing of a course: what was seen, what was expected at first, what is expected now."""

import pytest
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.review.courses_here import again, over, reviewed
from percuta_clinic.premises.models import Clinic
from percuta_clinic.review.figure import drawn
from percuta_clinic.review.outcome import Outcome, outcomes
from percuta_clinic.review.science_forecast import Foretold


def only(house: House, grade: float | None) -> Outcome:
    course = over(house)
    if grade is not None:
        reviewed(house, course, grade)
    (one,) = outcomes(again(course.plan), Clinic.objects.get())
    return one


def foretold(house: House, grade: float | None) -> Foretold:
    found = only(house, grade).foretold
    assert found is not None
    return found


def test_a_score_is_drawn_with_how_far_two_gradings_lie_apart(house: House) -> None:
    found = foretold(house, 2)
    (point,) = found.points
    assert point.ends == pytest.approx((0.5 - 1.06 / 4, 0.75), abs=0.002)
    (dot,) = drawn(found)["points"]
    assert dot["repeats"]
    assert dot["high"] < dot["y"] < dot["low"]


def test_after_a_score_both_the_first_band_and_the_present_one_are_drawn(house: House) -> None:
    found = foretold(house, 4)
    shown = drawn(found)
    assert found.now
    assert shown["first"] not in ("", shown["nine"])
    assert found.now[-1][2] < found.bands[-1][2]
    assert found.points[0].now[4] < found.points[0].told[4]


def test_before_any_score_there_is_one_band_and_nothing_seen(house: House) -> None:
    found = foretold(house, None)
    shown = drawn(found)
    assert (shown["first"], shown["points"], found.now) == ("", [], ())
    assert shown["nine"]


def test_what_is_expected_now_begins_with_the_first_session_given(house: House) -> None:
    found = foretold(house, 2)
    assert found.now_days[0] >= found.sessions[0]
    assert {one.day for one in found.points} <= set(found.now_days)


def test_the_clinician_reads_both_bands_beside_each_reading(house: House) -> None:
    course = over(house)
    reviewed(house, course, 2)
    page = SignedIn(house.sina).get(reverse("course_reviews", args=[course.plan.pk])).text
    assert 'class="first"' in page
    assert 'class="repeats"' in page
    assert "expected now: nine of ten" in page
    assert "what was expected at first and is expected now as bands, and 1 reading." in page
    assert "Now: nine in ten" in page


def test_the_patient_reads_what_was_seen_and_expected_in_plain_words(house: House) -> None:
    course = over(house)
    reviewed(house, course, 2)
    where = reverse("my_course_result", args=[course.plan.pk])
    page = SignedIn(house.amara_herself).get(where).text
    for words in (
        "what was seen on your skin",
        "what was expected at first, for 9 of 10 people",
        "what is expected now, for 9 of 10 people like you",
        "A second look could have said anything from",
        "What we expect for that day now: from",
    ):
        assert words in page
