"""Once a session of the course was given, pages speak of the next one."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from clinic.booking.treated import in_room
from clinic.conftest import SignedIn
from clinic.consent.papers_here import signed
from clinic.people_here import House
from clinic.readiness.gates import gate, given
from clinic.screening.through import answer, today
from percuta_clinic.intake.models import Form
from percuta_clinic.readiness.informing import sheet_for


def shown(house: House) -> str:
    """The page of the visit and of the screening."""
    visit, sina = in_room(house, house.amara), SignedIn(house.sina)
    pages = (reverse("visit", args=[visit.pk]), reverse("screening", args=[house.amara.pk]))
    return "".join(sina.get(page).text for page in pages)


def test_before_any_session_it_is_the_first(house: House) -> None:
    gate(house)
    answer(house)
    signed(house)
    words = shown(house)
    assert "Before the first session, " in words
    assert "For a doctor, before the first session" in words


def test_after_a_session_it_is_the_next(house: House) -> None:
    gate(house)
    form, before = answer(house), timedelta(days=200)
    Form.objects.filter(pk=form.pk).update(
        answered_on=today() - before, sent_at=timezone.now() - before
    )
    given(house, times=1, days_ago=90)
    day = str(today() - timedelta(days=90))
    answer(house, needled_last="some", d__needled_last=day)
    assert sheet_for(house.amara, house.needling)
    signed(house)
    words = shown(house)
    assert "Before the next session, " in words
    assert "For a doctor, before the next session" in words
    assert "before the first session <span" not in words
