"""A needling service names its device, or everybody who can change it is told."""

from decimal import Decimal

import pytest
from django.utils import timezone

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.settings.test_rooms_and_services import SERVICE
from percuta_clinic.booking.models import Service
from percuta_clinic.booking.offering import NO_DEVICE, devices_to_choose
from percuta_clinic.booking.science import devices_known
from percuta_clinic.stock.models import Device

NEEDLING = SERVICE | {"is_needling": "True"}


def stands_here(model: str, *, retired: bool = False) -> None:
    Device.objects.create(
        name="Pen",
        model=model,
        serial=f"S-{model}",
        max_depth_mm=Decimal(2),
        retired_at=timezone.now() if retired else None,
    )


def test_a_service_names_its_device(house: House) -> None:
    owner = SignedIn(house.olga)
    owner.post("/settings/services/new/", NEEDLING | {"device": "exceed"})
    made = Service.objects.get(name="Peel")
    assert made.device == "exceed"
    assert (
        f"skin is needled with {devices_known()['exceed']}" in owner.get("/settings/services/").text
    )


@pytest.mark.usefixtures("house")
def test_devices_that_stand_here_come_first() -> None:
    stands_here("exceed")
    stands_here("skinpen", retired=True)
    stands_here("our own")
    here, others = devices_to_choose()
    assert list(here) == ["exceed"]
    assert set(others) == set(devices_known()) - {"exceed"}


def test_every_known_device_can_be_chosen(house: House) -> None:
    stands_here("exceed")
    page = SignedIn(house.olga).get("/settings/services/new/").text
    assert '<optgroup label="In this clinic">' in page
    assert page.count('<option value="skinpen"') == page.count('<option value="exceed"') == 1


def test_an_unknown_device_is_refused(house: House) -> None:
    answer = SignedIn(house.olga).post("/settings/services/new/", NEEDLING | {"device": "a spoon"})
    assert answer.status_code == 422
    assert "device" in answer.context["form"].errors


def test_what_needles_nobody_has_no_device(house: House) -> None:
    SignedIn(house.olga).post("/settings/services/new/", SERVICE | {"device": "exceed"})
    assert Service.objects.get(name="Peel").device == ""


@pytest.mark.parametrize("device", ["", "sold elsewhere"])
def test_needling_without_a_device_is_a_red_chip(house: House, device: str) -> None:
    owner = SignedIn(house.olga)
    assert NO_DEVICE not in owner.get("/settings/services/").text
    Service.objects.filter(pk=house.needling.pk).update(device=device)
    page = owner.get("/settings/services/").text
    assert NO_DEVICE in page
    assert page.count('class="chip stop"') == 1
    assert NO_DEVICE in owner.get(f"/settings/services/{house.needling.pk}/").text
    assert NO_DEVICE not in owner.get(f"/settings/services/{house.talk.pk}/").text


def test_it_is_one_of_the_first_steps(house: House) -> None:
    owner = SignedIn(house.olga)
    assert "Name the device" not in owner.get("/today/").text
    Service.objects.filter(pk=house.needling.pk).update(device="")
    page = owner.get("/today/").text
    assert "Name the device" in page
    assert f"Microneedling, face: {NO_DEVICE}" in page
    Service.objects.filter(pk=house.needling.pk).update(is_offered=False)
    assert "Name the device" not in owner.get("/today/").text
