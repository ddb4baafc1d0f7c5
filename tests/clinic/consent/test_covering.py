"""A signature covers the zones and the device that its sheet speaks of, and nothing else."""

import pytest
from django.urls import reverse
from django.utils import timezone

from clinic.booking.days import book
from clinic.conftest import SignedIn
from clinic.consent.papers_here import filled, offered, signed_for, signed_now
from clinic.people_here import House
from clinic.screening.through import answer
from percuta_clinic.booking.models import Service
from percuta_clinic.consent.models import How, Kind, Offer
from percuta_clinic.consent.queries import State, may_treat, standing, standings
from percuta_clinic.consent.services import Covers, offer_open
from percuta_clinic.consent.signing import consent_sign
from percuta_clinic.readiness.informing import Informed, NoSheet, sheet_for, sheet_or_why

CHEEKS = frozenset({"cheek_left", "cheek_right"})


@pytest.mark.parametrize(
    ("asked", "state"),
    [
        ({"cheek_left"}, State.SIGNED),
        (CHEEKS, State.SIGNED),
        (set(), State.SIGNED),
        (CHEEKS | {"forehead"}, State.OUTDATED),
        ({"forehead"}, State.OUTDATED),
    ],
)
def test_a_zone_that_the_sheet_leaves_out_is_not_agreed_to(
    ready: House, asked: frozenset[str], state: State
) -> None:
    signed_for(ready, CHEEKS)
    found = standing(ready.amara, Kind.TREATMENT, ready.needling, zones=asked)
    assert found.state == state
    assert found.beyond == asked - CHEEKS
    many = standings([(ready.amara.pk, ready.needling.pk)], zones={ready.amara.pk: asked})
    assert many[ready.amara.pk, ready.needling.pk].state == state


def test_a_new_offer_for_more_zones_is_waited_for(ready: House) -> None:
    signed_for(ready, CHEEKS)
    offer = offered(ready, covers=Covers(zones=CHEEKS | {"forehead"}))
    found = standing(ready.amara, Kind.TREATMENT, ready.needling, zones={"forehead"})
    assert (found.state, found.offer) == (State.OFFERED, offer)
    assert may_treat(ready.amara, ready.needling).holds


def test_an_offer_that_names_no_zone_covers_none(ready: House) -> None:
    signed_for(ready, frozenset())
    assert standing(ready.amara, Kind.TREATMENT, ready.needling, zones=CHEEKS).beyond == CHEEKS


def test_another_device_is_not_agreed_to(ready: House) -> None:
    signed_for(ready, CHEEKS, device=ready.needling.device)
    assert may_treat(ready.amara, ready.needling).holds
    ready.needling.device = "dermaroller"
    ready.needling.save()
    assert may_treat(ready.amara, ready.needling).state == State.OUTDATED


def test_the_sheet_of_a_patient_names_what_it_speaks_of(ready: House) -> None:
    answer(ready)
    informed = sheet_for(ready.amara, ready.needling)
    assert informed
    assert informed.covers.device == ready.needling.device
    sent = {"kind": "treatment", "service": str(ready.needling.pk)}
    sina = SignedIn(ready.sina)
    sina.post(reverse("consent_offer", args=[ready.amara.pk]), sent)
    offer = Offer.objects.get()
    assert frozenset(offer.zones) == informed.covers.zones
    assert offer.zones
    offer_open(by=ready.amara_herself.actor, offer=offer)
    consent_sign(by=ready.amara_herself.actor, offer=offer, signing=filled(offer), how=How.ACCOUNT)
    answer(ready, **{"wish-fine_lines": ["forehead"]})
    page = sina.get(reverse("consents", args=[ready.amara.pk])).content.decode()
    assert "To be signed again" in page


def test_a_sheet_for_a_service_that_is_not_booked_names_its_own_device(ready: House) -> None:
    """Another service is booked, and the one that is asked about has another device."""
    test = Service.objects.create(
        name="Test area", minutes=30, price=50, is_needling=True, device="exceed"
    )
    book(ready, ready.amara, at=timezone.now(), after=2 * 24 * 60, service=ready.needling)
    answer(ready)
    found = sheet_or_why(ready.amara, test)
    assert isinstance(found, NoSheet)
    assert "Exceed: 1 question open" in found.why
    assert found.way.startswith("Book a visit of this service")
    Service.objects.filter(pk=ready.needling.pk).update(device="exceed")
    answer(ready)
    Service.objects.filter(pk=ready.needling.pk).update(device="skinpen")
    found = sheet_or_why(ready.amara, test)
    assert isinstance(found, Informed)
    assert found.covers.device == "exceed"
    signed_now(ready, offered(ready, service=test, sheet=found.sheet, covers=found.covers))
    page = SignedIn(ready.sina).get(reverse("consents", args=[ready.amara.pk])).content.decode()
    assert "To be signed again" not in page
