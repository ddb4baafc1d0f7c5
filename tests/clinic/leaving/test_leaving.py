"""People can take their data with them, and be forgotten, and no word of them stays."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from clinic.booking.days import book
from clinic.booking.open_times import day_at
from clinic.conftest import SignedIn
from clinic.leaving.a_full_record import WORD, fill
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.booking.models import Claim, State, Visit
from percuta_clinic.booking.services import visit_move
from percuta_clinic.intake.links import link_make
from percuta_clinic.leaving.exporting import export_of
from percuta_clinic.leaving.models import Erasure
from percuta_clinic.leaving.services import (
    StillKept,
    patient_erase,
    patient_remove,
    patient_restore,
    reapply,
)
from percuta_clinic.patients.models import Note, Patient

LAW = "GDPR, article seventeen"


def where_the_word_stands() -> list[str]:
    """Every table and column that still holds the word."""
    found = []
    for model in apps.get_models():
        for row in model._default_manager.values():
            found += [f"{model._meta.label}.{key}" for key, v in row.items() if WORD in str(v)]
    return found


def blobs() -> set[Path]:
    return {path for path in Path(settings.ENVIRONMENT.files).rglob("*") if path.is_file()}


def erase(house: House, law: str = LAW) -> Erasure:
    return patient_erase(by=house.olga.actor, patient=house.amara, reason="asked for it", law=law)


def test_the_export_holds_everything_and_the_files(house: House) -> None:
    fill(house)
    export = export_of(by=house.olga.actor, patient=house.amara)
    with export.open() as content, zipfile.ZipFile(content) as archive:
        held = json.loads(archive.read("person.json"))
        (file,) = held["files"]
        assert archive.read(file["file"]) == b"letter " + WORD.encode()
    for kind in ("contacts", "visits", "notes"):
        assert len(held[kind]) == 1, kind
    assert WORD in [message["body"] for message in held["messages"]]
    assert held["details"]["family_name"] == f"Okafor-{WORD}"
    assert held["notes"][0]["texts"][0]["text"] == f"{WORD} was red"
    assert "wrapped_key" not in json.dumps(held)


def test_a_patient_takes_out_only_what_is_hers(house: House) -> None:
    fill(house)
    answer = SignedIn(house.bea_herself).post("/my/data/")
    with zipfile.ZipFile(BytesIO(answer.getvalue())) as archive:
        held = archive.read("person.json").decode()
    assert "Bea" in held
    assert WORD not in held


def test_a_removed_persons_links_lead_nowhere(house: House) -> None:
    link, _ = link_make(by=house.fred.actor, patient=house.amara)
    patient_remove(by=house.olga.actor, patient=house.amara, reason="entered twice")
    link.refresh_from_db()
    assert not link.is_open
    assert link.shut_why == "the record was removed"


def test_a_removed_person_can_be_brought_back(house: House) -> None:
    patient_remove(by=house.olga.actor, patient=house.amara, reason="entered twice")
    assert SignedIn(house.fred).get(f"/patients/{house.amara.pk}/data/").status_code in (404, 405)
    back = patient_restore(by=house.olga.actor, patient=house.amara)
    assert back.is_live


def test_no_word_stays_of_somebody_erased(house: House) -> None:
    fill(house)
    assert len(where_the_word_stands()) > 8
    erase(house)
    assert where_the_word_stands() == []
    assert not Note.objects.exists()
    assert Visit.objects.count() == 1
    assert not house.amara_herself.__class__.objects.get(pk=house.amara_herself.pk).is_active


def test_nobody_with_a_visit_to_come_is_erased(house: House) -> None:
    visit = book(house, house.amara, at=day_at(10), service=house.talk)
    with pytest.raises(ValidationError, match=r"a visit to come\. Cancel it"):
        erase(house)
    assert Patient.objects.get(pk=house.amara.pk).is_live
    said = "Cancel it first"
    told = {"reason": "asked for it", "law": LAW, "typed": "Amara Okafor"}
    page = SignedIn(house.olga).post(f"/patients/{house.amara.pk}/erase/", told, follow=True)
    assert said in page.content.decode()
    visit_move(
        by=house.fred.actor, visit=visit, to=State.CANCELLED, version=1, why=f"she is {WORD}"
    )
    Visit.objects.update(override_why=WORD, override_of=WORD)
    erase(house)
    assert where_the_word_stands() == []


def test_nobody_comes_to_a_visit_of_a_restored_backup(house: House) -> None:
    visit = book(house, house.amara, at=day_at(10), service=house.talk)
    reapply([house.amara.pk])
    visit.refresh_from_db()
    assert (visit.state, Claim.objects.count()) == (State.CANCELLED, 0)


def test_the_log_keeps_that_it_was_done(house: House) -> None:
    fill(house)
    erase(house)
    entry = Entry.objects.get(action="patient.erased")
    assert (entry.actor_name, entry.patient_id) == ("Olga Owner", house.amara.pk)


def test_a_record_still_to_be_kept_asks_for_the_law(house: House) -> None:
    fill(house)
    with pytest.raises(StillKept, match="this clinic keeps records"):
        erase(house, law="")
    assert Patient.objects.get(pk=house.amara.pk).erased_at is None


def test_a_record_past_its_years_needs_no_law(house: House) -> None:
    long_ago = timezone.now() - timedelta(days=366 * 11)
    fill(house, at=long_ago)
    Visit.objects.update(starts_at=long_ago, ends_at=long_ago + timedelta(hours=1))
    assert erase(house, law="").patient_id == house.amara.pk


def test_the_file_is_gone_from_the_disk(
    house: House, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    before = blobs()
    fill(house)
    assert blobs() > before
    with django_capture_on_commit_callbacks(execute=True):
        erase(house)
    assert blobs() == before


def test_an_erasure_is_done_again_after_a_restore(house: House) -> None:
    fill(house)
    assert reapply([house.amara.pk]) == 1
    assert where_the_word_stands() == []
    assert reapply([house.amara.pk]) == 0


def test_the_name_has_to_be_typed_out(house: House) -> None:
    owner = SignedIn(house.olga)
    address = f"/patients/{house.bea.pk}/erase/"
    told = {"reason": "asked for it", "law": "", "typed": "Bea"}
    assert "Nothing was erased" in owner.post(address, told).content.decode()
    assert Patient.objects.get(pk=house.bea.pk).erased_at is None
    owner.post(address, told | {"typed": "Bea Novák"})
    assert Patient.objects.get(pk=house.bea.pk).erased_at is not None


@pytest.mark.parametrize("role", ["front desk", "specialist", "doctor", "patient", "no role"])
def test_only_the_owner_removes_people(house: House, role: str) -> None:
    other = SignedIn(house.everybody[role])
    for what in ("leave", "erase", "restore"):
        answer = other.post(f"/patients/{house.bea.pk}/{what}/", {"reason": "because of that"})
        assert answer.status_code == 404, what
    assert Patient.objects.get(pk=house.bea.pk).is_live
