"""Protocols for when something goes wrong: short words, sourced numbers, no licence widened."""

import re
from itertools import chain

import pytest

from papers.reading import grade
from percuta.evidence.catalogue import SOURCES
from percuta.evidence.parameter import Status
from percuta.report.versions import DECIDES
from percuta.treatment.problems.catalogue import PROTOCOLS
from percuta.treatment.problems.protocol import Protocol, Who

MOST_LETTERS = 120
READS = 6.0  # years of school, in a hurry
KINDS = ("bleeding", "faint", "allergy", "toxicity", "too_deep", "staff_needle", "something_else")
FIGURES = re.compile(r"\d+(?:\.\d+)?")
OF_A_DOCTOR = ("lipid", "methylene", "syringe", "oxygen")

each = pytest.mark.parametrize("protocol", PROTOCOLS.values(), ids=PROTOCOLS)


def test_every_problem_behind_the_button_has_a_protocol() -> None:
    assert tuple(PROTOCOLS) == KINDS


@each
def test_every_step_can_be_read_at_arms_length(protocol: Protocol) -> None:
    texts = [step.words for step in protocol.steps]
    texts += [step.timer.then for step in protocol.steps if step.timer]
    assert [words for words in texts if not 0 < len(words) <= MOST_LETTERS] == []


@each
def test_every_protocol_says_when_to_call_and_what_never_to_do(protocol: Protocol) -> None:
    lists = ("signs", "at_hand", "call", "doctor", "never", "after", "report")
    assert [name for name in lists if not getattr(protocol, name)] == []


@each
def test_its_words_are_plain_enough_for_a_hurry(protocol: Protocol) -> None:
    assert grade(protocol.said()) <= READS


@each
def test_every_figure_in_its_words_is_a_number_with_a_source(protocol: Protocol) -> None:
    known = {f"{number.value:g}" for number in protocol.numbers}
    said = set(chain.from_iterable(FIGURES.findall(text) for text in protocol.said()))
    assert said <= known, f"no source for {', '.join(sorted(said - known))}"
    unread = [n for n in protocol.numbers if n.source is None]
    assert [n.key for n in unread if n.status is not Status.ASSUMED or not n.note] == []


@each
def test_a_number_of_a_protocol_names_a_source_that_the_protocol_lists(protocol: Protocol) -> None:
    behind = {number.source.key for number in protocol.numbers if number.source}
    listed = {source.key for source in protocol.sources}
    assert behind <= listed <= set(SOURCES)


@each
def test_steps_are_named_once_so_that_a_tap_means_one_of_them(protocol: Protocol) -> None:
    keys = [step.key for step in protocol.steps]
    assert len(keys) == len(set(keys))
    assert all(re.fullmatch(r"[a-z_]+", key) for key in keys)


DOSES = [dose for one in PROTOCOLS.values() for step in one.steps for dose in step.doses]


def test_every_dose_was_read_and_says_for_whom() -> None:
    assert DOSES
    for dose in DOSES:
        assert dose.amount.status is Status.MEASURED
        assert dose.amount.source is not None
        assert dose.people
        assert dose.amount.population


def test_no_medicine_is_in_the_hands_of_somebody_without_an_order() -> None:
    assert [dose.what for dose in DOSES if dose.who is Who.ANYBODY] == []
    free = [
        step.words.lower()
        for one in PROTOCOLS.values()
        for step in one.steps
        if step.who is Who.ANYBODY
    ]
    assert [words for words in free if any(word in words for word in OF_A_DOCTOR)] == []
    assert [words for words in free if words.startswith("adrenaline")] == []


def test_a_third_injection_is_for_a_doctor() -> None:
    allergy = PROTOCOLS["allergy"]
    given = [step for step in allergy.steps if step.who is Who.ORDER]
    assert len(given) == PROTOCOLS["allergy"].parameters[0].value
    assert given[-1].timer is not None
    assert "doctor" in given[-1].timer.then


def test_a_doctor_signs_the_protocols_with_the_rules() -> None:
    assert "treatment" in DECIDES


def test_only_the_house_rule_for_all_the_rest_stands_without_a_source() -> None:
    unread = [one.key for one in PROTOCOLS.values() if not one.sources]
    assert unread == [one.key for one in PROTOCOLS.values() if one.status is Status.ASSUMED]
    assert unread == ["something_else"]


def test_what_says_no_more_needling_or_treatment_ends_it_for_the_day() -> None:
    ends = re.compile(r"No more (?:needling|treatment here) (?!in that zone)|Do not needle, also")
    for one in PROTOCOLS.values():
        assert one.ends_needling is bool(ends.search(" ".join(one.said()))), one.key
