"""A form asks what the rules ask of this person, opens what follows, and counts only that."""

from dataclasses import replace
from time import perf_counter

import pytest

from cast import AMARA, BEA, CHEEKS, DAY, STRANGER, all_clear, days_ago, situation, with_answer
from percuta.devices.catalogue import DEVICES
from percuta.devices.device import Device
from percuta.devices.skinpen import SKINPEN
from percuta.handbook.records import parameters
from percuta.questions import FACTS, Answer, Answers, Scope
from percuta.screening.again import ASK_AGAIN_AFTER, asked_again, too_old
from percuta.screening.asking import asked, counted
from percuta.screening.catalogue import QUESTIONS
from percuta.screening.rules import session
from percuta.screening.screen import Verdict, screen
from percuta.zones.skin_map import NEVER_NEEDLED, ZONES
from percuta.zones.zone import Zone

YES, NO, NEVER = Answer.YES, Answer.NO, Answer.NEVER
NOTHING = Answers()
RIGHT, LEFT = (zone.key for zone in CHEEKS)
EVERY = [zone for zone in ZONES.values() if zone.place not in NEVER_NEEDLED]
MANY = EVERY[:12]


def told(**person: Answer) -> Answers:
    return Answers(person=person)


# What is asked


def test_questions_come_in_catalogue_order_each_once() -> None:
    found = list(asked(situation(BEA, SKINPEN, NOTHING), CHEEKS))
    assert found == [key for key in QUESTIONS if key in found]
    assert len(found) > len(QUESTIONS) / 2


@pytest.mark.parametrize("device", DEVICES.values(), ids=lambda device: device.key)
def test_answering_the_form_leaves_no_question_open(device: Device) -> None:
    here = situation(BEA, device, all_clear())
    answers = counted(here, CHEEKS)
    assert screen(replace(here, answers=answers), CHEEKS).verdict is Verdict.PLAN
    assert {*answers.person, *answers.zones} == set(asked(here, CHEEKS))


def test_an_answered_question_stays_in_the_form() -> None:
    before = asked(situation(BEA, SKINPEN, NOTHING), CHEEKS)
    after = asked(situation(BEA, SKINPEN, all_clear()), CHEEKS)
    assert set(before) <= set(after)


def test_a_zone_question_names_its_zones_and_others_none() -> None:
    for key, zones in asked(situation(BEA, SKINPEN, NOTHING), CHEEKS).items():
        assert zones == ((RIGHT, LEFT) if QUESTIONS[key].scope is Scope.ZONE else ())


@pytest.mark.parametrize(("given", "follows"), [(YES, True), (NO, False)])
def test_what_follows_from_diabetes_waits_for_its_answer(given: Answer, *, follows: bool) -> None:
    before = asked(situation(BEA, SKINPEN, NOTHING), CHEEKS)
    after = asked(situation(BEA, SKINPEN, told(diabetes=given)), CHEEKS)
    assert "diabetes" in before
    assert "diabetes_controlled" not in before
    assert ("diabetes_controlled" in after) is follows


def test_the_last_dose_is_asked_only_of_those_who_stopped() -> None:
    stopped = asked(situation(BEA, SKINPEN, told(isotretinoin_now=NO)), CHEEKS)
    taking = asked(situation(BEA, SKINPEN, told(isotretinoin_now=YES)), CHEEKS)
    assert "isotretinoin_last" in stopped
    assert "isotretinoin_last" not in taking


def test_facts_of_the_person_are_no_questions() -> None:
    found = asked(situation(STRANGER, SKINPEN, NOTHING), CHEEKS)
    assert found
    assert not FACTS.keys() & found.keys()


@pytest.mark.parametrize(
    ("zone", "marked", "is_asked"),
    [("cheek_left", (), False), ("cheek_left", ("cheek_left",), True), ("abdomen", (), True)],
)
def test_on_the_face_stretch_marks_are_asked_of_only_where_they_are_wished_away(
    zone: str, marked: tuple[str, ...], *, is_asked: bool
) -> None:
    here = replace(situation(BEA, SKINPEN, NOTHING), marked=marked)
    found = asked(here, [ZONES[zone]])
    assert ("newest_stretch_mark" in found) is is_asked
    assert "newest_acne_scar" in found


# What counts


