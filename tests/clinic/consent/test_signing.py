"""A signature is checked on the server, made once, and frozen with its paper."""

import hashlib
import io

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from pypdf import PdfReader

from clinic.conftest import SignedIn
from clinic.consent.papers_here import DRAWN, filled, offered, signed, words_in_use
from clinic.people_here import House
from percuta_clinic.config.ids import new_id
from percuta_clinic.consent.access import paper_for
from percuta_clinic.consent.models import Consent, How, Kind, Offer, Way
from percuta_clinic.consent.queries import State, may_treat
from percuta_clinic.consent.services import (
    Ended,
    offer_end,
    offer_open,
    offer_renew,
    question_answer,
    question_ask,
)
from percuta_clinic.consent.signatures import drawn_path
from percuta_clinic.consent.signing import NewerText, consent_sign
from percuta_clinic.consent.triggers import _CONSENT, _OFFER
from percuta_clinic.files.models import StoredFile
from percuta_clinic.files.store import content_of
from percuta_clinic.patients.models import Contact


def text_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def sign(house: House, offer: Offer, **changed: object) -> Consent:
    offer_open(by=house.amara_herself.actor, offer=offer)
    return consent_sign(
        by=house.amara_herself.actor, offer=offer, signing=filled(offer, **changed), how=How.ACCOUNT
    )


def test_a_signed_consent_opens_the_gate(ready: House) -> None:
    assert may_treat(ready.amara, ready.needling).state == State.NONE
    consent = signed(ready)
    standing = may_treat(ready.amara, ready.needling)
    assert standing.holds
    assert standing.consent == consent


def test_the_paper_says_text_answers_name_and_time(ready: House) -> None:
    consent = signed(ready, typed="Amara Okafor", drawn="")
    words = text_of(content_of(consent.pdf))
    at = timezone.localtime(consent.signed_at, ready.clinic.zone)
    for said in (
        "Amara Okafor, the patient",
        f"{at:%-d %B %Y, %H:%M:%S} (Europe/Berlin)",
        "Nobody can promise you a result",
        "I agree to the treatment that the sheet describes.",
        "ticked",
        "What can go wrong",
        "Typed as “Amara Okafor”",
        "text version 1",
        "rule set",
        consent.sheet_digest[:20],
    ):
        assert said in words, said


def test_the_paper_is_accessible_and_carries_the_drawn_name(ready: House) -> None:
    consent = signed(ready)
    pdf = content_of(consent.pdf)
    assert b"pdfuaid:part" in pdf
    assert consent.way == Way.DRAWN
    assert "Drawn by hand by Amara Okafor" in text_of(pdf)


def test_the_bytes_match_the_fingerprint_each_time(ready: House) -> None:
    consent = signed(ready)
    first = paper_for(by=ready.sina.actor, consent=consent)
    again = paper_for(by=ready.amara_herself.actor, consent=consent)
    assert first == again
    assert hashlib.sha256(first).hexdigest() == consent.digest == consent.pdf.digest


def test_signing_twice_makes_one_consent(ready: House) -> None:
    offer = offered(ready)
    assert sign(ready, offer) == sign(ready, offer)
    assert Consent.objects.count() == StoredFile.objects.count() == 1


@pytest.mark.parametrize("key", ["read", "risks", "agree"])
def test_a_statement_that_is_needed_cannot_be_left_out(ready: House, key: str) -> None:
    offer = offered(ready)
    answers = {one["key"]: "yes" for one in offer.text.statements if one["key"] != key}
    with pytest.raises(ValidationError) as refusal:
        sign(ready, offer, answers=answers)
    assert list(refusal.value.message_dict) == [f"s-{key}"]
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("level", ["record", "teaching", "publication"])
def test_each_use_of_photographs_wants_its_own_answer(ready: House, level: str) -> None:
    offer = offered(ready, Kind.PHOTOS, sheet=None)
    levels = {"record": "yes", "teaching": "no", "publication": "no"} | {level: "maybe"}
    with pytest.raises(ValidationError) as refusal:
        sign(ready, offer, levels=levels)
    assert list(refusal.value.message_dict) == [f"l-{level}"]


