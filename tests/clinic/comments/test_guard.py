"""What a public reply may say: many tries at confirming a patient, and replies that harm nobody."""

import pytest

from clinic.comments.replies_tried import CONFIRMING, HARMLESS, NAMING
from percuta_clinic.comments.guard import Around, Person, check, notices
from percuta_clinic.comments.templates import SAFE


def person(given: str, family: str) -> Person:
    return Person(given=frozenset([given]), family=frozenset([family]))


AROUND = Around(
    commenter="Kim",
    patients=[person("amara", "okafor"), person("bea", "novak"), person("grace", "young")],
    staff=["Dora Doktor", "Sina Sommer"],
    services=["Hollywood Facial", "Consultation"],
)


@pytest.mark.parametrize("kind", CONFIRMING)
def test_a_reply_that_would_confirm_a_patient_is_caught(kind: str) -> None:
    assert check(CONFIRMING[kind], AROUND), CONFIRMING[kind]


@pytest.mark.parametrize("kind", HARMLESS)
def test_a_reply_about_nobody_passes(kind: str) -> None:
    assert [str(one) for one in check(HARMLESS[kind], AROUND)] == []


@pytest.mark.parametrize("kind", NAMING)
def test_the_name_of_a_patient_can_never_be_let_through(kind: str) -> None:
    assert any(one.never for one in check(NAMING[kind], AROUND)), NAMING[kind]


def test_every_safe_reply_passes_its_own_guard() -> None:
    for title, words in SAFE:
        assert [str(one) for one in check(words, AROUND)] == [], title


def test_a_finding_quotes_what_was_typed() -> None:
    found = check("Dear Kim, Y\u03bfur next s3ssion costs nothing.", AROUND)
    assert "Your next s3ssion" in str(found[0]).replace("\u03bf", "o").replace("y", "Y")


def test_a_given_name_alone_is_pointed_out_unless_the_writer_signed_with_it() -> None:
    words = "Dear Bea, the article tells more."
    assert [one.key for one in check(words, AROUND)] == ["given"]
    assert not any(one.never for one in check(words, AROUND))
    signed = Around(commenter="Bea", patients=AROUND.patients)
    assert check(words, signed) == ()


def test_staff_named_as_a_patient_is_may_be_let_through_by_a_second() -> None:
    around = Around(patients=[person("dora", "doktor")], staff=["Dora Doktor"])
    found = check("Dora Doktor wrote the article.", around)
    assert not any(one.never for one in found)
    assert [one.key for one in found] == ["staff", "general"]


def test_who_decides_is_told_what_a_comment_gives_away() -> None:
    about = notices("My treatment by Sina Sommer was fine, like that of Amara Okafor.", AROUND)
    assert len(about) == 3
    assert "patient" in about[0]
    assert "Amara Okafor" in about[1]
    assert "Sina Sommer" in about[2]
    assert notices("How long does the redness last?", AROUND) == ()


@pytest.mark.parametrize(
    "text",
    ["Redness came back after ten days.", "There is pus on my cheek", "Es juckt immer noch."],
)
def test_a_sign_of_trouble_is_pointed_out_first(text: str) -> None:
    assert "may need help" in notices(text, AROUND)[0]


def test_a_web_address_and_a_phone_number_are_pointed_out() -> None:
    assert "web address" in notices("cheap needles at www.pills.example", AROUND)[0]
    assert "phone number" in notices("call me: +49 30 1234567", AROUND)[0]


def test_how_somebody_signed_is_not_taken_for_another_person() -> None:
    own = Around(commenter="Amara Okafor", patients=AROUND.patients)
    assert notices("Amara Okafor asks: does it hurt?", own) == ()
    assert any(one.never for one in check("Dear Amara Okafor, it may.", own))
