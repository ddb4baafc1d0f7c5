"""Every red flag at its edges, alone and together: the clinic's page says what the science says."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic.conftest import SignedIn
from clinic.healing.checking import Clock, calm, last_of, send, told
from clinic.people_here import House
from percuta.healing.treated import Treated
from percuta.healing.triage.catalogue import RULES
from percuta.healing.triage.questions import QUESTIONS, Kind
from percuta.healing.triage.report import Degree, Report, Session
from percuta.healing.triage.triage import triage
from percuta.questions import Answer
from percuta.zones.skin_map import ZONES
from percuta_clinic.healing.science_triage import judged
from percuta_clinic.treatment.models import Session as Given

ON = date(2026, 6, 1)
EDGES = (0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 14, 15, 28, 29, 60)
DEGREES = {one.words: one for one in Degree}
YES_NO = {"yes": Answer.YES, "no": Answer.NO}


def session_at(depth: float, *zones: str) -> Session:
    return Session(
        on=ON,
        treated=Treated(
            zones=tuple(ZONES[zone] for zone in zones),
            deepest_mm=depth,
            bleeds=True,
            for_pigment=False,
            darkens=True,
            tans=True,
            has_gel=False,
        ),
    )


GIVEN = (session_at(0.5, "cheek_left"), session_at(2.5, "cheek_left"), session_at(1.0, "abdomen"))


def by_science(values: dict[str, str], session: Session, day: int) -> tuple[int, list[str]]:
    said = {name.removeprefix("q-"): one for name, one in values.items()}
    report = Report(
        on=ON + timedelta(days=day),
        degrees={key: DEGREES[one] for key, one in said.items() if one in DEGREES},
        answers={key: YES_NO[one] for key, one in said.items() if one in YES_NO},
    )
    found = triage(report, session)
    return int(found.level), [one.rule.id for one in found.found]


def by_page(values: dict[str, str], session: Session, day: int) -> tuple[int, list[str]]:
    found = judged(values, session, ON + timedelta(days=day))
    return found.level, [one["rule"] for one in found.found]


def choices(key: str) -> tuple[str, ...]:
    if QUESTIONS[key].kind is Kind.DEGREE:
        return ("none", "mild", "moderate", "severe")
    return ("no", "yes")


@pytest.mark.parametrize("key", QUESTIONS)
def test_each_answer_alone_says_the_same_on_every_edge(key: str) -> None:
    for session in GIVEN:
        for day in EDGES:
            for value in choices(key):
                for values in (calm(**{key: value}), {f"q-{key}": value}):
                    assert by_page(values, session, day) == by_science(values, session, day)


def test_every_rule_speaks_through_the_page_on_some_edge() -> None:
    spoken = set()
    for session in GIVEN:
        for day in EDGES:
            for key in QUESTIONS:
                for value in choices(key):
                    spoken |= set(by_page({f"q-{key}": value}, session, day)[1])
    together = by_page(calm(itching="moderate", itching_grows="yes"), GIVEN[0], 3)[1]
    assert {rule.id for rule in RULES} - spoken - set(together) == set()


ANSWERS = st.fixed_dictionaries(
    {}, optional={f"q-{key}": st.sampled_from((*choices(key), "not known")) for key in QUESTIONS}
)


@settings(max_examples=300, deadline=None)
@given(ANSWERS, st.sampled_from(EDGES), st.sampled_from(GIVEN))
def test_any_answers_together_say_what_the_science_says(
    values: dict[str, str], day: int, session: Session
) -> None:
    assert by_page(values, session, day) == by_science(values, session, day)


@settings(max_examples=200, deadline=None)
@given(ANSWERS, st.sampled_from(EDGES), st.sampled_from(tuple(QUESTIONS)))
def test_leaving_a_question_open_never_reads_as_a_no(
    values: dict[str, str], day: int, key: str
) -> None:
    name = f"q-{key}"
    left = {one: value for one, value in values.items() if one != name}
    calmest = "none" if QUESTIONS[key].kind is Kind.DEGREE else "no"
    said_no = by_page(left | {name: calmest}, GIVEN[0], day)[0]
    assert by_page(left, GIVEN[0], day)[0] >= said_no


STRONGEST = {key: "severe" if one.kind is Kind.DEGREE else "yes" for key, one in QUESTIONS.items()}


def test_every_sign_through_the_real_page_is_judged_as_the_science_does(
    house: House, session: Given, clock: Clock
) -> None:
    done, by_hand = session, session_at(0.5, *session.pack["zones_open"])
    for day in (1, 9):
        clock.after(done, days=day)
        phone = SignedIn(house.amara_herself)
        for key, value in STRONGEST.items():
            check_in, values = told(house, done), calm(**{key: value})
            assert send(phone, check_in, values, anyway="1").status_code == 302, key
            answer = last_of(check_in)
            level, rules = by_science(values, by_hand, day)
            assert (answer.level, [one["rule"] for one in answer.found]) == (level, rules), key
