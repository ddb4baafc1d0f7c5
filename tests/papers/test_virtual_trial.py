"""The page of a virtual trial: one sheet, the same bytes, and nothing left out that matters."""

import re

import pytest
from msgspec.structs import replace

from percuta.papers.design_part import RunAgain
from percuta.papers.html import html
from percuta.papers.page import Page
from percuta.papers.pdf import PAGES, pdf
from percuta.papers.plain import plain
from percuta.papers.virtual_trial import virtual_trial_page
from percuta.populations.design import DropOut
from percuta.populations.published import beside, design_of
from percuta.populations.told import Told
from percuta.response.study import Study
from percuta.response.study_file import packaged
from populations.designs import arm, arms, design, told


def words(page: Page) -> str:
    return " ".join(line for _, line in plain(page))


def run_again(study: Study, counted: Told) -> Page:
    again = RunAgain(study=study, known="The fit has seen this trial.")
    return virtual_trial_page(counted, list(beside(study, counted)), run_again=again)


def test_the_page_describes_the_whole_design() -> None:
    said = words(virtual_trial_page(told(design())))
    for one in (
        "People: 10",
        "Sessions: 3, every 30 days",
        "Depth: 1.5 mm",
        "Density: 1",
        "Seen on day: 88, 150",
        "age 32 ± 9 (SD)",
        "severity 20 ± 5 (SD)",
        "phototypes II 20%, III 50%, IV 30%",
        "age 18 to 45",
        "severity 12 or more",
    ):
        assert one in said


def test_a_published_trial_is_cited_and_says_what_of_ours_stands_in() -> None:
    study = next(one for one in packaged() if one.key == "dogra2014")
    said = words(run_again(study, told(design_of(study, trials=64))))
    for one in (
        "J Cosmet Dermatol 2014. PMID 25196684",
        "36 began and 30 finished, phototypes IV and V",
        "half of them of type IV, half of type V",
        "5 of 36 people (14%; ",
        "spread between people (derived, not printed)",
    ):
        assert one in said


def test_the_page_of_a_trial_with_many_readings_fits_one_sheet() -> None:
    study = next(one for one in packaged() if one.key == "vietnam2019_weekly")
    counted = told(design_of(study, trials=64))
    page = run_again(study, counted)
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
        "20% of those who gain a tenth or more, by the last visit",
    ],
)
def test_the_page_hides_none_of_its_doubts(said: str) -> None:
    assert said in words(virtual_trial_page(told(design())))


def test_every_number_that_was_counted_stands_with_its_error() -> None:
    text = words(virtual_trial_page(told(design())))
    for title in ("Mean", "25% or more", "50% or more", "Red days in all", "Score"):
        assert re.search(rf"{title}: [\d.]+ ±[\d.]+", text)


def test_the_headline_names_its_test_and_on_whom_it_is_done() -> None:
    said = words(virtual_trial_page(told(design())))
    assert "Welch's test, two-sided, one in twenty (5%)" in said
    assert "those who came to that visit" in said
    assert "nothing is filled in" in said


def test_the_headline_says_that_arms_are_read_on_different_days() -> None:
    said = words(virtual_trial_page(told(design())))
    assert "six (day 240) beside three (day 150)" in said
    assert "different days: six is read on day 240, 90 days after its last session" in said
    same = arms(arm("one"), arm("other"), trials=64)
    assert "Both are read on day 150" in words(virtual_trial_page(told(same)))


def test_what_gains_fewer_points_is_called_less() -> None:
    fewer = arms(arm("six", sessions=6), arm("none", sessions=0), trials=64)
    assert re.search(
        r"On average [\d.]+ ±[\d.]+ points less", words(virtual_trial_page(told(fewer)))
    )


def test_dropping_out_evenly_is_not_told_as_a_speed() -> None:
    even = replace(design(), drop_out=DropOut(share=0.2))
    said = words(virtual_trial_page(told(even)))
    assert "1 times as fast" not in said
    assert "whatever is gained" in said


def test_the_page_says_how_many_are_gone_in_all_where_some_go_faster() -> None:
    counted = told(design())
    said = words(virtual_trial_page(counted))
    found = re.search(r"Gone in all: (\d+)% of three, (\d+)% of six", said)
    assert found is not None
    came = counted.many(0, 1, "rated") / counted.many(0, 1, "gain")
    assert int(found[1]) == round(100 * (1 - came)) > 20


def test_a_name_with_signs_stays_a_name_on_the_page() -> None:
    named = replace(design(), title="<b>mine</b>")
    assert "&lt;b&gt;mine" in html(virtual_trial_page(told(named)))
