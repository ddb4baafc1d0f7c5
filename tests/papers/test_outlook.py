"""The forecast on paper: plain enough to read, the same words in the picture as beside it."""

import re
import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest

from golden_cases import FORECAST
from papers.reading import section_grades
from percuta.casefile.observed import parse_observed
from percuta.cli.load import answer, load
from percuta.papers.outlook import outlook_page
from percuta.papers.outlook_picture import outlook_picture
from percuta.papers.page import Page
from percuta.report.forecast import build_forecast
from percuta.report.forecast_doc import ForecastDoc

AGE_TWELVE = 7.0
FOR_CLINICIANS = "For the clinician"


def told(name: str) -> ForecastDoc:
    return build_forecast(answer(load(None, name)))


@pytest.mark.parametrize("name", FORECAST)
def test_a_patient_can_read_the_forecast(name: str) -> None:
    document = answer(load(None, name))
    grades = section_grades(outlook_page(document, build_forecast(document)))
    grades.pop(FOR_CLINICIANS)
    assert {title: grade for title, grade in grades.items() if grade > AGE_TWELVE} == {}


def test_the_picture_shows_bands_sessions_and_where_nobody_measured() -> None:
    found = told("wedding")
    root = ET.fromstring(outlook_picture(found, found.courses[0]).svg)
    kinds = [element.tag.rpartition("}")[2] for element in root.iter()]
    assert kinds.count("polygon") == 6  # two bands in each of three panels
    assert kinds.count("circle") == len(found.courses[0].sessions) + 1  # and one in the legend
    words = " ".join(element.text or "" for element in root.iter())
    assert "not measured" in words
    assert "How much of the acne scars is gone" in words


def test_the_picture_says_in_words_what_it_draws() -> None:
    found = told("dogra-2014")
    picture = outlook_picture(found, found.courses[0])
    course = found.courses[0]
    last = max(n for n, day in enumerate(course.days) if day <= course.measured_until)
    assert f"the middle of people is at {course.bands[last][2]:.0%}" in picture.words
    assert f"{found.healing.red_until[2]:g} days" in picture.words


def test_a_plan_without_a_number_still_shows_healing() -> None:
    found = told("melasma")
    assert found.courses == ()
    assert "looks red for" in outlook_picture(found, None).words


def test_no_forecast_is_ever_certain() -> None:
    for name in FORECAST:
        document = answer(load(None, name))
        page = outlook_page(document, build_forecast(document))
        said = " ".join(
            text for s in page.sections for b in s.blocks for _, text in getattr(b, "items", ())
        )
        assert not re.search(r"about (0|100) in 100", said)


def told_of(ratings: dict[date, float]) -> tuple[Page, ForecastDoc]:
    rated = "".join(
        f'[[better]]\non = {day}\nconcern = "acne_scars"\npercent = {percent}\nby = "patient"\n'
        for day, percent in ratings.items()
    )
    given = "".join(f"[[session]]\non = {day}\n" for day in ("2026-09-14", "2026-10-12"))
    document = answer(load(None, "skinpen-trial"))
    found = build_forecast(document, parse_observed(given + rated, "seen.toml"))
    return outlook_page(document, found), found


def bullets(page: Page) -> dict[str, str]:
    return {
        name: text
        for s in page.sections
        for b in s.blocks
        for name, text in getattr(b, "items", ())
    }


def test_the_paper_says_which_way_virtual_people_came_to_be_like_this_person() -> None:
    first = date(2026, 9, 14)
    quick = {first + timedelta(days=n): round(98 - 98 * 0.96**n, 1) for n in range(3, 120, 3)}
    moved, found = told_of(quick)
    weighed, _ = told_of({first + timedelta(days=n): 20.0 for n in (40, 80)})
    assert bullets(moved)["Worked out"].startswith("Hardly any virtual people were like this")
    assert bullets(weighed)["Worked out"].startswith("From the virtual people most like this")
    how = found.courses[0].weight.tempering
    assert how is not None
    said = next(text for name, text in bullets(moved).items() if name.endswith(", this person"))
    assert f"weights alone came to {how.weights_effective:.0f} effective people" in said
    assert f"in {how.steps} steps" in said
    assert "by weights of virtual people" in " ".join(bullets(weighed).values())
    grades = section_grades(moved)
    grades.pop(FOR_CLINICIANS)
    assert max(grades.values()) <= AGE_TWELVE
