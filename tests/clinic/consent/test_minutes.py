"""The sheet says how long the clinic keeps for a visit, and where that is less than it takes."""

from datetime import timedelta
from typing import Any

from clinic.booking.days import book
from clinic.consent.papers_here import a_sheet
from clinic.people_here import House
from clinic.screening.through import answer
from percuta_clinic.booking.models import Visit
from percuta_clinic.readiness.informing import sheet_for


def feels(sheet: dict[str, Any]) -> str:
    part = next(one for one in sheet["sections"] if one["title"] == "What it feels like")
    return str(part["blocks"][0]["text"])


def told(house: House) -> str:
    informed = sheet_for(house.amara, house.needling)
    assert informed
    return feels(informed.sheet)


def test_what_is_booked_stands_in_the_sheet(ready: House) -> None:
    answer(ready)
    visit = book(ready, ready.amara, after=60 * 24)
    longer = visit.starts_at + timedelta(minutes=140)
    Visit.objects.filter(pk=visit.pk).update(ends_at=longer)
    assert told(ready).startswith("We keep 140 minutes for your visit. ")
    assert "may take" not in told(ready)


def test_a_visit_that_is_kept_too_short_says_what_it_comes_to(ready: House) -> None:
    answer(ready)
    ready.needling.minutes = 20
    ready.needling.save()
    words = told(ready)
    assert words.startswith("We keep 20 minutes for your visit. With the time under the cream, it")
    assert "may take about" in words


def test_a_sheet_of_no_clinic_says_what_the_plan_comes_to() -> None:
    assert feels(a_sheet()).startswith("A visit takes about ")
