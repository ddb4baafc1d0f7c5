"""A named medicine reminds of the questions it concerns; an unknown name means nothing."""

import pytest

from percuta.evidence.parameter import Status
from percuta.questions import Answer, Answers, Given, Kind, Scope
from percuta.screening.catalogue import QUESTIONS
from percuta.screening.medicines_named import (
    MEDICINES,
    Medicine,
    concerned,
    contradicted,
    suggest,
)

YES, NO, NEVER = Answer.YES, Answer.NO, Answer.NEVER


def told(**person: Given) -> Answers:
    return Answers(person=person)


def names(found: list[Medicine]) -> list[str]:
    return [medicine.name for medicine in found]


# The list


@pytest.mark.parametrize("medicine", MEDICINES, ids=lambda medicine: medicine.name)
def test_every_medicine_concerns_questions_of_the_whole_person(medicine: Medicine) -> None:
    assert medicine.concerns
    assert all(QUESTIONS[key].scope is Scope.PERSON for key in medicine.concerns)
    assert list(medicine.concerns) == [key for key in QUESTIONS if key in medicine.concerns]
    assert medicine.name == medicine.name.lower().strip()
    assert medicine.status is Status.ASSUMED


def test_no_medicine_stands_in_the_list_twice() -> None:
    assert len(set(names(list(MEDICINES)))) == len(MEDICINES)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Doxycyclin 100 mg", "light_sensitive"),
        ("Doxy 100", "light_sensitive"),
        ("Roaccutan 20mg", "isotretinoin_now"),
        ("isotretinoína", "isotretinoin_now"),
        ("Metformina 850", "diabetes"),
        ("Warfarina", "anticoagulants"),
    ],
)
def test_a_name_of_another_language_is_known_by_its_stem(typed: str, key: str) -> None:
    assert key in concerned(typed)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        *((name, "anticoagulants") for name in ("apixaban", "rivaroxaban", "dabigatran")),
        *((name, "anticoagulants") for name in ("edoxaban", "warfarin", "phenprocoumon")),
        *((name, "anticoagulants") for name in ("heparin", "enoxaparin", "clopidogrel")),
        *((name, "anticoagulants") for name in ("ticagrelor", "prasugrel", "aspirin")),
        *((name, "isotretinoin_now") for name in ("isotretinoin", "roaccutane", "accutane")),
        *((name, "antiarrhythmics") for name in ("flecainide", "amiodarone", "sotalol")),
        *((name, "methaemoglobin_risk") for name in ("dapsone", "paracetamol", "phenytoin")),
        *((name, "light_sensitive") for name in ("doxycycline", "st john's wort")),
        *((name, "immunosuppression") for name in ("adalimumab", "ciclosporin")),
        *((name, "painkillers") for name in ("ibuprofen", "fish oil")),
        *((name, "retinoid_last") for name in ("tretinoin", "glycolic acid")),
    ],
)
def test_what_the_questions_name_is_known(name: str, key: str) -> None:
    assert key in concerned(name)


# Suggestions while typing


def test_names_that_begin_as_typed_come_first() -> None:
    found = names(suggest("api", most=20))
    assert found[:2] == ["apidra", "apixaban"]
    assert names(suggest("WORT")) == ["st john's wort"]
    assert names(suggest("xaban")) == ["apixaban", "edoxaban", "rivaroxaban"]


def test_a_word_further_in_comes_before_a_bare_substring() -> None:
    found = names(suggest("oil", most=50))
    assert {"fish oil", "cod liver oil"} == set(found)
    assert names(suggest("retin", most=50))[0] == "retin-a"
    assert names(suggest("retin", most=50))[-1] == "tretinoin"


def test_no_more_is_suggested_than_asked_for() -> None:
    assert len(suggest("a")) == 8
    assert len(suggest("a", most=3)) == 3


@pytest.mark.parametrize("typed", ["", "  ", "-", "zzzz"])
def test_nothing_is_suggested_for_nothing_or_for_the_unknown(typed: str) -> None:
    assert suggest(typed) == []


# What a name concerns


@pytest.mark.parametrize(
    "name", ["Apixaban", "  APIXABAN 5 mg, twice a day", "generic apixaban", "Apíxaban"]
)
def test_a_name_is_known_among_other_words(name: str) -> None:
    assert concerned(name) == ("anticoagulants",)


@pytest.mark.parametrize("name", ["", "apixa", "apixabanish", "marmalade", "\u0000", "wort"])
def test_an_unknown_name_means_nothing(name: str) -> None:
    assert concerned(name) == ()


def test_several_medicines_in_one_line_are_all_heard() -> None:
    assert concerned("flecainide and warfarin") == ("anticoagulants", "antiarrhythmics")


@pytest.mark.parametrize("name", ["St John's wort", "St. John\u2019s Wort", "st johns wort"])
def test_an_apostrophe_makes_no_difference(name: str) -> None:
    assert concerned(name) == ("light_sensitive",)


# What contradicts an answer


def test_a_named_medicine_and_a_no_contradict_each_other() -> None:
    assert contradicted(["Eliquis 5 mg"], told(anticoagulants=NO)) == [
        ("Eliquis 5 mg", "anticoagulants")
    ]


@pytest.mark.parametrize("given", [YES, Answer.NOT_KNOWN])
def test_a_yes_or_an_open_question_contradicts_nothing(given: Answer) -> None:
    assert contradicted(["apixaban"], told(anticoagulants=given)) == []
    assert contradicted(["apixaban"], told()) == []


def test_a_last_time_that_never_was_contradicts_its_medicine() -> None:
    found = contradicted(["tretinoin"], told(retinoid_last=NEVER))
    assert found == [("tretinoin", "retinoid_last")]
    assert QUESTIONS["retinoid_last"].kind is Kind.LAST_TIME


def test_one_yes_is_enough_where_the_dose_tells_which_question() -> None:
    both = told(anticoagulants=NO, painkillers=NO)
    assert len(contradicted(["aspirin"], both)) == 2
    assert contradicted(["aspirin"], told(anticoagulants=NO, painkillers=YES)) == []
    assert contradicted(["aspirin"], told(anticoagulants=NO)) == []


def test_an_unknown_medicine_contradicts_nothing() -> None:
    everything = told(**dict.fromkeys(("anticoagulants", "painkillers"), NO))
    assert contradicted(["marmalade"], everything) == []
