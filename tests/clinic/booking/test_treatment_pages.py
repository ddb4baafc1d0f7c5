"""What the board, the visit, the chart and the patient's page show of a treatment."""

from datetime import timedelta

import pytest
from django.test import Client

from clinic.booking.treated import began, in_room, sign, treat
from clinic.conftest import SignedIn
from clinic.consent.papers_here import signed, words_in_use
from clinic.people_here import House
from clinic.screening.through import answer
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.booking.services import visit_move
from percuta_clinic.consent.models import Kind
from percuta_clinic.people.models import RuleSetSignature


@pytest.fixture
def visit(house: House) -> Visit:
    sign(house)
    words_in_use(house.dora, Kind.TREATMENT)
    return in_room(house, house.amara)


def prepare(house: House) -> None:
    """Answered and signed, so that nothing is missing."""
    answer(house)
    signed(house)


def press(client: Client, visit: Visit, to: State, **more: str) -> str:
    visit.refresh_from_db()
    path = f"/visits/{visit.pk}/move/"
    return client.post(path, {"to": to, "version": visit.version, **more}, follow=True).text


def test_the_one_button_begins_and_ends_a_treatment(house: House, visit: Visit) -> None:
    prepare(house)
    sina = SignedIn(house.sina)
    assert ">Begin treatment<" in sina.get("/today/").text
    room = press(sina, visit, State.TREATING, agreed=str(house.dora.pk))
    assert "Opening the treatment room" in room
    page = sina.get("/today/").text
    assert "In treatment" in page
    assert "#syringe" in page
    assert ">Finish<" in page
    page = press(sina, visit, State.FINISHED)
    assert "In treatment" not in page
    assert Visit.objects.get().treatment_began_at is not None


def test_a_talk_ends_as_ever(house: House) -> None:
    in_room(house, house.amara, service=house.talk)
    page = SignedIn(house.fred).get("/today/").text
    assert ">Finish<" in page
    assert "Begin treatment" not in page


def test_the_visit_offers_to_end_without_treatment(house: House, visit: Visit) -> None:
    prepare(house)
    sina = SignedIn(house.sina)
    page = sina.get(f"/visits/{visit.pk}/").text
    assert page.index("Begin treatment") < page.index("Finish without treatment")
    press(sina, visit, State.FINISHED, back="visit")
    visit.refresh_from_db()
    assert (visit.state, visit.treatment_began_at) == (State.FINISHED, None)
    assert "Back to the room" in sina.get(f"/visits/{visit.pk}/").text


def test_a_mistaken_tap_can_be_taken_back_soon(house: House, visit: Visit) -> None:
    sina, path = SignedIn(house.sina), f"/visits/{visit.pk}/"
    treated = treat(house, visit)
    page = sina.get(path).text
    assert "Treatment began" in page
    assert "Not begun: back to the room" in page
    began(treated, timedelta(minutes=11))
    assert "Not begun" not in sina.get(path).text
    assert "counts as a session" in press(sina, visit, State.IN_ROOM, back="visit")
    assert Visit.objects.get().state == State.TREATING


def test_a_finished_treatment_goes_back_to_it(house: House, visit: Visit) -> None:
    sina = SignedIn(house.sina)
    prepare(house)
    treat(house, visit)
    assert "Back to the treatment" in press(sina, visit, State.FINISHED, back="visit")
    press(sina, visit, State.TREATING, back="visit")
    visit.refresh_from_db()
    assert (visit.state, visit.cleared is None) == (State.TREATING, False)


def test_a_refusal_says_who_clears_it(house: House, visit: Visit) -> None:
    prepare(house)
    RuleSetSignature.objects.all().update(withdrawn_at=visit.starts_at)
    page = press(SignedIn(house.sina), visit, State.TREATING, agreed=str(house.dora.pk))
    assert "A doctor can read and sign them" in page
    assert Visit.objects.get().state == State.IN_ROOM


def test_the_chart_says_so_in_word_and_icon(house: House, visit: Visit) -> None:
    treat(house, visit)
    page = SignedIn(house.sina).get(f"/patients/{house.amara.pk}/").text
    assert "In treatment since" in page
    assert page.count('class="chip live"') >= 3  # the head, the next visits, the course
    assert page.count("#syringe") >= 3


def test_the_patient_reads_it_on_her_page(house: House, visit: Visit) -> None:
    treat(house, visit)
    herself = SignedIn(house.amara_herself)
    page = herself.get("/my/").text
    assert "In treatment" in page
    assert "Plan for about" not in page
    visit.refresh_from_db()
    visit_move(by=house.sina.actor, visit=visit, to=State.FINISHED, version=visit.version)
    page = herself.get("/my/").text
    assert "Finished" in page
    assert "#check" in page
