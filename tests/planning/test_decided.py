"""Where a doctor has decided, planning goes on, and says on whose word it does."""

from dataclasses import replace

from cast import DAY, days_ago, with_answer
from percuta.planning.figure import Remark
from percuta.planning.propose import propose
from percuta.planning.request import Request
from percuta.questions import Answer
from percuta.screening.catalogue import QUESTIONS
from percuta.screening.decision import Decision
from percuta.screening.screen import Verdict
from planning.wishes import BEAS, CHEEK, OTHER_CHEEK, plan_of

YES = Answer.YES


def decision(rule: str, *zones: str) -> Decision:
    return Decision(rule=rule, zones=zones, by="Dr Dora", on=DAY, until=DAY, reason="seen, calm")


def with_last_needling(*decisions: Decision) -> Request:
    answers = with_answer(BEAS.answers, QUESTIONS["needled_last"], days_ago(20))
    return replace(BEAS, answers=answers, decisions=decisions)


def decided(request: Request) -> list[Remark]:
    return [r for r in plan_of(request).confirmations if r.what.startswith("decided: ")]


def test_a_zone_that_a_doctor_released_is_planned() -> None:
    assert propose(with_last_needling()).plan is None
    assert propose(with_last_needling(decision("recovery.001"))).verdict is Verdict.PLAN
    zones = [z.zone.key for z in plan_of(with_last_needling(decision("recovery.001"))).zones]
    assert zones == [CHEEK, OTHER_CHEEK]


def test_only_the_zone_that_was_decided_on_is_planned() -> None:
    plan = plan_of(with_last_needling(decision("recovery.001", OTHER_CHEEK)))
    assert [z.zone.key for z in plan.zones] == [OTHER_CHEEK]


def test_the_doctor_confirms_that_the_decision_still_holds() -> None:
    (remark,) = decided(with_last_needling(decision("recovery.001")))
    assert remark.what == "decided: Needled a short while ago"
    assert remark.why == (
        "Dr Dora decided on 1 September 2026, until 1 September 2026: seen, calm; "
        "confirm that it still holds (recovery.001)"
    )
    assert decided(BEAS) == []


def test_a_shortened_wait_leaves_the_interval_of_the_course() -> None:
    shortened = plan_of(with_last_needling(decision("recovery.001")))
    assert shortened.interval_days == plan_of(BEAS).interval_days
    assert shortened.sessions[0].day == DAY
