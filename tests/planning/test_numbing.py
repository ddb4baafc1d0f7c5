"""The cream: grams and area by its label, the day's sum, and why there is none."""

from dataclasses import replace
from typing import Any

import pytest

from cast import BEA, with_answer
from percuta.evidence.errors import OutsideLimit
from percuta.evidence.sources.labels import LMX4_UK, LMX4_US
from percuta.evidence.sources.reviews import POISON_TABLE
from percuta.planning.creams import EMLA, LMX4
from percuta.planning.figure import Figure
from percuta.planning.numbing import Numbing
from percuta.planning.request import Request
from percuta.questions import Answer
from percuta.screening.catalogue import QUESTIONS
from planning.wishes import (
    BEAS,
    CHEEK,
    FACE_NEEDLED,
    LINES,
    OTHER_CHEEK,
    SCARS,
    plan_of,
    wish,
)

AROUND_THE_EYES = ("periorbital_right", "periorbital_left")
CHEEKS_OF_FIFTY = {CHEEK: 50, OTHER_CHEEK: 50}


def cream_of(request: Request) -> Numbing:
    numbing = plan_of(request).numbing
    assert numbing is not None
    return numbing


def no_cream(request: Request) -> str:
    """Why a request that is planned gets no cream."""
    plan = plan_of(request)
    assert plan.numbing is None
    assert plan.visit.numbing.value == 0
    return plan.no_numbing_because


def answering(key: str, answer: Answer) -> Request:
    return replace(BEAS, answers=with_answer(BEAS.answers, QUESTIONS[key], answer))


# How much


def test_grams_follow_the_label_summed_over_zones() -> None:
    cream = cream_of(replace(BEAS, areas_cm2={CHEEK: 30, OTHER_CHEEK: 50}))
    assert cream.area_cm2.value == 80
    assert (cream.grams.low, cream.grams.high) == (12, 16)
    assert cream.grams.why == "1.5 to 2 g for each 10 cm2, by the label"
    assert LMX4_UK in cream.grams.sources


def test_only_the_licensed_cream_is_proposed() -> None:
    assert cream_of(BEAS).cream == LMX4.name == "LMX4 (lidocaine 4 %)"


def test_around_the_eyes_there_is_no_cream() -> None:
    wished = (wish(SCARS, CHEEK, *AROUND_THE_EYES),)
    cream = cream_of(replace(BEAS, concerns=wished, areas_cm2={CHEEK: 40}))
    assert set(cream.without) == set(AROUND_THE_EYES)
    assert cream.area_cm2.value == 40


def test_times_are_those_of_the_label() -> None:
    cream = cream_of(BEAS)
    assert (cream.minutes.low, cream.minutes.high) == (30, 60)
    assert cream.minutes.sources == (LMX4_UK, LMX4_US)
    assert cream.latest_minutes.value == 300
    assert cream.latest_minutes.why == "never longer than this on the skin, by the label"


@pytest.mark.parametrize(("label_mm", "optional"), [(0.5, True), (0.55, False)])
def test_cream_is_optional_up_to_half_a_millimetre(label_mm: float, *, optional: bool) -> None:
    label = replace(BEAS.device.label_depth_mm, value=label_mm)
    shallow = replace(BEAS, device=replace(BEAS.device, label_depth_mm=label))
    assert cream_of(shallow).optional is optional


def test_one_deeper_zone_is_enough_to_offer_cream() -> None:
    wished = (wish(LINES, *AROUND_THE_EYES), wish(LINES, "upper_lip"))
    assert not cream_of(replace(BEAS, concerns=wished)).optional


def test_cream_is_offered_where_a_doctor_enters_the_depth() -> None:
    assert not cream_of(replace(BEAS, concerns=(wish(SCARS, "temple_left"),))).optional


@pytest.mark.parametrize("said", ["never on eyelids", "wipe off fully", "No cream again once"])
def test_the_notes_say_how_the_cream_is_used(said: str) -> None:
    assert any(said in note for note in cream_of(BEAS).notes)


# The day's sum


def test_cream_used_before_counts_for_the_day() -> None:
    cream = cream_of(replace(BEAS, areas_cm2=CHEEKS_OF_FIFTY, cream_used_cm2=300))
    assert cream.left_cm2.value == 500
    assert cream.left_cm2.why == "below the label's most, after 300 cm2 in the last 24 hours"


def test_cream_up_to_the_label_of_the_day_is_planned() -> None:
    cream = cream_of(replace(BEAS, areas_cm2=CHEEKS_OF_FIFTY, cream_used_cm2=800))
    assert cream.left_cm2.value == 0


