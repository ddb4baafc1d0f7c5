"""The triage of a check-in: each rule at its edges, worry, silence, and what is to be done."""

from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healing.check_ins import (
    BELLY,
    CHEEK,
    DAY,
    DEGREES,
    EYE,
    NOW_KEYS,
    YES_NO,
    assessed,
    calm,
    ids,
    session,
    told,
    without,
)
from papers.reading import grade
from percuta.healing.advice import Urgency
from percuta.healing.triage.catalogue import RULES
from percuta.healing.triage.questions import GROWS, QUESTIONS, asked
from percuta.healing.triage.report import Degree, Level, Report
from percuta.healing.triage.triage import triage
from percuta.questions import Answer

# Rule, a check-in that just triggers it, one that just does not, and the places needled.
EDGES = [
    *((f"now.{n:03}", told(0, key), told(0), CHEEK) for n, key in [
        (1, "breath"), (2, "face_swells"), (3, "weals"),
        (4, "fit_or_heart"), (5, "blue"), (6, "faint"), (7, "eye_blur"),
    ]),
    ("today.001", told(2, "pain_grows"), told(1, "pain_grows"), CHEEK),
    ("today.002", told(2, "redness_grows"), told(1, "redness_grows"), CHEEK),
    ("today.003", told(2, "swelling_grows"), told(1, "swelling_grows"), CHEEK),
    ("today.004", told(2, "itching_grows", itching=2), told(2, "itching_grows", itching=1), CHEEK),
    ("today.004", told(2, "itching_grows", itching=2), told(1, "itching_grows", itching=3), CHEEK),
    ("today.005", told(1, "hot"), told(0, "hot"), CHEEK),
    *((f"today.{n:03}", told(0, key), told(0), CHEEK) for n, key in [
        (6, "pus"), (7, "fever"), (8, "ill"), (9, "blisters"), (10, "rash"), (11, "near_eye"),
        (13, "eye_closed"), (14, "eye_pain"),
    ]),
    ("today.007", replace(told(1), temperature_c=38.0),
     replace(told(1), temperature_c=37.9), CHEEK),
    ("today.011", told(4, "near_eye"), told(3, "near_eye"), EYE),
    ("today.012", told(2, "near_eye_grows"), told(1, "near_eye_grows"), EYE),
    ("today.016", told(1, "bleeding"), told(0, "bleeding"), CHEEK),
    ("today.017", told(1, pain=3), told(0, pain=3), CHEEK),
    ("today.017", told(1, pain=3), told(1, pain=2), CHEEK),
    *((f"week.{n:03}", told(0, key), told(0), BELLY) for n, key in [
        (1, "lumps"), (2, "lines"), (3, "darker"), (4, "lighter"),
    ]),
    ("week.005", told(14, "lumps"), told(13, "lumps"), BELLY),
    ("week.006", told(1, "redness_grows"), told(2, "redness_grows"), CHEEK),
    ("week.006", told(5, "itching_grows"), told(5), CHEEK),
    ("week.007", told(4, "flaking_grows"), told(3, "flaking_grows"), CHEEK),
    ("week.008", told(11, "bruises"), told(10, "bruises"), CHEEK),
    ("week.009", told(0, pain=3), told(0, pain=2), CHEEK),
    ("week.009", told(0, pain=3), told(1, pain=3), CHEEK),
    ("worry.001", told(1, worry=3), told(1, worry=2), CHEEK),
    ("worry.002", told(1, worry=2), told(1, worry=1), CHEEK),
]  # fmt: skip
LAST_DAYS = [
    ("redness", 3, 7),
    ("swelling", 3, 3),
    ("pain", 3, 3),
    ("tightness", 3, 7),
    ("flaking", 3, 7),
    ("itching", 3, 7),
]
BANDS = [
    edge
    for n, (key, usual, latest) in enumerate(LAST_DAYS)
    for edge in (
        (f"band.{3 * n + 1:03}", told(latest + 1, **{key: 1}), told(latest, **{key: 1}), CHEEK),
        (f"band.{3 * n + 1:03}", told(latest + 1, **{key: 1}), told(latest + 1), CHEEK),
        (f"band.{3 * n + 2:03}", told(usual + 1, **{key: 2}), told(usual, **{key: 2}), CHEEK),
        (f"band.{3 * n + 2:03}", told(usual + 1, **{key: 2}), told(usual + 1, **{key: 1}), CHEEK),
        (f"band.{3 * n + 3:03}", told(usual, **{key: 3}), told(usual - 1, **{key: 3}), CHEEK),
        (f"band.{3 * n + 3:03}", told(usual, **{key: 3}), told(usual, **{key: 2}), CHEEK),
    )
]
BY_ID = {rule.id: rule for rule in RULES}


