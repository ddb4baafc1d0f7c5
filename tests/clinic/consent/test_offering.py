"""Staff see which consent belongs to what is booked, and take back what does not."""

from decimal import Decimal

import pytest
from django.test.client import Client

from clinic.booking.days import book
from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.screening.through import answer
from percuta_clinic.audit.models import Entry
from percuta_clinic.booking.models import Service
from percuta_clinic.config.ids import new_id
from percuta_clinic.consent.models import Offer
from percuta_clinic.consent.services import question_ask

UNBOOKED = "No visit of this kind is booked for this patient."


@pytest.fixture
def body_area(ready: House) -> Service:
    """Another needling, which comes first by its name; Amara is booked for the face."""
    answer(ready)
    book(ready, ready.amara, after=60 * 24)
    return Service.objects.create(
        name="Body area", minutes=90, price=Decimal(210), is_needling=True, device="skinpen"
    )


def offer(browser: Client, house: House, service: Service) -> str:
    sent = {"kind": "treatment", "service": str(service.pk)}
    return browser.post(f"/patients/{house.amara.pk}/consents/offer/", sent, follow=True).text


def test_what_is_not_booked_stands_last_and_says_so(ready: House, body_area: Service) -> None:
    shown = SignedIn(ready.sina).get(f"/patients/{ready.amara.pk}/consents/")
    rows = {row["service"]: row.get("unbooked") for row in shown.context["rows"] if row["service"]}
    assert list(rows.items()) == [(ready.needling, False), (body_area, True)]
    assert shown.text.count(UNBOOKED) == 1


def test_offering_what_is_not_booked_warns(ready: House, body_area: Service) -> None:
    sina = SignedIn(ready.sina)
    assert f"{UNBOOKED} If it was the wrong one" in offer(sina, ready, body_area)
    assert "If it was the wrong one" not in offer(sina, ready, ready.needling)


def test_offering_again_says_what_becomes_of_the_open_offer(
    ready: House, body_area: Service
) -> None:
    sina, ends = SignedIn(ready.sina), "ends then: it cannot be signed any more"
    assert ends not in sina.get(f"/patients/{ready.amara.pk}/consents/").text
    shown = offer(sina, ready, body_area)
    assert shown.count(ends) == 1
    assert "answer it first" not in shown
    made = Offer.objects.get()
    question_ask(by=ready.amara_herself.actor, offer=made, text="Does it hurt?", key=new_id())
    assert "answer it first" in sina.get(f"/patients/{ready.amara.pk}/consents/").text
    offer(sina, ready, body_area)
    made.refresh_from_db()
    assert made.why_ended == "a newer one was made"


def test_an_offer_is_taken_back_from_the_list(ready: House, body_area: Service) -> None:
    sina = SignedIn(ready.sina)
    shown = offer(sina, ready, body_area)
    made = Offer.objects.get()
    address = f"/consents/offers/{made.pk}/end/"
    assert f'href="{address}#end"' in shown
    assert sina.get(address).status_code == 200
    sina.post(address, {"reason": "the wrong service"})
    made.refresh_from_db()
    assert (made.is_open, made.why_ended) == (False, "the wrong service")
    entry = Entry.objects.get(action="consent.offer_ended")
    assert (entry.actor_name, entry.reason) == ("Sina Sommer", "the wrong service")
