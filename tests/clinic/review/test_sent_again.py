"""A page of a review that is sent once more with something else in it, or with odd numbers."""

from dataclasses import replace
from math import inf, nan
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.review.courses_here import over
from percuta_clinic.duty.models import Task
from percuta_clinic.review.models import OwnReview, Review
from percuta_clinic.review.scores import places_of
from percuta_clinic.review.services import Saw, review_save


def test_a_page_that_was_saved_and_then_changed_is_not_taken_for_the_same(house: House) -> None:
    course, key = over(house), uuid4()
    saw = Saw(grades={one.field: 2 for one in places_of(course)})
    review_save(by=house.sina, course=course, after=92, saw=saw, key=key)
    with pytest.raises(ValidationError, match="saved before, with something else"):
        review_save(by=house.sina, course=course, after=92, saw=replace(saw, gais=5), key=key)
    assert Review.objects.get().gais is None


@pytest.mark.parametrize("grade", [nan, inf, 5, 2.5])
def test_a_grade_that_its_scale_does_not_have_is_refused_in_words(
    house: House, grade: float
) -> None:
    course = over(house)
    saw = Saw(grades={one.field: grade for one in places_of(course)})
    with pytest.raises(ValidationError, match="goes from 1 to 4"):
        review_save(by=house.sina, course=course, after=92, saw=saw, key=uuid4())
    assert not Review.objects.exists()


def test_an_endless_grade_comes_back_with_the_page_and_what_was_typed(house: House) -> None:
    course = over(house)
    typed = {"key": str(uuid4()), places_of(course)[0].field: "nan", "note": "Softer edges."}
    answer = SignedIn(house.sina).post(reverse("review", args=[course.plan.pk, 92]), typed)
    assert answer.status_code == 422
    assert "Softer edges." in answer.content.decode()


def test_answers_changed_on_the_same_page_are_kept_as_the_newest(house: House) -> None:
    """A way back, another answer and the same button lose no warning."""
    phone, key = SignedIn(house.amara_herself), str(uuid4())
    url = reverse("my_review", args=[over(house).plan.pk, 92])
    for gais in ("1", "5", "5", "1"):
        phone.post(url, {"key": key, "gais": gais})
    assert [one.gais for one in OwnReview.objects.order_by("number")] == [1, 5, 1]
    assert "worse" in Task.objects.get().about
