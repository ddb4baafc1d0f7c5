"""Two records become one without a loss, and two again."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from clinic.conftest import SignedIn
from clinic.patients.conftest import BORN, Enter
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.booking.placing import visit_book
from percuta_clinic.drafts.services import draft_of, draft_save
from percuta_clinic.outbox.models import Message
from percuta_clinic.patients.belongings import MOVES, STAYS, every_belonging
from percuta_clinic.patients.merging import Shown, gather_strays, merge, undo_merge
from percuta_clinic.patients.models import Contact, Note, Patient, TeamMember
from percuta_clinic.patients.queries import patients_found
from percuta_clinic.patients.services import Stale, patient_change
from percuta_clinic.people.access import NotYours

pytestmark = pytest.mark.django_db


def test_every_column_that_names_a_patient_is_known() -> None:
    found = {one.name for one in every_belonging()}
    assert found == MOVES | STAYS
    assert not MOVES & STAYS


@pytest.fixture
def twin(house: House, enter: Enter) -> Patient:
    """A second record of Amara, with something of every kind in it."""
    made = enter("Amara", "Okafor", birth_date=BORN, phone="030 999999")
    Note.objects.create(patient=made, about=BORN)
    Contact.objects.create(patient=made, name="Ngozi", relation="mother", phone="030 1")
    TeamMember.objects.create(patient=made, account=house.sina)
    TeamMember.objects.create(patient=made, account=house.dora)
    TeamMember.objects.create(patient=house.amara, account=house.dora)
    visit_book(
        by=house.fred,
        patient=made,
        service=house.talk,
        specialist=house.sina,
        room=house.room,
        starts_at=timezone.now().replace(second=0, microsecond=0) + timedelta(days=1),
    )
    Message.objects.create(
        patient_id=made.pk, to_name="A", body="b", message_id="<1@x>", due_at=timezone.now()
    )
    draft_save(
        account=house.sina, form="note", subject=str(made.pk), values={"text": "x"}, version=0
    )
    return made


def _rows(patient: Patient) -> dict[str, int]:
    found = {one.name: len(one.keys(patient.pk)) for one in every_belonging()}
    return {name: found[name] for name in MOVES if found[name]}


def test_everything_moves_to_the_kept_record(house: House, twin: Patient) -> None:
    merge(by=house.fred, keep=house.amara, gone=twin)
    assert _rows(house.amara) == {
        "patients.note.patient": 1,
        "patients.contact.patient": 1,
        "patients.teammember.patient": 2,
        "booking.visit.patient": 1,
        "outbox.message.patient_id": 1,
    }
    assert _rows(twin) == {"patients.teammember.patient": 1}
    assert draft_of(account=house.sina, form="note", subject=str(house.amara.pk))


def test_undoing_moves_exactly_that_back(house: House, twin: Patient) -> None:
    before = (_rows(house.amara), _rows(twin))
    made = merge(by=house.fred, keep=house.amara, gone=twin, take=["phone"])
    house.amara.refresh_from_db()
    assert house.amara.phone == "030 999999"
    undone = undo_merge(by=house.dora, merge=made)
    house.amara.refresh_from_db()
    assert (_rows(house.amara), _rows(twin)) == before
    assert (house.amara.phone, undone.remarks) == ("+49 30 1234567", ())
    assert draft_of(account=house.sina, form="note", subject=str(twin.pk))
    log = Entry.objects.filter(patient_id=twin.pk).order_by("id")
    assert list(log.values_list("action", flat=True))[-2:] == ["patient.merged", "merge.undone"]


def test_undoing_says_what_changed_since(house: House, twin: Patient) -> None:
    made = merge(by=house.fred, keep=house.amara, gone=twin, take=["phone"])
    Note.objects.create(patient=house.amara, about=BORN)
    house.amara.refresh_from_db()
    patient_change(
        by=house.fred,
        patient=house.amara,
        version=house.amara.version,
        details={"phone": "030 555"},
    )
    undone = undo_merge(by=house.fred, merge=made)
    assert undone.remarks == (
        "1 note came after the merge and stays here, with Amara Okafor.",
        "Phone was changed since and stays as it is.",
    )


def test_one_record_is_found_after_a_merge_and_two_again(house: House, twin: Patient) -> None:
    made = merge(by=house.fred, keep=house.amara, gone=twin)
    assert len(patients_found(house.fred, "amara")[0]) == 1
    undo_merge(by=house.fred, merge=made)
    assert len(patients_found(house.fred, "amara")[0]) == 2


def test_an_old_address_leads_to_the_kept_record(house: House, twin: Patient) -> None:
    merge(by=house.fred, keep=house.amara, gone=twin)
    answer = SignedIn(house.fred).get(f"/patients/{twin.pk}/details/")
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        f"/patients/{house.amara.pk}/details/",
    )
    assert SignedIn(house.nobody).get(f"/patients/{twin.pk}/details/").status_code == 404


def test_a_free_account_goes_along_and_comes_back(house: House, twin: Patient) -> None:
    made = merge(by=house.fred, keep=twin, gone=house.amara)
    twin.refresh_from_db()
    assert twin.account == house.amara_herself
    undo_merge(by=house.fred, merge=made)
    house.amara.refresh_from_db()
    assert house.amara.account == house.amara_herself


def test_a_record_is_not_merged_with_itself(house: House) -> None:
    with pytest.raises(ValidationError, match="one record, not two"):
        merge(by=house.fred, keep=house.amara, gone=house.amara)


def test_a_merged_record_is_not_merged_again(house: House, twin: Patient) -> None:
    merge(by=house.fred, keep=house.amara, gone=twin)
    with pytest.raises(ValidationError, match="merged or removed"):
        merge(by=house.fred, keep=house.bea, gone=twin)


def test_a_merge_is_not_undone_twice(house: House, twin: Patient) -> None:
    made = merge(by=house.fred, keep=house.amara, gone=twin)
    undo_merge(by=house.fred, merge=made)
    with pytest.raises(ValidationError, match="undone already"):
        undo_merge(by=house.fred, merge=made)


def test_a_merge_of_changed_records_is_refused(house: House, twin: Patient) -> None:
    patient_change(by=house.fred, patient=twin, version=1, details={"phone": "030 4"})
    with pytest.raises(Stale):
        merge(by=house.fred, keep=house.amara, gone=twin, shown=Shown(keep=1, gone=1))


def test_merging_a_restricted_chart_takes_a_doctor(house: House, twin: Patient) -> None:
    Patient.objects.filter(pk=twin.pk).update(restricted=True)
    with pytest.raises(ValidationError, match="A doctor can merge"):
        merge(by=house.fred, keep=house.amara, gone=twin)
    merge(by=house.dora, keep=house.amara, gone=twin)
    house.amara.refresh_from_db()
    assert house.amara.restricted


def test_a_specialist_merges_nothing(house: House, twin: Patient) -> None:
    with pytest.raises(NotYours):
        merge(by=house.sina, keep=house.amara, gone=twin)


def test_what_reached_a_merged_record_later_is_gathered(house: House, twin: Patient) -> None:
    made = merge(by=house.fred, keep=house.amara, gone=twin)
    late = Note.objects.create(patient=twin, about=BORN)
    assert gather_strays() == 1
    late.refresh_from_db()
    assert late.patient == house.amara
    made.refresh_from_db()
    undo_merge(by=house.fred, merge=made)
    late.refresh_from_db()
    assert late.patient == twin


def test_a_merge_of_an_older_version_can_be_undone(house: House, twin: Patient) -> None:
    made = merge(by=house.fred, keep=house.amara, gone=twin)
    del made.moved["had"]
    made.save(update_fields=["moved"])
    undo_merge(by=house.fred, merge=made)
    assert Note.objects.get().patient == twin
