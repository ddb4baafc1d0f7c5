"""A doctor agrees before skin is needled: whoever begins says which one, and that is kept."""

from http import HTTPStatus
from uuid import uuid4

import pytest

from clinic.booking.treated import in_room
from clinic.conftest import SignedIn
from clinic.consent.papers_here import signed
from clinic.people_here import House
from clinic.readiness.gates import begin, gate
from clinic.screening.through import answer
from percuta_clinic.audit.models import Entry
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account, RoleGrant
from percuta_clinic.readiness.beginning import NotAgreed, treatment_begin
from percuta_clinic.readiness.items import Part, Tone
from percuta_clinic.readiness.strip import strip_of


@pytest.fixture
def visit(house: House) -> Visit:
    """Amara, in the room, with everything there but a doctor's agreement."""
    gate(house)
    answer(house)
    signed(house)
    return in_room(house, house.amara)


def press(account: Account, visit: Visit, **more: str) -> tuple[int, str]:
    sent = {"to": "treating", "version": visit.version, "back": "visit", **more}
    answered = SignedIn(account).post(f"/visits/{visit.pk}/move/", sent)
    return answered.status_code, answered.text if answered.status_code != 302 else ""


def refused(visit: Visit) -> bool:
    visit.refresh_from_db()
    return (visit.state, visit.treatment_began_at, visit.cleared) == (State.IN_ROOM, None, None)


def test_nothing_begins_while_no_doctor_is_named(house: House, visit: Visit) -> None:
    with pytest.raises(NotAgreed, match="if none has, ask one first"):
        treatment_begin(by=house.sina, visit=visit, version=visit.version, agreed_by=None)
    status, page = press(house.sina, visit)
    assert status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Choose which doctor has agreed" in page
    assert refused(visit)


@pytest.mark.parametrize("name", ["sina", "fred", "olga", "nobody", "amara_herself"])
def test_only_a_doctor_counts(house: House, visit: Visit, name: str) -> None:
    other = getattr(house, name)
    with pytest.raises(NotAgreed, match="is not a doctor of this clinic"):
        treatment_begin(by=house.sina, visit=visit, version=visit.version, agreed_by=other)
    for sent in (str(other.pk), str(uuid4()), "on", "\0"):
        assert press(house.sina, visit, agreed=sent)[0] == HTTPStatus.UNPROCESSABLE_ENTITY
    assert refused(visit)


def test_a_doctor_who_left_does_not_count(house: House, visit: Visit) -> None:
    Account.objects.filter(pk=house.dora.pk).update(is_active=False)
    gone = Account.objects.get(pk=house.dora.pk)
    with pytest.raises(NotAgreed):
        treatment_begin(by=house.sina, visit=visit, version=visit.version, agreed_by=gone)
    assert press(house.sina, visit, agreed=str(gone.pk))[0] == HTTPStatus.UNPROCESSABLE_ENTITY
    assert refused(visit)


def test_who_agreed_and_who_says_so_is_kept(house: House, visit: Visit) -> None:
    assert press(house.sina, visit, agreed=str(house.dora.pk))[0] == HTTPStatus.FOUND
    visit.refresh_from_db()
    words = "Dora Doktor agreed, says Sina Sommer"
    assert (visit.cleared or {})["plan"] == words
    assert Entry.objects.get(action="visit.treatment_begun").reason == words
    assert words in SignedIn(house.sina).get(f"/visits/{visit.pk}/").text


def test_a_doctor_agrees_herself_with_a_tick(house: House, visit: Visit) -> None:
    assert "As a doctor I agree" in SignedIn(house.dora).get(f"/visits/{visit.pk}/").text
    assert press(house.dora, visit)[0] == HTTPStatus.UNPROCESSABLE_ENTITY
    assert refused(visit)
    assert press(house.dora, visit, agreed="on")[0] == HTTPStatus.FOUND
    visit.refresh_from_db()
    assert (visit.cleared or {})["plan"] == "Dora Doktor agreed"


def test_the_board_leads_to_the_question_and_the_points(house: House, visit: Visit) -> None:
    sina, path = SignedIn(house.sina), f"/visits/{visit.pk}/"
    board = sina.get("/today/").text
    assert f'href="{path}#begin">Begin treatment<' in board
    assert 'value="treating"' not in board
    page = sina.get(path).text
    assert 'id="begin"' in page
    points = f"/patients/{house.amara.pk}/screening/"
    assert f'href="{points}#points">' in page
    assert "of the plan</a> wait" in page
    assert 'id="points"' in sina.get(points).text
    assert "which doctor has agreed" in sina.get(points).text


def test_a_restricted_chart_lets_nobody_count_its_points(house: House, visit: Visit) -> None:
    Patient.objects.update(restricted=True)
    page = SignedIn(house.sina).get(f"/visits/{visit.pk}/").text
    assert "A doctor has agreed" in page
    assert "of the plan</a> wait" not in page


def test_where_no_doctor_works_the_way_out_is_named(house: House, visit: Visit) -> None:
    RoleGrant.objects.filter(account=house.dora).update(ended_at=visit.made_at)
    page = SignedIn(house.sina).get(f"/visits/{visit.pk}/").text
    assert "The owner invites one." in page


def test_the_strip_says_when_the_agreement_is_asked(house: House, visit: Visit) -> None:
    strip = strip_of(visit)
    assert strip is not None
    plan = next(item for item in strip.items if item.part is Part.PLAN)
    words = "Doctor's agreement is asked at the beginning"
    assert (plan.words, plan.tone) == (words, Tone.OPTIONAL)
    begun = begin(house, visit)
    assert begun.treatment_began_by == house.sina
