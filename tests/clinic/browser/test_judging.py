"""Judging a page only where it is new still finds what cannot be read."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from clinic.browser.chromium import launched
from clinic.browser.judging import broken

FAINT = "<style>.faint { color: #ddd; background: #fff }</style>"
HEAD = f"<!doctype html><html lang=en><head><title>A page</title>{FAINT}</head>"


@pytest.fixture
def page() -> Iterator[Page]:
    with launched() as browser:
        yield browser.new_page()


def said(page: Page, judged: set[str], body: str, *, width: int = 390) -> list[str]:
    page.set_content(f"{HEAD}<body><main><h1>Here</h1>{body}</main></body></html>")
    return [one["id"] for one in broken(page, judged, width)]


def test_a_faint_word_is_found_where_all_else_was_judged(page: Page) -> None:
    judged: set[str] = set()
    row = "<ul><li><b>One</b></li><li><b>Two</b></li></ul>"
    assert said(page, judged, row) == []
    assert said(page, judged, row + row) == []
    faint = "<ul><li><b>One</b></li><li><b class=faint>Two</b></li></ul>"
    assert said(page, judged, faint) == ["color-contrast"]
    assert said(page, judged, faint) == []
    assert said(page, judged, faint, width=1280) == ["color-contrast"]


def test_a_word_that_is_faint_because_of_what_is_around_it_is_found(page: Page) -> None:
    judged: set[str] = set()
    assert said(page, judged, "<p>Dark on <b>white</b></p>") == []
    assert said(page, judged, "<p class=faint>Dark on <b>white</b></p>") == ["color-contrast"]


def test_a_word_that_shows_only_later_is_found(page: Page) -> None:
    judged: set[str] = set()
    empty, hidden = "<b class=faint></b>", "<b class=faint style='display: none'>Later</b>"
    assert said(page, judged, f"<p>Here {empty}{hidden}</p>") == []
    assert said(page, judged, f"<p>Here {empty}<b class=faint>Now</b></p>") == ["color-contrast"]


def test_a_field_without_a_name_is_found(page: Page) -> None:
    assert said(page, set(), "<input type=text>") == ["label"]
