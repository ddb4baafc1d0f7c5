"""What an erased person could have left behind, and what a restricted chart could give away."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.leaving.a_full_record import WORD, fill
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.drafts.models import Draft
from percuta_clinic.drafts.services import draft_save
from percuta_clinic.leaving.models import Erasure
from percuta_clinic.leaving.services import patient_erase, patient_remove, patient_restore
from percuta_clinic.patients.merging import merge
from percuta_clinic.patients.models import Note, Patient
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Role
from percuta_clinic.people.services import role_grant

WHY = "asked for it in a letter"


def erase(house: House, patient: Patient) -> None:
    patient_erase(by=house.olga.actor, patient=patient, reason=WHY, law="GDPR 17")


def test_erasing_a_person_erases_the_records_merged_into_theirs(house: House) -> None:
    twin = Patient.objects.create(given_name="Amara", family_name=WORD, phone="+49 30 77")
    merge(by=house.dora, keep=house.amara, gone=twin)
    erase(house, house.amara)
    twin.refresh_from_db()
    assert (twin.family_name, twin.phone) == ("person", "")
    assert not twin.history.exists()
    assert Erasure.objects.filter(patient_id=twin.pk).exists()


def test_erasing_takes_unfinished_amendments_along(house: House) -> None:
    fill(house)
    note = Note.objects.get()
    draft_save(
        account=house.sina, form="amendment", subject=str(note.pk), values={"text": WORD}, version=0
    )
    erase(house, house.amara)
    assert not Draft.objects.exists()


def test_an_erased_person_is_signed_out_and_their_keys_forgotten(house: House) -> None:
    SignedIn(house.amara_herself)
    Authenticator.objects.create(user=house.amara_herself, type="totp", data={})
    assert Session.objects.exists()
    erase(house, house.amara)
    assert not Session.objects.exists()
    assert not Authenticator.objects.exists()


def test_erasing_a_patient_who_works_here_leaves_the_clinic_its_owner(house: House) -> None:
    Patient.objects.filter(pk=house.amara.pk).update(account=house.olga)
    role_grant(by=house.olga.actor, account=house.olga, role=Role.PATIENT)
    erase(house, Patient.objects.get(pk=house.amara.pk))
    assert Account.objects.get(pk=house.olga.pk).roles == (Role.OWNER,)


def test_erasing_twice_at_once_is_refused_in_words(house: House) -> None:
    shown = Patient.objects.get(pk=house.amara.pk)
    erase(house, house.amara)
    with pytest.raises(ValidationError, match="erased or merged"):
        erase(house, shown)


def test_removing_twice_is_written_down_once(house: House) -> None:
    for _ in range(2):
        patient_remove(by=house.olga.actor, patient=house.amara, reason="entered twice")
    for _ in range(2):
        patient_restore(by=house.olga.actor, patient=house.amara)
    assert Entry.objects.filter(action="patient.removed").count() == 1
    assert Entry.objects.filter(action="patient.restored").count() == 1


def test_a_merged_record_is_not_removed_from_an_old_page(house: House) -> None:
    shown = Patient.objects.get(pk=house.bea.pk)
    Patient.objects.filter(pk=house.bea.pk).update(account=None)
    merge(by=house.dora, keep=house.amara, gone=house.bea)
    with pytest.raises(ValidationError, match="erased or merged"):
        patient_remove(by=house.olga.actor, patient=shown, reason="entered twice")


def test_a_restricted_chart_is_not_taken_out_past_the_glass(house: House) -> None:
    Patient.objects.filter(pk=house.amara.pk).update(restricted=True)
    path = reverse("patient_data", args=[house.amara.pk])
    doctor = SignedIn(house.dora).post(path)
    assert doctor.status_code == 302
    assert "/glass/" in doctor.headers["Location"]
    owner = SignedIn(house.olga).post(path, follow=True)
    assert b"restricted to its team" in owner.content
    assert not Entry.objects.filter(action="patient.exported").exists()


def test_the_team_takes_a_restricted_chart_out(house: House) -> None:
    Patient.objects.filter(pk=house.amara.pk).update(restricted=True)
    house.amara.team.create(account=house.dora)
    answer = SignedIn(house.dora).post(reverse("patient_data", args=[house.amara.pk]))
    assert answer.headers["Content-Type"] == "application/zip"
    answer.close()


def test_a_file_that_is_lost_does_not_keep_the_others_from_their_person(house: House) -> None:
    fill(house)
    file = house.amara.attachments.get().file
    (settings.ENVIRONMENT.files / file.pk.hex[-2:] / file.pk.hex).unlink()
    answer = SignedIn(house.dora).post(reverse("patient_data", args=[house.amara.pk]))
    with ZipFile(BytesIO(answer.getvalue())) as archive:
        names = archive.namelist()
    answer.close()
    assert "person.json" in names
    assert any(name.endswith(".missing.txt") for name in names)
