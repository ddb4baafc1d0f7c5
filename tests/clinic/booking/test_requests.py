"""A visitor asks for a time: confirmed from the mailbox once, or forgotten with all of it."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from clinic.booking.open_times import day_at, open_times
from clinic.people_here import House
from percuta_clinic.booking.holding import hold_take
from percuta_clinic.booking.models import Hold, Request, Visit
from percuta_clinic.booking.placing import Refused
from percuta_clinic.booking.requests import (
    request_confirm,
    request_make,
    request_of,
    sweep_requests,
    wish_of,
)
from percuta_clinic.files.vault import unseal_text
from percuta_clinic.leaving.services import patient_erase
from percuta_clinic.outbox.models import Message
from percuta_clinic.patients.models import Patient
from percuta_clinic.readiness.welcoming import welcome

TERMS = "Consultation: the price is 40.00 EUR."
WISH = "scars on my chin"


def person(email: str = "nia@mail.example") -> dict[str, object]:
    return {
        "given_name": "Nia",
        "family_name": "Adler",
        "email": email,
        "phone": "",
        "birth_date": date(1990, 11, 4),
        "wish": WISH,
        "time_zone": "",
        "agreed_on": "2026-11-28",
    }


def asked(house: House, *, at: datetime | None = None, email: str = "nia@mail.example") -> Request:
    hold, _ = hold_take(service=house.talk, starts_at=at or day_at(10))
    return request_make(person=person(email), hold=hold, terms=TERMS)


@pytest.fixture
def open_house(house: House) -> House:
    open_times(house)
    return house


def test_a_request_keeps_the_time_and_names_nobody_in_clear(open_house: House) -> None:
    made = asked(open_house)
    row = Request.objects.values_list().get(pk=made.pk)
    assert not any("Nia" in str(cell) or WISH in str(cell) for cell in row)
    hold = Hold.objects.get()
    assert hold.until > timezone.now() + timedelta(minutes=55)
    with pytest.raises(Refused):
        hold_take(service=open_house.talk, starts_at=made.starts_at)


def test_confirming_books_once_with_the_consent_and_the_wish(open_house: House) -> None:
    made = asked(open_house)
    first = request_confirm(request=made)
    second = request_confirm(request=made)
    assert (first.again, second.again) == (False, True)
    assert first.visit == second.visit == Visit.objects.get()
    assert first.visit.starts_at == made.starts_at
    assert first.visit.patient.birth_date == date(1990, 11, 4)
    assert not Hold.objects.exists()
    made.refresh_from_db()
    assert wish_of(made) == WISH
    assert "Nia" not in unseal_text(made.sealed)


def test_somebody_known_gets_a_record_of_its_own_and_the_same_letter(open_house: House) -> None:
    amara = open_house.amara
    known, new = asked(open_house, email=amara.email), asked(open_house, at=day_at(12))
    letters = [Message.objects.get(once=f"request:{one.pk}") for one in (known, new)]
    assert letters[0].body.splitlines()[6:] == letters[1].body.splitlines()[6:]
    visit = request_confirm(request=known).visit
    assert visit.patient != amara
    assert Patient.objects.filter(email=amara.email, merged_into=None).count() == 2


def test_a_letter_answered_late_books_if_the_time_is_free(open_house: House) -> None:
    made = asked(open_house)
    Hold.objects.update(until=timezone.now() - timedelta(minutes=1))
    assert request_confirm(request=made).visit.starts_at == made.starts_at


def test_a_letter_answered_too_late_offers_other_times_and_keeps_all(open_house: House) -> None:
    made = asked(open_house)
    Hold.objects.all().delete()
    hold_take(service=open_house.talk, starts_at=made.starts_at)
    made.refresh_from_db()
    with pytest.raises(Refused) as refused:
        request_confirm(request=made)
    assert refused.value.offers
    assert Patient.objects.filter(given_name="Nia").count() == 0
    other = refused.value.offers[0]
    done = request_confirm(request=made, starts_at=other.starts_at, specialist=other.specialist)
    assert done.visit.starts_at == other.starts_at


def test_what_nobody_confirms_is_gone_after_a_day(open_house: House) -> None:
    old, fresh = asked(open_house), asked(open_house, at=day_at(12))
    Request.objects.filter(pk=old.pk).update(made_at=timezone.now() - timedelta(hours=25))
    assert sweep_requests() == 1
    assert [one.pk for one in Request.objects.all()] == [fresh.pk]
    assert not Message.objects.filter(once=f"request:{old.pk}").exists()
    assert Message.objects.filter(once=f"request:{fresh.pk}").exists()


def test_the_link_in_the_letter_works_for_a_day(open_house: House) -> None:
    made = asked(open_house)
    letter = unseal_text(Message.objects.get(once=f"request:{made.pk}").sealed)
    secret = letter.split("/book/confirm/")[1].split("/")[0]
    assert request_of(secret) == made
    Request.objects.update(made_at=timezone.now() - timedelta(hours=25))
    assert request_of(secret) is None


def test_the_private_link_goes_out_with_the_confirmation_alone(open_house: House) -> None:
    made = asked(open_house)
    first, second = (welcome(request=made, digest="") for _ in range(2))
    assert "/my/link/" in first.url
    assert not second.url
    assert Message.objects.filter(occasion="own_page").count() == 1


def test_erasure_takes_the_wish_too(open_house: House) -> None:
    made = asked(open_house)
    visit = request_confirm(request=made).visit
    visit.state = "cancelled"
    visit.save()
    patient_erase(by=open_house.olga.actor, patient=visit.patient, reason="asked", law="")
    made.refresh_from_db()
    assert made.sealed == ""


def test_no_birth_date_to_come_is_taken(open_house: House) -> None:
    hold, _ = hold_take(service=open_house.talk, starts_at=day_at(10))
    late = person() | {"birth_date": timezone.localdate() + timedelta(days=2)}
    made = request_make(person=late, hold=hold, terms=TERMS)
    with pytest.raises(ValidationError):
        request_confirm(request=made)
    assert not Visit.objects.exists()
