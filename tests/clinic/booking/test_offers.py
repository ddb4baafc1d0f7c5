"""A time that is shown as free is free, and every free time is shown."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clinic.booking.days import BERLIN, MONDAY
from clinic.booking.staged import NEEDLING, clock, free, put_stages, staged, wanted, works
from clinic.people_here import House
from percuta_clinic.booking.assigning import assign
from percuta_clinic.booking.models import Part, Place
from percuta_clinic.booking.placing import visit_book
from percuta_clinic.booking.slots import Free, Ruler, lasting, on_grid, starts_for
from percuta_clinic.booking.stages import Stage
from percuta_clinic.patients.models import Patient
from percuta_clinic.roster.models import Away, Hours
from percuta_clinic.stock.models import Device

BASE = datetime(2027, 3, 1, 8, tzinfo=UTC)
UNITS = 60
Some = list[tuple[int, int]]


@pytest.fixture
def here(house: House) -> House:
    return staged(house)


def test_times_lie_within_hours_and_leave_room_for_all_stages(here: House) -> None:
    found = clock(free(here, wanted(here.needling)), here)
    assert (found[0], found[-1]) == ("09:00", "11:30")  # 80 minutes end before 13:00


def test_nothing_is_offered_with_somebody_without_hours(here: House) -> None:
    here.sina.hours.all().delete()
    assert free(here, wanted(here.needling)) == []
    assert free(here, wanted(here.needling, online=False))


def test_nothing_is_offered_while_the_clinic_or_somebody_is_away(here: House) -> None:
    Away.objects.create(
        account=here.sina, starts_at=MONDAY.replace(hour=0), ends_at=MONDAY.replace(hour=11)
    )
    assert clock(free(here, wanted(here.talk)), here)[0] == "11:00"
    Away.objects.create(starts_at=MONDAY, ends_at=MONDAY.replace(hour=23))
    assert free(here, wanted(here.talk)) == []


def test_one_off_hours_open_a_day_that_is_closed(here: House) -> None:
    sunday = MONDAY + timedelta(days=6)
    assert free(here, wanted(here.talk), first=sunday) == []
    Hours.objects.create(account=here.sina, on_day=sunday.date(), begins=time(22), ends=time(0))
    assert clock(free(here, wanted(here.talk), first=sunday), here)[-1] == "23:30"


def test_a_device_that_needs_its_service_is_not_offered(here: House) -> None:
    here.needling.stages.all().delete()
    put_stages(here.needling, NEEDLING, device=True)
    assert free(here, wanted(here.needling)) == []
    due = MONDAY.date()
    Device.objects.create(
        name="SkinPen", model="skinpen", serial="1", max_depth_mm="2.5", service_due=due
    )
    assert free(here, wanted(here.needling), days=7)
    days = {
        one.starts_at.astimezone(BERLIN).date() for one in free(here, wanted(here.needling), days=7)
    }
    assert days == {due}


def test_the_same_clock_time_is_offered_before_and_after_clocks_change(here: House) -> None:
    works(here.dora, hours=(time(9), time(10)))
    saturday = datetime(2027, 3, 27, tzinfo=BERLIN)
    Hours.objects.create(account=here.dora, weekday=5, begins=time(1), ends=time(5))
    Hours.objects.create(account=here.dora, weekday=6, begins=time(1), ends=time(5))
    found = free(here, wanted(here.talk), first=saturday, days=2)
    by_day: dict[date, list[str]] = {}
    for one in found:
        local = one.starts_at.astimezone(BERLIN)
        by_day.setdefault(local.date(), []).append(f"{local:%H:%M}")
    before, after = by_day[date(2027, 3, 27)], by_day[date(2027, 3, 28)]
    assert "02:15" in before
    assert "02:15" not in after  # that hour does not exist
    assert (after[0], after[-1]) == ("01:00", "04:30")


def minutes(low: int, high: int) -> st.SearchStrategy[int]:
    return st.integers(low // 5, high // 5).map(lambda one: one * 5)


STRETCHES = st.lists(st.tuples(minutes(0, 290), minutes(5, 60)), max_size=4)


@given(free_in=STRETCHES, units=st.integers(1, 12))
def test_a_long_stretch_begins_where_all_its_minutes_are_free(free_in: Some, units: int) -> None:
    ruler = Ruler(base=BASE, units=UNITS)
    mask = ruler.free((at(start), at(start + lasts)) for start, lasts in free_in)
    one_by_one = {bit for bit in range(UNITS) if all(mask >> (bit + n) & 1 for n in range(units))}
    assert {bit for bit in range(UNITS) if lasting(mask, units) >> bit & 1} == one_by_one


def at(after: int) -> datetime:
    return BASE + timedelta(minutes=after)


STAGE = st.builds(
    Stage,
    part=st.sampled_from([Part.CLEANSE, Part.NUMB, Part.NEEDLE]),
    minutes=minutes(5, 40),
    specialist=st.booleans(),
    assistant=st.booleans(),
    place=st.sampled_from([Place.CHAIR, Place.NONE]),
)


TAKEN = st.fixed_dictionaries(dict.fromkeys(("sina", "dora", "fred"), STRETCHES))


@given(
    stages=st.lists(STAGE, min_size=1, max_size=4),
    taken=TAKEN,
    chairs=st.lists(STRETCHES, min_size=1, max_size=2),
)
def test_masks_agree_with_looking_at_every_minute(
    stages: list[Stage], taken: dict[str, Some], chairs: list[Some]
) -> None:
    ruler = Ruler(base=BASE, units=UNITS)
    masks = {name: ruler.all & ~ruler.taken(_spans(some)) for name, some in taken.items()}
    places = [ruler.all & ~ruler.taken(_spans(some)) for some in chairs]
    found = starts_for(
        stages,
        Free(
            patient=ruler.all,
            specialists={name: masks[name] for name in ("sina", "dora")},
            assistants={"fred": masks["fred"]},
            places={str(number): (mask, mask) for number, mask in enumerate(places)},
            devices={},
        ),
    )
    for name in ("sina", "dora"):
        offered = set(on_grid(found[name], ruler, 5))
        mine = {"mine": masks[name], "fred": masks["fred"]}
        fitting = [bit for bit in range(UNITS) if _fits(_lying(stages, bit), mine, places)]
        assert offered == {at(bit * 5) for bit in fitting}


def _spans(some: Some) -> list[tuple[datetime, datetime]]:
    return [(at(start), at(start + lasts)) for start, lasts in some]


def _lying(stages: list[Stage], bit: int) -> list[tuple[Stage, range]]:
    lies: list[tuple[Stage, range]] = []
    for stage in stages:
        lies.append((stage, range(bit, bit + stage.minutes // 5)))
        bit += stage.minutes // 5
    return lies


def _fits(lies: list[tuple[Stage, range]], masks: dict[str, int], places: list[int]) -> bool:
    """Looks at each stage alone: one chair for all, one helper for each."""

    def is_free(mask: int, units: range) -> bool:
        return units.stop <= UNITS and all(mask >> unit & 1 for unit in units)

    if lies[-1][1].stop > UNITS:
        return False
    own = all(is_free(masks["mine"], units) for stage, units in lies if stage.specialist)
    helped = all(
        any(is_free(mask, units) for mask in masks.values())
        for stage, units in lies
        if stage.assistant and not stage.specialist
    )
    seated = any(
        all(is_free(place, units) for stage, units in lies if stage.place == Place.CHAIR)
        for place in places
    )
    return own and helped and seated


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(booked=st.lists(st.tuples(st.integers(0, 15), st.booleans()), max_size=5))
def test_what_is_offered_can_be_booked_and_nothing_else(
    here: House, booked: list[tuple[int, bool]]
) -> None:
    with transaction.atomic():
        point = transaction.savepoint()
        for quarter, is_talk in booked:
            starts = MONDAY.replace(hour=9) + timedelta(minutes=15 * quarter)
            _try(here, starts, is_talk=is_talk)
        what = wanted(here.needling)
        offered = {one.starts_at for one in free(here, what)}
        for quarter in range(24):
            starts = MONDAY.replace(hour=8) + timedelta(minutes=15 * quarter)
            is_free = not assign(what, starts, clinic=here.clinic).conflicts
            assert (starts in offered) == is_free, starts
        transaction.savepoint_rollback(point)


def _try(house: House, starts: datetime, *, is_talk: bool) -> None:
    guest = Patient.objects.create(given_name="Guest", family_name=f"{starts:%H%M}")
    service = house.talk if is_talk else house.needling
    try:
        visit_book(by=house.fred, patient=guest, service=service, starts_at=starts)
    except ValidationError:
        return
