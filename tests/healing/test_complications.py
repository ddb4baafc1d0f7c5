"""Complications: each sentence stands on a source or is named a custom, and none gives a dose."""

import re

import pytest

from percuta.evidence.catalogue import SOURCES
from percuta.evidence.sources.complications import NICE_NG141
from percuta.handbook.complications import complications_page
from percuta.healing.adverse.grading import (
    ENDS,
    LOOK_LATER,
    LOOK_SOON,
    OUTCOMES,
    RELATIONS,
    SERIOUS,
    SEVERITIES,
    look_again_days,
)
from percuta.healing.adverse.terms import TERMS
from percuta.healing.complications.catalogue import COMPLICATIONS, complication_for
from percuta.healing.complications.complication import PARTS, Statement


def test_the_seven_complications_say_what_to_ask_do_leave_and_refer() -> None:
    assert len(COMPLICATIONS) == 7
    for one in COMPLICATIONS.values():
        assert all(getattr(one, name) for name in PARTS), one.key


def test_every_sentence_stands_on_a_source_or_is_named_a_custom() -> None:
    for one in COMPLICATIONS.values():
        for said in one.statements():
            assert said.house or all(SOURCES[source.key] is source for source in said.sources)


def test_a_sentence_on_nothing_or_on_both_is_refused() -> None:
    refused = "name its sources, or that it is a custom"
    with pytest.raises(ValueError, match=refused):
        Statement(words="Do this.")
    with pytest.raises(ValueError, match=refused):
        Statement(words="Do this.", sources=(NICE_NG141,), house=True)


def test_no_sentence_gives_a_dose() -> None:
    dose = re.compile(r"\b\d+(\.\d+)?\s?(mg|g|ml)\b")
    said = [one.words for each in COMPLICATIONS.values() for one in each.statements()]
    assert [words for words in said if dose.search(words)] == []


def test_each_complication_is_found_by_its_terms_and_no_term_by_two() -> None:
    terms = [term for one in COMPLICATIONS.values() for term in one.terms]
    assert len(terms) == len(set(terms))
    assert set(terms) <= set(TERMS)
    assert complication_for("mycobacterial") is COMPLICATIONS["infection"]
    assert complication_for("faint") is None
    assert complication_for("contact_dermatitis") is None  # no text of ours is about a rash


def test_the_handbook_names_what_is_a_custom_of_the_house() -> None:
    written = complications_page()
    assert "custom of the house" in written
    assert all(f"## {one.title}" in written for one in COMPLICATIONS.values())


# Words a doctor chooses from


def test_severity_seriousness_and_relation_name_their_scale() -> None:
    chosen = [*SEVERITIES.values(), *SERIOUS.values(), *RELATIONS.values()]
    assert [one.key for one in chosen if not one.sources] == []
    assert (len(SEVERITIES), len(RELATIONS)) == (4, 6)


def test_an_event_never_ends_while_somebody_is_recovering() -> None:
    assert set(OUTCOMES) - ENDS == {"recovering"}


def test_who_is_badly_off_or_unknown_is_looked_at_sooner() -> None:
    assert look_again_days("severe") == look_again_days("") == LOOK_SOON.value
    assert look_again_days("mild") == LOOK_LATER.value
