"""Pictures go with their person: merged, parted, taken out as data, erased."""

import csv
import json
import zipfile
from io import StringIO

from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.photos.taken_here import add, allows
from percuta_clinic.consent.services import consent_withdraw
from percuta_clinic.files.models import StoredFile
from percuta_clinic.files.store import content_of
from percuta_clinic.leaving.exporting import export_of
from percuta_clinic.leaving.services import patient_erase
from percuta_clinic.patients.merging import merge, undo_merge
from percuta_clinic.patients.models import Patient
from percuta_clinic.photos.models import Photo
from percuta_clinic.photos.services import photo_remove


def test_pictures_follow_a_merge_and_its_undoing(house: House) -> None:
    allows(house)
    made = add(house)
    kept = Patient.objects.create(given_name="Amara", family_name="Okafor-Twin")
    merged = merge(by=house.dora, keep=kept, gone=house.amara)
    made.refresh_from_db()
    assert made.patient == kept
    assert SignedIn(house.sina).get(f"/photos/{made.pk}/picture/").status_code == 200
    later = add(house, patient=house.amara)
    assert later.patient == kept
    undo_merge(by=house.dora, merge=merged)
    made.refresh_from_db()
    assert made.patient == house.amara


def test_a_person_takes_pictures_out_with_a_table_of_facts(house: House) -> None:
    consent = allows(house)
    made = add(house)
    photo_remove(by=house.dora, photo=add(house, view="neck"), reason="of somebody else")
    consent_withdraw(by=house.amara_herself.actor, consent=consent, reason="enough")
    export = export_of(by=house.olga.actor, patient=house.amara)
    with export.open() as content, zipfile.ZipFile(content) as archive:
        (told,) = json.loads(archive.read("person.json"))["photographs"]
        (row,) = csv.DictReader(StringIO(archive.read("photographs/photographs.csv").decode()))
        assert archive.read(told["file"]) == content_of(made.file)
        with archive.open(told["file"]) as held, Image.open(held) as opened:
            assert opened.size == (320, 240)
    assert row["view"] == told["view"] == "Face, front"
    assert told["may_be_used_for"] == []
    assert "Amara" not in told["file"]


def test_erasing_destroys_pictures_also_those_taken_out(
    house: House, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    allows(house)
    photo_remove(by=house.dora, photo=add(house), reason="blurred")
    files = {add(house).file_id, Photo.objects.exclude(removed_at=None).get().file_id}
    with django_capture_on_commit_callbacks(execute=True):
        patient_erase(by=house.olga.actor, patient=house.amara, reason="asked for it", law="GDPR")
    assert not Photo.objects.exists()
    assert not StoredFile.objects.filter(pk__in=files).exists()
