"""A treatment finished by mistake goes on only while everything that allowed it still holds."""

from datetime import timedelta
from http import HTTPStatus

import pytest

from clinic.booking.treated import began, in_room
from clinic.conftest import SignedIn
from clinic.consent.papers_here import signed
from clinic.people_here import House
from clinic.readiness.gates import begin, gate
from clinic.screening.through import answer, today
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.booking.services import Blocked, visit_move
from percuta_clinic.intake.models import Source
from percuta_clinic.intake.queries import last_sent
from percuta_clinic.intake.science.told import Piece
from percuta_clinic.intake.services import form_open, form_save
from percuta_clinic.readiness.beginning import NotReady, treatment_resume
from percuta_clinic.screening.models import What
from percuta_clinic.screening.services import answers_mended, decide

BOTH = ["cheek_left", "cheek_right"]


@pytest.fixture
def ended(house: House) -> Visit:
    """Amara's treatment on both cheeks, finished after some minutes."""
    gate(house)
    answer(house, wish__fine_lines=BOTH, keloid="yes")
    decide(
        by=house.dora,
        patient=house.amara,
        rule="keloid.001",
        zones=[],
        what=What.GO_ON,
        reason="old scar, looked at it",
        until=today() + timedelta(days=7),
    )
    signed(house)
    begun = began(begin(house, in_room(house, house.amara)), timedelta(minutes=20))
    return visit_move(by=house.sina.actor, visit=begun, to=State.FINISHED, version=begun.version)


def seen(house: House, *zones: str) -> None:
    """Sina sees an infection after the finish."""
    form = last_sent(house.amara)
    assert form is not None
    pieces = [Piece(key="infection_in_area", zone=zone, value="yes") for zone in zones]
    answers_mended(
        by=house.sina, form=form, pieces=pieces, source=Source.EXAMINED, reason="seen just now"
    )


def back(house: House, ended: Visit) -> Visit:
    return treatment_resume(by=house.sina, visit=ended, version=ended.version)


def test_its_own_session_does_not_shut_the_way_back(house: House, ended: Visit) -> None:
    again = back(house, ended)
    assert again.state == State.TREATING
    assert again.cleared == ended.cleared


def test_what_is_seen_after_the_finish_shuts_the_way_back(house: House, ended: Visit) -> None:
    seen(house, *BOTH)
    with pytest.raises(NotReady, match="Not now: active infection"):
        back(house, ended)
    sent = {"to": "treating", "version": ended.version}
    answered = SignedIn(house.sina).post(f"/visits/{ended.pk}/move/", sent)
    assert answered.status_code == HTTPStatus.CONFLICT
    assert "The treatment cannot go on" in answered.text
    assert "is for another visit" in answered.text
    assert Visit.objects.get().state == State.FINISHED


def test_a_place_that_is_out_since_shuts_the_way_back(house: House, ended: Visit) -> None:
    seen(house, "cheek_right")
    with pytest.raises(Blocked, match=r"Only: left cheek\. Not: right cheek\. When the treatment"):
        back(house, ended)
    ended.patient.restricted = True
    with pytest.raises(Blocked) as refused:
        back(house, ended)
    assert "cheek" not in str(refused.value)


def test_a_doctor_who_holds_it_back_is_heard(house: House, ended: Visit) -> None:
    decide(
        by=house.dora,
        patient=house.amara,
        rule="keloid.001",
        zones=[],
        what=What.HOLD,
        reason="bled more than it should",
        until=today() + timedelta(days=7),
    )
    with pytest.raises(NotReady):
        back(house, ended)


def test_answers_typed_since_and_not_sent_shut_the_way_back(house: House, ended: Visit) -> None:
    form = form_open(by=house.fred.actor, patient=house.amara)
    form_save(form=form, changed={"q-pregnant": "yes"}, version=form.version)
    with pytest.raises(NotReady, match="New answers not sent yet"):
        back(house, ended)


def test_another_session_of_the_day_still_counts(house: House, ended: Visit) -> None:
    other = in_room(house, house.amara, after=90)
    Visit.objects.filter(pk=other.pk).update(
        state=State.FINISHED, treatment_began_at=ended.treatment_began_at
    )
    with pytest.raises(NotReady, match="needled a short while ago"):
        back(house, ended)
