"""Somebody writes or erases while somebody else saves or sends."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import sleep
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse

from clinic.intake.filled import fill
from clinic.intake.test_merged_forms import twin_of
from clinic.intake.visiting import ByLink
from clinic.people_here import House
from clinic.screening.through import AMARA, HEALTHY, today
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.queries import open_form
from percuta_clinic.intake.services import (
    Closed,
    form_open,
    form_put_aside,
    form_save,
    form_send,
)
from percuta_clinic.patients.merging import merge
from percuta_clinic.screening.queries import standing
from percuta_clinic.screening.services import answers_received

pytestmark = pytest.mark.django_db(transaction=True)
JSON = "application/json"


@contextmanager
def meanwhile(act: Callable[[], Any]) -> Iterator[None]:
    """What another connection has done and is about to commit."""
    done = Event()

    def run() -> None:
        try:
            with transaction.atomic():
                act()
                done.set()
                sleep(0.7)
        finally:
            done.set()
            connection.close()

    thread = Thread(target=run)
    thread.start()
    done.wait(20)
    yield
    thread.join(20)


def test_a_form_typed_in_while_the_other_is_sent_stays_open(house: House) -> None:
    twin = twin_of(house)
    hers = form_open(by=house.fred.actor, patient=twin)
    own = form_open(by=house.fred.actor, patient=house.amara)
    merge(by=house.dora, keep=house.amara, gone=twin)
    own = fill(own, **HEALTHY)
    with meanwhile(lambda: form_save(form=hers, changed={"q-pregnant": "yes"}, version=1)):
        answers_received(by=AMARA, form=own)
    hers.refresh_from_db()
    assert (hers.is_open, hers.values) == (True, {"q-pregnant": "yes"})
    assert open_form(house.amara) == hers
    assert standing(house.amara, day=today()).unsent


def test_saving_while_the_record_is_erased_is_told_in_words(house: House) -> None:
    form = form_open(by=house.fred.actor, patient=house.amara)
    browser = ByLink(house.amara)
    with meanwhile(Form.objects.filter(pk=form.pk).delete):
        body = '{"values":{"hope":"x"},"version":1}'
        said = browser.post(reverse("my_form_save", args=[form.pk]), body, content_type=JSON)
    assert said.status_code in (404, 409)  # before it was looked for, or after
    if said.status_code == 409:
        assert "the record they belonged to was erased" in said.json()["words"]


def test_a_form_that_is_gone_is_closed_for_everybody_who_holds_it(house: House) -> None:
    form = form_open(by=house.fred.actor, patient=house.amara)
    Form.objects.filter(pk=form.pk).delete()
    with pytest.raises(Closed, match="Nothing was saved"):
        form_save(form=form, changed={"hope": "x"}, version=1)
    with pytest.raises(Closed, match="Nothing was saved"):
        form_send(by=AMARA, form=form)
    with pytest.raises(Closed, match="Nothing was saved"):
        form_put_aside(by=house.fred.actor, form=form)


@pytest.mark.parametrize("step", ["wish", "check"])
def test_a_step_of_a_form_that_is_gone_meanwhile_leads_to_no_error(house: House, step: str) -> None:
    form = form_open(by=house.fred.actor, patient=house.amara)
    browser = ByLink(house.amara)
    path = reverse("my_form", args=[form.pk]) + f"{step}/"
    assert browser.get(path).status_code == 200
    with meanwhile(Form.objects.filter(pk=form.pk).delete):
        said = browser.post(path, {"shown": ["hope"], "hope": "x", "version": "1"}, follow=True)
    assert said.status_code == 404
