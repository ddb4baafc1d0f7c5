"""The patient's own days: a treatment the plan leaves out does not begin, and says why."""

from datetime import date, timedelta

import pytest

from clinic.booking.treated import in_room
from clinic.conftest import SignedIn
from clinic.consent.papers_here import signed
from clinic.intake.filled import Typed
from clinic.intake.visiting import ByLink
from clinic.people_here import House
from clinic.readiness.gates import begin, gate
from clinic.screening.test_decisions import go_on
from clinic.screening.through import answer, last_time, today
from percuta.screening.catalogue import QUESTIONS
from percuta_clinic.booking.models import Visit
from percuta_clinic.readiness.beginning import NotReady
from percuta_clinic.readiness.informing import sheet_for
from percuta_clinic.readiness.items import Part, Tone
from percuta_clinic.readiness.strip import strip_of
from percuta_clinic.screening.queries import standing


@pytest.fixture
def visit(house: House) -> Visit:
    """Amara, in the room for a needling today."""
    gate(house)
    return in_room(house, house.amara)


def stay(first: date, *, sun: str = "yes", days: int = 10) -> dict[str, Typed]:
    last = first + timedelta(days=days)
    return {
        "away_any": "yes",
        "away_first__1": first.isoformat(),
        "away_last__1": last.isoformat(),
        "away_sun__1": sun,
    }


def test_no_treatment_begins_just_before_a_stay_in_the_sun(house: House, visit: Visit) -> None:
    leaves = today() + timedelta(days=7)
    answer(house, **stay(leaves))
    signed(house)
    strip = strip_of(visit)
    assert strip
    (item,) = strip.missing
    free = leaves + timedelta(days=10 + 14)
    assert (item.part, item.tone) == (Part.PLAN, Tone.MISSING)
    assert item.words.startswith(f"Planned from {free.day} ")
    assert "sun follows within 14 days" in item.way_out
    assert f"Move the visit to {free:%-d %B %Y}" in item.way_for_desk
    assert "sun" not in item.way_for_desk
    with pytest.raises(NotReady, match="Planned from"):
        begin(house, visit)


def test_a_stay_far_away_or_without_sun_leaves_the_day_free(house: House, visit: Visit) -> None:
    answer(house, **stay(today() + timedelta(days=7), sun="no"))
    signed(house)
    strip = strip_of(visit)
    assert strip
    assert strip.is_ready
    answer(house, **stay(today() + timedelta(days=60)))
    assert standing(house.amara, day=today()).free_on is None


def test_the_sheet_begins_on_the_day_of_the_visit_it_opens(house: House, visit: Visit) -> None:
    """As long as the visit is ready, the patient reads of this very day."""
    answer(house)
    signed(house)
    told = sheet_for(house.amara, house.needling)
    assert told
    assert f"the first from {today():%a} {today().day} {today():%B}" in str(told.sheet)
    assert begin(house, visit).treatment_began_at


@pytest.mark.usefixtures("visit")
def test_both_sides_read_the_same_first_day_and_why(house: House) -> None:
    waits = last_time(QUESTIONS["self_tanner_last"], today(), [])
    leaves = today() + timedelta(days=14)
    answer(house, **(waits | stay(leaves)))
    free = leaves + timedelta(days=10 + 14)
    staff = SignedIn(house.sina).get(f"/patients/{house.amara.pk}/screening/").text
    assert f"{free:%a} {free.day} {free:%b} {free.year}" in staff
    assert "own days leave no session" in staff
    patient = ByLink(house.amara).get("/my/result/").content.decode()
    assert f"can be from <strong>{free:%A} {free.day} {free:%B} {free.year}" in patient


def test_what_is_left_out_stays_in_sight_once_the_treatment_goes_on(
    house: House, visit: Visit
) -> None:
    answer(house, moles="some", z__moles=["cheek_left"])
    signed(house)
    sina, words = SignedIn(house.sina), "Moles in the area: leave the spot out (left cheek"
    assert words in sina.get(f"/visits/{visit.pk}/").text
    begin(house, visit)
    for path in (f"/visits/{visit.pk}/", "/today/"):
        assert words in sina.get(path).text
        assert words not in SignedIn(house.fred).get(path).text


def test_the_condition_of_a_doctor_stays_in_sight_too(house: House, visit: Visit) -> None:
    answer(house, keloid="yes")
    go_on(house)
    signed(house)
    begin(house, visit)
    page = SignedIn(house.sina).get("/today/").text
    assert "Tendency to keloids: Dora" in page
    assert "old scar, looked at it" in page
