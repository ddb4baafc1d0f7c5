"""Forms: saved as typed, sent once, kept as facts."""

import pytest

from clinic.intake.filled import fill, sent
from clinic.people_here import House
from percuta_clinic.intake.models import Fact
from percuta_clinic.intake.queries import answered
from percuta_clinic.intake.services import Incomplete, form_open, form_save, form_send, reading_of


def test_a_blank_form_is_refused_with_every_fault_named(house: House) -> None:
    form = form_open(by=house.fred.actor, patient=house.amara)
    with pytest.raises(Incomplete) as refused:
        form_send(by=house.sina.actor, form=form)
    assert {"wish", "phototype", "medicines_any"} <= {one.field for one in refused.value.faults}
    assert not Fact.objects.exists()


def test_follow_up_questions_come_with_the_answer_they_hang_on(house: House) -> None:
    form = fill(form_open(by=house.fred.actor, patient=house.amara))
    assert "isotretinoin_last" in reading_of(form).asked
    form = form_save(form=form, changed={"q-isotretinoin_now": "yes"}, version=form.version).form
    assert "isotretinoin_last" not in reading_of(form).asked


def test_what_was_told_comes_back_from_the_facts(house: House) -> None:
    form = fill(form_open(by=house.fred.actor, patient=house.amara))
    told = reading_of(form).told
    sent(form)
    (back,) = answered(house.amara)
    assert back.round.told == told


def test_two_devices_do_not_overwrite_each_other(house: House) -> None:
    form = form_open(by=house.fred.actor, patient=house.amara)
    first = form_save(form=form, changed={"hope": "one", "numbing": "no"}, version=1)
    second = form_save(form=form, changed={"hope": "two", "phototype": "II"}, version=1)
    assert first.clash == {}
    assert second.clash == {"hope": "one"}
    assert second.form.values == {"hope": "one", "numbing": "no", "phototype": "II"}


def test_scars_to_be_treated_cannot_have_come_never(house: House) -> None:
    form = fill(form_open(by=house.fred.actor, patient=house.amara))
    form = form_save(form=form, changed={"q-newest_acne_scar": "never"}, version=form.version).form
    faults = reading_of(form).faults
    assert [one.field for one in faults] == ["q-newest_acne_scar"]
    assert faults[0].words == (
        "You asked for a treatment of acne scars (right cheek, left cheek), so “Never” cannot be "
        "right here. About when did the newest one appear?"
    )


def test_a_named_medicine_contradicts_a_no(house: House) -> None:
    form = fill(form_open(by=house.fred.actor, patient=house.amara))
    taken = {"medicines_any": "yes", "medicine": ["Warfarin 5 mg"]}
    form = form_save(form=form, changed=taken, version=form.version).form
    assert [one.field for one in reading_of(form).faults] == ["q-anticoagulants"]
