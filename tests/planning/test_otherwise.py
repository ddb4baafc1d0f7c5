"""Where one device says no, the others are heard, each with its clearance."""

from dataclasses import replace

from cast import CHEEKS, all_clear, with_answer
from percuta.devices.exceed import EXCEED
from percuta.devices.skinpen import SKINPEN
from percuta.planning.propose import propose
from percuta.questions import Answer
from percuta.screening.catalogue import QUESTIONS
from percuta.screening.screen import Verdict
from percuta.zones.skin_map import ZONES
from planning.wishes import BEAS, CHEEK, SCARS, WRINKLES, wish

KELOID = with_answer(all_clear(ZONES.values()), QUESTIONS["keloid"], Answer.YES)
NO_ON_EXCEED = replace(BEAS, device=EXCEED, answers=KELOID)


def test_a_no_of_one_device_names_what_the_other_would_say() -> None:
    (other,) = propose(NO_ON_EXCEED).otherwise
    assert (other.device, other.verdict, other.outside) == (SKINPEN, Verdict.DOCTOR, False)


def test_a_place_never_needled_lies_outside_no_clearance() -> None:
    with_lid = replace(NO_ON_EXCEED, concerns=(wish(SCARS, CHEEK, "eyelid_left"),))
    assert [other.outside for other in propose(with_lid).otherwise] == [False]


def test_an_uncleared_use_of_the_other_device_is_named() -> None:
    lines = replace(NO_ON_EXCEED, concerns=(wish(WRINKLES, CHEEK),))
    assert [other.outside for other in propose(lines).otherwise] == [True]


def test_a_no_on_every_device_names_none() -> None:
    bleeding = with_answer(KELOID, QUESTIONS["bleeding_disorder"], Answer.YES)
    assert propose(replace(NO_ON_EXCEED, answers=bleeding)).otherwise == ()


def test_nothing_else_is_looked_for_where_the_answer_is_not_no() -> None:
    answers = all_clear(CHEEKS)
    assert propose(replace(BEAS, answers=answers)).otherwise == ()
