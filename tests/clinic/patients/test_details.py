"""Details are entered and changed once, by somebody, and nothing that was typed is lost."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from clinic.patients.conftest import BORN, Enter
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.patients.models import Contact
from percuta_clinic.patients.queries import turns_of
from percuta_clinic.patients.services import (
    Stale,
    contact_end,
    contact_save,
    patient_change,
    patient_enter,
)

pytestmark = pytest.mark.django_db


def test_entering_is_logged_with_names_of_fields_only(house: House, enter: Enter) -> None:
    entered = enter("Kim", "Lee", phone="030 1234567")
    entry = Entry.objects.get(action="patient.entered")
    assert (entry.actor_id, entry.patient_id) == (house.fred.pk, entered.pk)
    assert entry.fields == ["by_email", "family_name", "given_name", "phone", "sex"]
    assert "1234567" not in str(entry.__dict__)


def test_a_birth_date_to_come_is_refused(house: House, enter: Enter) -> None:
    tomorrow = timezone.localdate(timezone=house.clinic.zone) + timedelta(days=1)
    with pytest.raises(ValidationError, match="in the future"):
        enter("Kim", "Lee", birth_date=tomorrow)


def test_a_birth_date_of_long_ago_is_refused(enter: Enter) -> None:
    with pytest.raises(ValidationError, match="before 1900"):
        enter("Kim", "Lee", birth_date=date(1899, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        {"given_name": "K\0m", "family_name": "Lee"},
        {"given_name": "Kim", "family_name": "Lee", "address": "a\0b"},
        {"given_name": "Kim", "family_name": "Lee", "phone": "\0"},
    ],
)
def test_a_text_that_cannot_be_stored_is_refused_plainly(
    house: House, typed: dict[str, str]
) -> None:
    with pytest.raises(ValidationError, match="invisible NUL sign"):
        patient_enter(by=house.fred, details=typed)


def test_a_time_zone_nobody_knows_is_refused(enter: Enter) -> None:
    with pytest.raises(ValidationError, match="not a time zone"):
        enter("Kim", "Lee", time_zone="Mars/Olympus")


def test_a_change_from_an_old_version_is_refused(house: House, enter: Enter) -> None:
    entered = enter("Kim", "Lee")
    patient_change(by=house.fred, patient=entered, version=1, details={"phone": "030 1"})
    with pytest.raises(Stale) as refusal:
        patient_change(by=house.sina, patient=entered, version=1, details={"phone": "030 2"})
    assert refusal.value.current.phone == "030 1"


def test_a_change_of_nothing_makes_no_version(house: House, enter: Enter) -> None:
    entered = enter("Kim", "Lee")
    kept = patient_change(by=house.fred, patient=entered, version=1, details={"phone": ""})
    assert (kept.version, len(turns_of(kept))) == (1, 1)


def test_the_history_names_who_changed_what(house: House, enter: Enter) -> None:
    entered = enter("Kim", "Lee", birth_date=BORN)
    patient_change(by=house.sina, patient=entered, version=1, details={"family_name": "Park"})
    newest, first = turns_of(entered)
    assert (newest.who, newest.reason) == ("Sina Sommer", "changed")
    assert list(newest.changes) == [("family_name", "Lee", "Park")]
    assert (first.who, first.reason, list(first.changes)) == ("Fred Front", "entered", [])


def test_a_contact_is_added_changed_and_ended(house: House) -> None:
    contact = Contact(patient=house.amara, name="Ngozi Okafor", relation="mother", phone="030 77")
    contact_save(by=house.fred, contact=contact)
    contact.phone = "030 88"
    contact_save(by=house.fred, contact=contact)
    contact_end(by=house.fred, contact=contact)
    contact.refresh_from_db()
    assert (contact.phone, contact.ended_at is None) == ("030 88", False)
    log = Entry.objects.filter(patient_id=house.amara.pk).order_by("id")
    assert list(log.values_list("action", flat=True)) == [
        "contact.added",
        "contact.changed",
        "contact.ended",
    ]


def test_a_contact_without_any_way_to_reach_is_refused(house: House) -> None:
    with pytest.raises(ValidationError, match="phone number or an e-mail"):
        contact_save(
            by=house.fred, contact=Contact(patient=house.amara, name="Ngozi", relation="mother")
        )


def test_entering_can_note_that_a_lookalike_is_another(house: House) -> None:
    patient_enter(
        by=house.fred,
        details={"given_name": "Amara", "family_name": "Okafor"},
        unlike=[house.amara.pk],
    )
    entry = Entry.objects.get(action="patient.entered")
    assert entry.reason == f"said to be another person than {house.amara.pk}"