@pytest.mark.parametrize(("rule", "just", "_almost", "zones"), [*EDGES, *BANDS])
def test_a_rule_speaks_at_its_edge(
    rule: str, just: Report, *, _almost: Report, zones: tuple[str, ...]
) -> None:
    found = assessed(just, *zones)
    assert rule in ids(found)
    assert found.level >= BY_ID[rule].level


@pytest.mark.parametrize(("rule", "_just", "almost", "zones"), [*EDGES, *BANDS])
def test_a_rule_is_silent_just_before_its_edge(
    rule: str, almost: Report, *, _just: Report, zones: tuple[str, ...]
) -> None:
    assert rule not in ids(assessed(almost, *zones))


def test_every_rule_has_its_two_cases() -> None:
    assert {rule for rule, *_ in (*EDGES, *BANDS)} == set(BY_ID)
    assert len(BY_ID) == len(RULES)


@pytest.mark.parametrize("day", [0, 1, 3, 7, 8, 30, 200])
def test_nothing_there_is_as_expected_on_every_day(day: int) -> None:
    found = assessed(calm(day), *EYE)
    assert found.level is Level.EXPECTED
    assert (found.found, found.not_known) == ((), ())
    assert "no all-clear" in found.do[0]


@pytest.mark.parametrize("day", [2, 14, 200])
def test_a_sign_that_comes_late_is_as_urgent(day: int) -> None:
    for key in ("pus", "blisters", "redness_grows"):
        assert assessed(told(day, key)).level is Level.TODAY
    assert assessed(told(day, "breath")).level is Level.NOW


def test_two_signs_are_as_urgent_as_the_worse_and_both_are_named() -> None:
    for one, other in combinations(YES_NO, 2):
        both = assessed(told(8, one, other), *EYE)
        alone = [assessed(told(8, key), *EYE) for key in (one, other)]
        assert both.level is max(found.level for found in alone), (one, other)
        assert ids(both) == ids(alone[0]) | ids(alone[1])


def test_deep_needling_reddens_for_a_day_longer() -> None:
    severe = told(3, redness=3)
    assert assessed(severe, deepest_mm=1.9).level is Level.TODAY
    assert assessed(severe, deepest_mm=2.0).level is Level.EXPECTED
    assert assessed(told(4, redness=3), deepest_mm=2.0).level is Level.TODAY


def test_a_depth_that_nobody_knows_makes_no_course_longer() -> None:
    assert assessed(told(3, redness=3), deepest_mm=None).level is Level.TODAY
    assert assessed(told(4, redness=2), deepest_mm=None).level is Level.WATCH


def test_being_inside_the_usual_course_lowers_nothing() -> None:
    found = assessed(told(1, "pus", redness=1))
    assert found.level is Level.TODAY
    assert found.beside[0].usual_to >= found.day


@pytest.mark.parametrize("key", [key for key in QUESTIONS if key not in ("tightness", "flaking")])
def test_silence_that_could_hide_a_flag_is_a_watch_and_is_named(key: str) -> None:
    growing = key.removesuffix("_grows")
    whole = told(4, **({growing: 1} if key in {one.key for one in GROWS.values()} else {}))
    zones = CHEEK if key == "near_eye" else EYE
    if key == "bruises":
        whole = told(11)
    found = assessed(without(whole, key), *zones)
    assert found.level >= Level.WATCH
    assert key in {one.key for one in found.open_flags}
    assert any(QUESTIONS[key].name in line for line in found.do)


def test_an_open_question_that_can_hide_no_flag_is_named_and_raises_nothing() -> None:
    found = assessed(without(calm(1), "bruises"))
    assert found.level is Level.EXPECTED
    assert [one.key for one in found.not_known] == ["bruises"]


def test_nothing_answered_is_a_watch_that_names_the_emergency() -> None:
    found = assessed(Report(on=DAY + timedelta(days=1)))
    assert found.level is Level.WATCH
    assert {one.key for one in found.open_flags} >= NOW_KEYS | {"fever", "worry", "redness"}
    assert any("emergency number" in line for line in found.do)


def test_a_yes_beside_an_open_emergency_sign_names_it_still() -> None:
    found = assessed(without(told(3, "pus"), "breath"))
    assert found.level is Level.TODAY
    assert any("emergency number" in line for line in found.do)


def test_a_thermometer_answers_for_the_fever() -> None:
    cool = replace(without(calm(1), "fever"), temperature_c=36.8)
    assert assessed(cool).level is Level.EXPECTED
    assert assessed(replace(told(1, "fever"), temperature_c=36.8)).level is Level.TODAY


