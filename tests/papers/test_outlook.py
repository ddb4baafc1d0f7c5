"""The forecast on paper: plain enough to read, the same words in the picture as beside it."""

import re
import xml.etree.ElementTree as ET

import pytest

from golden_cases import FORECAST
from papers.reading import section_grades
from percuta.cli.load import answer, load
from percuta.papers.outlook import outlook_page
from percuta.papers.outlook_picture import outlook_picture
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
