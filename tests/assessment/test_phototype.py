"""A person tells what their skin does in the sun; not knowing is never a phototype."""

import pytest

from papers.reading import grade
from percuta.assessment.phototype import (
    CHOICES,
    NOTE,
    STATUS,
    TOLD,
    Choice,
    told_phototype,
)
from percuta.evidence.parameter import Status
from percuta.person import Person, Phototype


def test_six_choices_stand_for_the_six_types_in_order() -> None:
    known = [choice.phototype for choice in CHOICES if choice.phototype is not None]
    assert known == list(Phototype)
    assert len({choice.key for choice in CHOICES}) == len(CHOICES) == len(Phototype) + 1


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.key)
def test_each_choice_gives_its_own_type(choice: Choice) -> None:
    assert told_phototype(choice.key) is choice.phototype


def test_not_knowing_is_no_type_and_keeps_the_caution_for_darker_skin() -> None:
    assert told_phototype("not_known") is None
    assert Person(phototype=told_phototype("not_known")).may_be_darker()
    assert not Person(phototype=told_phototype("always_burns")).may_be_darker()


@pytest.mark.parametrize("choice", ["", "I", "tans", "always burns"])
def test_a_choice_that_is_none_is_refused(choice: str) -> None:
    with pytest.raises(KeyError):
        told_phototype(choice)


def test_what_was_told_is_ours_and_is_looked_at_by_a_clinician() -> None:
    assert STATUS is Status.ASSUMED
    assert "clinician looks" in NOTE


def test_the_question_is_easy_to_read() -> None:
    assert grade([TOLD, *(f"{choice.text}." for choice in CHOICES)]) <= 7
