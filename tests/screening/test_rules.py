"""Each rule finds the one whom it is about, spares the one just beside, and says why."""

import re
from dataclasses import replace
from datetime import timedelta
from types import ModuleType

import pytest

from cast import (
    AMARA,
    BEA,
    CHEEKS,
    CHIDI,
    DAY,
    EMRE,
    FLORA,
    STRANGER,
    all_clear,
    days_ago,
    situation,
    with_answer,
)
from percuta.devices.catalogue import DEVICES
from percuta.devices.device import Device
from percuta.devices.exceed import EXCEED
from percuta.devices.skinpen import SKINPEN
from percuta.evidence.parameter import Parameter
from percuta.finding import Severity
from percuta.person import Person
from percuta.questions import Answer, Kind, Question
from percuta.screening.catalogue import FAMILIES, QUESTIONS, RULES
from percuta.screening.rule import Rule
from percuta.screening.rules.acne import ACNE_IN_AREA
from percuta.screening.screen import Verdict, screen
from screening.rule_cases import CASES, Case, decisive, told

EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
SPOT_OR_CREAM = {
    *("lesions.004", "tattoo.001", "numbing.001", "numbing.002", "numbing.003"),
    *("numbing.004", "numbing.005", "fainting.002"),
}
EVERY_CASE = pytest.mark.parametrize("case", CASES, ids=str)


@EVERY_CASE
def test_a_rule_finds_the_one_whom_it_is_about(case: Case) -> None:
    (finding,) = case.triggers.found(case.rule)
    assert (finding.severity, finding.until) == (case.severity, case.until)


@EVERY_CASE
def test_a_rule_spares_the_one_who_just_does_not_fit(case: Case) -> None:
    assert case.just_not.found(case.rule) == ()


@EVERY_CASE
def test_nobody_with_a_finding_is_treated_save_spot_and_cream(case: Case) -> None:
    spared = case.rule in SPOT_OR_CREAM or case.severity.goes_with_plan
    assert bool(case.triggers.screened().treatable) is spared


def test_every_rule_has_a_case_and_no_case_is_lost() -> None:
    assert {case.rule for case in CASES} == {rule.id for rule in RULES}


@pytest.mark.parametrize("person", [AMARA, BEA, CHIDI, FLORA])
@pytest.mark.parametrize("device", DEVICES.values(), ids=lambda device: device.key)
def test_an_adult_who_is_all_clear_may_be_treated(person: Person, device: Device) -> None:
    result = screen(situation(person, device, all_clear()), CHEEKS)
    assert result.verdict is Verdict.PLAN
    assert decisive(result.findings) == []


def test_acne_on_one_cheek_leaves_the_other_free() -> None:
    answers = with_answer(all_clear(), ACNE_IN_AREA, Answer.YES, zone="cheek_left")
    assert screen(situation(AMARA, SKINPEN, answers), CHEEKS).treatable == ("cheek_right",)


@EVERY_RULE
def test_an_id_is_its_family_and_three_digits(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*\.\d{3}", rule.id)


def test_ids_are_unique_and_rise_within_their_family() -> None:
    for family in FAMILIES:
        ids = [rule.id for rule in family.RULES]
        assert ids == sorted(set(ids))
        assert {rule.family for rule in family.RULES} == {family.__name__.split(".")[-1]}


@EVERY_RULE
def test_every_rule_has_its_texts_and_its_sources(rule: Rule) -> None:
    assert rule.title
    assert rule.sources
    assert len(set(rule.sources)) == len(rule.sources)
    for text in (rule.patient, rule.clinician, rule.hint):
        assert re.fullmatch(r"[A-Z].*\S\.", text)


@EVERY_RULE
def test_windows_are_named_after_their_family_or_device(rule: Rule) -> None:
    for parameter in rule.parameters:
        assert parameter.key.startswith((f"screening.{rule.family}.", "devices."))


def test_one_key_means_one_parameter_everywhere() -> None:
    parameters = {parameter for rule in RULES for parameter in rule.parameters}
    assert len({parameter.key for parameter in parameters}) == len(parameters)


def test_one_key_means_one_question_everywhere() -> None:
    for rule in RULES:
        for question in rule.asks:
            assert QUESTIONS[question.key] == question
            assert re.fullmatch(r"[a-z]+(_[a-z0-9]+)*", question.key)
            assert question.text.endswith("?")


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_every_question_and_window_of_a_family_is_used(family: ModuleType) -> None:
    rules = vars(family)["RULES"]
    used = {thing for rule in rules for thing in (*rule.asks, *rule.parameters)}
    own = {thing for thing in vars(family).values() if isinstance(thing, Question | Parameter)}
    assert own == used


def test_no_two_questions_say_the_same() -> None:
    assert len({question.text for question in QUESTIONS.values()}) == len(QUESTIONS)


@pytest.mark.parametrize(
    ("person", "days"), [(FLORA, 4), (EMRE, 7), (CHIDI, 7), (STRANGER, 7)], ids=repr
)
def test_darker_or_unknown_skin_waits_longer_after_retinoids(person: Person, days: int) -> None:
    last_day = told({"retinoid_last": days_ago(days - 1)}, person=person)
    over = told({"retinoid_last": days_ago(days)}, person=person)
    assert last_day.found("skincare.001")
    assert not over.found("skincare.001")


@pytest.mark.parametrize(
    ("person", "days"), [(BEA, 2), (FLORA, 14), (EMRE, 14), (STRANGER, 14)], ids=repr
)
def test_skin_that_tans_or_is_unknown_waits_longer_after_sun(person: Person, days: int) -> None:
    assert told({"sun_last": days_ago(days - 1)}, person=person).found("sun.001")
    assert not told({"sun_last": days_ago(days)}, person=person).found("sun.001")


def test_a_needled_area_names_the_floor_of_the_interval() -> None:
    (finding,) = told({"needled_last": days_ago(10)}, device=EXCEED).found("recovery.001")
    assert "never below 14 days" in finding.clinician


YES_TO = [
    (question, device)
    for question in QUESTIONS.values()
    if question.kind is Kind.YES_NO and question.key != "diabetes_controlled"
    for device in DEVICES.values()
]


@pytest.mark.parametrize(
    ("question", "device"), YES_TO, ids=lambda one: one.key if hasattr(one, "key") else ""
)
def test_no_yes_is_ever_lost_on_any_device(question: Question, device: Device) -> None:
    findings = told({question.key: Answer.YES}, person=BEA, device=device).screened().findings
    assert findings, f"yes to {question.key} says nothing on {device.key}"


@pytest.mark.parametrize(("last", "start"), [(0, 3), (0, 7), (3, 3)])
def test_a_wait_that_ends_before_the_start_is_recalled(last: int, start: int) -> None:
    answers = with_answer(all_clear(), QUESTIONS["self_tanner_last"], days_ago(last))
    later = replace(
        situation(BEA, SKINPEN, answers), day=DAY + timedelta(days=start), answered_on=DAY
    )
    found = [f for f in screen(later, CHEEKS).findings if f.rule == "skincare.002"]
    recalled = last + start >= 3 > last
    assert [f.severity for f in found] == ([Severity.INFORM] if recalled else [])
    assert all("only if it did not happen again since" in f.clinician for f in found)
