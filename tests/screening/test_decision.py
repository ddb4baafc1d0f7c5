"""A doctor's decision lifts what waits for a doctor, and nothing that nobody may lift."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from cast import BEA, CHEEKS, DAY, all_clear, days_ago, situation, with_answer
from percuta.devices.skinpen import SKINPEN
from percuta.finding import Finding, Severity
from percuta.questions import Answer, Answers, Given
from percuta.screening.catalogue import QUESTIONS, RULES_BY_ID
from percuta.screening.decision import Decision
from percuta.screening.rules.recovery import FLOOR, INTERVAL
from percuta.screening.screen import Screening, Verdict, screen

YES = Answer.YES
RIGHT, LEFT = (zone.key for zone in CHEEKS)
FLOOR_DAYS, INTERVAL_DAYS = round(FLOOR.value), round(INTERVAL.value)


def decision(rule: str, *zones: str, on: date = DAY, until: date = DAY) -> Decision:
    return Decision(rule=rule, zones=zones, by="Dr Dora", on=on, until=until, reason="seen, calm")


def told(key: str, given: Given, *, zone: str | None = None) -> Answers:
    return with_answer(all_clear(), QUESTIONS[key], given, zone=zone)


def screened(answers: Answers, *decisions: Decision) -> Screening:
    return screen(replace(situation(BEA, SKINPEN, answers), decisions=decisions), CHEEKS)


def by(screening: Screening, rule: str) -> list[Finding]:
    return [finding for finding in screening.findings if finding.rule == rule]


def reasons(screening: Screening) -> list[str]:
    return [why for _, why in screening.unheard]


# What a decision must say


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"by": " "}, "name the doctor"),
        ({"reason": ""}, "write down why"),
        ({"until": days_ago(1)}, "before"),
        ({"rule": "recovery.999"}, "no rule has this id"),
        ({"zones": ("elbow",)}, "no zone has this key"),
    ],
)
def test_a_decision_without_doctor_reason_or_sense_is_refused(
    wrong: dict[str, Any], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        replace(decision("recovery.001"), **wrong)


def test_a_decision_says_who_when_how_long_and_why() -> None:
    said = str(decision("bleeding.002", until=DAY + timedelta(days=9)))
    assert said == ("Dr Dora decided on 1 September 2026, until 10 September 2026: seen, calm")


# What it lifts


def test_what_a_doctor_decides_is_lifted_and_stays_among_the_findings() -> None:
    answers = told("anticoagulants", YES)
    assert screened(answers).verdict is Verdict.DOCTOR
    lifted = screened(answers, decision("bleeding.002"))
    assert lifted.verdict is Verdict.PLAN
    (finding,) = by(lifted, "bleeding.002")
    assert finding.severity is Severity.DOCTOR
    assert finding.decided == decision("bleeding.002")
    assert lifted.unheard == ()


def test_a_wait_with_an_event_is_lifted_by_a_doctor() -> None:
    answers = told("not_calm_yet", YES)
    assert screened(answers).verdict is Verdict.NOT_NOW
    assert screened(answers, decision("session.001")).verdict is Verdict.PLAN


def test_one_decision_leaves_every_other_finding_as_it_is() -> None:
    answers = with_answer(told("anticoagulants", YES), QUESTIONS["not_calm_yet"], YES)
    assert screened(answers, decision("bleeding.002")).verdict is Verdict.NOT_NOW


def test_a_decision_on_one_cheek_splits_the_finding_of_both() -> None:
    screening = screened(told("not_calm_yet", YES), decision("session.001", LEFT))
    assert screening.zones == {RIGHT: Verdict.NOT_NOW, LEFT: Verdict.PLAN}
    found = {f.zones: f.decided is not None for f in by(screening, "session.001")}
    assert found == {(RIGHT,): False, (LEFT,): True}


def test_a_decision_on_one_cheek_splits_a_finding_of_the_whole_person() -> None:
    screening = screened(told("anticoagulants", YES), decision("bleeding.002", LEFT))
    assert screening.zones == {RIGHT: Verdict.DOCTOR, LEFT: Verdict.PLAN}


def test_a_decision_that_names_every_zone_leaves_the_finding_whole() -> None:
    screening = screened(told("anticoagulants", YES), decision("bleeding.002", RIGHT, LEFT))
    (finding,) = by(screening, "bleeding.002")
    assert finding.zones == ()
    assert screening.verdict is Verdict.PLAN


def test_of_two_decisions_the_newer_counts() -> None:
    old = decision("bleeding.002", on=days_ago(9), until=DAY + timedelta(days=30))
    screening = screened(told("anticoagulants", YES), decision("bleeding.002"), old)
    (finding,) = by(screening, "bleeding.002")
    assert finding.decided == decision("bleeding.002")
    assert screening.unheard == ((old, "a newer decision counts"),)


# What it never lifts


def test_a_stop_is_never_lifted() -> None:
    screening = screened(told("bleeding_disorder", YES), decision("bleeding.001"))
    assert screening.verdict is Verdict.NO
    assert reasons(screening) == ["this is a stop, which nobody lifts"]


def test_no_decision_stands_in_for_an_answer() -> None:
    answers = told("anticoagulants", Answer.NOT_KNOWN)
    screening = screened(answers, decision("bleeding.002"))
    assert screening.verdict is Verdict.ASK
    assert reasons(screening) == ["an answer is wanted first, to: anticoagulants"]


def test_a_decision_on_the_cream_alone_lifts_nothing() -> None:
    (question,) = RULES_BY_ID["numbing.001"].asks
    screening = screened(told(question.key, YES), decision("numbing.001"))
    assert reasons(screening) == [
        "only the cream hangs on it; it is decided when the plan is confirmed"
    ]
    assert all(finding.decided is None for finding in screening.findings)


def test_what_goes_with_a_plan_needs_no_decision() -> None:
    screening = screened(told("light_sensitive", YES), decision("medicines.001"))
    assert reasons(screening) == ["it holds nothing back"]


@pytest.mark.parametrize(
    ("on", "until", "why"),
    [
        (days_ago(9), days_ago(1), "it ended on 31 August 2026"),
        (DAY + timedelta(days=1), DAY + timedelta(days=9), "it counts from 2 September 2026"),
    ],
)
def test_a_decision_counts_only_on_its_days(on: date, until: date, why: str) -> None:
    late = decision("bleeding.002", on=on, until=until)
    screening = screened(told("anticoagulants", YES), late)
    assert screening.verdict is Verdict.DOCTOR
    assert reasons(screening) == [why]


def test_a_decision_on_what_is_not_found_is_named() -> None:
    assert reasons(screened(all_clear(), decision("bleeding.002"))) == [
        "the rule finds nothing there now"
    ]
    elsewhere = screened(told("not_calm_yet", YES, zone=RIGHT), decision("session.001", LEFT))
    assert reasons(elsewhere) == ["the rule finds nothing there now"]


# Floors


@pytest.mark.parametrize(
    ("ago", "verdict"),
    [
        (FLOOR_DAYS - 1, Verdict.NOT_NOW),
        (FLOOR_DAYS, Verdict.PLAN),
        (INTERVAL_DAYS - 1, Verdict.PLAN),
    ],
)
def test_the_wait_after_needling_is_never_shortened_below_its_floor(
    ago: int, verdict: Verdict
) -> None:
    screening = screened(told("needled_last", days_ago(ago)), decision("recovery.001"))
    assert screening.verdict is verdict
    assert reasons(screening) == (
        []
        if verdict is Verdict.PLAN
        else ["no decision shortens this wait to before 2 September 2026"]
    )


def test_a_wait_opens_on_its_own_day_while_the_floor_holds() -> None:
    screening = screened(told("needled_last", days_ago(3)), decision("recovery.001"))
    assert screening.opens_on(LEFT) == days_ago(3) + timedelta(days=INTERVAL_DAYS)


def test_the_pause_after_isotretinoin_is_shortened_by_a_doctor() -> None:
    answers = told("isotretinoin_last", days_ago(30))
    assert screened(answers).verdict is Verdict.NOT_NOW
    assert screened(answers, decision("isotretinoin.002")).verdict is Verdict.PLAN


def test_a_label_that_names_a_pause_after_isotretinoin_is_its_floor() -> None:
    topic = RULES_BY_ID["isotretinoin.001"].topic
    assert topic is not None
    entry = SKINPEN.label.entries[topic]
    named = replace(entry, window=replace(INTERVAL, key="devices.test.isotretinoin", value=60))
    label = replace(SKINPEN.label, entries={**SKINPEN.label.entries, topic: named})
    device = replace(SKINPEN, label=label)
    for ago, verdict in ((59, Verdict.NOT_NOW), (60, Verdict.PLAN)):
        here = situation(BEA, device, told("isotretinoin_last", days_ago(ago)))
        asked = replace(here, decisions=(decision("isotretinoin.002"),))
        assert screen(asked, CHEEKS).verdict is verdict