def test_past_the_label_of_the_day_there_is_none() -> None:
    request = replace(BEAS, areas_cm2=CHEEKS_OF_FIFTY, cream_used_cm2=800.1)
    assert no_cream(request) == (
        "100 cm2 here and 800.1 cm2 in the last 24 hours pass the label's 900 cm2; "
        "wait, or treat a smaller area"
    )


def test_a_very_large_area_alone_gets_no_cream() -> None:
    areas = dict.fromkeys(FACE_NEEDLED, 100.0)
    request = replace(BEAS, concerns=(wish(SCARS, *FACE_NEEDLED),), areas_cm2=areas)
    assert no_cream(request).startswith("1100 cm2 here and 0 cm2")


@pytest.mark.parametrize(
    ("zone", "areas", "says"),
    [
        ("abdomen", {}, "measure the skin and it may be possible"),
        ("abdomen", {"abdomen": 901.0}, "a smaller area may allow it"),
    ],
)
def test_a_wished_cream_dropped_for_its_area_is_said_first(
    zone: str, areas: dict[str, float], says: str
) -> None:
    plan = plan_of(replace(BEAS, concerns=(wish(SCARS, zone),), areas_cm2=areas))
    first = plan.confirmations[0]
    assert (plan.numbing, first.what) == (None, "numbing was wished but dropped")
    assert says in first.why
    assert "900 cm2" in first.why


@pytest.mark.parametrize("numbing", [False, None])
def test_a_cream_that_nobody_wished_is_not_called_dropped(*, numbing: bool | None) -> None:
    plan = plan_of(replace(BEAS, numbing=numbing, concerns=(wish(SCARS, "abdomen"),)))
    assert not any("dropped" in one.what for one in plan.confirmations)


def test_both_limits_of_a_label_are_named_together() -> None:
    emla = replace(BEAS, cream=EMLA, areas_cm2=CHEEKS_OF_FIFTY)
    assert "(600 cm2 and 60 g)" in cream_of(emla).left_cm2.why
    for used in (250, 700):
        assert "600 cm2 and 60 g" in no_cream(replace(emla, cream_used_cm2=used))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"numbing": False}, "you do not wish for it"),
        ({"concerns": (wish(LINES, *AROUND_THE_EYES),)}, "it must not come near your eyes"),
        ({"concerns": (wish(SCARS, "abdomen"),)}, "nobody has measured the skin"),
        ({"cream_used_cm2": 900}, "too large for what one day allows"),
    ],
)
def test_patients_read_in_plain_words_why_there_is_no_cream(
    changes: dict[str, Any], says: str
) -> None:
    assert says in plan_of(replace(BEAS, **changes)).no_numbing_patient


def test_a_held_back_cream_is_told_by_what_is_known_of_it() -> None:
    (held, unknown) = (
        plan_of(answering("liver_disease", given)).no_numbing_patient
        for given in (Answer.YES, Answer.NOT_KNOWN)
    )
    assert "what you told us" in held
    assert "ask you more first" in unknown
    assert plan_of(BEAS).no_numbing_patient == ""


def test_use_that_is_not_known_is_asked_on_the_day() -> None:
    cream = cream_of(replace(BEAS, cream_used_cm2=None))
    assert cream.left_cm2.why.endswith("if no other cream was used in 24 hours: ask on the day")
    assert cream.notes[0].startswith("Ask on the day for any other local anaesthetic")
    assert not any(note.startswith("Ask on the day") for note in cream_of(BEAS).notes)


# Weight


@pytest.mark.parametrize(
    ("weight_kg", "most_mg"), [(50, 225), (66, 297), (67, 300), (120, 300), (None, 180)]
)
def test_cream_heavier_than_an_injection_raises_an_alarm(
    weight_kg: float | None, most_mg: float
) -> None:
    person = replace(BEA, weight_kg=weight_kg)
    figure = cream_of(replace(BEAS, person=person, areas_cm2=CHEEKS_OF_FIFTY)).lidocaine_mg
    assert figure.value == 800
    alarm = f"advice: by mass more than the {most_mg} mg allowed by injection"
    assert alarm in figure.why
    assert figure.why.endswith("not known, counted as 40 kg") is (weight_kg is None)
    assert POISON_TABLE in figure.sources


@pytest.mark.parametrize(("side_cm2", "alarm"), [(14.0, False), (14.2, True)])
def test_the_alarm_begins_just_above_the_injected_dose(side_cm2: float, *, alarm: bool) -> None:
    small = {CHEEK: side_cm2, OTHER_CHEEK: side_cm2}
    light = replace(BEA, weight_kg=50)
    figure = cream_of(replace(BEAS, person=light, areas_cm2=small)).lidocaine_mg
    assert ("advice" in figure.why) is alarm


