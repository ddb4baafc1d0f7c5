"""What one person typed while two records were one is not read by the other once parted."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clinic.consent.papers_here import offered, words_in_use
from clinic.intake.visiting import ByLink
from clinic.leaving.test_parted_records import form_of, part
from clinic.people_here import House
from percuta_clinic.config.ids import new_id
from percuta_clinic.consent.models import Kind, Offer
from percuta_clinic.consent.services import offer_open, question_ask, typed_keep
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.queries import aside, open_form
from percuta_clinic.intake.services import form_save
from percuta_clinic.patients.merging import merge
from percuta_clinic.patients.models import Merge, Patient

pytestmark = pytest.mark.django_db
WORD = "Zyzzyva Lane"


def one_of(house: House) -> Merge:
    """Amara's record becomes part of Bea's."""
    return merge(by=house.dora, keep=house.bea, gone=house.amara)


def as_now(patient: Patient) -> Patient:
    return Patient.objects.get(pk=patient.pk)


def put_before(house: House) -> Offer:
    words_in_use(house.dora, Kind.PHOTOS)
    return offered(house, Kind.PHOTOS, patient=house.bea, sheet=None)


def test_a_form_typed_in_while_two_were_one_is_put_aside(house: House) -> None:
    form = form_of(house.bea)
    made = one_of(house)
    form_save(form=form, changed={"hope": WORD}, version=form.version)
    undone = part(house, made)
    assert open_form(as_now(house.bea)) is None
    assert [one.pk for one in aside(as_now(house.bea))] == [form.pk]
    assert WORD not in ByLink(as_now(house.bea)).get("/my/prepare/").content.decode()
    assert "1 form is put aside with Bea Novák" in str(undone.remarks)


def test_a_form_typed_in_before_the_merge_goes_on(house: House) -> None:
    form = form_of(house.bea)
    form_save(form=form, changed={"hope": WORD}, version=form.version)
    Form.objects.filter(pk=form.pk).update(saved_at=timezone.now() - timedelta(hours=1))
    undone = part(house, one_of(house))
    assert open_form(as_now(house.bea)) == form
    assert undone.remarks == ()


def test_what_was_typed_in_an_offer_of_before_is_taken_out(house: House) -> None:
    offer = put_before(house)
    made = one_of(house)
    offer_open(by=house.amara_herself.actor, offer=offer)
    assert typed_keep(offer=Offer.objects.get(), values={"name": WORD}, version=0) == 1
    undone = part(house, made)
    offer.refresh_from_db()
    assert (offer.typed, offer.opened_at, offer.is_open) == ({}, None, True)
    assert typed_keep(offer=offer, values={"name": WORD}, version=1) is None
    assert "What was ticked and typed in 1 offer" in str(undone.remarks)


def test_an_offer_in_which_either_may_have_asked_ends(house: House) -> None:
    offer = put_before(house)
    made = one_of(house)
    question_ask(by=house.amara_herself.actor, offer=offer, text=WORD, key=new_id())
    part(house, made)
    offer.refresh_from_db()
    assert offer.why_ended == "the records were separated"


def test_an_untouched_offer_of_before_stays_as_it_is(house: House) -> None:
    offer = put_before(house)
    undone = part(house, one_of(house))
    offer.refresh_from_db()
    assert (offer.is_open, offer.typed_version, undone.remarks) == (True, 0, ())
