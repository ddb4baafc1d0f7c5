"""Before a later session what may have changed is asked again; a missing answer is never a no."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cast import AMARA, BEA, CHEEKS, DAY, all_clear, clear, days_ago, situation, with_answer
from percuta.devices.catalogue import DEVICES
from percuta.devices.device import Device
from percuta.devices.exceed import EXCEED
from percuta.devices.skinpen import SKINPEN
from percuta.questions import Answer, Answers, Given, Kind, Question, Scope
from percuta.screening.again import (
    LASTING,
    YES_LASTS,
    answers_again,
    asked_again,
    lasts,
    no_longer,
    yes_lasts,
)
from percuta.screening.catalogue import QUESTIONS
from percuta.screening.rule import Situation
from percuta.screening.rules import session
from percuta.screening.screen import Verdict, screen

YES, NO, NOT_KNOWN = Answer.YES, Answer.NO, Answer.NOT_KNOWN
KEPT = {**LASTING, **dict.fromkeys(sorted(YES_LASTS), "")}
LEFT = CHEEKS[1].key
NOTHING = Answers()


def later(answers: Answers, device: Device = SKINPEN) -> Situation:
    return situation(BEA, device, answers, sessions_done=1)


def value(answers: Answers, key: str) -> Given:
    return answers.to(QUESTIONS[key], LEFT)


def only(key: str, given_to: Given) -> Answers:
    """One answer to one question, in both cheeks if it is asked by zone."""
    question = QUESTIONS[key]
    if question.scope is Scope.PERSON:
        return Answers(person={key: given_to})
    return Answers(zones={key: {zone.key: given_to for zone in CHEEKS}})


# Which answers last


@pytest.mark.parametrize("key", KEPT)
def test_every_lasting_question_exists_and_is_no_last_time(key: str) -> None:
    assert QUESTIONS[key].kind is Kind.YES_NO


@pytest.mark.parametrize(("key", "net"), LASTING.items())
def test_what_would_show_a_change_is_itself_asked_again(key: str, net: str) -> None:
    assert net in QUESTIONS
    assert net not in KEPT
    assert key not in session.QUESTIONS


def test_no_question_is_classified_twice() -> None:
    assert not LASTING.keys() & YES_LASTS


@pytest.mark.parametrize("key", QUESTIONS)
def test_every_question_is_classified_and_the_unnamed_are_asked_again(key: str) -> None:
    for word in Answer:
        may_last = key in LASTING or (key in YES_LASTS and word is YES)
        assert lasts(key, word) is (may_last and word in (YES, NO))
    assert not lasts(key, DAY)
    assert yes_lasts(key) is (key in KEPT)


def test_a_question_that_nobody_classified_is_asked_again() -> None:
    assert not any(lasts("a_new_question", word) for word in Answer)
    assert not yes_lasts("a_new_question")


@pytest.mark.parametrize("key", sorted(session.QUESTIONS))
def test_what_is_asked_between_sessions_never_lasts(key: str) -> None:
    assert key not in KEPT


# Which answers count


@pytest.mark.parametrize("key", QUESTIONS)
def test_what_is_left_out_is_kept_if_it_lasts_and_else_not_known(key: str) -> None:
    words: list[Given] = [YES, NO] if QUESTIONS[key].kind is Kind.YES_NO else [Answer.NEVER, DAY]
    for word in words:
        kept = value(answers_again(only(key, word), NOTHING), key)
        assert kept == (word if lasts(key, word) else NOT_KNOWN)


@pytest.mark.parametrize("key", QUESTIONS)
def test_an_answer_given_again_counts_save_against_a_lasting_yes(key: str) -> None:
    yes_no = QUESTIONS[key].kind is Kind.YES_NO
    closed: list[Given] = [YES, NO, NOT_KNOWN] if yes_no else [Answer.NEVER, DAY]
    for first in closed:
        for again in closed:
            merged = value(answers_again(only(key, first), only(key, again)), key)
            stays = (first is YES and yes_lasts(key)) or (first, again) == (DAY, Answer.NEVER)
            assert merged == (first if stays else again)


def test_only_a_yes_that_became_a_no_is_told_as_no_longer_so() -> None:
    first = Answers(
        person={"pregnant": YES, "nursing": NO, "heart_disease": YES},
        zones={"acne_in_area": {"cheek_left": YES, "cheek_right": NO, "chin": YES}},
    )
    again = Answers(
        person={"pregnant": NO, "nursing": NO, "heart_disease": NOT_KNOWN},
        zones={"acne_in_area": {"cheek_left": NO, "cheek_right": NO, "chin": YES}},
    )
    found = dict(no_longer(first, again))
    assert found == {"pregnant": (), "acne_in_area": ("cheek_left",)}


def test_zones_are_kept_and_answered_one_by_one() -> None:
    first = Answers(zones={"irradiated_skin": {"cheek_left": YES, "cheek_right": NO}})
    again = Answers(zones={"irradiated_skin": {"cheek_right": YES, "chin": NO}})
    merged = answers_again(first, again).zones["irradiated_skin"]
    assert merged == {"cheek_left": YES, "cheek_right": YES, "chin": NO}


answers_drawn = st.fixed_dictionaries(
    {},
    optional={
        key: st.sampled_from([YES, NO, NOT_KNOWN])
        for key, question in QUESTIONS.items()
        if question.kind is Kind.YES_NO and question.scope is Scope.PERSON
    },
)


@given(first=answers_drawn, again=answers_drawn)
def test_a_missing_answer_is_never_a_no_unless_it_lasts(
    first: dict[str, Given], again: dict[str, Given]
) -> None:
    merged = answers_again(Answers(person=first), Answers(person=again)).person
    for key, word in merged.items():
        if word is NO:
            assert again.get(key) is NO or (key in LASTING and first.get(key) is NO)


# What is asked


def test_before_a_later_session_nobody_is_treated_on_old_answers() -> None:
    result = screen(later(answers_again(all_clear(), NOTHING)), CHEEKS)
    assert result.verdict is Verdict.ASK
    assert result.treatable == ()


@pytest.mark.parametrize("device", DEVICES.values(), ids=lambda device: device.key)
def test_answering_exactly_what_is_asked_leaves_nothing_open(device: Device) -> None:
    first = situation(BEA, device, all_clear())
    asked = asked_again(first, CHEEKS)
    again = NOTHING
    for key in asked:
        again = joined(again, only(key, clear(QUESTIONS[key])))
    result = screen(later(answers_again(first.answers, again), device), CHEEKS)
    assert result.verdict is Verdict.PLAN
    for key in asked:
        without = joined(again, only(key, NOT_KNOWN))
        after = screen(later(answers_again(first.answers, without), device), CHEEKS)
        assert any(key in finding.asks for finding in after.findings), key


def joined(one: Answers, other: Answers) -> Answers:
    return Answers(
        person={**one.person, **other.person},
        zones={**one.zones, **other.zones},
    )


@pytest.mark.parametrize("device", DEVICES.values(), ids=lambda device: device.key)
def test_fewer_questions_are_asked_than_at_first(device: Device) -> None:
    first = situation(BEA, device, all_clear())
    asked = asked_again(first, CHEEKS)
    before = {key for key in QUESTIONS if key not in session.QUESTIONS}
    again = {key for key in asked if key not in session.QUESTIONS}
    assert set(asked) >= session.QUESTIONS
    assert len(again) <= len(before) - len(LASTING)


def test_a_first_answer_that_was_not_known_is_asked_again() -> None:
    first = with_answer(all_clear(), QUESTIONS["psoriasis_ever"], NOT_KNOWN)
    assert "psoriasis_ever" in asked_again(situation(BEA, SKINPEN, first), CHEEKS)
    assert "psoriasis_ever" not in asked_again(situation(BEA, SKINPEN, all_clear()), CHEEKS)


def test_no_lasting_no_reaches_a_zone_that_was_added_later() -> None:
    assert not any(QUESTIONS[key].scope is Scope.ZONE for key in LASTING)


def test_a_lasting_yes_of_one_zone_is_asked_in_the_others() -> None:
    question = QUESTIONS["irradiated_skin"]
    first = with_answer(all_clear(), question, YES, zone=CHEEKS[0].key)
    assert asked_again(situation(BEA, SKINPEN, first), CHEEKS)[question.key] == (LEFT,)


def test_a_keloid_in_the_past_is_not_asked_again_but_its_absence_is() -> None:
    told = with_answer(all_clear(), QUESTIONS["keloid"], YES)
    assert "keloid" not in asked_again(situation(BEA, SKINPEN, told), CHEEKS)
    assert "keloid" in asked_again(situation(BEA, SKINPEN, all_clear()), CHEEKS)
    result = screen(later(answers_again(told, NOTHING), EXCEED), CHEEKS)
    assert result.verdict is Verdict.NO


def test_nothing_of_the_session_is_asked_before_the_first_one() -> None:
    findings = screen(situation(BEA, SKINPEN, NOTHING), CHEEKS).findings
    assert not session.QUESTIONS & {key for finding in findings for key in finding.asks}


@pytest.mark.parametrize("question", [session.NOT_CALM_YET, session.UNEXPECTED_SINCE])
def test_a_yes_between_sessions_is_heard_even_at_the_first(question: Question) -> None:
    answers = with_answer(all_clear(), question, YES)
    assert screen(situation(AMARA, SKINPEN, answers), CHEEKS).treatable == ()


def test_one_cheek_that_is_not_calm_leaves_the_other_free() -> None:
    answers = with_answer(all_clear(), session.NOT_CALM_YET, YES, zone="cheek_left")
    assert screen(later(answers), CHEEKS).treatable == ("cheek_right",)


def test_the_last_session_counts_from_the_answers_given_again() -> None:
    again = with_answer(all_clear(), QUESTIONS["needled_last"], days_ago(27))
    asked = later(answers_again(all_clear(), again))
    (finding,) = [f for f in screen(asked, CHEEKS).findings if f.rule == "recovery.001"]
    assert finding.until is not None
    assert finding.until.on == DAY + timedelta(days=1)
    over = replace(asked, day=DAY + timedelta(days=1), answered_on=DAY + timedelta(days=1))
    assert screen(over, CHEEKS).verdict is Verdict.PLAN