# None at all


def test_cream_not_wished_for_is_left_out() -> None:
    assert no_cream(replace(BEAS, numbing=False)) == "not wished for"


def test_a_wish_not_asked_for_yet_gets_the_offer() -> None:
    assert cream_of(replace(BEAS, numbing=None)).area_cm2.value


@pytest.mark.parametrize("answer", [Answer.YES, Answer.NOT_KNOWN])
@pytest.mark.parametrize(
    ("key", "because"),
    [
        ("methaemoglobin_risk", "Risk of methaemoglobinaemia (numbing.001)"),
        ("liver_disease", "Severe liver disease (numbing.002)"),
        ("antiarrhythmics", "Medicine for the heart beat (numbing.003)"),
    ],
)
def test_a_risk_from_cream_leaves_a_plan_without_it(
    key: str, because: str, *, answer: Answer
) -> None:
    asked = f"not answered yet: {key} ({because.rpartition('(')[2]}"
    said = because if answer is Answer.YES else asked
    assert no_cream(answering(key, answer)).startswith(said)


def test_an_open_question_about_cream_is_to_be_asked_first() -> None:
    remarks = plan_of(answering("liver_disease", Answer.NOT_KNOWN)).confirmations
    assert [r.why for r in remarks if r.what == "ask before any cream"] == [
        "not answered yet: liver_disease"
    ]
    assert [r for r in remarks if r.what == "decide on the cream"] == []


def test_a_doctor_is_asked_to_decide_on_the_cream() -> None:
    remarks = plan_of(answering("liver_disease", Answer.YES)).confirmations
    (why,) = [r.why for r in remarks if r.what == "decide on the cream"]
    assert why.startswith("Severe liver disease: ")


def test_two_risks_from_cream_are_both_named() -> None:
    answers = answering("methaemoglobin_risk", Answer.YES).answers
    both = with_answer(answers, QUESTIONS["liver_disease"], Answer.YES)
    because = no_cream(replace(BEAS, answers=both))
    assert because == (
        "Risk of methaemoglobinaemia (numbing.001); Severe liver disease (numbing.002); "
        "never EMLA (lidocaine 2.5 % and prilocaine 2.5 %)"
    )


def test_around_the_eyes_alone_gets_no_cream() -> None:
    request = replace(BEAS, concerns=(wish(LINES, *AROUND_THE_EYES),))
    assert no_cream(request) == "every zone lies too near the eye for the cream's label"


# What cannot be built


def figure(value: float, unit: str) -> Figure:
    return Figure(unit=unit, value=value, why="for a test")


def test_numbing_past_the_area_of_the_label_cannot_be_built() -> None:
    cream = cream_of(BEAS)
    assert replace(cream, left_cm2=figure(0, "cm2")).left_cm2.value == 0
    with pytest.raises(OutsideLimit, match="901 cm2 lies above the absolute bound 900 cm2"):
        replace(cream, left_cm2=figure(-1, "cm2"))


def test_numbing_past_the_time_of_the_label_cannot_be_built() -> None:
    cream = cream_of(BEAS)
    assert replace(cream, minutes=replace(cream.minutes, high=300)).minutes.high == 300
    with pytest.raises(OutsideLimit, match="its time passes the latest it may stay on"):
        replace(cream, minutes=replace(cream.minutes, high=301))
    with pytest.raises(OutsideLimit, match="301 min lies above the absolute bound 300 min"):
        replace(cream, latest_minutes=replace(cream.latest_minutes, value=301))


def test_the_limits_of_the_cream_come_from_its_label() -> None:
    assert [(b.value, b.source) for b in LMX4.area.bounds] == [(900, LMX4_UK)]
    assert [(b.value, b.source) for b in LMX4.time.bounds] == [
        (30, LMX4_UK),
        (60, LMX4_US),
        (300, LMX4_UK),
    ]


def test_cream_of_today_counts_for_the_first_session_only() -> None:
    plan = plan_of(replace(BEAS, cream_used_cm2=880))
    assert plan.numbing is None
    assert "880 cm2 in the last 24 hours pass" in plan.no_numbing_because
    first, *later = plan.sessions
    assert first.cream is None
    assert all(session.cream is not None for session in later)


@pytest.mark.parametrize("answer", [Answer.YES, Answer.NOT_KNOWN])
def test_nobody_decides_on_a_cream_that_is_not_wished_for(answer: Answer) -> None:
    request = replace(answering("liver_disease", answer), numbing=False)
    whats = {remark.what for remark in plan_of(request).confirmations}
    assert not whats & {"decide on the cream", "ask before any cream"}