@pytest.mark.parametrize(
    "given",
    [
        {"drawn": "", "typed": ""},
        {"drawn": "", "typed": "42"},
        {"drawn": "", "typed": "A"},
        {"drawn": "[]"},
        {"drawn": "[[[5,5],[5,5]]]"},
        {"drawn": "[[[5,5],[9000,5]]]"},
        {"drawn": '[[["a",5],[60,5]]]'},
        {"drawn": '"><script>alert(1)</script>'},
        {"drawn": "[[[1e999,5],[60,5]]]"},
        {"drawn": "[[[NaN,5],[160,5]]]"},
        {"drawn": "[" * 5000},
        {"drawn": f"[[{','.join(['[1,1],[90,90]'] * 4000)}]]"},
        {"name": ""},
        {"name": "12"},
    ],
)
def test_what_is_no_signature_is_refused(ready: House, given: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        sign(ready, offered(ready), **given)
    assert not Consent.objects.exists()


def test_a_drawn_name_is_drawn_anew_by_us() -> None:
    path = drawn_path(DRAWN)
    assert path.startswith("M50.0 100.0L120.0 60.0")
    assert set(path) <= set("ML0123456789. ")


def test_a_newer_text_is_shown_before_anything_is_signed(ready: House) -> None:
    offer = offered(ready)
    newest = words_in_use(ready.dora, Kind.TREATMENT, body="Needles. Nothing is promised.")
    with pytest.raises(NewerText) as shown:
        sign(ready, offer)
    assert shown.value.newest == newest
    again = offer_renew(by=ready.amara_herself.actor, offer=offer)
    assert sign(ready, again).text == newest


def test_an_offer_that_was_taken_back_cannot_be_signed(ready: House) -> None:
    offer = offered(ready)
    offer_end(by=ready.sina.actor, offer=offer, reason="wrong service")
    with pytest.raises(Ended):
        sign(ready, offer)


def test_a_newer_offer_ends_the_one_before(ready: House) -> None:
    first, second = offered(ready), offered(ready)
    with pytest.raises(Ended):
        sign(ready, first)
    assert sign(ready, second).offer == second


def test_an_open_question_waits_unless_its_writer_says_otherwise(ready: House) -> None:
    offer = offered(ready)
    question_ask(by=ready.amara_herself.actor, offer=offer, text="Does it hurt?", key=new_id())
    assert may_treat(ready.amara, ready.needling).state == State.QUESTION
    with pytest.raises(ValidationError) as refusal:
        sign(ready, offer)
    assert list(refusal.value.message_dict) == ["no_answer_needed"]
    consent = sign(ready, offer, no_answer_needed=True)
    words = text_of(content_of(consent.pdf))
    assert "Does it hurt?" in words
    assert "Signed without waiting for the answer." in words


def test_an_answered_question_stands_on_the_paper(ready: House) -> None:
    offer = offered(ready)
    asked = question_ask(
        by=ready.amara_herself.actor, offer=offer, text="Does it hurt?", key=new_id()
    )
    question_answer(by=ready.sina.actor, question=asked, answer="A little.", link="https://a/b")
    words = text_of(content_of(sign(ready, offer).pdf))
    assert "A little. (Sina Sommer" in words


def test_a_guardian_signs_for_an_adult_and_is_named(ready: House) -> None:
    guardian = Contact.objects.create(patient=ready.amara, name="Ada Okafor", relation="court ward")
    consent = sign(ready, offered(ready, guardian=guardian), name="Ada Okafor")
    assert (consent.signer, consent.signer_relation) == ("guardian", "court ward")
    assert "Ada Okafor, legal guardian (court ward)" in text_of(content_of(consent.pdf))


def test_who_turned_out_to_be_under_age_cannot_sign(ready: House) -> None:
    offer = offered(ready)
    ready.amara.birth_date = timezone.localdate().replace(day=1)
    ready.amara.save()
    with pytest.raises(ValidationError, match="Nobody under 18"):
        sign(ready, offer)


def test_a_crash_before_the_end_leaves_nothing_half(ready: House) -> None:
    offer = offered(ready)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry RENAME TO audit_elsewhere")
    with pytest.raises(DatabaseError), transaction.atomic():
        sign(ready, offer)
    assert not Consent.objects.exists()
    assert not StoredFile.objects.exists()


def test_hostile_words_stand_on_the_paper_as_words(ready: House) -> None:
    ready.amara.family_name = '#image("/etc/passwd") *Okafor* <b>'
    ready.amara.save()
    consent = sign(ready, offered(ready), name="#eval Amara $x$ <script>")
    words = text_of(content_of(consent.pdf))
    assert "#eval Amara $x$ <script>" in words
    assert '#image("/etc/passwd") *Okafor* <b>' in words


def test_the_paper_keeps_the_numbers_that_the_page_showed(ready: House) -> None:
    ready.clinic.phone, ready.clinic.emergency = "030 1234567", "112, or Dr Night on 030 999"
    ready.clinic.save()
    offer = offered(ready)
    page = SignedIn(ready.amara_herself).get(f"/my/consents/{offer.pk}/").text
    consent = sign(ready, offer)
    ready.clinic.phone = "030 7654321"
    ready.clinic.save()
    words = text_of(content_of(consent.pdf))
    assert "The clinic: 030 1234567" in words
    assert "In an emergency: 112, or Dr Night on 030 999" in words
    assert "030 1234567" in page
    assert hashlib.sha256(content_of(consent.pdf)).hexdigest() == consent.digest


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE consent_consent SET signer_name = 'Eve'",
        "UPDATE consent_consent SET digest = ''",
        "DELETE FROM consent_consent",
        "UPDATE consent_consenttext SET body = 'other'",
        "UPDATE consent_consenttext SET used_at = NULL",
        "DELETE FROM consent_consenttext",
        """UPDATE consent_offer SET zones = '["forehead"]'""",
        "UPDATE consent_offer SET device = 'dermaroller'",
        "UPDATE consent_offer SET sheet = NULL, sheet_digest = ''",
        "UPDATE consent_offer SET opened_at = made_at",
    ],
)
def test_the_database_refuses_to_change_what_was_signed(ready: House, statement: str) -> None:
    signed(ready)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_what_was_only_offered_can_still_change(ready: House) -> None:
    offered(ready)
    with connection.cursor() as cursor:
        cursor.execute("""UPDATE consent_offer SET zones = '["forehead"]'""")
    assert Offer.objects.get().zones == ["forehead"]


def test_every_column_of_an_offer_is_guarded_or_free_for_a_reason() -> None:
    moves, found_again = {"patient_id", "visit_id"}, {"typed", "typed_version"}
    columns = {field.column for field in Offer._meta.concrete_fields}
    assert columns - set(_OFFER) - {"guardian_id", "is_test_area"} == moves | found_again | {
        "ended_at",
        "why_ended",
    }


def test_every_column_of_a_consent_is_guarded() -> None:
    columns = {field.column for field in Consent._meta.concrete_fields}
    assert columns - set(_CONSENT.replace(",", "").split()) == {"patient_id"}
