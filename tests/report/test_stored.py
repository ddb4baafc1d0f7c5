"""Stored answers can be read again, and carry who signed."""

import json

import msgspec
import pytest

from golden_cases import FOLDER, KEPT_AS_JSON
from percuta.casefile.build import build_case
from percuta.casefile.packaged import examples
from percuta.cli.load import answer, load
from percuta.cli.pages import plan_page
from percuta.cli.render import as_text
from percuta.planning.propose import propose
from percuta.questions import FACTS
from percuta.report.build import build_document
from percuta.report.schema import from_json, to_json
from percuta.screening.catalogue import QUESTIONS, RULES

NAMES = sorted(examples())


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_survives_being_stored(name: str) -> None:
    document = answer(load(None, name))
    assert from_json(to_json(document)) == document


@pytest.mark.parametrize("name", KEPT_AS_JSON)
def test_a_stored_answer_is_read_as_it_was_written(name: str) -> None:
    stored = (FOLDER / f"{name}.json").read_text(encoding="utf-8")
    document = from_json(stored)
    assert document == answer(load(None, name))
    assert json.loads(to_json(document)) == json.loads(stored)


@pytest.mark.parametrize("name", NAMES)
def test_the_case_kept_with_an_answer_gives_the_same_request(name: str) -> None:
    case = load(None, name)
    kept = answer(case).made_by.case
    assert build_case(kept).request == case.request


def test_what_is_no_answer_is_not_read_as_one() -> None:
    with pytest.raises(msgspec.ValidationError):
        from_json('{"format": "percuta.plan/1"}')


def test_a_signature_stands_in_the_answer_and_on_the_page() -> None:
    case = load(None, "skinpen-trial")
    signed = build_document(case, propose(case.request), signed_by="Dr Example, 1 Dec 2026")
    assert signed.made_by.rule_set_signed_by == "Dr Example, 1 Dec 2026"
    page = " ".join(as_text(plan_page(signed)).split())
    assert "signed by Dr Example, 1 Dec 2026" in page
    assert "no doctor has read and signed it" not in page


def test_every_question_a_rule_may_ask_has_its_words() -> None:
    for rule in RULES:
        assert {*(q.key for q in rule.asks), *rule.facts} <= {*QUESTIONS, *FACTS}
