"""Two records made one by mistake, worked on, and two again: nothing of one is with the other."""

from datetime import timedelta
from typing import TypeVar

import pytest
from django.db import DatabaseError, transaction
from django.db.models import Model
from django.utils import timezone

from clinic.booking.days import book
from clinic.conftest import SignedIn
from clinic.consent.papers_here import filled, offered, words_in_use
from clinic.intake.visiting import ByLink, secret_for
from clinic.leaving.a_full_record import WORD, fill
from clinic.people_here import House
from percuta_clinic.booking.models import Visit
from percuta_clinic.config.ids import new_id
from percuta_clinic.consent.models import Consent, How, Kind, Offer, Question
from percuta_clinic.consent.services import Ended, offer_open, question_ask
from percuta_clinic.consent.signing import consent_sign
from percuta_clinic.intake.inviting import prepare_send
from percuta_clinic.intake.links import link_of
from percuta_clinic.intake.models import Fact, Form, Link
from percuta_clinic.intake.services import Closed, form_save, form_send
from percuta_clinic.leaving.exporting import everything
from percuta_clinic.leaving.services import patient_erase
from percuta_clinic.outbox.models import Message
from percuta_clinic.outbox.models import State as Sending
from percuta_clinic.patients.belongings import FOLLOWS, every_belonging
from percuta_clinic.patients.following import rows_of
from percuta_clinic.patients.merging import Undone, merge, undo_merge
from percuta_clinic.patients.models import Contact, Merge, Note, Patient
from percuta_clinic.screening.models import Reminder, Screened, Why

pytestmark = pytest.mark.django_db
EVERY = {one.name: one for one in every_belonging()}


def apart() -> list[tuple[str, str]]:
    """Rows that are about something of another person, asked of every table one by one."""
    found = []
    for name, parents in FOLLOWS.items():
        one = EVERY[name]
        for row in one.model._base_manager.all():
            for column, parent in parents.items():
                key = row.serializable_value(column)
                of = EVERY[parent].model._base_manager.filter(pk=key).first()
                if of is not None and whose(of) != whose(row):
                    found.append((name, column))
    return found


def whose(row: Model) -> object:
    return row.serializable_value("patient_id")


@pytest.fixture
def mixed(house: House) -> Merge:
    """Amara's full record went into Bea's, and both were worked on since."""
    fill(house)
    visit = book(house, house.amara, after=120)
    made = merge(by=house.dora, keep=house.bea, gone=house.amara)
    go_on(house, visit)
    return made


def go_on(house: House, visit: Visit) -> None:
    """Everything that hangs on something of Amara, made at the record that was kept."""
    bea = Patient.objects.get(pk=house.bea.pk)
    of_visit = form_of(bea, visit=visit, sent_at=timezone.now(), sent_by=WORD)
    for form in (Form.objects.get(sent_by=WORD, visit=None), of_visit):
        fact_of(bea, form)
        run_of(bea, form)
    run_of(bea, of_visit, visit=visit)
    waiting = Offer.objects.get(patient=bea, kind=Kind.TREATMENT, consent=None)
    question_ask(by=house.sina.actor, offer=waiting, text=WORD, key=new_id())
    offer_open(by=house.sina.actor, offer=waiting)
    signing = filled(waiting, name=WORD, name_differs=True, no_answer_needed=True)
    consent_sign(by=house.sina.actor, offer=waiting, signing=signing, how=How.CLINIC)
    Link.objects.create(
        patient=bea, digest="b", made_by=WORD, expires_at=timezone.now(), opens=waiting.pk
    )
    message = Message.objects.get(to_name=WORD)
    Reminder.objects.create(
        patient=bea, rule="keloid.001", until="2027", message=message.pk, by_name=WORD
    )


def form_of(patient: Patient, **more: object) -> Form:
    form = Form(patient=patient, round="first", device="skinpen", made_by=WORD)
    return kept_with(form, more)


T = TypeVar("T", Form, Screened)


def kept_with(row: T, more: dict[str, object]) -> T:
    for name, value in more.items():
        setattr(row, name, value)
    row.save()
    return row


def fact_of(patient: Patient, form: Form) -> Fact:
    return Fact.objects.create(
        patient=patient,
        form=form,
        key="hope",
        value=WORD,
        answered_on=timezone.localdate(),
        source="patient",
        by_name=WORD,
    )


