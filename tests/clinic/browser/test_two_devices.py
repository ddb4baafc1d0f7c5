"""Two devices write in one form: each question is asked about once, and nothing is lost."""

import pytest
from playwright.sync_api import expect

from clinic.browser.on_a_phone import at, clean, saved
from clinic.browser.tablet import Tablet
from clinic.intake.filled import fill
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.services import form_save

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_devices_are_asked_which_answer_counts(phone: Tablet, form: Form) -> None:
    page = at(phone, form, "wish")
    form_save(form=form, changed={"hope": "from the tablet", "wish-scars": ["nose"]}, version=1)
    page.get_by_label("What do you hope for?").fill("from the phone")
    box = page.locator(".clash")
    expect(box).to_contain_text("from the tablet")
    expect(box).to_contain_text("from the phone")
    expect(page.locator("[name=wish-scars][value=nose]")).to_be_checked()
    clean(page)
    box.get_by_role("button", name="Keep this one").click()
    saved(page)
    form.refresh_from_db()
    assert form.values["hope"] == "from the phone"
    assert form.values["wish-scars"] == ["nose"]


def test_a_no_on_one_device_meets_places_ticked_on_another_as_one_choice(
    phone: Tablet, form: Form
) -> None:
    told = fill(form, tattoo="some", z__tattoo=["cheek_left"])
    page = at(phone, form, "before")
    form_save(form=form, changed={"z-tattoo": ["cheek_left", "cheek_right"]}, version=told.version)
    page.locator("[name=q-tattoo][value=no]").check()
    box = page.locator(".clash")
    expect(box).to_have_count(1)
    expect(box).to_contain_text("Right cheek")
    clean(page)
    box.get_by_role("button", name="Take the one from there").click()
    expect(box).to_have_count(0)
    expect(page.locator("[name=q-tattoo][value=some]")).to_be_checked()
    expect(page.locator("[name=z-tattoo][value=cheek_right]")).to_be_checked()
    page.locator("[name=q-tattoo][value=no]").check()
    saved(page)
    form.refresh_from_db()
    assert form.values["q-tattoo"] == "no"


def test_a_place_ticked_here_meets_a_no_from_another_device(phone: Tablet, form: Form) -> None:
    told = fill(form, tattoo="some", z__tattoo=["cheek_left"])
    page = at(phone, form, "before")
    form_save(form=form, changed={"q-tattoo": "no"}, version=told.version)
    page.locator("[name=z-tattoo][value=cheek_right]").check()
    box = page.locator(".clash")
    expect(box).to_have_count(1)
    expect(box.locator("[data-theirs]")).to_have_text("No, in none of these places")
    expect(box.locator("[data-mine]")).to_contain_text("Right cheek")
    box.get_by_role("button", name="Keep this one").click()
    saved(page)
    form.refresh_from_db()
    assert form.values["q-tattoo"] == "some"
    assert form.values["z-tattoo"] == ["cheek_left", "cheek_right"]
