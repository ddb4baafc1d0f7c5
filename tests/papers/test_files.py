"""The files: tagged PDF on both sheets, HTML that is alone, a calendar others can read."""

import io
import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from typing import Any

import icalendar
import pypdf
import pytest

from percuta.casefile.packaged import examples
from percuta.cli.load import answer, load
from percuta.days import day_in_words
from percuta.papers.calendar_file import calendar_file
from percuta.papers.card import card
from percuta.papers.clinician import clinician_page
from percuta.papers.consent import consent
from percuta.papers.handouts import Clinic, NoPlan
from percuta.papers.html import css_text, html
from percuta.papers.page import Page
from percuta.papers.patient import patient_page
from percuta.papers.pdf import Sheet, pdf
from percuta.report.document import Document

PLAN = answer(load(None, "dogra-2014"))
HOSTILE = '#panic("x") [* </script><script>alert(1)</script> $ & \\ "quoted" <b>'
MM_IN_POINT = 25.4 / 72
PAPERS = {
    "patient": patient_page(PLAN),
    "clinician": clinician_page(PLAN),
    "consent": consent(PLAN, Clinic()),
    "card": card(PLAN, Clinic()),
}
CARDS = [name for name in examples() if answer(load(None, name)).plan is not None]
EVERY_PAPER = pytest.mark.parametrize("name", PAPERS)


def read(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


@EVERY_PAPER
def test_a_pdf_is_tagged_named_and_in_english(name: str) -> None:
    file = read(pdf(PAPERS[name]))
    root: Any = file.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert file.metadata is not None
    assert file.metadata.title == PAPERS[name].title
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


@pytest.mark.parametrize(("sheet", "size"), [(Sheet.A4, (210, 297)), (Sheet.LETTER, (216, 279))])
def test_a_pdf_has_the_size_of_its_sheet(sheet: Sheet, size: tuple[int, int]) -> None:
    box = read(pdf(PAPERS["patient"], sheet=sheet)).pages[0].mediabox
    assert (round(box.width * MM_IN_POINT), round(box.height * MM_IN_POINT)) == size


@EVERY_PAPER
def test_every_page_names_rule_set_signature_and_its_number(name: str) -> None:
    pages = read(pdf(PAPERS[name])).pages
    for number, page in enumerate(pages, start=1):
        text = " ".join(page.extract_text().split())
        assert PLAN.made_by.rule_set in text
        assert "no doctor has read and signed these rules" in text
        assert "not a certified medical device; a named clinician decides" in text
        assert f"page {number} of {len(pages)}" in text


@pytest.mark.parametrize("sheet", Sheet)
@pytest.mark.parametrize("name", CARDS)
def test_the_card_is_one_page_on_either_sheet(name: str, sheet: Sheet) -> None:
    content = pdf(card(answer(load(None, name)), Clinic()), sheet=sheet, tight=True)
    assert len(read(content).pages) == 1


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert pdf(PAPERS["patient"]) == pdf(PAPERS["patient"])


@pytest.mark.parametrize(
    "title", ["\u4e2d\u6587", "\U0001f600", "\u05e2\u05d1", "a\x07b", "Żółć Ελ Я"]
)
def test_letters_that_no_font_knows_stop_no_paper(title: str) -> None:
    page = replace(PAPERS["clinician"], title=title)
    assert pdf(page).startswith(b"%PDF")


def test_a_paper_without_care_still_shows_the_plan() -> None:
    page = patient_page(replace(PLAN, care=None))
    titles = {section.title for section in page.sections}
    assert {"What we treat", "Your visits", "Who decides"} <= titles
    assert "When to call" not in titles
    assert pdf(page).startswith(b"%PDF")
    with pytest.raises(NoPlan, match="says nothing about care"):
        card(replace(PLAN, care=None), Clinic())


def test_printed_html_names_rule_set_and_numbers_its_pages() -> None:
    signed = replace(PLAN, made_by=replace(PLAN.made_by, rule_set_signed_by='Dr "X" </style><b>'))
    text = html(patient_page(signed))
    style = text[text.index("<style>") : text.index("</style>")]
    assert "counter(page)" in style
    assert "counter(pages)" in style
    assert PLAN.made_by.rule_set in style
    assert text.count("</style>") == 1
    assert css_text('a"b') == "a\\22 b"


def test_a_hostile_title_is_only_words() -> None:
    page = clinician_page(replace(PLAN, title=HOSTILE))
    text = read(pdf(page)).pages[0].extract_text()
    assert "#panic" in text
    assert "<script>" not in html(page)
    assert "&lt;script&gt;" in html(page)


@EVERY_PAPER
def test_html_needs_no_outside_address_and_no_script(name: str) -> None:
    text = unescape(html(PAPERS[name])).replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"<script|<link|@import|url\(|src=", text)
    addresses = re.findall(r"https?://[^\s<]+", text)
    cited = {source.address for source in PLAN.sources}
    assert all(any(a in known for known in cited) for a in addresses)


@EVERY_PAPER
def test_html_has_one_title_headings_in_order_and_named_columns(name: str) -> None:
    text = html(PAPERS[name])
    assert text.startswith("<!doctype html>")
    assert 'lang="en"' in text
    levels = [int(level) for level in re.findall(r"<h(\d)", text)]
    assert levels[0] == 1
    assert set(levels[1:]) == {2}
    assert text.count("<thead>") == text.count("<table") == text.count('<tr><th scope="col">')


