"""The day on which a zone may be looked at again, and who decides then."""

from datetime import timedelta

import pytest

from cast import BEA, CHEEKS, DAY, days_ago
from percuta.devices.skinpen import SKINPEN
from percuta.person import Person
from percuta.planning.propose import propose
from percuta.planning.request import Request
from percuta.questions import Answer, Given
from percuta.report.words import answer_in_words
from percuta.screening.screen import Verdict
from planning.wishes import SCARS, wish
from screening.rule_cases import told

ZONE = CHEEKS[1].key
TANNER_IS_OVER = DAY + timedelta(days=2)


def opens(given: dict[str, Given], person: Person = BEA) -> object:
    return told(given, person=person).screened().opens_on(ZONE)


def said(given: dict[str, Given]) -> str:
    """The answer in words to one with these answers."""
    example = told(given, person=BEA)
    request = Request(
        person=BEA,
        answers=example.screened_answers(),
        device=SKINPEN,
        day=DAY,
        answered_on=DAY,
        concerns=(wish(SCARS, ZONE),),
    )
    return answer_in_words(request, propose(request))


def test_the_longest_wait_counts() -> None:
    both: dict[str, Given] = {"self_tanner_last": days_ago(1), "toxin_last": days_ago(4)}
    assert opens(both) == DAY + timedelta(days=10)


@pytest.mark.parametrize(
    "doctors", [{"filler_last": days_ago(70)}, {"keloid": Answer.YES}], ids=["filler", "keloid"]
)
def test_a_wait_ends_on_its_day_though_a_doctor_decides_then(doctors: dict[str, Given]) -> None:
    given = {"self_tanner_last": days_ago(1), **doctors}
    assert opens(given) == TANNER_IS_OVER
    assert said(given) == "Not now. Assess again from Thu 3 September 2026; then a doctor decides."


def test_a_wait_alone_leaves_no_doctor_to_ask() -> None:
    assert (
        said({"self_tanner_last": days_ago(1)})
        == "Not now. Assess again from Thu 3 September 2026."
    )


def test_the_birthday_of_a_young_adult_is_no_wait() -> None:
    nineteen = Person(birth_date=DAY.replace(year=DAY.year - 19), phototype=BEA.phototype)
    assert opens({"self_tanner_last": days_ago(1)}, nineteen) == TANNER_IS_OVER


@pytest.mark.parametrize("other", [{"pregnant": Answer.YES}, {"pregnant": Answer.NOT_KNOWN}])
def test_an_event_or_an_open_question_has_no_day(other: dict[str, Given]) -> None:
    given = {"self_tanner_last": days_ago(1), **other}
    assert told(given, person=BEA).screened().zones[ZONE] is Verdict.NOT_NOW
    assert opens(given) is None
