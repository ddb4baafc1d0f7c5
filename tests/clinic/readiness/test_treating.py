"""Where a treatment goes on it says which places are out, and when its consent is taken back."""

import pytest
from django.utils import timezone

from clinic.booking.treated import in_room
from clinic.conftest import SignedIn
from clinic.consent.papers_here import offered, signed, signed_now
from clinic.people_here import House
from clinic.readiness.gates import gate
from clinic.screening.through import answer
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.booking.services import visit_move
from percuta_clinic.consent.models import Consent
from percuta_clinic.consent.services import consent_withdraw
from percuta_clinic.consent.withdrawn import taken_back
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Role
from percuta_clinic.people.services import account_create
from percuta_clinic.readiness.beginning import treatment_begin

PLACES = "Only: left cheek. Not: right cheek."


@pytest.fixture
def xenia(house: House) -> Account:
    """A second specialist, who stands in for Sina."""
    return account_create(
        by=house.olga.actor, email="x@clinic.example", name="Xenia", roles=[Role.SPECIALIST]
    )


@pytest.fixture
def visit(house: House, xenia: Account) -> Visit:
    """Amara's treatment, booked with Sina and begun by Xenia, on one cheek of the two."""
    gate(house)
    answer(
        house,
        wish__fine_lines=["cheek_left", "cheek_right"],
        infection_in_area="some",
        z__infection_in_area=["cheek_right"],
    )
    signed(house)
    visit = in_room(house, house.amara)
    assert visit.specialist == house.sina
    version, dora = visit.version, house.dora
    return treatment_begin(by=xenia, visit=visit, version=version, agreed_by=dora)


def withdraw(house: House) -> str:
    """What has to be read then."""
    consent = Consent.objects.get()
    consent_withdraw(by=house.amara_herself.actor, consent=consent, reason="it hurts")
    at = timezone.localtime(consent.withdrawals.get().at, house.clinic.zone)
    return f"Consent withdrawn at {at:%H:%M}: stop, and speak with the patient."


def pages(account: Account, visit: Visit) -> tuple[str, str]:
    client = SignedIn(account)
    board = client.get("/today/").text
    return board.split('aria-label="Other work"')[0], client.get(f"/visits/{visit.pk}/").text


def test_a_consent_taken_back_stands_where_the_treatment_is(
    house: House, visit: Visit, xenia: Account
) -> None:
    for page in pages(xenia, visit):
        assert "Consent withdrawn" not in page
    words = withdraw(house)
    for account in (house.sina, xenia, house.dora, house.fred):
        for page in pages(account, visit):
            assert words in page
            assert "it hurts" not in page


def test_it_stands_there_though_a_new_one_is_offered(house: House, visit: Visit) -> None:
    words = withdraw(house)
    offer = offered(house)
    assert words in pages(house.sina, visit)[0]
    signed_now(house, offer)
    assert words not in pages(house.sina, visit)[0]


def test_it_goes_once_the_visit_is_over(house: House, visit: Visit) -> None:
    words = withdraw(house)
    visit_move(by=house.sina.actor, visit=visit, to=State.FINISHED, version=visit.version)
    for page in pages(house.sina, visit):
        assert words not in page


def test_whoever_began_has_it_among_the_duties_too(
    house: House, visit: Visit, xenia: Account
) -> None:
    withdraw(house)
    for account in (xenia, house.sina):
        found = taken_back(account, now=timezone.now(), most=6)
        assert [one.visit for one in found] == [visit]


def test_a_beginning_taken_back_forgets_who_began(visit: Visit, xenia: Account) -> None:
    assert visit.treatment_began_by == xenia
    back = visit_move(by=xenia.actor, visit=visit, to=State.IN_ROOM, version=visit.version)
    assert back.treatment_began_by is None


def test_the_places_stand_on_the_row_and_the_visit(
    house: House, visit: Visit, xenia: Account
) -> None:
    for account in (house.sina, xenia, house.dora):
        for page in pages(account, visit):
            assert PLACES in page
    for account in (house.fred, house.olga):
        for page in pages(account, visit):
            assert "cheek" not in page


def test_of_a_restricted_chart_only_who_treats_reads_the_places(
    house: House, visit: Visit, xenia: Account
) -> None:
    Patient.objects.update(restricted=True)
    for account in (house.sina, xenia):
        for page in pages(account, visit):
            assert PLACES in page
    for account in (house.dora, house.fred):
        for page in pages(account, visit):
            assert "cheek" not in page


def test_whoever_treats_no_more_reads_no_places(house: House, visit: Visit) -> None:
    house.sina.grants.update(role=Role.FRONT_DESK)
    for page in pages(Account.objects.get(pk=house.sina.pk), visit):
        assert "cheek" not in page
