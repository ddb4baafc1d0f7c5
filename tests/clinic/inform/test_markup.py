"""Plain marks become pieces; whatever else was typed stays text."""

import pytest

from percuta_clinic.inform.markup import Block, Span, blocks, plain


def one(text: str) -> Block:
    (found,) = blocks(text, {"days": "3"})
    return found


def test_a_heading_a_list_and_a_paragraph_are_told_apart() -> None:
    found = blocks("## Before you come\nSome words.\n\n- one\n- two\nthat goes on\n\n1. first", {})
    assert [piece.kind for piece in found] == ["heading", "words", "list", "numbered"]
    assert found[0].name == "before-you-come"
    assert found[2].items[1] == (Span("two that goes on"),)


def test_bold_words_links_and_numbers_are_found() -> None:
    found = one("Red for **{days} days**, see [all](/read/side-effects/).")
    assert found.spans == (
        Span("Red for "),
        Span("3 days", strong=True),
        Span(", see "),
        Span("all", url="/read/side-effects/"),
        Span("."),
    )


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//evil.example/",
        "/\\evil.example",
        "vbscript:x",
        "evil.example",
        "ftp://evil.example/",
    ],
)
def test_a_link_leads_to_a_page_or_stays_as_it_was_typed(address: str) -> None:
    found = one(f"[words]({address})")
    assert found.spans == (Span(f"[words]({address})"),)


def test_a_link_may_lead_outside_in_the_open() -> None:
    (span,) = one("[a study](https://pubmed.example/1)").spans
    assert span.leaves
    assert not one("[more](#part)").spans[0].leaves


def test_markup_of_the_web_stays_text() -> None:
    text = '<script>alert(1)</script> <img src=x onerror="y"> {nobody} [[nothing here]]'
    assert one(text).spans == (Span(text),)


def test_the_words_alone_are_told_without_marks() -> None:
    assert plain(blocks("## A\n\n- **b**\n- [c](/d/)\n\n[[picture]]", {})) == "A b c"
