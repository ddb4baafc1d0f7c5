"""The drawings: well made, narrow enough for a phone, and true to the days they show."""

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from percuta.cli.load import answer, load
from percuta.papers.html import html
from percuta.papers.page import Page, Section
from percuta.papers.patient import patient_page
from percuta.papers.pdf import pdf
from percuta.papers.picture import WIDTH, Picture, healing_days, timeline
from percuta.report.care import ExpectDoc
from percuta.report.document import CalendarDoc, PlanDoc

WEDDING = answer(load(None, "wedding"))
LETTER = 5.0
HOSTILE = '</svg><script>alert(1)</script> " & #panic()'


def plan_of(name: str) -> PlanDoc:
    plan = answer(load(None, name)).plan
    assert plan is not None
    return plan


def signs() -> tuple[ExpectDoc, ...]:
    assert WEDDING.care is not None
    return WEDDING.care.expect


def with_event(name: str, day: date) -> PlanDoc:
    calendar = CalendarDoc(
        event=name, event_on=day, fits=True, last_before=None, red_until=None, away=(), said=()
    )
    return replace(plan_of("dogra-2014"), calendar=calendar)


def reach(svg: str) -> float:
    """How far to the right anything stands, words by a guess at their width."""
    far = 0.0
    for part in ElementTree.fromstring(svg):
        x = float(part.get("x", part.get("cx", 0)))
        wide = float(part.get("width", 0))
        if part.tag.endswith("text"):
            share = {"start": 1.0, "middle": 0.5, "end": 0.0}[part.get("text-anchor", "start")]
            wide = LETTER * len(part.text or "") * share
        far = max(far, x + wide)
    return far


@pytest.mark.parametrize("name", ["wedding", "wedding-too-soon", "many-wishes", "burn-scar"])
def test_a_time_line_stays_inside_its_frame(name: str) -> None:
    assert reach(timeline(plan_of(name), signs()).svg) <= WIDTH


def test_a_time_line_says_every_day_that_it_draws() -> None:
    plan = plan_of("wedding")
    drawn = timeline(plan, signs())
    assert drawn.svg.count("<circle") == len(plan.sessions) + 1
    for words in ("Visit 3 on 18 January 2027", "The wedding on 12 June 2027", "red up to day 7"):
        assert words in drawn.words


def test_without_signs_of_healing_no_red_days_are_drawn() -> None:
    drawn = timeline(plan_of("wedding"))
    assert "red" not in drawn.words
    assert 'class="red"' not in drawn.svg
    assert healing_days(()) is None


@pytest.mark.parametrize("day", [date(2026, 9, 1), date(2026, 9, 14), date(2028, 9, 1)])
def test_an_event_before_or_long_after_the_course_stays_inside(day: date) -> None:
    assert reach(timeline(with_event("my sister's wedding by the sea " * 4, day)).svg) <= WIDTH


def test_a_hostile_event_is_only_words() -> None:
    document = replace(WEDDING, plan=with_event(HOSTILE, date(2026, 12, 1)))
    page = patient_page(document)
    assert "<script>" not in html(page)
    assert pdf(page).startswith(b"%PDF")


def test_long_healing_is_named_where_the_drawing_ends() -> None:
    slow = ExpectDoc(
        key="expect.slow",
        sign="a sign with a rather long name",
        from_day=2,
        to_day=20,
        latest_day=60,
        patient="",
        clinician="",
        sure="",
        status=signs()[0].status,
    )
    drawn = healing_days([slow])
    assert drawn is not None
    assert "day 2 to 20, at times to day 60" in drawn.words
    assert "to day 60" in drawn.svg
    assert reach(drawn.svg) <= WIDTH


def test_colours_of_a_drawing_can_be_changed_for_the_dark() -> None:
    page = html(patient_page(WEDDING))
    dark = page[page.index("prefers-color-scheme: dark") :]
    used = set(
        re.findall(r'class="([a-z-]+)" (?:fill|stroke)', timeline(plan_of("wedding"), signs()).svg)
    )
    assert used
    assert all(f".{name}" in dark for name in used)


@pytest.mark.parametrize("named", ["결혼식", "婚礼 😊", "\U0001f1ef\U0001f1f5"])
def test_letters_that_no_font_knows_leave_a_drawing_on_its_paper(named: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 99 9"><text>{named}</text></svg>'
    drawn = Section(title=named, blocks=(Picture(svg=svg, words=named),))
    page = Page(title=named, subtitle="", sections=(drawn,), foot="", for_patient=True)
    assert pdf(page).startswith(b"%PDF")