@EVERY_PAPER
def test_pictures_say_in_words_what_they_show(name: str) -> None:
    for block in (b for s in PAPERS[name].sections for b in s.blocks if b.kind == "picture"):
        assert block.words.endswith(".")
        assert "aria-label=" in block.svg


def contrast(one: str, other: str) -> float:
    """Contrast of two colours by WCAG 2."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tone", ["good", "wait", "stop", "note"])
def test_words_stand_out_from_their_ground_in_light_and_dark(tone: str) -> None:
    style = html(PAPERS["patient"])
    for ink, ground in ((tone, f"{tone}-bg"), ("ink", f"{tone}-bg"), ("soft", "paper")):
        inks = re.findall(rf"--{ink}: (#[0-9a-f]{{6}})", style)
        grounds = re.findall(rf"--{ground}: (#[0-9a-f]{{6}})", style)
        for one, other in zip(inks[:2], grounds[:2], strict=True):
            assert contrast(one, other) >= 4.5


# The calendar


def test_a_calendar_is_read_back_with_every_visit_as_a_whole_day() -> None:
    found = icalendar.Calendar.from_ical(calendar_file(PLAN))
    events = found.walk("VEVENT")
    days = {str(e["summary"]): e.decoded("dtstart") for e in events}
    assert PLAN.plan is not None
    for session in PLAN.plan.sessions:
        assert days[f"Needling, visit {session.number} of 3"] == session.day
    title = "3 months after the last visit: please come, we look at the result"
    assert days[title] == PLAN.plan.review_on
    lengths = {e.decoded("dtend") - e.decoded("dtstart") for e in events}
    assert lengths == {timedelta(days=1)}
    assert len({str(e["uid"]) for e in events}) == len(events)


def test_a_calendar_says_whether_to_come() -> None:
    titles = set(uids(answer(load(None, "alqam-2023"))))
    assert {
        "Day 3 after visit 2: look at your skin, no need to come",
        "1 month after the last visit: please come, we look at your skin",
    } <= titles
    moved = set(uids(answer(load(None, "wedding"))))
    assert "Day 35 after visit 2: please come, we look at your skin" in moved
    assert not any("looks or asks" in title for title in titles | moved)


@pytest.mark.parametrize("name", CARDS)
def test_paper_and_calendar_name_the_same_days(name: str) -> None:
    document = answer(load(None, name))
    (visits,) = [s for s in patient_page(document).sections if s.title == "Your visits"]
    (table,) = [block for block in visits.blocks if block.kind == "table"]
    on_paper = {row[1].removeprefix("from").replace("\u00a0", " ").strip() for row in table.rows}
    entries = {title: [d for _, d in found] for title, found in uids(document).items()}
    told = [t for t in entries if "please come" in t or t.startswith("Needling")]
    assert on_paper == {day_in_words(day) for title in told for day in entries[title]}
    asked = {title.split(" after")[0].lower() for title in entries if "no need to come" in title}
    text = " ".join(block.text for block in visits.blocks if block.kind == "text")
    assert set(re.findall(r"day \d+", text)) == asked


def test_answers_of_old_say_no_more_than_they_did() -> None:
    assert PLAN.care is not None
    old = tuple(replace(advice, come=None) for advice in PLAN.care.follow_up)
    titles = uids(replace(PLAN, care=replace(PLAN.care, follow_up=old)))
    assert "Day 3 after visit 1: the clinic looks or asks" in titles


def test_the_same_answer_gives_the_same_calendar() -> None:
    assert calendar_file(PLAN) == calendar_file(answer(load(None, "dogra-2014")))


def uids(document: Document) -> dict[str, list[tuple[str, date]]]:
    events = icalendar.Calendar.from_ical(calendar_file(document)).walk("VEVENT")
    found: dict[str, list[tuple[str, date]]] = {}
    for event in events:
        found.setdefault(str(event["summary"]), []).append(
            (str(event["uid"]), event.decoded("dtstart"))
        )
    return found


def test_a_moved_plan_replaces_its_entries_in_a_calendar() -> None:
    before = uids(answer(load(None, "wedding")))
    after = uids(answer(load(None, "wedding"), "2026-11-03"))
    first, later = before["Needling, visit 1 of 3"], after["Needling, visit 1 of 3"]
    assert first[0][0] == later[0][0]
    assert first[0][1] != later[0][1]
    every = [{uid for entries in found.values() for uid, _ in entries} for found in (before, after)]
    assert every[0] == every[1]


def test_the_review_stands_in_the_calendar_whoever_names_it() -> None:
    assert PLAN.plan is not None
    for document in (PLAN, replace(PLAN, care=None)):
        days = [day for entries in uids(document).values() for _, day in entries]
        assert days.count(PLAN.plan.review_on) == 1


def test_two_cases_share_no_entry_of_a_calendar() -> None:
    every = [
        {uid for entries in uids(answer(load(None, name))).values() for uid, _ in entries}
        for name in ("wedding", "wedding-too-soon", "dogra-2014", "skinpen-trial")
    ]
    assert sum(len(one) for one in every) == len(set[str]().union(*every))


def test_every_paper_is_a_page() -> None:
    assert all(isinstance(page, Page) for page in PAPERS.values())
