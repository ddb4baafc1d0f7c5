"""Free times as pages list them: right when the clocks change, by month, week and list."""

from datetime import UTC, date, datetime, time

import pytest
from django.test import RequestFactory

from clinic.booking.open_times import open_times
from clinic.people_here import House
from percuta_clinic.booking.assigning import Wanted
from percuta_clinic.booking.models import Service
from percuta_clinic.booking.stages import stages_of
from percuta_clinic.frame.times import moment, times_shown
from percuta_clinic.roster.models import Hours

BACK, ON = date(2026, 10, 25), date(2027, 3, 28)  # a day of 25 hours, and one of 23


@pytest.fixture
def early(house: House) -> House:
    """A clinic that is open at night, seen from a month before the clocks change."""
    open_times(house)
    Hours.objects.update(begins=time(1), ends=time(10))
    Service.objects.update(minutes=15)
    house.talk.refresh_from_db()
    return house


def shown(house: House, day: date, view: str) -> dict[str, list[datetime]]:
    service = house.talk
    wanted = Wanted(service=service, stages=stages_of(service), themselves=True)
    request = RequestFactory().get("/", {"day": f"{day}", "view": view})
    found = times_shown(request, wanted, clinic=house.clinic)
    day_here = next(one for one in found["days"] if one.day == day)
    names: dict[str, list[datetime]] = {}
    for one in day_here.times:
        names.setdefault(one.name, []).append(one.starts_at.astimezone(UTC))
    return names


def at(hour: int, day: date) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=UTC)


@pytest.mark.parametrize("view", ["month", "week", "list"])
def test_an_hour_that_comes_twice_is_listed_twice_by_two_names(
    early: House, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(12, date(2026, 10, 1)))
    names = shown(early, BACK, view)
    assert names["02:00 (summer time)"] == [at(0, BACK)]
    assert names["02:00 (winter time)"] == [at(1, BACK)]
    assert names["09:00"] == [at(8, BACK)]
    assert "02:00" not in names


def test_an_hour_that_is_skipped_is_not_listed(
    early: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(12, date(2027, 3, 1)))
    names = shown(early, ON, "list")
    assert not [name for name in names if name.startswith("02:")]
    assert names["01:45"] == [at(0, ON).replace(minute=45)]
    assert names["09:00"] == [at(7, ON)]


def test_every_view_leads_to_the_same_times(early: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(12, date(2026, 10, 1)))
    day = date(2026, 10, 14)
    month, week, days = (shown(early, day, view) for view in ("month", "week", "list"))
    assert month == week == days
    assert len(days) > 30


@pytest.mark.parametrize("text", ["", "noon", "2026-10-25T10:00", "0001-01-01T00:00+14:00"])
def test_what_is_no_instant_is_no_time(text: str) -> None:
    assert moment(text) is None
