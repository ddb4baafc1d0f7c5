"""What cannot be asked for is refused before anything is planned."""

from dataclasses import replace

import pytest

from cast import BEA, days_ago, with_answer
from percuta.assessment.concern import Kind
from percuta.person import Person
from percuta.planning.propose import propose
from percuta.planning.request import Request
from percuta.questions import Answer, Answers
from percuta.screening.rules.pigment import DARK_MARKS_BEFORE
from percuta.screening.rules.sun import SUN_LAST
from percuta.screening.screen import Verdict
from planning.wishes import BEAS, CHEEK, SCARS, wish


def test_a_zone_that_nobody_knows_is_not_dropped_in_silence() -> None:
    with pytest.raises(ValueError, match="no zone is called 'chek_left'"):
        replace(BEAS, concerns=(wish(SCARS, "chek_left"),))


def test_an_answer_to_no_question_is_not_dropped_in_silence() -> None:
    with pytest.raises(ValueError, match="no question is called 'pregnantt'"):
        replace(BEAS, answers=Answers(person={"pregnantt": Answer.NO}))


@pytest.mark.parametrize("area", [0.0, -5.0, float("nan")])
def test_an_area_is_more_than_nothing(area: float) -> None:
    with pytest.raises(ValueError, match="more than 0 is wanted"):
        replace(BEAS, areas_cm2={CHEEK: area})


@pytest.mark.parametrize("used", [-1.0, float("nan")])
def test_cream_used_is_not_less_than_nothing(used: float) -> None:
    with pytest.raises(ValueError, match="at least 0 is wanted"):
        replace(BEAS, cream_used_cm2=used)


@pytest.mark.parametrize("weight", [0.0, -5.0, float("nan"), float("inf")])
def test_a_weight_that_nobody_has_is_refused(weight: float) -> None:
    with pytest.raises(ValueError, match="a number over 0 is wanted"):
        replace(BEA, weight_kg=weight)


def test_one_person_has_one_age() -> None:
    with pytest.raises(ValueError, match="two answers to one question"):
        Person(birth_date=BEA.birth_date, age_years=12)


MARKED = with_answer(BEAS.answers, DARK_MARKS_BEFORE, Answer.YES)


@pytest.mark.parametrize(
    ("request_", "days"),
    [
        (BEAS, 2),
        (replace(BEAS, concerns=(wish(Kind.DARK_SPOTS, CHEEK),)), 14),
        (replace(BEAS, concerns=(wish(Kind.MELASMA, CHEEK),)), 14),
        (replace(BEAS, answers=MARKED), 14),
    ],
    ids=["scars", "spots", "melasma", "marks before"],
)
def test_after_sun_pigment_waits_two_weeks_in_every_phototype(request_: Request, days: int) -> None:
    def verdict(ago: int) -> Verdict:
        answers = with_answer(request_.answers, SUN_LAST, days_ago(ago))
        return propose(replace(request_, answers=answers)).screening.verdict

    assert (verdict(days - 1), verdict(days)) == (Verdict.NOT_NOW, Verdict.PLAN)
