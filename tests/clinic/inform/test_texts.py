"""Our own public texts: easy to read, every number from the science, nothing promised."""

import re

import pytest

from papers.reading import grade
from percuta_clinic.inform.cautions import cautions
from percuta_clinic.inform.markup import blocks, names_in, parts_in
from percuta_clinic.inform.models import ARTICLES, Slug
from percuta_clinic.inform.parts import PARTS
from percuta_clinic.inform.queries import Shown, numbers
from percuta_clinic.inform.science import TOLD, figures
from percuta_clinic.inform.services import checked
from percuta_clinic.inform.starting import STARTING

TWELVE_YEARS_OLD = 7
OWN_PAGES = {Slug.HOME, Slug.SERVICES, Slug.TEAM}
# A number that is written out, before something that is counted.
WRITTEN_OUT = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifty)\b[- ]"
    r"(?:hours?|days?|weeks?|months?|years?|minutes?|per cent)"
    r"|\b(?:three|four|five|six|ten) (?:visits|sessions)",
    re.IGNORECASE,
)
# What the founding brief names, and the words that name it here.
CONCERNS = {
    *("wrinkles", "fine lines", "acne scars", "dark spots", "uneven colour", "sun"),
    *("stretch marks", "surgery", "other injuries", "stomach", "thighs"),
}


@pytest.mark.parametrize("slug", Slug)
def test_a_text_can_be_read_at_twelve(slug: Slug) -> None:
    pieces = blocks(STARTING[slug].text, numbers())
    rows = [row for one in pieces for row in (one.spans, *one.items) if row]
    assert grade("".join(span.text for span in row) for row in rows) <= TWELVE_YEARS_OLD


@pytest.mark.parametrize("slug", Slug)
def test_every_number_of_a_text_comes_from_the_science(slug: Slug) -> None:
    words = STARTING[slug]
    said = re.sub(r"\{[a-z_]+\}|^\d+\. |^##+ .*$", "", words.text, flags=re.MULTILINE)
    assert not re.findall(r"\d+", said)
    assert not WRITTEN_OUT.findall(said)
    assert not re.findall(r"\d+", words.title + words.summary)


@pytest.mark.parametrize("slug", Slug)
def test_a_text_asks_only_for_numbers_and_tables_that_are_there(slug: Slug) -> None:
    assert checked(STARTING[slug]).text == STARTING[slug].text.strip()


def test_every_number_and_every_table_is_used_somewhere() -> None:
    texts = "".join(one.text for one in STARTING.values())
    unused = {*figures()} - {*names_in(texts)}
    assert unused <= {"lumps_from", "open_hours", "needle_low", "needle_high", "swollen_days"} | {
        "sore_days",
        "scabs_usual",
        "water_days",
        "injection_weeks",
    }
    assert {*PARTS} == {*parts_in(texts)}


@pytest.mark.parametrize("slug", Slug)
def test_our_own_texts_promise_nothing(slug: Slug) -> None:
    assert cautions(STARTING[slug]) == []


def test_no_text_says_that_we_ask_after_visits_which_nobody_does_yet() -> None:
    assert not [slug for slug, one in STARTING.items() if "how you are" in one.text]


@pytest.mark.parametrize("concern", sorted(CONCERNS))
def test_every_concern_of_the_brief_is_named(concern: str) -> None:
    assert concern in STARTING[Slug.CONCERNS].text.replace("\n", " ").lower()


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ({"lost_told"}, {"lost_low", "lost_high", "lost_menopause"}),
        ({"seen_low_told", "seen_high_told"}, {"seen_low", "seen_high"}),
    ],
)
def test_what_is_only_told_stands_beside_what_was_read(told: set[str], read: set[str]) -> None:
    for slug in Slug:
        for paragraph in STARTING[slug].text.split("\n\n"):
            named = {*names_in(paragraph)}
            assert not named & told or named >= told | read, paragraph


def test_only_numbers_of_the_brief_are_marked_as_told() -> None:
    assert {name for name, one in figures().items() if one.status == TOLD} == {
        "lost_told",
        "seen_low_told",
        "seen_high_told",
    }


def test_every_number_says_how_sure_it_is_and_why() -> None:
    for one in figures().values():
        assert one.status in {"measured", "derived", "assumed", TOLD}
        assert one.source or one.note, one.name


@pytest.mark.parametrize("slug", ARTICLES)
def test_no_heading_of_an_article_skips_a_level(slug: Slug) -> None:
    kinds = [one.kind for one in Shown(slug=slug, words=STARTING[slug]).blocks]
    assert "heading" in kinds
    if "part" in kinds and slug is not Slug.HOW_IT_WORKS:
        assert kinds.index("heading") < kinds.index("part")
