"""What check-ins of a course moved, on the page of its reviews and on the patient's own."""

import pytest

from clinic.conftest import SignedIn
from clinic.healing.checking import Clock, calm, needled_session, send, told
from clinic.people_here import House
from clinic.review.courses_here import over
from percuta_clinic.healing.models import CheckIn
from percuta_clinic.premises.models import Clinic
from percuta_clinic.review.course import Course
from percuta_clinic.review.healed import healed
from percuta_clinic.review.outcome import outcomes
from percuta_clinic.treatment.models import Session


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def session(house: House, clock: Clock) -> Session:
    assert clock.is_noon
    found = needled_session(house)
    found.refresh_from_db()
    return found


@pytest.fixture
def course(house: House, session: Session) -> Course:
    """A course of the one session that was needled."""
    assert session.opened_at is not None
    return over(house, ago=0, sessions=1)


def say(house: House, session: Session, **signs: str) -> CheckIn:
    check_in = told(house, session)
    send(SignedIn(house.amara_herself), check_in, calm(**signs))
    return check_in


def test_without_a_check_in_nothing_is_said_of_healing(house: House, course: Course) -> None:
    assert healed(course, Clinic.objects.get()) is None
    page = SignedIn(house.sina).get(f"/plans/{course.plan.pk}/reviews/").text
    assert "How this skin heals" not in page


def test_answers_narrow_the_sign_they_are_about_and_the_page_says_by_how_much(
    house: House, session: Session, *, course: Course, clock: Clock
) -> None:
    for days, red, swollen in ((1, "moderate", "mild"), (3, "mild", "none"), (6, "none", "none")):
        clock.after(session, days=days)
        say(house, session, redness=red, swelling=swollen)
    found = healed(course, Clinic.objects.get())
    assert found is not None
    of_redness = found.lasts[0]
    assert (of_redness.sign, of_redness.told) == ("redness", 3)
    assert of_redness.after[1] > of_redness.before[1]
    page = SignedIn(house.sina).get(f"/plans/{course.plan.pk}/reviews/").text
    assert "They say nothing about the result." in page
    assert f"{found.depth_mm:g} mm" in page
    own = SignedIn(house.amara_herself).get(f"/my/results/{course.plan.pk}/").text
    assert "It says nothing about the result." in own


def test_whose_answers_are_like_nobody_elses_is_shown_no_band(
    house: House, session: Session, *, course: Course, clock: Clock
) -> None:
    for days in (1, 3, 6, 10):
        clock.after(session, days=days)
        say(house, session, redness="severe")
    staff = SignedIn(house.sina).get(f"/plans/{course.plan.pk}/reviews/").text
    assert "Hardly any virtual people answer like this person" in staff
    own = SignedIn(house.amara_herself).get(f"/my/results/{course.plan.pk}/").text
    assert "How your skin heals" not in own


def test_what_was_not_answered_moves_nothing(
    house: House, session: Session, *, course: Course, clock: Clock
) -> None:
    clock.after(session, days=1)
    check_in = told(house, session)
    values = calm() | {"q-redness": "not known", "q-swelling": "not known"}
    send(SignedIn(house.amara_herself), check_in, values, anyway="1")
    found = healed(course, Clinic.objects.get())
    assert found is not None
    assert [one.told for one in found.lasts] == [0, 0, 1]


def test_what_was_told_long_after_a_session_is_about_something_else(
    house: House, session: Session, *, course: Course, clock: Clock
) -> None:
    clock.after(session, days=28)
    say(house, session, redness="severe")
    assert healed(course, Clinic.objects.get()) is None


def test_fewer_sessions_than_planned_move_the_forecast_and_the_page_says_so(house: House) -> None:
    (whole,) = outcomes(over(house), Clinic.objects.get())
    (less,) = outcomes(over(house, patient=house.bea, sessions=1), Clinic.objects.get())
    assert whole.dose is not None
    assert less.dose is not None
    assert abs(whole.dose.shift) < 0.02
    assert less.dose.shift < -0.02
    assert (less.dose.given, less.dose.planned > 1) == (1, True)