def run_of(patient: Patient, form: Form, **more: object) -> Screened:
    run = Screened(
        patient=patient,
        form=form,
        day=timezone.localdate(),
        why=Why.TREATMENT,
        rule_set="0",
        verdict="doctor",
        zones={WORD: "doctor"},
    )
    return kept_with(run, more)


def part(house: House, made: Merge) -> Undone:
    return undo_merge(by=house.dora, merge=made)


def erase(house: House, patient: Patient) -> None:
    now = Patient.objects.get(pk=patient.pk)
    now.visits.update(state="cancelled")
    patient_erase(by=house.olga.actor, patient=now, reason="asked for it", law="GDPR 17")


def test_after_an_undo_nothing_is_about_something_of_the_other(house: House, mixed: Merge) -> None:
    before = rows_of(house.bea)
    assert all(before[name] for name in FOLLOWS)
    part(house, mixed)
    assert apart() == []
    with_her = rows_of(house.amara)
    assert all(before[name] <= with_her[name] for name in FOLLOWS)


def test_what_hangs_on_things_of_both_lets_the_lesser_one_go(house: House, mixed: Merge) -> None:
    bea = Patient.objects.get(pk=house.bea.pk)
    visit = book(house, bea, after=240)
    run = run_of(bea, Form.objects.get(sent_by=WORD, visit=None), visit=visit)
    uncle = Contact.objects.get(relation__contains=WORD)
    offer = offered(house, Kind.PHOTOS, patient=bea, guardian=uncle, visit=visit, sheet=None)
    part(house, mixed)
    assert apart() == []
    run.refresh_from_db()
    offer.refresh_from_db()
    assert (run.patient, run.visit) == (house.amara, None)
    assert (offer.patient, offer.visit, offer.guardian) == (house.amara, None, uncle)
    assert Visit.objects.get(pk=visit.pk).patient == bea


def test_a_run_lets_go_of_no_visit_of_its_own(house: House) -> None:
    visit = book(house, house.amara)
    run = run_of(house.amara, form_of(house.amara), visit=visit)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Screened.objects.filter(pk=run.pk).update(visit=None)
    other = book(house, house.bea, after=120)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Screened.objects.filter(pk=run.pk).update(visit=other)
    Visit.objects.filter(pk=visit.pk).update(patient=house.bea)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Screened.objects.filter(pk=run.pk).update(visit=None, verdict="plan")
    Screened.objects.filter(pk=run.pk).update(visit=None)


def test_what_the_kept_one_takes_out_holds_nothing_of_the_other(house: House, mixed: Merge) -> None:
    part(house, mixed)
    mine = everything(Patient.objects.get(pk=house.bea.pk))
    assert WORD not in str(mine)
    assert WORD in str(everything(Patient.objects.get(pk=house.amara.pk)))


def test_each_can_be_erased_and_the_other_keeps_everything(house: House, mixed: Merge) -> None:
    part(house, mixed)
    hers = rows_of(house.amara)
    erase(house, house.bea)
    assert rows_of(house.amara) == hers
    erase(house, house.amara)
    for model in (Form, Fact, Screened, Offer, Question, Consent, Link, Reminder):
        assert not model._base_manager.exists(), model


@pytest.mark.parametrize("which", ["amara", "bea"])
def test_the_pages_of_both_open_after_an_undo(house: House, mixed: Merge, which: str) -> None:
    part(house, mixed)
    key = getattr(house, which).pk
    for page in ("", "screening/", "answers/", "questions/", "consents/", "details/"):
        assert SignedIn(house.dora).get(f"/patients/{key}/{page}").status_code == 200


def test_the_signed_paper_of_the_other_opens_for_nobody_else(house: House, mixed: Merge) -> None:
    part(house, mixed)
    amara = Patient.objects.get(pk=house.amara.pk)
    browser = ByLink(Patient.objects.get(pk=house.bea.pk))
    for signed in Consent.objects.filter(patient=amara):
        for page in ("", "pdf/"):
            assert browser.get(f"/my/consents/signed/{signed.pk}/{page}").status_code == 404
    assert Consent.objects.filter(patient=amara).count() == 2


def test_a_link_made_while_the_records_were_one_leads_nowhere(house: House) -> None:
    earlier = secret_for(house.bea)
    made = merge(by=house.dora, keep=house.bea, gone=house.amara)
    later = secret_for(Patient.objects.get(pk=house.bea.pk))
    part(house, made)
    assert link_of(earlier)
    assert link_of(later) is None
    assert Link.objects.exclude(shut_at=None).get().shut_why == "the records were separated"