def test_the_eye_is_asked_only_where_a_face_was_needled_or_nobody_knows() -> None:
    unknown = replace(session(), treated=replace(session().treated, zones=()))
    keys = {one.key for one in asked(calm(), session(*BELLY))}
    assert {key for key in keys if "eye" in key} == {"eye_blur"}  # sight is asked everybody
    assert {"eye_blur", "near_eye"} <= {one.key for one in asked(calm(), session(*CHEEK))}
    assert "near_eye_grows" in {one.key for one in asked(calm(), session(*EYE))}
    assert {"eye_blur", "near_eye"} <= {one.key for one in asked(calm(), unknown)}


def test_growth_is_asked_of_what_is_there_and_from_the_next_day() -> None:
    def growth(report: Report) -> set[str]:
        return {one.key for one in asked(report, session())} & {one.key for one in GROWS.values()}

    assert growth(told(1, redness=1)) == {"redness_grows"}
    assert growth(told(0, redness=1)) == set()


def test_no_rule_reads_what_was_written_and_it_is_kept_for_a_person() -> None:
    written = replace(calm(), words="there is pus and I cannot breathe")
    found = assessed(written)
    assert found.level is Level.EXPECTED
    assert found.words == written.words


def test_a_check_in_before_the_session_is_refused_with_both_days() -> None:
    early = replace(calm(), on=DAY - timedelta(days=1))
    with pytest.raises(ValueError, match="2026-11-01 lies before the session on 2026-11-02"):
        triage(early, session())


def test_levels_speak_of_the_urgency_of_the_flags() -> None:
    assert [level.urgency for level in Level] == [None, Urgency.WEEK, Urgency.TODAY, Urgency.NOW]


def test_only_the_worry_of_a_person_needs_no_source() -> None:
    assert {rule.id for rule in RULES if not rule.sources} == {"worry.001", "worry.002"}


def test_what_patients_read_is_plain() -> None:
    said = [*(rule.patient for rule in RULES), *(one.text for one in QUESTIONS.values())]
    assert grade(said) < 6
    assert all(line.endswith((".", "?")) for line in said)


REPORTS = st.builds(
    Report,
    on=st.integers(0, 40).map(lambda day: DAY + timedelta(days=day)),
    degrees=st.dictionaries(st.sampled_from(DEGREES), st.sampled_from(Degree)),
    answers=st.dictionaries(
        st.sampled_from(YES_NO), st.sampled_from([Answer.NO, Answer.NOT_KNOWN, Answer.YES])
    ),
    temperature_c=st.none() | st.floats(35, 41),
)
FILLED = st.builds(
    lambda base, some: replace(
        some,
        degrees={**base.degrees, **some.degrees},
        answers={**base.answers, **some.answers},
    ),
    st.just(calm()),
    REPORTS,
)
PLACES = st.sampled_from([CHEEK, EYE, BELLY])
DEPTHS = st.none() | st.sampled_from([0.25, 1.0, 2.0, 2.5])


@given(report=REPORTS | FILLED, zones=PLACES, deepest_mm=DEPTHS, key=st.sampled_from(YES_NO))
def test_raising_a_no_or_a_silence_to_a_yes_never_lowers_the_level(
    report: Report, zones: tuple[str, ...], deepest_mm: float | None, *, key: str
) -> None:
    def at(answer: Answer) -> Level:
        raised = replace(report, answers={**report.answers, key: answer})
        return assessed(raised, *zones, deepest_mm=deepest_mm).level

    assert at(Answer.NO) <= at(Answer.NOT_KNOWN) <= at(Answer.YES)


@given(report=REPORTS | FILLED, zones=PLACES, deepest_mm=DEPTHS, key=st.sampled_from(DEGREES))
def test_more_of_a_sign_or_of_worry_never_lowers_the_level(
    report: Report, zones: tuple[str, ...], deepest_mm: float | None, *, key: str
) -> None:
    levels = [
        assessed(
            replace(report, degrees={**report.degrees, key: degree}), *zones, deepest_mm=deepest_mm
        ).level
        for degree in Degree
    ]
    silent = assessed(without(report, key), *zones, deepest_mm=deepest_mm).level
    assert levels == sorted(levels)
    assert silent >= levels[0]


@given(report=REPORTS | FILLED, zones=PLACES, warmer=st.floats(0, 3))
def test_a_higher_temperature_never_lowers_the_level(
    report: Report, zones: tuple[str, ...], *, warmer: float
) -> None:
    cool = replace(report, temperature_c=report.temperature_c or 36.5)
    warm = replace(cool, temperature_c=(cool.temperature_c or 0) + warmer)
    assert assessed(cool, *zones).level <= assessed(warm, *zones).level


@given(report=REPORTS | FILLED, zones=PLACES)
def test_leaving_a_question_open_never_reads_as_a_no(
    report: Report, zones: tuple[str, ...]
) -> None:
    for key in YES_NO:
        if report.answer(key) is Answer.NO:
            assert assessed(without(report, key), *zones).level >= assessed(report, *zones).level
