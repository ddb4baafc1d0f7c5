"""Two records of one person, each with an open form."""

import pytest
from django.urls import reverse

from clinic.intake.filled import fill
from clinic.intake.visiting import ByLink, secret_for, try_date
from clinic.people_here import House
from clinic.screening.through import AMARA, HEALTHY, answer, today
from percuta_clinic.audit.models import Entry
from percuta_clinic.intake.queries import open_form
from percuta_clinic.intake.services import Closed, form_open, form_save, form_send
from percuta_clinic.patients.merging import merge
from percuta_clinic.patients.models import Patient
from percuta_clinic.screening.queries import standing
from percuta_clinic.screening.services import answers_received


def twin_of(house: House) -> Patient:
    return Patient.objects.create(
        given_name="Amara", family_name="Okafor", birth_date=house.amara.birth_date
    )


def test_the_form_that_was_written_in_goes_on_after_a_merge(house: House) -> None:
    twin = twin_of(house)
    hers = form_save(
        form=form_open(by=house.fred.actor, patient=twin), changed={"hope": "typed"}, version=1
    ).form
    blank = form_open(by=house.fred.actor, patient=house.amara)
    merge(by=house.dora, keep=house.amara, gone=twin)
    assert open_form(house.amara) == hers
    form_send(by=house.sina.actor, form=fill(hers))
    blank.refresh_from_db()
    assert blank.put_aside_at
    assert open_form(house.amara) is None
    assert Entry.objects.filter(action="form.put_aside").count() == 1
    with pytest.raises(Closed):
        form_save(form=blank, changed={"hope": "late"}, version=1)


def test_a_link_of_the_other_record_still_leads_to_the_person(house: House) -> None:
    twin = twin_of(house)
    secret, form = secret_for(twin), form_open(by=house.fred.actor, patient=twin)
    browser = ByLink(twin)
    merge(by=house.dora, keep=house.amara, gone=twin)
    assert browser.get(reverse("my_form", args=[form.pk])).status_code == 302
    assert house.amara.birth_date
    assert try_date(ByLink(house.amara), secret, house.amara.birth_date).status_code == 302


def test_what_was_typed_in_the_other_record_stays_open_and_holds_the_treatment(
    house: House,
) -> None:
    twin = twin_of(house)
    hers = form_save(
        form=form_open(by=house.fred.actor, patient=twin), changed={"q-pregnant": "yes"}, version=1
    ).form
    answer(house)
    merge(by=house.dora, keep=house.amara, gone=twin)
    assert open_form(house.amara) == hers
    assert standing(house.amara, day=today()).unsent


def test_sending_one_form_leaves_the_other_that_was_typed_in(house: House) -> None:
    twin = twin_of(house)
    hers = form_save(
        form=form_open(by=house.fred.actor, patient=twin), changed={"q-pregnant": "yes"}, version=1
    ).form
    own = form_open(by=house.fred.actor, patient=house.amara)
    merge(by=house.dora, keep=house.amara, gone=twin)
    answers_received(by=AMARA, form=fill(own, **HEALTHY))
    hers.refresh_from_db()
    assert hers.is_open
    assert standing(house.amara, day=today()).unsent
