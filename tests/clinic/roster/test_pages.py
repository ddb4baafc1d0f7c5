"""The pages on which hours and absences are entered, and visits that no longer fit are moved."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clinic.booking.days import MONDAY, book
from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.promises.hostile_browser import TheAnswer
from clinic.roster.weeks_here import OFFICE, works
from percuta_clinic.people.models import Account
from percuta_clinic.roster.models import Away, Hours
from percuta_clinic.roster.queries import week_mark, weeks_of
from percuta_clinic.roster.weeks import said

WEEK = {"day0": "9-13, 14:00-18:00", "day1": "9.30 to 12", "treats": "on", "do": "save"}


def _send(house: House, **more: str) -> TheAnswer:
    data = WEEK | {"first_day": "2027-03-01", "as_shown": week_mark(house.sina.pk)} | more
    return SignedIn(house.olga).post(f"/settings/hours/{house.sina.pk}/", data)


def test_a_week_is_typed_as_people_write_it(house: House) -> None:
    _send(house)
    (week,) = [one for one in weeks_of(house.sina.pk, MONDAY.date()) if one.spans]
    assert said(week.spans[0]) == said(OFFICE)
    assert said(week.spans[1]) == "09:30-12:00"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("nine to five", "cannot be read as hours"),
        ("9-25", "is no time of a day"),
        ("9-12, 11-13", "overlap"),
    ],
)
def test_hours_that_cannot_be_read_are_said_at_their_line(
    house: House, typed: str, words: str
) -> None:
    answer = SignedIn(house.olga).post(
        f"/settings/hours/{house.sina.pk}/", WEEK | {"first_day": "2027-03-01", "day2": typed}
    )
    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors["day2"])
    assert not Hours.objects.exists()


def test_one_line_fills_the_workdays_before_anything_is_saved(house: House) -> None:
    page = SignedIn(house.olga).post(
        f"/settings/hours/{house.sina.pk}/", WEEK | {"first_day": "2027-03-01", "do": "same"}
    )
    assert page.text.count('value="9-13, 14:00-18:00"') == 5
    assert not Hours.objects.exists()


def test_a_colleague_lends_the_lines_of_the_week(house: House) -> None:
    works(house.dora, first=timezone.localdate())
    page = SignedIn(house.olga).post(
        f"/settings/hours/{house.sina.pk}/",
        {"do": "copy", "copy": str(house.dora.pk), "first_day": "2027-03-01"},
    )
    assert page.text.count(f'value="{said(OFFICE)}"') == 5


def test_a_stale_week_is_shown_beside_the_new_one(house: House) -> None:
    mark = week_mark(house.sina.pk)
    works(house.sina, first=timezone.localdate())
    answer = SignedIn(house.olga).post(
        f"/settings/hours/{house.sina.pk}/", WEEK | {"first_day": "2027-03-01", "as_shown": mark}
    )
    assert answer.status_code == 409
    assert "9-13, 14:00-18:00" in answer.text
    assert said(OFFICE) in answer.text


def test_hours_that_leave_visits_out_lead_to_these_visits(house: House) -> None:
    visit = book(house, house.amara)
    answer = _send(house, day0="14-18")
    assert answer.headers["Location"] == f"/visits/unfit/?what={house.sina.pk}"
    page = SignedIn(house.olga).get(answer.headers["Location"]).text
    assert f"/visits/{visit.pk}/" in page
    assert "Sina Sommer does not work all the time" in page


def test_everybody_reads_their_own_hours_and_changes_none(house: House) -> None:
    works(house.sina, first=timezone.localdate())
    browser = SignedIn(house.sina)
    assert said(OFFICE) in browser.get("/settings/hours/mine/").text
    assert browser.get(f"/settings/hours/{house.sina.pk}/").status_code == 404


def _away(account: Account, who: object, **more: str) -> TheAnswer:
    days = {"first_day": "2027-03-01", "last_day": "2027-03-02"}
    return SignedIn(account).post("/settings/away/", {"who": str(who), **days, **more})


def test_the_front_desk_enters_an_absence_and_sees_its_visits(house: House) -> None:
    book(house, house.amara)
    answer = _away(house.fred, house.sina.pk, why="ill")
    away = Away.objects.get()
    assert away.ends_at - away.starts_at == timedelta(days=2)
    assert answer.headers["Location"] == f"/visits/unfit/?what={house.sina.pk}"
    assert "1 visit: move it" in SignedIn(house.fred).get("/settings/away/").text


def test_nobody_shuts_the_clinic_by_forgetting_to_choose(house: House) -> None:
    assert _away(house.fred, "").status_code == 422
    _away(house.fred, "clinic", begins="12:00", ends="15:00", last_day="2027-03-01")
    away = Away.objects.get()
    assert away.account is None
    assert away.said(house.clinic.zone) == "on 1 March 2027, 12:00 to 15:00"


def test_a_visit_is_handed_on_from_the_list_of_the_board(house: House) -> None:
    soon = timezone.now().replace(second=0, microsecond=0) + timedelta(days=2)
    visit = book(house, house.amara, at=soon, service=house.talk)
    Away.objects.create(account=house.sina, starts_at=soon, ends_at=soon + timedelta(hours=3))
    desk = SignedIn(house.fred)
    assert "Sina Sommer is away then." in desk.get("/today/").text
    desk.post(f"/visits/{visit.pk}/reassign/", {"version": str(visit.version)})
    visit.refresh_from_db()
    assert (visit.specialist, visit.starts_at) == (house.dora, soon)
    assert "no longer fit" not in desk.get("/today/").text
