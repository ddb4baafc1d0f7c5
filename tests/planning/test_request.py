"""What cannot be asked for is refused before anything is planned."""

from dataclasses import replace

import pytest

from cast import BEA
from percuta.person import Person
from percuta.questions import Answer, Answers
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