def test_what_was_written_to_both_and_still_waits_is_held_back(house: House) -> None:
    early = prepare_send(by=house.fred.actor, patient=house.bea, form=form_of(house.bea))
    made = merge(by=house.dora, keep=house.bea, gone=house.amara)
    bea = Patient.objects.get(pk=house.bea.pk)
    late = prepare_send(by=house.fred.actor, patient=bea, form=form_of(bea))
    undone = part(house, made)
    assert [Message.objects.get(pk=one.pk).state for one in (early, late)] == [
        Sending.WAITING,
        Sending.CANCELLED,
    ]
    assert "1 message to Bea Novák, written while the records were one," in str(undone.remarks)


def test_a_page_shown_before_the_undo_writes_nothing_into_the_other_record(house: House) -> None:
    form = form_of(house.amara)
    words_in_use(house.dora, Kind.PHOTOS)
    offer = offered(house, Kind.PHOTOS, sheet=None)
    made = merge(by=house.dora, keep=house.bea, gone=house.amara)
    shown, put = Form.objects.get(pk=form.pk), Offer.objects.get(pk=offer.pk)
    offer_open(by=house.bea_herself.actor, offer=put)
    part(house, made)
    with pytest.raises(Closed, match="were separated"):
        form_save(form=shown, changed={"hope": "mine"}, version=1)
    with pytest.raises(Closed, match="were separated"):
        form_send(by=house.bea_herself.actor, form=shown)
    with pytest.raises(Ended):
        consent_sign(by=house.bea_herself.actor, offer=put, signing=filled(put), how=How.ACCOUNT)


def test_a_page_shown_before_a_merge_still_saves(house: House) -> None:
    form = form_of(house.amara)
    merge(by=house.dora, keep=house.bea, gone=house.amara)
    assert form_save(form=form, changed={"hope": "mine"}, version=1).form.patient == house.bea


def test_questions_made_for_both_begin_anew(house: House) -> None:
    made = merge(by=house.dora, keep=house.bea, gone=house.amara)
    blank = form_of(Patient.objects.get(pk=house.bea.pk))
    typed = form_of(Patient.objects.get(pk=house.bea.pk), saved_at=timezone.now())
    part(house, made)
    assert not Form.objects.get(pk=blank.pk).is_open
    assert not Form.objects.get(pk=typed.pk).is_open


def test_the_notice_says_what_went_where(house: House, mixed: Merge) -> None:
    Note.objects.create(patient=house.bea, about=timezone.localdate())
    browser = SignedIn(house.dora)
    page = browser.post(f"/patients/merges/{mixed.pk}/undo/", follow=True).text
    assert "To the other record, of Amara Okafor-zyzzyva, went: 1 contact," in page
    assert "1 note came after the merge and stays here, with Bea Novák." in page
    assert "1 consent of Amara Okafor-zyzzyva, signed while the records were one," in page
    assert "1 form was sent for Amara Okafor-zyzzyva" in page


def test_of_a_chain_each_gets_back_what_was_made_of_theirs(house: House) -> None:
    third = Patient.objects.create(given_name="Cleo", family_name="Third")
    form = form_of(house.amara, sent_at=timezone.now() - timedelta(days=1))
    first = merge(by=house.dora, keep=house.bea, gone=house.amara)
    early = fact_of(Patient.objects.get(pk=house.bea.pk), form)
    second = merge(by=house.dora, keep=third, gone=Patient.objects.get(pk=house.bea.pk))
    late = fact_of(third, form)
    part(house, second)
    assert {Fact.objects.get(pk=one.pk).patient for one in (early, late)} == {house.bea}
    part(house, first)
    assert {Fact.objects.get(pk=one.pk).patient for one in (early, late)} == {house.amara}
    assert apart() == []


def test_of_two_merged_into_one_only_the_parted_one_takes_hers(house: House) -> None:
    third = Patient.objects.create(given_name="Cleo", family_name="Third")
    forms = [form_of(one, sent_at=timezone.now()) for one in (house.amara, house.bea)]
    first = merge(by=house.dora, keep=third, gone=house.amara)
    merge(by=house.dora, keep=third, gone=house.bea)
    facts = [fact_of(third, form) for form in forms]
    part(house, first)
    assert [Fact.objects.get(pk=one.pk).patient for one in facts] == [house.amara, third]
    assert apart() == []
