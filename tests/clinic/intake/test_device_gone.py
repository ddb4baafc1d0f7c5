"""A device that the rules no longer know: refused in words, and never a broken page."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.intake.filled import fill
from clinic.intake.visiting import ByLink
from clinic.people_here import House
from percuta_clinic.booking.models import Service
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.services import form_open, reading_of


@pytest.fixture
def open_form(house: House) -> Form:
    form = fill(form_open(by=house.fred.actor, patient=house.amara))
    Form.objects.filter(pk=form.pk).update(device="gone")
    form.refresh_from_db()
    return form


def test_questions_are_not_opened_for_a_device_nobody_knows(house: House) -> None:
    Service.objects.update(device="gone")
    with pytest.raises(ValidationError, match="do not know the device 'gone'"):
        form_open(by=house.fred.actor, patient=house.amara)


def test_an_open_form_goes_on_with_the_device_used_now(house: House, open_form: Form) -> None:
    assert reading_of(open_form).faults == ()
    answered = ByLink(house.amara).post(
        reverse("my_form_check", args=[open_form.pk]), {"version": open_form.version}
    )
    assert answered.headers["Location"] == reverse("my_prepare")


def test_where_no_device_is_known_the_pages_say_to_call(house: House, open_form: Form) -> None:
    Service.objects.update(device="gone")
    browser, key = ByLink(house.amara), open_form.pk
    paths = [
        reverse("my_form", args=[key]),
        reverse("my_form_step", args=[key, "wish"]),
        reverse("my_form_check", args=[key]),
    ]
    for path in paths:
        page = browser.get(path)
        assert page.status_code == 409
        assert "The clinic has to put something right" in page.content.decode()
    save = browser.post(
        reverse("my_form_save", args=[key]),
        {"values": {"q-keloid": "no", "q-tattoo": "no"}, "version": 9},
        content_type="application/json",
        headers={"X-Percuta": "1"},
    )
    assert save.status_code == 409
    assert "call us" in save.json()["words"]
    start = browser.get(reverse("my_prepare"))
    assert "put something right first" in start.content.decode()


def test_staff_read_who_puts_a_lost_device_right(house: House, open_form: Form) -> None:
    Service.objects.update(device="gone")
    page = SignedIn(house.fred).get(reverse("questions", args=[open_form.patient_id]))
    assert "The owner chooses another under Settings, Services" in page.content.decode()
