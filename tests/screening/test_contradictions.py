"""Answers that cannot both be true, and days that cannot be, are found on typed answers too."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from cast import AMARA, CHEEKS, DAY, STRANGER, all_clear, days_ago, with_answer
from percuta.person import Person
from percuta.questions import Answer, Answers, Given, Scope
from percuta.screening.catalogue import QUESTIONS
from percuta.screening.contradictions import (
    CONTRADICTIONS,
    Contradiction,
    contradictory,
    misdated,
)

RIGHT, LEFT = (zone.key for zone in CHEEKS)
EVERY_PAIR = pytest.mark.parametrize("pair", CONTRADICTIONS, ids=lambda pair: pair.first.key)


def told(key: str, given: Given, *, zone: str | None = None) -> Answers:
    return with_answer(all_clear(), QUESTIONS[key], given, zone=zone)


@EVERY_PAIR
def test_each_pair_is_found_in_answers_and_only_where_both_were_given(pair: Contradiction) -> None:
    first = with_answer(all_clear(), pair.first, pair.answer)
    keys = (pair.first.key, pair.second.key)
    for word in pair.never:
        assert keys in contradictory(with_answer(first, pair.second, word))
    unknown = with_answer(first, pair.second, Answer.NOT_KNOWN)
    assert keys not in contradictory(unknown)
    without = Answers(
        person={k: v for k, v in first.person.items() if k != pair.second.key},
        zones={k: v for k, v in first.zones.items() if k != pair.second.key},
    )
    assert keys not in contradictory(without)


def test_answers_that_agree_contradict_nothing() -> None:
    asked = {
        key: given for key, given in all_clear().person.items() if key != "diabetes_controlled"
    }
    assert contradictory(Answers(person=asked, zones=all_clear().zones)) == []
    assert contradictory(Answers()) == []


def test_two_cheeks_that_differ_contradict_only_in_one_cheek() -> None:
    tattooed: Mapping[str, Given] = {LEFT: Answer.YES, RIGHT: Answer.NO}
    never: Mapping[str, Given] = {LEFT: Answer.NEVER, RIGHT: Answer.NEVER}
    other: Mapping[str, Given] = {LEFT: days_ago(900), RIGHT: Answer.NEVER}
    pair = ("tattoo", "tattoo_last")
    assert contradictory(Answers(zones={"tattoo": tattooed, "tattoo_last": never})) == [pair]
    assert contradictory(Answers(zones={"tattoo": tattooed, "tattoo_last": other})) == []


@pytest.mark.parametrize("key", ["sun_last", "needled_last"])
def test_a_last_time_after_the_day_of_the_answers_cannot_be(key: str) -> None:
    assert misdated(told(key, DAY), AMARA, answered_on=DAY) == []
    found = misdated(told(key, DAY + timedelta(days=1)), AMARA, answered_on=DAY)
    zones = [RIGHT, LEFT] if QUESTIONS[key].scope is Scope.ZONE else [""]
    assert sorted(one.zone for one in found) == sorted(zones)
    assert {(one.key, one.why) for one in found} == {
        (key, "after 2026-09-01, the day of the answers")
    }


def test_a_last_time_before_the_birth_cannot_be() -> None:
    born = AMARA.birth_date
    assert born is not None
    assert misdated(told("sun_last", born), AMARA, answered_on=DAY) == []
    (one,) = misdated(told("sun_last", born - timedelta(days=1)), AMARA, answered_on=DAY)
    assert one.why == "before the birth on 1997-03-14"


@pytest.mark.parametrize(
    ("person", "years"), [(Person(age_years=30), 31), (STRANGER, 120)], ids=["age", "nothing"]
)
def test_without_a_birth_date_the_age_or_a_long_life_bounds_it(person: Person, years: int) -> None:
    earliest = DAY - timedelta(days=366 * years)
    assert misdated(told("sun_last", earliest), person, answered_on=DAY) == []
    before = told("sun_last", earliest - timedelta(days=1))
    assert len(misdated(before, person, answered_on=DAY)) == 1
