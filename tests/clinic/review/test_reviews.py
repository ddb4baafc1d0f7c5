"""A review: same scales and places as before, kept once, amended and never overwritten."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.review.courses_here import again, graded, over, reviewed
from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.models import Entry
from percuta_clinic.duty.models import Task
from percuta_clinic.people.access import NotYours
from percuta_clinic.planning.models import Plan, State
from percuta_clinic.portal.own_results import own_outcomes
from percuta_clinic.premises.models import Clinic
from percuta_clinic.review.course import Course
from percuta_clinic.review.models import CourseDecision, OwnReview, Review, What
from percuta_clinic.review.outcome import outcomes
from percuta_clinic.review.queries import reviews_waiting
from percuta_clinic.review.science import Stand, Verdict
from percuta_clinic.review.scores import places_of
from percuta_clinic.review.services import (
    Saw,
    Says,
    course_decided,
    own_review_save,
    review_days_set,
    review_save,
)

HERSELF = Actor(id=None, name="The patient")


def stands(course: Course) -> list[Stand]:
    return [one.stand for one in course.due]


@pytest.mark.parametrize(
    ("ago", "wanted"),
    [
        (20, ["to come", "to come", "to come"]),
        (31, ["due", "to come", "to come"]),
        (92, ["missed", "due", "to come"]),
        (300, ["missed", "missed", "missed"]),
    ],
)
def test_reviews_are_due_and_missed_by_the_days_since_the_last_session(
    house: House, *, ago: int, wanted: list[str]
) -> None:
    assert stands(over(house, ago=ago)) == wanted


def test_a_course_that_goes_on_has_no_reviews_yet(house: House) -> None:
    assert over(house, sessions=1, state=State.ACTIVE).due == ()
    assert over(house, patient=house.bea, state=State.ACTIVE).due != ()


def test_a_review_grades_the_same_places_on_the_same_scales(house: House) -> None:
    course = over(house)
    made = reviewed(house, course, 2)
    places = places_of(again(course.plan))
    assert len(places) > 1
    assert {one.now.grade if one.now else None for one in places} == {2}
    assert {(one["grade"], one["before"]) for one in made.scores} == {(2, 4)}
    assert stands(again(course.plan)) == ["missed", "done", "to come"]
    assert Entry.objects.filter(action="review.saved").count() == 1


def test_a_place_that_was_not_graded_stays_missing(house: House) -> None:
    course = over(house)
    first, *rest = places_of(course)
    saw = Saw(grades={first.field: 2})
    made = review_save(by=house.sina, course=course, after=92, saw=saw, key=uuid4())
    assert [one["grade"] for one in made.scores] == [2, *(None for _ in rest)]
    verdicts = {one.zone: one.since().change.verdict for one in places_of(again(course.plan))}
    assert verdicts[first.zone] is Verdict.BETTER
    assert {verdicts[one.zone] for one in rest} == {Verdict.OPEN}


def test_a_review_pressed_twice_is_kept_once(house: House) -> None:
    course, key = over(house), uuid4()
    saw = Saw(grades={one.field: 2 for one in places_of(course)})
    first = review_save(by=house.sina, course=course, after=92, saw=saw, key=key)
    second = review_save(by=house.sina, course=course, after=92, saw=saw, key=key)
    assert first.pk == second.pk
    assert Review.objects.count() == 1


def test_a_second_text_amends_with_a_reason_and_the_first_stays(house: House) -> None:
    course = over(house)
    reviewed(house, course, 2)
    changed = Saw(grades={one.field: 3 for one in places_of(course)})
    with pytest.raises(ValidationError, match="why it is changed"):
        review_save(by=house.sina, course=again(course.plan), after=92, saw=changed, key=uuid4())
    why = replace(changed, why="Read the wrong side")
    made = review_save(by=house.sina, course=again(course.plan), after=92, saw=why, key=uuid4())
    assert (made.number, made.why) == (2, "Read the wrong side")
    assert Review.objects.get(number=1).scores[0]["grade"] == 2
    assert again(course.plan).due[1].review == made


def test_a_grade_is_put_right_and_never_taken_out_by_an_amendment(house: House) -> None:
    course = over(house)
    reviewed(house, course, 2)
    with pytest.raises(ValidationError, match="take it back on the skin map"):
        review_save(
            by=house.sina,
            course=again(course.plan),
            after=92,
            saw=Saw(gais=3, why="Not seen"),
            key=uuid4(),
        )


def test_the_database_refuses_to_change_a_review(house: House) -> None:
    made = reviewed(house, over(house), 2)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Review.objects.filter(pk=made.pk).update(note="other")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Review.objects.filter(pk=made.pk).delete()


def test_a_review_before_its_day_and_an_empty_one_are_refused(house: House) -> None:
    course = over(house)
    with pytest.raises(ValidationError, match="not due yet"):
        review_save(by=house.sina, course=course, after=184, saw=Saw(gais=3), key=uuid4())
    with pytest.raises(ValidationError, match="no such review"):
        review_save(by=house.sina, course=course, after=50, saw=Saw(gais=3), key=uuid4())
    with pytest.raises(ValidationError, match="Nothing was graded"):
        review_save(by=house.sina, course=course, after=92, saw=Saw(), key=uuid4())
    assert not Review.objects.exists()


def test_the_desk_cannot_review(house: House) -> None:
    with pytest.raises(NotYours):
        review_save(by=house.fred, course=over(house), after=92, saw=Saw(gais=3), key=uuid4())


def test_what_the_patient_says_is_kept_and_open_answers_stay_open(house: House) -> None:
    course = over(house)
    says = Says(gais=2, words="My skin feels smoother.")
    made = own_review_save(
        by=HERSELF, course=course, after=92, says=says, way="account", key=uuid4()
    )
    assert (made.gais, made.satisfaction, made.again) == (2, None, "")
    due = again(course.plan).due[1]
    assert (due.own_stand, due.stand) == (Stand.DONE, Stand.DUE)


@pytest.mark.parametrize(
    "says",
    [Says(), Says(gais=9), Says(satisfaction=0), Says(again="maybe"), Says(words="x" * 1001)],
)
def test_what_is_no_answer_is_refused(house: House, says: Says) -> None:
    with pytest.raises(ValidationError):
        own_review_save(
            by=HERSELF, course=over(house), after=92, says=says, way="link", key=uuid4()
        )
    assert not OwnReview.objects.exists()


def test_nothing_seen_after_a_course_moves_the_forecast_and_proposes_to_stop(house: House) -> None:
    course = over(house)
    reviewed(house, course, 4)
    (one,) = outcomes(again(course.plan), Clinic.objects.get())
    assert {scored.change.verdict for _, scored in one.places} == {Verdict.SAME}
    assert one.moved.shift < 0 < one.moved.from_data
    assert one.rule.says == "stop or change"
    assert one.rule.more.helps < one.rule.more.before
    assert one.foretold is not None
    assert [round(point.part, 2) for point in one.foretold.points] == [0]


def test_a_real_improvement_is_called_one_and_stands_in_the_drawing(house: House) -> None:
    course = over(house)
    reviewed(house, course, 2)
    (one,) = outcomes(again(course.plan), Clinic.objects.get())
    assert {scored.change.verdict for _, scored in one.places} == {Verdict.BETTER}
    assert one.rule.says == "nothing against going on"
    assert one.foretold is not None
    assert [point.part for point in one.foretold.points] == [0.5]


def test_without_a_grade_from_before_no_change_is_told(house: House) -> None:
    course = over(house, before=None)
    reviewed(house, course, 2)
    (one,) = outcomes(again(course.plan), Clinic.objects.get())
    assert {scored.change.verdict for _, scored in one.places} == {Verdict.OPEN}
    assert one.rule.says == "cannot be said"
    assert one.foretold is not None
    assert one.foretold.points == ()


def test_a_named_clinician_stops_a_course_and_what_was_shown_is_kept(house: House) -> None:
    course = over(house, state=State.ACTIVE)
    shown = [{"concern": "acne scars", "says": "stop or change", "chance": 0.08}]
    made = course_decided(
        by=house.dora, course=course, what=What.STOP, why="No change.", shown=shown
    )
    assert (made.by_name, made.shown) == (house.dora.name, shown)
    assert Plan.objects.get(pk=course.plan.pk).state == State.STOPPED
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        CourseDecision.objects.update(why="other")


def test_a_decision_needs_a_reason_and_the_right(house: House) -> None:
    course = over(house)
    with pytest.raises(ValidationError, match="in a few words why"):
        course_decided(by=house.dora, course=course, what=What.GO_ON, why=" ", shown=[])
    with pytest.raises(NotYours):
        course_decided(by=house.fred, course=course, what=What.STOP, why="No.", shown=[])


def test_a_clinic_reviews_on_days_of_its_own(house: House) -> None:
    course = over(house, ago=60)
    review_days_set(by=house.dora, days=[180, 60], reason="Fewer visits", seen=0)
    assert [one.looked.after for one in again(course.plan).due] == [60, 180]
    with pytest.raises(ValidationError, match="meanwhile"):
        review_days_set(by=house.dora, days=[90], reason="Once", seen=0)
    with pytest.raises(ValidationError, match="too near"):
        review_days_set(by=house.dora, days=[60, 61], reason="Twice", seen=1)


def test_a_review_done_under_other_days_stays_in_the_list(house: House) -> None:
    course = over(house)
    reviewed(house, course, 2)
    review_days_set(by=house.dora, days=[60], reason="Fewer visits", seen=0)
    assert [one.looked.after for one in again(course.plan).due] == [60, 92]


def test_only_the_newest_open_review_of_a_course_waits(house: House) -> None:
    clinic = Clinic.objects.get()
    course = over(house)
    assert [one.due.looked.after for one in reviews_waiting(house.sina, clinic)] == [92]
    reviewed(house, course, 2)
    assert reviews_waiting(house.sina, clinic) == []
    assert reviews_waiting(house.fred, clinic) == []


def test_a_grade_given_on_the_skin_map_counts_as_seen(house: House) -> None:
    course = over(house, ago=40)
    graded(house, course, 2, on=course.given[-1])
    (one,) = outcomes(again(course.plan), Clinic.objects.get())
    assert one.moved.observations == 1


def test_a_fall_back_after_a_gain_is_told_to_both(house: House) -> None:
    course = over(house, ago=184)
    graded(house, course, 2, on=course.given[-1] + timedelta(days=92))
    reviewed(house, course, 4, after=184)
    now = again(course.plan)
    (one,) = outcomes(now, Clinic.objects.get())
    assert {scored.change.verdict for _, scored in one.places} == {Verdict.SAME}
    better = [place.fell_back_from() for place, _ in one.places]
    assert {None if was is None else was.grade for was in better} == {2}
    page = SignedIn(house.dora).get(reverse("course_reviews", args=[now.plan.pk])).text
    assert "a real worsening since" in page
    (own,) = own_outcomes(now, Clinic.objects.get())
    assert all("is less good again now" in row["why"] for row in own["places"])


def test_a_gain_that_stays_is_no_fall_back(house: House) -> None:
    course = over(house)
    reviewed(house, course, 2)
    assert {place.fell_back_from() for place in places_of(again(course.plan))} == {None}


@pytest.mark.parametrize(
    ("says", "told"),
    [
        (Says(gais=5), "worse"),
        (Says(satisfaction=5), "very displeased"),
        (Says(words="I want my money back."), "I want my money back."),
    ],
)
def test_what_nobody_may_overlook_becomes_a_task(house: House, says: Says, told: str) -> None:
    own_review_save(by=HERSELF, course=over(house), after=92, says=says, way="link", key=uuid4())
    task = Task.objects.get()
    assert told in task.about
    assert task.link.endswith("/92/")


def test_a_pleased_patient_without_words_opens_no_task(house: House) -> None:
    says = Says(gais=2, satisfaction=1, again="yes")
    own_review_save(by=HERSELF, course=over(house), after=92, says=says, way="link", key=uuid4())
    assert not Task.objects.exists()
