"""Nothing leaves in the quiet hours of whoever gets it, whatever is done to clocks."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from clinic.outbox.mailbox import enqueue
from clinic.people_here import House
from percuta_clinic.outbox.models import Purpose
from percuta_clinic.outbox.quiet import Quiet, quiet_for

NIGHT = (time(21), time(8))
NOON = (time(12), time(14))
EARLY = (time(0, 30), time(2, 30))

TABLE = [
    ("day is left alone", "Europe/Berlin", NIGHT, "2026-06-10T12:00", "2026-06-10T12:00"),
    ("evening waits for morning", "Europe/Berlin", NIGHT, "2026-06-10T20:15", "2026-06-11T06:00"),
    ("small hours wait too", "Europe/Berlin", NIGHT, "2026-06-11T01:00", "2026-06-11T06:00"),
    ("the first minute is quiet", "Europe/Berlin", NIGHT, "2026-06-10T19:00", "2026-06-11T06:00"),
    ("the minute before is not", "Europe/Berlin", NIGHT, "2026-06-10T18:59", "2026-06-10T18:59"),
    ("the end is not quiet", "Europe/Berlin", NIGHT, "2026-06-11T06:00", "2026-06-11T06:00"),
    ("spring, a short night", "Europe/Berlin", NIGHT, "2026-03-28T22:00", "2026-03-29T06:00"),
    ("autumn, a long night", "Europe/Berlin", NIGHT, "2026-10-24T22:00", "2026-10-25T07:00"),
    ("within one day", "Europe/Berlin", NOON, "2026-06-10T10:30", "2026-06-10T12:00"),
    ("within one day, evening", "Europe/Berlin", NOON, "2026-06-10T20:30", "2026-06-10T20:30"),
    (
        "the end is skipped in spring",
        "Europe/Berlin",
        EARLY,
        "2026-03-29T00:10",
        "2026-03-29T01:00",
    ),
    ("the end comes in autumn", "Europe/Berlin", EARLY, "2026-10-25T00:10", "2026-10-25T00:30"),
    ("and comes again", "Europe/Berlin", EARLY, "2026-10-25T01:10", "2026-10-25T01:30"),
    (
        "elsewhere it is still day",
        "America/New_York",
        NIGHT,
        "2026-06-10T22:00",
        "2026-06-10T22:00",
    ),
    ("elsewhere it is night", "Asia/Tokyo", NIGHT, "2026-06-10T13:00", "2026-06-10T23:00"),
    ("half an hour off", "Asia/Kolkata", NIGHT, "2026-06-10T16:00", "2026-06-11T02:30"),
    (
        "equal times mean never",
        "Europe/Berlin",
        (time(8), time(8)),
        "2026-06-10T06:00",
        "2026-06-10T06:00",
    ),
]


@pytest.mark.parametrize(
    ("zone", "hours", "at", "leaves"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_a_message_leaves_when_it_is_not_quiet(
    zone: str, hours: tuple[time, time], at: str, *, leaves: str
) -> None:
    quiet = Quiet(start=hours[0], end=hours[1], zone=ZoneInfo(zone))
    assert quiet.over(_utc(at)) == _utc(leaves)
    assert not quiet.holds_at(_utc(leaves))


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_hours_that_leave_no_minute_end_all_the_same() -> None:
    quiet = Quiet(start=time(8, 0, 30), end=time(8, 0, 10), zone=ZoneInfo("UTC"))
    assert quiet.over(_utc("2026-06-10T12:00")) > _utc("2026-06-10T12:00")


def test_the_zone_of_the_patient_counts(house: House) -> None:
    house.amara.time_zone = "America/New_York"
    house.amara.save()
    night_in_new_york = _utc("2026-06-10T03:00")
    message = enqueue(house, urgent=False, due_at=night_in_new_york)
    assert message.due_at == _utc("2026-06-10T12:00")


def test_a_zone_nobody_knows_falls_back_to_the_clinic(house: House) -> None:
    house.amara.time_zone = "../Mars"
    assert quiet_for(house.amara, house.clinic).zone == ZoneInfo("Europe/Berlin")


def test_urgent_messages_and_account_messages_leave_at_night(house: House) -> None:
    night = _utc("2026-06-10T23:00")
    assert enqueue(house, due_at=night).due_at == night
    reset = enqueue(
        house,
        occasion="password_reset",
        purpose=Purpose.ACCOUNT,
        urgent=False,
        due_at=night,
        values={"name": "Fred", "link": "https://clinic.example/x"},
    )
    assert reset.due_at == night
    assert enqueue(house, urgent=False, due_at=night).due_at == _utc("2026-06-11T06:00")