def test_an_answer_that_no_longer_hangs_on_anything_does_not_count() -> None:
    answers = with_answer(all_clear(), QUESTIONS["diabetes_controlled"], YES)
    assert "diabetes_controlled" not in counted(situation(BEA, SKINPEN, answers), CHEEKS).person
    answers = with_answer(answers, QUESTIONS["diabetes"], YES)
    assert counted(situation(BEA, SKINPEN, answers), CHEEKS).person["diabetes_controlled"] is YES


def test_answers_of_a_zone_nobody_wishes_for_do_not_count() -> None:
    here = situation(BEA, SKINPEN, all_clear())
    assert all(set(given) == {LEFT} for given in counted(here, CHEEKS[1:]).zones.values())


# What was kept


def test_what_lasts_is_not_asked_again_and_still_counts() -> None:
    kept = with_answer(all_clear(), QUESTIONS["heart_disease"], YES)
    here = situation(BEA, SKINPEN, NOTHING)
    assert "heart_disease" not in asked(here, CHEEKS, kept)
    assert "pregnant" in asked(here, CHEEKS, kept)
    assert counted(here, CHEEKS, kept).person["heart_disease"] is YES
    assert "pregnant" not in counted(here, CHEEKS, kept).person


def test_a_lasting_yes_of_one_cheek_is_asked_in_the_other() -> None:
    kept = Answers(zones={"irradiated_skin": {RIGHT: YES, LEFT: NO}})
    here = situation(BEA, SKINPEN, Answers(zones={"irradiated_skin": {LEFT: NO, RIGHT: NO}}))
    assert asked(here, CHEEKS, kept)["irradiated_skin"] == (LEFT,)
    assert counted(here, CHEEKS, kept).zones["irradiated_skin"] == {RIGHT: YES, LEFT: NO}


def test_a_kept_yes_opens_what_follows_from_it() -> None:
    here = situation(BEA, SKINPEN, NOTHING)
    assert "diabetes_controlled" in asked(here, CHEEKS, told(diabetes=YES))


def test_a_last_time_told_earlier_is_never_taken_back() -> None:
    kept = with_answer(all_clear(), QUESTIONS["needled_last"], days_ago(20))
    answers = counted(situation(BEA, SKINPEN, all_clear()), CHEEKS, kept)
    assert answers.zones["needled_last"] == {RIGHT: days_ago(20), LEFT: days_ago(20)}


def test_whatever_is_kept_it_is_asked_what_is_new_since() -> None:
    key = session.NEW_SINCE.key
    here = situation(BEA, SKINPEN, NOTHING)
    assert key not in asked(here, CHEEKS)
    assert key not in asked(here, CHEEKS, told(pregnant=NO))
    assert key in asked(here, CHEEKS, told(heart_disease=NO))
    assert key in asked(replace(here, answers_kept=True), CHEEKS)
    assert key in asked(situation(BEA, SKINPEN, NOTHING, sessions_done=1), CHEEKS)


def test_with_kept_answers_nobody_is_planned_before_what_is_new_is_known() -> None:
    here = replace(situation(BEA, SKINPEN, all_clear()), answers_kept=True)
    assert screen(here, CHEEKS).verdict is Verdict.PLAN
    unknown = with_answer(all_clear(), session.NEW_SINCE, Answer.NOT_KNOWN)
    assert screen(replace(here, answers=unknown), CHEEKS).verdict is Verdict.ASK


@pytest.mark.parametrize("device", DEVICES.values(), ids=lambda device: device.key)
def test_before_a_later_session_both_doors_ask_the_same(device: Device) -> None:
    first = all_clear()
    later = situation(BEA, device, all_clear(), sessions_done=1)
    before = situation(BEA, device, first)
    assert asked(later, CHEEKS, first) == asked_again(before, CHEEKS)


# The day after which answers are too old, and speed


def test_the_age_of_answers_is_our_number_and_stands_in_the_handbook() -> None:
    assert parameters()[ASK_AGAIN_AFTER.key] is ASK_AGAIN_AFTER
    assert not too_old(days_ago(0), DAY)
    assert not too_old(days_ago(7), DAY)
    assert too_old(days_ago(8), DAY)


@pytest.mark.parametrize(
    ("zones", "most"), [(CHEEKS, 0.06), (tuple(MANY), 0.2)], ids=["few", "many"]
)
def test_a_form_is_worked_out_while_nobody_notices(zones: tuple[Zone, ...], most: float) -> None:
    here = situation(AMARA, SKINPEN, all_clear(zones))
    spent = []
    for _ in range(5):
        begin = perf_counter()
        assert asked(here, zones)
        spent.append(perf_counter() - begin)
    assert min(spent) < most
