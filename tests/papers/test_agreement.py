"""What a patient reads before agreeing to a plan: plain, whole, and never more than is known."""

import re

import pytest

from papers.reading import page_grade, section_grades
from percuta.casefile.packaged import examples
from percuta.cli.load import answer, load
from percuta.days import day_in_words
from percuta.papers.agreement import COSTS, EXPECT, Costs, agreement, care_sections, deepest, like
from percuta.papers.page import Page
from percuta.papers.plain import plain
from percuta.report.document import Document, PlanDoc
from percuta.report.forecast import build_forecast

AGE_TWELVE = 7.0
ANSWERS = {name: answer(load(None, name)) for name in sorted(examples())}
PLANNED = [name for name, one in ANSWERS.items() if one.plan is not None]
EVERY_PLAN = pytest.mark.parametrize("name", PLANNED)
PRICES = Costs(each="240.00 EUR", total="720.00 EUR", to_buy="Sunscreen", minutes=60)


def page_of(document: Document) -> Page:
    return agreement(document, build_forecast(document), PRICES)


def words(page: Page) -> str:
    return "\n".join(line for _, line in plain(page)).replace("\u00a0", " ")


def plan_of(document: Document) -> PlanDoc:
    assert document.plan is not None
    return document.plan


@EVERY_PLAN
def test_a_plan_to_agree_to_reads_at_age_twelve(name: str) -> None:
    page = page_of(ANSWERS[name])
    care = Page(title="", subtitle="", sections=care_sections(ANSWERS[name]), foot="")
    grades = section_grades(page) | section_grades(care)
    assert {title: found for title, found in grades.items() if found > AGE_TWELVE} == {}
    assert page_grade(page) <= AGE_TWELVE


@EVERY_PLAN
def test_everything_that_is_agreed_to_is_said(name: str) -> None:
    document = ANSWERS[name]
    plan, said = plan_of(document), words(page_of(document))
    for session in plan.sessions:
        assert day_in_words(session.day) in said
    for zone in plan.zones:
        depth = deepest(zone)
        assert "The doctor sets how deep" in said if depth is None else f"{depth:.2f} mm" in said
    for own in plan.calendar.said if plan.calendar else ():
        assert own.what in said
    for price in (PRICES.each, PRICES.total, PRICES.to_buy):
        assert price in said
    for title in ("Other ways, and doing nothing", "What nobody can tell you", "What can go wrong"):
        assert title in said


@EVERY_PLAN
def test_bands_and_the_chance_of_hardly_any_gain_are_those_of_the_forecast(name: str) -> None:
    forecast = build_forecast(ANSWERS[name])
    said = words(agreement(ANSWERS[name], forecast, PRICES))
    assert (f"{EXPECT}: " in said) == bool(forecast.courses)
    for course in forecast.courses:
        low, first, _, third, high = (f"{value:.0%}" for value in course.at_band)
        assert f"half of people are {first} to {third} better, nine in ten {low} to {high}" in said
        assert (
            f"Chance of hardly any gain, {course.name}: about {round(course.little * 100)} in 100"
            in said
        )
    for one in forecast.words:
        assert one.why in said


@EVERY_PLAN
def test_no_clinic_word_stands_in_a_plan_to_agree_to(name: str) -> None:
    said = words(page_of(ANSWERS[name])).partition("What can go wrong")[0]
    assert not re.search(r"erythema|oedema|phototype|glabella|periorbital|contraindicat", said)


def test_a_price_that_is_not_known_leaves_no_empty_line() -> None:
    page = agreement(ANSWERS["wedding"], None, Costs(each="240.00 EUR", total="720.00 EUR"))
    costs = next(one for one in page.sections if one.title == COSTS)
    assert "buy" not in words(Page(title="", subtitle="", sections=(costs,), foot=""))


@pytest.mark.parametrize(
    ("depth", "said"),
    [
        (0.25, "less than a bank card is thick"),
        (0.76, "about as much as a bank card is thick"),
        (1.05, "a little more than a bank card is thick"),
        (1.5, "about as much as 2 bank cards are thick"),
        (2.3, "about as much as 3 bank cards are thick"),
    ],
)
def test_a_depth_is_put_beside_a_thing_that_everybody_has_held(depth: float, said: str) -> None:
    assert like(depth) == said
