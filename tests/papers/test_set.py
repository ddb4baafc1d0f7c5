"""What people set stands on screen and papers with who set it and what was proposed instead."""

from percuta.casefile.packaged import examples
from percuta.casefile.reader import parse_case
from percuta.cli.load import answer, load
from percuta.cli.pages import explain_page, plan_page
from percuta.cli.render import as_text
from percuta.papers.clinician import clinician_page
from percuta.papers.page import Bullets, Page, Text
from percuta.papers.patient import patient_page
from percuta.report.document import Document
from percuta.report.fields import find
from percuta.report.schema import from_json, to_json


def chosen() -> Document:
    return answer(load(None, "chosen"))


def words(page: Page) -> str:
    blocks = [block for section in page.sections for block in section.blocks]
    lists = [
        " ".join(item) for block in blocks if isinstance(block, Bullets) for item in block.items
    ]
    return "\n".join([*lists, *(block.text for block in blocks if isinstance(block, Text))])


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_screen_and_paper_say_who_chose_and_what_was_proposed() -> None:
    document = chosen()
    for text in (as_text(plan_page(document)), words(clinician_page(document))):
        said = squeezed(text)
        assert "House protocol 2, by Dr Dora on 1 August 2026" in said
        assert "42 days, chosen by Sina instead of 35 days" in said
        assert "sessions: 5, chosen by Sina instead of 4" in said
        assert "sessions: 4, house protocol 2 instead of 3" in said
        assert "depth, sessions 2 to 5: 1.25 mm, chosen by Sina instead of 0.50 to 0.90 mm" in said


def test_the_patient_reads_who_chose_visits_and_days_between_them() -> None:
    said = words(patient_page(chosen()))
    assert "Sina chose 42 days between visits. Without that it would be 35." in said
    assert "Sina chose 5 visits (left cheek). Without that it would be 4." in said
    assert "Dr Dora has signed them" in said
    assert "mm" not in said


def test_a_plan_nobody_touched_speaks_of_nobody() -> None:
    document = answer(load(None, "skinpen-trial"))
    assert "SET BY PEOPLE" not in as_text(plan_page(document))
    assert "Set by people" not in [s.title for s in clinician_page(document).sections]
    assert "chose" not in words(patient_page(document))


def test_a_chosen_number_can_be_explained_down_to_the_evidence() -> None:
    document = chosen()
    said = squeezed(as_text(explain_page(document, "interval", find(document, "interval"))))
    assert "Standing: chosen by Sina" in said
    assert "Proposed: 35 days: house protocol 2" in said
    assert "the evidence says 28 days" in said
    path = "cheek_left.session_2.depth"
    said = squeezed(as_text(explain_page(document, path, find(document, path))))
    assert "Standing: chosen by Sina" in said


def test_the_document_holds_every_session_of_every_zone_and_how_far_each_may_move() -> None:
    plan = chosen().plan
    assert plan is not None
    right, left = plan.zones
    assert [setting.session for setting in left.settings] == [1, 2, 3, 4, 5]
    assert [setting.depth.value for setting in right.settings] == [0.6, 0.6, 0.8, 0.8]
    assert left.ranges is not None
    assert left.ranges.depth.absolute_high.value == 1.5
    assert left.ranges.depth.recommended_high is not None
    assert left.ranges.depth.recommended_high.value == 1.05
    assert plan.interval_range is not None
    assert plan.interval_range.absolute_low.value == 14
    assert plan.house is not None
    assert (plan.house.number, plan.chosen_by) == (2, "Sina")


def test_a_stored_document_with_choices_reads_back_as_it_was() -> None:
    document = chosen()
    assert from_json(to_json(document)) == document


def test_without_the_tables_the_same_case_is_as_the_evidence_proposes() -> None:
    text = examples()["chosen"].split("\n[chosen]", 1)[0]
    plan = answer(parse_case(text, "case.toml")).plan
    trial = answer(load(None, "skinpen-trial")).plan
    assert plan is not None
    assert trial is not None
    assert plan.zones == trial.zones
