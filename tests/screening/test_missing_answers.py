"""A missing answer is never a "no": it asks, and nothing is treated before it is given."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cast import (
    AMARA,
    BEA,
    CHEEKS,
    CHIDI,
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
from percuta.devices.skinpen import SKINPEN
from percuta.finding import Reach, Severity
from percuta.person import Person, Sex
from percuta.questions import Answer, Answers, Given, Kind, Question, Scope
from percuta.screening.catalogue import QUESTIONS, RULES
from percuta.screening.rule import Rule
from percuta.screening.rules.session import QUESTIONS as BETWEEN_SESSIONS
from percuta.screening.screen import Verdict, screen
from percuta.zones.skin_map import ZONES
from screening.rule_cases import CASES, Example, decisive, told

ASKED = [(rule, question) for rule in RULES for question in rule.asks]
MALFORMED = {Kind.YES_NO: Answer.NEVER, Kind.LAST_TIME: Answer.NO}


def named(thing: Rule | Question) -> str:
    return thing.id if isinstance(thing, Rule) else thing.key


def triggering(rule: Rule) -> Example:
    return next(case.triggers for case in CASES if case.rule == rule.id)


@pytest.mark.parametrize(("rule", "question"), ASKED, ids=named)
def test_each_question_left_open_asks_and_blocks(rule: Rule, question: Question) -> None:
    example = triggering(rule).but(question, Answer.NOT_KNOWN)
    (finding,) = example.found(rule.id)
    assert finding.severity is Severity.ASK
    assert finding.asks == (question.key,)
    for_cream_alone = all(r.reach is Reach.NUMBING for r in RULES if question in r.asks)
    assert bool(example.screened().treatable) is for_cream_alone


@pytest.mark.parametrize(("rule", "question"), ASKED, ids=named)
def test_an_answer_of_the_wrong_kind_asks_again(rule: Rule, question: Question) -> None:
    example = triggering(rule).but(question, MALFORMED[question.kind])
    (finding,) = example.found(rule.id)
    assert finding.severity is Severity.ASK


def test_without_an_age_the_birth_date_is_asked() -> None:
    result = told({}, person=STRANGER).screened()
    age, phototype = decisive(result.findings)
    assert (age.rule, age.severity, age.asks) == ("age.001", Severity.ASK, ("birth_date",))
    assert (phototype.rule, phototype.asks) == ("pigment.001", ("phototype",))
    assert result.verdict is Verdict.ASK


def test_an_unknown_phototype_is_asked_before_anyone_is_treated() -> None:
    result = told({}, person=replace(BEA, phototype=None)).screened()
    (finding,) = result.findings
    assert (finding.severity, finding.asks) == (Severity.ASK, ("phototype",))
    assert result.verdict is Verdict.ASK


FOR_OTHER_DEVICES = {
    "skinpen": {"blood_borne_infection"},
    "exceed": {"contact_dermatitis"},
}


def test_someone_who_answered_nothing_is_asked_everything() -> None:
    for device in DEVICES.values():
        result = screen(situation(AMARA, device, Answers()), CHEEKS)
        asked = set(chain.from_iterable(finding.asks for finding in result.findings))
        later = {
            *("diabetes_controlled", "psoriasis_ever", "vitiligo_ever", "rosacea_ever"),
            *("isotretinoin_last", "cancer_therapy_last"),
        }
        assert asked | later | FOR_OTHER_DEVICES[device.key] | BETWEEN_SESSIONS == set(QUESTIONS)
        assert result.treatable == ()


@pytest.mark.parametrize(
    ("key", "first", "answer"),
    [
        ("diabetes_controlled", "diabetes", Answer.NO),
        ("psoriasis_ever", "psoriasis_active", Answer.YES),
        ("isotretinoin_last", "isotretinoin_now", Answer.YES),
        ("cancer_therapy_last", "cancer_therapy_now", Answer.YES),
        ("vitiligo_ever", "vitiligo_active", Answer.YES),
        ("rosacea_ever", "rosacea_active", Answer.YES),
    ],
)
def test_a_later_question_waits_for_the_first(key: str, first: str, answer: Answer) -> None:
    findings = told({first: answer, key: Answer.NOT_KNOWN}).screened().findings
    assert not any(finding.asks for finding in findings)


# One place to be answered: a question, and the zone if it is asked by zone.
Place = tuple[Question, str]

PLACES: tuple[Place, ...] = tuple(
    (question, zone)
    for question in QUESTIONS.values()
    for zone in ([z.key for z in CHEEKS] if question.scope is Scope.ZONE else [""])
)


def answer_at(place: Place) -> st.SearchStrategy[tuple[Place, Given]]:
    days = st.integers(min_value=0, max_value=400).map(days_ago)
    closed = st.sampled_from([Answer.YES, Answer.NO])
    given_here = closed if place[0].kind is Kind.YES_NO else st.one_of(st.just(Answer.NEVER), days)
    return st.tuples(st.just(place), given_here)


CHANGES = st.lists(st.sampled_from(PLACES).flatmap(answer_at), max_size=4)
BLANKS = st.lists(st.sampled_from(PLACES), max_size=6)


def changed(answers: Answers, changes: Iterable[tuple[Place, Given]]) -> Answers:
    for (question, zone), value in changes:
        answers = with_answer(answers, question, value, zone=zone or None)
    return answers


@given(
    changes=CHANGES,
    blanks=BLANKS,
    person=st.sampled_from([AMARA, BEA, CHIDI, EMRE, FLORA]),
    device=st.sampled_from(list(DEVICES.values())),
)
def test_taking_answers_away_never_frees_a_zone(
    *, changes: list[tuple[Place, Given]], blanks: list[Place], person: Person, device: Device
) -> None:
    if person.sex is Sex.MALE:  # what is not asked of men is no answer taken away
        blanks = [place for place in blanks if place[0].key not in OF_WOMEN]
    before = changed(all_clear(), changes)
    after = changed(before, ((place, Answer.NOT_KNOWN) for place in blanks))
    full = screen(situation(person, device, before, sessions_done=1), CHEEKS)
    blanked = screen(situation(person, device, after, sessions_done=1), CHEEKS)
    assert set(blanked.treatable) <= set(full.treatable)


OF_WOMEN = ("pregnant", "nursing")


@pytest.mark.parametrize("key", OF_WOMEN)
@pytest.mark.parametrize("sex", [Sex.FEMALE, None])
def test_pregnancy_and_nursing_are_asked_unless_the_sex_is_male(key: str, sex: Sex | None) -> None:
    one = told({key: Answer.NOT_KNOWN}, person=replace(BEA, sex=sex)).screened()
    assert [finding.asks for finding in decisive(one.findings)] == [(key,)]
    man = told({key: Answer.NOT_KNOWN}, person=replace(BEA, sex=Sex.MALE)).screened()
    assert man.verdict is Verdict.PLAN


@pytest.mark.parametrize("key", OF_WOMEN)
def test_a_yes_to_pregnancy_or_nursing_is_heard_from_everyone(key: str) -> None:
    result = told({key: Answer.YES}, person=replace(BEA, sex=Sex.MALE)).screened()
    assert result.treatable == ()


def test_nothing_is_asked_about_a_place_that_is_never_needled() -> None:
    eyelid = ZONES["eyelid_left"]
    result = screen(situation(AMARA, SKINPEN, all_clear()), [*CHEEKS, eyelid])
    assert result.zones[eyelid.key] is Verdict.NO
    assert not any(finding.asks for finding in result.findings)
