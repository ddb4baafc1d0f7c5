"""Who is told to look, and what a patient is told when nobody is."""

from datetime import time, timedelta

import pytest

from clinic.duty.watch_here import MONDAY, local, nights, once
from clinic.people_here import House
from clinic.roster.weeks_here import works
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.duty.models import DutyRules
from percuta_clinic.duty.queries import gaps_ahead, who_looks
from percuta_clinic.people.rights import Role
from percuta_clinic.people.services import role_end
from percuta_clinic.premises.emergency import emergency_number
from percuta_clinic.roster.models import Away

SATURDAY = MONDAY + timedelta(days=5)


def names(house: House, hour: int, minute: int = 0) -> list[str]:
    return [one.name for one in who_looks(house.clinic, local(MONDAY, hour, minute)).people]


def test_the_one_on_call_looks_over_midnight_and_up_to_the_minute(house: House) -> None:
    nights(house.dora)
    assert names(house, 18) == ["Dora Doktor"]
    assert names(house, 2) == ["Dora Doktor"]
    assert names(house, 7, 59) == ["Dora Doktor"]
    assert names(house, 8) == []
    assert names(house, 17, 59) == []


def test_a_clinician_at_work_looks_in_opening_hours(house: House) -> None:
    works(house.sina)
    looks = who_looks(house.clinic, local(MONDAY, 10))
    assert [(one.name, one.on_call) for one in looks.people] == [("Sina Sommer", False)]
    assert looks.people[0].until == local(MONDAY, 13)


def test_nobody_looks_before_the_next_hours_and_the_line_is_named(house: House) -> None:
    works(house.sina)
    DutyRules.objects.create(line="116117")
    looks = who_looks(house.clinic, local(SATURDAY, 23))
    assert (looks.anybody, looks.instead, looks.emergency) == (False, "116117", "112")
    assert looks.next_at == local(SATURDAY + timedelta(days=2), 9)


def test_the_next_who_is_on_call_comes_before_the_next_hours(house: House) -> None:
    works(house.sina)
    once(house.dora, SATURDAY + timedelta(days=1), begins=time(6), ends=time(12))
    looks = who_looks(house.clinic, local(SATURDAY, 23))
    assert looks.next_at == local(SATURDAY + timedelta(days=1), 6)


def test_without_any_roster_nobody_looks_and_no_hour_is_made_up(house: House) -> None:
    looks = who_looks(house.clinic, local(MONDAY, 10))
    assert (looks.anybody, looks.next_at, looks.instead) == (False, None, "112")
    assert gaps_ahead(house.clinic, looks.at) == ((looks.at, looks.at + timedelta(days=14)),)


def test_who_is_away_does_not_look_though_the_roster_says_so(house: House) -> None:
    nights(house.dora)
    Away.objects.create(account=house.dora, starts_at=local(MONDAY, 20), ends_at=local(MONDAY, 22))
    assert names(house, 21) == []
    assert who_looks(house.clinic, local(MONDAY, 21)).next_at == local(MONDAY, 22)


def test_whoever_is_on_call_looks_while_the_clinic_is_shut(house: House) -> None:
    works(house.sina)
    nights(house.dora)
    Away.objects.create(starts_at=local(MONDAY, 0), ends_at=local(SATURDAY, 0))
    assert names(house, 10) == []
    assert names(house, 19) == ["Dora Doktor"]


def test_the_clinics_own_words_go_before_the_countrys_number(house: House) -> None:
    house.clinic.emergency = "112, and Dr Haddad on 030 1"
    house.clinic.save()
    assert who_looks(house.clinic, local(MONDAY, 3)).emergency.startswith("112, and Dr Haddad")


@pytest.mark.parametrize(("country", "number"), [("DE", "112"), ("US", "911"), ("XX", "")])
def test_no_emergency_number_is_named_where_no_law_was_read(country: str, number: str) -> None:
    assert emergency_number(country) == number


def test_who_is_no_clinician_any_more_does_not_look(house: House) -> None:
    nights(house.sina)
    role_end(by=SYSTEM, account=house.sina, role=Role.SPECIALIST)
    assert names(house, 22) == []


def test_two_who_are_on_call_at_once_both_look(house: House) -> None:
    nights(house.dora)
    nights(house.sina, begins=time(20), ends=time(23))
    assert sorted(names(house, 22)) == ["Dora Doktor", "Sina Sommer"]


def test_gaps_in_two_weeks_are_told_to_the_minute(house: House) -> None:
    nights(house.dora)
    gaps = gaps_ahead(house.clinic, local(MONDAY, 12))
    assert gaps[0] == (local(MONDAY, 12), local(MONDAY, 18))
    assert gaps[1] == (local(MONDAY + timedelta(days=1), 8), local(MONDAY + timedelta(days=1), 18))
    assert len(gaps) == 15
