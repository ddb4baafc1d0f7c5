"""The page of a virtual trial: one sheet, the same bytes, and nothing left out that matters."""

import re

import pytest
from msgspec.structs import replace

from percuta.papers.html import html
from percuta.papers.page import Page
from percuta.papers.pdf import PAGES, pdf
from percuta.papers.plain import plain
from percuta.papers.virtual_trial import virtual_trial_page
from percuta.populations.published import beside, design_of
from percuta.response.study_file import packaged
from populations.designs import design, told


def words(page: Page) -> str:
    return " ".join(line for _, line in plain(page))


def test_the_page_of_a_trial_with_many_readings_fits_one_sheet() -> None:
    study = next(one for one in packaged() if one.key == "vietnam2019_weekly")
    counted = told(design_of(study, trials=64))
    page = virtual_trial_page(counted, list(beside(study, counted)), known="")
    content = pdf(page, tight=True)
    found = PAGES.search(content)
    assert found is not None
    assert int(found[1]) == 1
    assert content == pdf(page, tight=True)


def test_the_page_says_what_the_rater_knows_and_is_like() -> None:
    blind = design()
    knows = replace(blind, rater=replace(blind.rater, blinded=False, bias=0.1))
    assert "does not know of the sessions" in words(virtual_trial_page(told(blind)))
    said = words(virtual_trial_page(told(knows)))
    assert "knows, and hope is in it" in said
    assert "always +10%" in said


@pytest.mark.parametrize(
    "said",
    [
        "none of them of a real person",
        "fitted to no count",
        "nothing in how much gets better",
        "the model no truer",
        "not a certified medical device",
        "20% by the last visit",
    ],
)
def test_the_page_hides_none_of_its_doubts(said: str) -> None:
    assert said in words(virtual_trial_page(told(design())))


def test_every_number_that_was_counted_stands_with_its_error() -> None:
    text = words(virtual_trial_page(told(design())))
    for title in ("Mean", "25% or more", "50% or more", "Red days in all", "Score"):
        assert re.search(rf"{title}: [\d.]+ ±[\d.]+", text)


def test_a_name_with_signs_stays_a_name_on_the_page() -> None:
    named = replace(design(), title="<b>mine</b>")
    assert "&lt;b&gt;mine" in html(virtual_trial_page(told(named)))
