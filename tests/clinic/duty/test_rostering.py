"""Who is on call is entered, exchanged and ended; what is wrong is told at its field."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from clinic.conftest import SignedIn
from clinic.duty.watch_here import EVENING, MORNING, local
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.duty.ahead import days_ahead, weekly_lines, when_said
from percuta_clinic.duty.models import DutyPhone, DutyRules, OnCall
from percuta_clinic.duty.queries import duty_rules, who_looks
from percuta_clinic.duty.rostering import on_call_end, on_call_once, on_call_weekly
from percuta_clinic.people.models import Account
from percuta_clinic.premises.queries import today

DAY = timedelta(days=1)
PAGE = "/settings/on-call/"


def nightly(house: House, account: Account, *, weekdays: range = range(7)) -> OnCall:
    return on_call_weekly(
        by=house.dora.actor,
        account=account,
        weekdays=weekdays,
        begins=EVENING,
        ends=MORNING,
        first_day=today(house.clinic),
    )[0]


def test_an_exchange_puts_one_in_place_of_the_other_for_one_night(house: House) -> None:
    nightly(house, house.dora)
    day = today(house.clinic) + 3 * DAY
    on_call_once(
        by=house.olga.actor,
        account=house.sina,
        on_day=day,
        begins=EVENING,
        ends=MORNING,
        instead_of=house.dora,
    )
    who = [
        [one.name for one in who_looks(house.clinic, local(night, 23)).people]
        for night in (day - DAY, day, day + DAY)
    ]
    assert who == [["Dora Doktor"], ["Sina Sommer"], ["Dora Doktor"]]


def test_a_week_that_is_ended_runs_its_last_night_to_the_end(house: House) -> None:
    row = nightly(house, house.dora)
    OnCall.objects.update(first_day=today(house.clinic) - 20 * DAY)
    row.refresh_from_db()
    on_call_end(by=house.dora.actor, row=row)
    day = today(house.clinic)
    assert who_looks(house.clinic, local(day, 5)).anybody
    assert not who_looks(house.clinic, local(day, 20)).anybody
    assert weekly_lines(day) == []
    assert Entry.objects.filter(action="on_call.ended").count() == 1


def test_a_week_that_never_began_is_taken_out(house: House) -> None:
    on_call_end(by=house.dora.actor, row=nightly(house, house.dora))
    assert not OnCall.objects.exists()


def test_days_that_are_alike_stand_in_one_line(house: House) -> None:
    nightly(house, house.dora, weekdays=range(5))
    nightly(house, house.sina, weekdays=range(5, 7))
    lines = [(one.row.account.name, one.days) for one in weekly_lines(today(house.clinic))]
    assert lines == [("Dora Doktor", "Monday to Friday"), ("Sina Sommer", "Saturday to Sunday")]


def test_nobody_is_put_on_call_twice_or_without_being_a_clinician(house: House) -> None:
    nightly(house, house.dora)
    with pytest.raises(ValidationError, match="already"):
        nightly(house, house.dora)
    with pytest.raises(ValidationError, match="Fred Front is neither"):
        nightly(house, house.fred)


def test_a_day_that_is_over_is_refused_in_words(house: House) -> None:
    with pytest.raises(ValidationError, match="is over"):
        on_call_once(
            by=house.dora.actor,
            account=house.dora,
            on_day=date(2026, 1, 5),
            begins=time(8),
            ends=time(12),
        )


def test_every_day_ahead_names_who_is_on_call_and_each_gap(house: House) -> None:
    nightly(house, house.dora)
    now = timezone.now()
    days = days_ahead(house.clinic, now)
    assert len(days) == 14
    assert [entry.who for entry in days[5].on_call] == ["Dora Doktor"]
    assert [entry.when for entry in days[5].gaps] == ["08:00 to 18:00"]


def test_a_night_that_ends_in_an_hour_that_comes_twice_says_by_which_clock(house: House) -> None:
    """Two who take turns at half past two, as the clocks are put back."""
    evening = datetime(2026, 10, 24, 16, tzinfo=UTC)
    night = (evening, datetime(2026, 10, 25, 1, 30, tzinfo=UTC))
    said = when_said(night, house.clinic)
    assert said == "Sat 24 Oct, 18:00 to Sun 25 Oct, 02:30 (winter time)"


@pytest.mark.parametrize(("who", "status"), [("dora", 200), ("olga", 200), ("sina", 404)])
def test_a_doctor_or_the_owner_sets_it(house: House, who: str, status: int) -> None:
    assert SignedIn(getattr(house, who)).get(PAGE).status_code == status


def test_the_page_enters_a_week_and_shows_the_gaps_plainly(house: House) -> None:
    dora = SignedIn(house.dora)
    assert "Nobody looks at 1 time in the next 14 days" in dora.get(PAGE).content.decode()
    dora.post(
        reverse("on_call_weekly"),
        {
            "who": house.dora.pk,
            "weekdays": [str(day) for day in range(7)],
            "begins": "00:00",
            "ends": "00:00",
            "first_day": f"{today(house.clinic) - timedelta(0)}",
        },
    )
    shown = dora.get(PAGE).content.decode()
    assert "Somebody looks at every minute of the next 14 days" in shown
    assert "Every day" in shown


def test_what_is_wrong_comes_back_with_what_was_typed(house: House) -> None:
    answer = SignedIn(house.olga).post(
        reverse("on_call_once"),
        {"who": house.sina.pk, "on_day": "2026-01-05", "begins": "18:00", "ends": "20:00"},
    )
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "5 January 2026, 18:00 to 20:00, is over." in shown
    assert f'<option value="{house.sina.pk}" selected>' in shown


def test_a_number_is_kept_as_the_world_dials_it_else_comes_back(house: House) -> None:
    dora = SignedIn(house.dora)
    url = reverse("on_call_phone", args=[house.sina.pk])
    dora.post(url, {"phone": "0151 23456789"})
    assert DutyPhone.objects.get().phone == "+4915123456789"
    answer = dora.post(url, {"phone": "call me"})
    assert answer.status_code == 422
    assert "is not a phone number" in answer.content.decode()
    assert 'value="call me"' in answer.content.decode()
    dora.post(url, {"phone": ""})
    assert not DutyPhone.objects.exists()


def test_minutes_are_assumed_until_the_clinic_sets_its_own(house: House) -> None:
    olga = SignedIn(house.olga)
    url = reverse("settings_duty_rules")
    shown = olga.get(url).content.decode()
    assert "is assumed" in shown
    mark = shown.split('name="as_shown" value="')[1].split('"')[0]
    given = {"line": "116117", "take_now": 5, "due_now": 20, "take_today": 60, "due_today": 240}
    given |= {"take_watch": 720, "due_watch": 1440, "as_shown": mark}
    assert not DutyRules.objects.exists()
    assert olga.post(url, given).status_code == 302
    assert (duty_rules().line, duty_rules().take_now) == ("116117", 5)
    assert olga.post(url, given | {"line": "1", "take_now": 9}).status_code == 409
    assert olga.post(url, given | {"take_now": 0}).status_code == 422
