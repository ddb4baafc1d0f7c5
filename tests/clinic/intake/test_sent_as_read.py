"""What is sent is what stood on the page that was sent from."""

from django.urls import reverse

from clinic.intake.filled import fill
from clinic.intake.visiting import ByLink
from clinic.people_here import House
from percuta_clinic.intake.services import form_open, form_save


def test_a_change_on_another_device_is_read_before_it_is_sent(house: House) -> None:
    form, browser = fill(form_open(by=house.fred.actor, patient=house.amara)), ByLink(house.amara)
    check = reverse("my_form_check", args=[form.pk])
    read = browser.get(check).context["form"].version
    form_save(form=form, changed={"q-keloid": "yes"}, version=form.version)
    answered = browser.post(check, {"version": read})
    assert answered.status_code == 409
    assert "changed on another device" in answered.content.decode()
    form.refresh_from_db()
    assert form.is_open
    assert browser.post(check, {"version": form.version}).status_code == 302
    assert form.facts.get(key="keloid").value == "yes"


def test_a_page_without_its_version_sends_nothing(house: House) -> None:
    form = fill(form_open(by=house.fred.actor, patient=house.amara))
    check = reverse("my_form_check", args=[form.pk])
    assert ByLink(house.amara).post(check).status_code == 409
    form.refresh_from_db()
    assert form.sent_at is None
