"""A consent that was taken back stands on the boards of those who have to know, until answered."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from clinic.booking.days import book, now
from clinic.conftest import SignedIn
from clinic.consent.papers_here import filled, offered, signed, words_in_use
from clinic.people_here import House
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.booking.services import visit_move
from percuta_clinic.consent.models import How, Kind, Offer
from percuta_clinic.consent.services import consent_withdraw, offer_open
from percuta_clinic.consent.signing import consent_sign
from percuta_clinic.consent.withdrawn import taken_back
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Role
from percuta_clinic.people.services import account_create

TITLE = "Consent withdrawn"
NOT_PUBLIC = {"publication": "no"}


@pytest.fixture
def visit(house: House) -> Visit:
    """A needling in three days, whose consent Amara has taken back for a reason."""
    words_in_use(house.dora, Kind.TREATMENT)
    words_in_use(house.dora, Kind.PHOTOS)
    coming = book(house, house.amara, at=now() + timedelta(days=3))
    back(house)
    return coming


def back(house: House, kind: str = Kind.TREATMENT) -> None:
    consent = signed(house, kind)
    consent_withdraw(
        by=house.amara_herself.actor, consent=consent, reason="my mother is against it"
    )


def told(account: Account, *, days: int = 0) -> list[Visit | None]:
    at = timezone.now() + timedelta(days=days)
    return [one.visit for one in taken_back(account, now=at, most=6)]


def board(account: Account) -> str:
    return SignedIn(account).get("/today/").text


@pytest.mark.usefixtures("visit")
def test_specialist_and_doctor_are_led_to_the_consents(house: House) -> None:
    for account in (house.sina, house.dora):
        page = board(account)
        assert TITLE in page
        assert f'href="/patients/{house.amara.pk}/consents/"' in page
        assert "my mother" not in page


def test_the_desk_is_led_to_the_visit_and_reads_no_reason(house: House, visit: Visit) -> None:
    page = board(house.fred)
    assert TITLE in page
    assert f'href="/visits/{visit.pk}/"' in page
    assert "my mother" not in page
    assert f"/patients/{house.amara.pk}/consents/" not in page


def test_others_who_treat_and_the_owner_are_left_alone(house: House, visit: Visit) -> None:
    other = account_create(
        by=house.olga.actor, email="x@clinic.example", name="Xenia", roles=[Role.SPECIALIST]
    )
    assert visit.specialist == house.sina
    assert told(other) == []
    assert TITLE not in board(house.olga)


def test_a_cancelled_visit_settles_it(house: House, visit: Visit) -> None:
    assert told(house.dora) == [visit]
    visit_move(
        by=house.fred.actor, visit=visit, to=State.CANCELLED, version=visit.version, why="withdrew"
    )
    assert told(house.dora) == []


def test_an_offer_by_hand_settles_it_and_one_by_the_worker_does_not(
    house: House, visit: Visit
) -> None:
    offer = offered(house)
    assert told(house.dora) == []
    Offer.objects.filter(pk=offer.pk).update(made_by=SYSTEM.name)
    assert told(house.dora) == [visit]
    offer_open(by=house.amara_herself.actor, offer=offer)
    herself = house.amara_herself.actor
    consent_sign(by=herself, offer=offer, signing=filled(offer), how=How.ACCOUNT)
    assert told(house.dora) == []


def test_another_consent_says_nothing_about_it(house: House, visit: Visit) -> None:
    signed(house, Kind.PHOTOS)
    assert told(house.dora) == [visit]


def test_a_visit_for_something_else_is_no_matter(house: House, visit: Visit) -> None:
    Visit.objects.filter(pk=visit.pk).update(service=house.talk)
    assert told(house.dora) == []


def test_photographs_are_told_to_doctors_for_two_weeks(house: House, visit: Visit) -> None:
    visit.delete()
    back(house, Kind.PHOTOS)
    assert "Photographs may no longer be used for anything" in board(house.dora)
    assert told(house.sina) == told(house.fred) == []
    assert told(house.dora, days=13) == [None]
    assert told(house.dora, days=15) == []
    signed(house, Kind.PHOTOS)
    assert told(house.dora) == []


def test_one_use_of_photographs_taken_back_is_named(house: House, visit: Visit) -> None:
    visit.delete()
    consent = signed(house, Kind.PHOTOS, levels={"record": "yes", "teaching": "yes"} | NOT_PUBLIC)
    herself = house.amara_herself.actor
    consent_withdraw(by=herself, consent=consent, levels={"teaching"})
    page = board(house.dora)
    assert "Photographs may no longer be used for teaching" in page
    assert "for anything" not in page
    hers = SignedIn(house.amara_herself).get(reverse("my_consents")).text
    assert "Withdrawn in part" in hers
    assert "no longer for teaching" in hers
    consent_withdraw(by=herself, consent=consent)
    hers = SignedIn(house.amara_herself).get(reverse("my_consents")).text
    assert "Withdrawn" in hers
    assert "in part" not in hers


def test_a_restricted_chart_leads_to_the_visit(house: House, visit: Visit) -> None:
    Patient.objects.filter(pk=house.amara.pk).update(restricted=True)
    page = board(house.sina)
    assert TITLE in page
    assert f'href="/visits/{visit.pk}/"' in page
    assert f'href="/patients/{house.amara.pk}/consents/"' not in page.split(TITLE)[1]


def test_it_is_told_during_the_treatment_and_of_the_nearest_visit(
    house: House, visit: Visit
) -> None:
    begun = book(house, house.amara, at=now())
    Visit.objects.filter(pk=begun.pk).update(
        state=State.TREATING, treatment_began_at=now(), state_since=now()
    )
    assert told(house.sina) == [begun]
    Visit.objects.filter(pk=begun.pk).update(state=State.FINISHED)
    assert told(house.sina) == [visit]


def test_what_is_taken_back_is_not_offered_to_be_taken_back_again(house: House) -> None:
    words_in_use(house.dora, Kind.TREATMENT)
    consent, sina = signed(house), SignedIn(house.sina)
    page, way = (
        f"/patients/{house.amara.pk}/consents/",
        reverse("consent_withdraw", args=[consent.pk]),
    )
    assert way in sina.get(page).text
    consent_withdraw(by=house.sina.actor, consent=consent, reason="asked for it")
    assert way not in sina.get(page).text
