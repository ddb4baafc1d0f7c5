"""The calendar: what it draws of a day and a week, for whom, and in how many questions."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clinic.booking.days import MONDAY, book, now
from clinic.booking.staged import staged
from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.booking.holding import hold_take
from percuta_clinic.booking.models import Part, ServiceStage, State, Visit
from percuta_clinic.booking.placing import Override, Wish, visit_book
from percuta_clinic.look import apps
from percuta_clinic.patients.models import Patient
from percuta_clinic.premises.models import Chair, Room
from percuta_clinic.roster.models import Away

DAY = "2027-03-01"
ROWS = Path(apps.__file__).parent / "static" / "clinic" / "calendar-rows.css"


@pytest.fixture
def here(house: House) -> House:
    return staged(house)


def page(house: House, **asked: str) -> str:
    """The calendar as the front desk sees it."""
    return SignedIn(house.fred).get("/calendar/", {"day": DAY} | asked).text


def column(text: str, name: str) -> str:
    """What can be read in one column, in order."""
    drawn = text.split('<section class="cal-col')[1:]
    (found,) = [one for one in drawn if f'aria-label="{name}"' in one.split(">")[0]]
    return " ".join(re.sub(r"<[^>]+>", " ", found.split("</section>")[0].split(">", 1)[1]).split())


def test_a_patient_finds_no_calendar(house: House) -> None:
    assert SignedIn(house.amara_herself).get("/calendar/").status_code == 404


def test_a_visit_is_drawn_in_its_room_with_its_stages_and_who_works(here: House) -> None:
    book(here, here.amara)
    words = column(page(here), "Room 1")
    assert "10:00 Amara Okafor" in words
    assert "Cleanse Fred Front Numbing \u2013 nobody busy Needle Sina Sommer" in words
    assert "Clean the room Fred Front" in words
    assert "Amara" not in column(page(here), "Room 2")


def test_a_person_is_busy_with_their_own_stages_alone(here: House) -> None:
    book(here, here.amara)
    text = page(here, by="person")
    sina, fred = column(text, "Sina Sommer"), column(text, "Fred Front")
    assert "10:40 Amara Okafor" in sina  # cleansed and numbed without her
    assert "Needle" in sina
    assert "Numbing \u2013 nobody busy" in sina
    assert "Cleanse" not in sina
    assert "10:00 Amara Okafor" in fred
    assert "Clean the room" in fred
    assert "Needle" not in fred


def test_chairs_have_columns_and_a_stage_that_needs_the_room_shuts_the_others(here: House) -> None:
    for name in ("Chair A", "Chair B"):
        Chair.objects.create(room=here.room, name=name)
    visit = book(here, here.amara)
    assert visit.chair is not None
    text = page(here)
    assert "Amara" in column(text, f"Room 1 {visit.chair.name}")
    other = "Room 1 Chair B" if visit.chair.name == "Chair A" else "Room 1 Chair A"
    assert column(text, other).endswith("Whole room taken: clean the room")


def test_breaks_absences_and_holidays_are_named(here: House) -> None:
    here.sina.hours.create(weekday=0, begins="14:00", ends="17:00")
    Away.objects.create(
        account=here.sina,
        starts_at=MONDAY.replace(hour=16),
        ends_at=MONDAY.replace(hour=17),
        why="training",
    )
    Away.objects.create(
        starts_at=MONDAY.replace(hour=0) + timedelta(days=1),
        ends_at=MONDAY.replace(hour=0) + timedelta(days=2),
        why="Carnival",
    )
    words = column(page(here, by="person"), "Sina Sommer")
    assert "Break Away: training" in words
    week = page(here, span="week")
    assert "Clinic shut: Carnival" in column(week, "Tuesday 2 March")
    assert "Clinic shut" not in column(week, "Wednesday 3 March")
    assert "Sina Sommer is away</b> Mon 1 Mar, 16:00 to 17:00 · training" in week
    assert "The clinic is shut</b> Tue 2 Mar · Carnival" in week


def test_a_time_that_is_kept_says_until_when_and_names_nobody(here: House) -> None:
    hold, _ = hold_take(service=here.talk, starts_at=MONDAY, patient=here.amara)
    until = f"Kept until {timezone.localtime(hold.until, here.clinic.zone):%H:%M} Consultation"
    text = page(here)
    assert until in column(text, "Room 1") + column(text, "Room 2")
    assert until in column(page(here, by="person"), "Sina Sommer")
    assert "Amara" not in text


def test_an_override_says_who_did_it_and_why(here: House) -> None:
    book(here, here.amara, service=here.talk)
    visit_book(
        by=here.dora,
        patient=here.bea,
        service=here.talk,
        specialist=here.sina,
        room=here.room,
        starts_at=MONDAY,
        wish=Wish(override=Override(by=here.dora, why="Her train leaves")),
    )
    words = column(page(here), "Room 1")
    assert "In spite \u2013 Dora Doktor: Her train leaves" in words
    told = page(here, show="list")
    assert "Booked in spite of:" in told
    assert "Sina Sommer is taken from 10:00 to 10:30" in told


def test_a_visit_whose_specialist_is_away_says_so_in_its_block(here: House) -> None:
    book(here, here.amara)
    assert "is away" not in column(page(here), "Room 1")
    Away.objects.create(
        account=here.sina, starts_at=MONDAY, ends_at=MONDAY + timedelta(hours=2), why="training"
    )
    assert "Sina Sommer is away then." in column(page(here), "Room 1")
    assert "Does not fit:</b> Sina Sommer is away then." in page(here, show="list")


def test_a_stage_too_short_for_a_word_is_named_by_the_next_one(here: House) -> None:
    ServiceStage.objects.filter(service=here.needling, part=Part.CLEANSE).update(minutes=5)
    book(here, here.amara)
    assert "Cleanse \u00b7 Numbing" in column(page(here), "Room 1")
    assert "Cleanse Fred Front" in column(page(here, by="person"), "Fred Front")


def test_the_list_says_the_same_by_time(here: House) -> None:
    visit = book(here, here.amara)
    book(here, here.bea, after=-60, service=here.talk)
    told = page(here, show="list")
    assert 'class="cal-col' not in told
    assert told.index("Bea") < told.index("Amara")
    assert "10:10 Numbing" in told
    assert f'href="/visits/{visit.pk}/shift/"' in told


def test_names_are_hidden_with_the_switch_of_all_pages(here: House) -> None:
    book(here, here.amara)
    for text in (page(here), page(here, show="list")):
        shown = re.sub(r'<(\w+) class="[^"]*private[^"]*"[^>]*>.*?</\1>', "", text)
        assert "Amara" in text
        assert "Amara" not in shown


def test_a_hostile_name_stays_text(here: House) -> None:
    here.amara.given_name = "<b id=hostile>"
    here.amara.save()
    book(here, here.amara)
    assert "<b id=hostile>" not in page(here)


def test_who_may_not_book_sees_and_moves_nothing(here: House) -> None:
    visit = book(here, here.amara)
    owner = SignedIn(here.olga)
    text = owner.get("/calendar/", {"day": DAY}).text
    assert "Amara" in text
    assert "data-shift" not in text
    assert owner.post(f"/visits/{visit.pk}/drop/").status_code == 404


def test_a_visit_that_has_begun_is_not_to_be_dragged(here: House) -> None:
    visit = book(here, here.amara)
    Visit.objects.filter(pk=visit.pk).update(state=State.ARRIVED)
    assert "data-shift" not in page(here)
    Visit.objects.filter(pk=visit.pk).update(state=State.CANCELLED)
    assert "Amara" not in page(here)


def test_a_week_may_be_that_of_one_person(here: House) -> None:
    book(here, here.amara)
    book(here, here.bea, at=MONDAY + timedelta(days=2), service=here.talk)
    mine = page(here, span="week", by="person", of=str(here.sina.pk))
    assert "Amara" in column(mine, "Monday 1 March")
    assert "Bea" in column(mine, "Wednesday 3 March")
    other = page(here, span="week", of=str(Room.objects.get(name="Room 2").pk))
    assert "Amara" not in column(other, "Monday 1 March")


def test_what_is_shown_is_remembered_in_the_address(here: House) -> None:
    text = page(here, span="week", by="person")
    assert f"day={DAY}&amp;span=week&amp;by=person&amp;show=list" in text
    assert "day=2027-03-08&amp;span=week&amp;by=person" in text


def test_the_line_of_now_is_drawn_today_alone(here: House, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "cal-now" not in page(here)
    noon = now().astimezone(here.clinic.zone).replace(hour=12)
    monkeypatch.setattr(timezone, "now", lambda: noon)
    assert "Now, 12:" in page(here, day=f"{noon:%Y-%m-%d}")


def test_a_late_visit_makes_the_day_longer(here: House) -> None:
    late = MONDAY.replace(hour=22, minute=30)
    visit_book(
        by=here.fred, patient=here.amara, service=here.talk, starts_at=late, specialist=here.dora
    )
    text = page(here)
    assert ">22:00<" in text
    assert ">18:00<" not in page(here, day="2027-03-02")


def test_a_full_day_asks_as_few_questions_as_a_quiet_one(here: House) -> None:
    desk, numbers = SignedIn(here.fred), []
    desk.get("/calendar/")
    at: datetime = MONDAY.replace(hour=9)
    for _ in range(2):
        for n in range(3):
            patient = Patient.objects.create(given_name=f"P{n}", family_name="Full")
            visit_book(by=here.fred, patient=patient, service=here.talk, starts_at=at)
            at += timedelta(minutes=30)
        for by in ("room", "person"):
            with CaptureQueriesContext(connection) as asked:
                assert "Full" in desk.get("/calendar/", {"day": DAY, "by": by}).text
            numbers.append(len(asked))
    assert numbers[:2] == numbers[2:]
    assert max(numbers) < 22


def test_every_five_minutes_of_a_day_have_their_row() -> None:
    rules = ROWS.read_text(encoding="utf-8").splitlines()[1:]
    assert rules == [
        f".at-{n} {{ grid-row-start: {n + 1}; }} .to-{n} {{ grid-row-end: {n + 1}; }}"
        for n in range(24 * 12 + 1)
    ]
