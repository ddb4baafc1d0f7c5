"""Where nothing can be planned, the page of the consents says the true reason and the way out."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from clinic.conftest import SignedIn
from clinic.intake.filled import Typed
from clinic.people_here import House
from clinic.readiness.gates import given
from clinic.screening.through import answer, last_time, today
from percuta.screening.catalogue import QUESTIONS
from percuta_clinic.booking.models import Service
from percuta_clinic.consent.models import Kind
from percuta_clinic.intake.models import Form
from percuta_clinic.readiness.informing import NoSheet, sheet_or_why


def why(house: House) -> NoSheet:
    found = sheet_or_why(house.amara, house.needling)
    assert isinstance(found, NoSheet)
    return found


def needled(days_ago: int) -> dict[str, Typed]:
    day = today() - timedelta(days=days_ago)
    return last_time(QUESTIONS["needled_last"], day, ["cheek_left"])


def page(house: House) -> str:
    found = SignedIn(house.sina).get(reverse("consents", args=[house.amara.pk]))
    return found.content.decode()


def test_nobody_answered_yet(house: House) -> None:
    assert why(house).why == "The questions are not answered yet."
    assert page(house).count("No sheet can be written yet") == 1


def test_no_session_of_the_course_is_left(house: House) -> None:
    form = answer(house)
    before = timedelta(days=600)
    Form.objects.filter(pk=form.pk).update(
        answered_on=today() - before, sent_at=timezone.now() - before
    )
    given(house, times=12, days_ago=90)
    answer(house, **needled(90))
    assert "no session is left to plan" in why(house).why
    words = page(house)
    assert "Every session of this course was given" in words
    assert "Judge the result first" in words
    assert "Screening says why" not in words


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"keloid": "yes"}, ("Doctor decides", "A doctor decides on the page of the screening.")),
        ({"pregnant": "yes"}, ("Not now", "what has to happen first")),
    ],
)
def test_what_holds_back_is_named_with_day_and_device(
    house: House, told: dict[str, Typed], said: tuple[str, str]
) -> None:
    words, way = said
    answer(house, **told)
    found = why(house)
    assert words in found.why
    assert "with SkinPen Precision:" in found.why
    assert way in found.way
    assert words in page(house)


def test_a_day_that_is_known_is_the_way_out(house: House) -> None:
    answer(house)
    given(house, times=1, days_ago=2)
    answer(house, **needled(2))
    found = why(house)
    assert found.way.startswith("Book a visit on ")


def test_a_device_that_is_gone_is_said(house: House) -> None:
    answer(house)
    Service.objects.filter(pk=house.needling.pk).update(device="gone")
    house.needling.refresh_from_db()
    assert "do not know the device" in why(house).why


def test_services_that_differ_each_say_their_own(house: House) -> None:
    answer(house)
    Service.objects.create(name="Test", minutes=30, price=5, is_needling=True, device="exceed")
    words = page(house)
    assert words.count("No sheet can be written yet") == 1
    assert "1 question open" in words
    sent = {"kind": Kind.TREATMENT, "service": str(Service.objects.get(name="Test").pk)}
    refused = SignedIn(house.sina).post(reverse("consent_offer", args=[house.amara.pk]), sent)
    assert "nothing to inform about yet" in refused.content.decode()
