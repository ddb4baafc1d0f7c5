"""The clinician's paper says what the screen says of the days it is used on."""

import pytest

from percuta.cli.load import answer, load
from percuta.cli.pages import plan_page
from percuta.cli.render import as_text
from percuta.papers.clinician import clinician_page
from percuta.papers.page import Box
from percuta.report.document import Document


def answer_box(document: Document) -> Box:
    boxes = (b for s in clinician_page(document).sections for b in s.blocks if b.kind == "box")
    return next(boxes)


@pytest.mark.parametrize(
    ("name", "on", "age", "tone"),
    [
        ("wedding", "2027-04-08", "157 days", "wait"),
        ("wedding", "2026-11-03", "1 day", "wait"),
        ("stop", "2026-11-03", "50 days", "stop"),
    ],
)
def test_old_answers_are_named_on_paper_and_screen(
    name: str, on: str, *, age: str, tone: str
) -> None:
    document = answer(load(None, name), on)
    warning = f"The answers are {age} older than this day: ask everything again before it."
    box = answer_box(document)
    assert box.text.endswith(warning)
    assert box.tone == tone
    assert warning in as_text(plan_page(document))


def test_answers_of_the_day_get_no_warning() -> None:
    box = answer_box(answer(load(None, "wedding")))
    assert "older" not in box.text
    assert box.tone == "good"


@pytest.mark.parametrize(("name", "which"), [("wedding", "first"), ("second-session", "next")])
def test_the_paper_names_the_first_session_as_the_screen_does(name: str, which: str) -> None:
    document = answer(load(None, name))
    titles = [section.title for section in clinician_page(document).sections]
    assert f"For the doctor, before the {which} session" in titles
    assert f"Numbing, {which} session" in titles
    assert f"FOR THE DOCTOR, BEFORE THE {which.upper()} SESSION" in as_text(plan_page(document))
