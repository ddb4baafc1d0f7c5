"""Everybody of the staff reads the rules; a doctor signs them, and nothing ticked is lost."""

import pytest
from django.test import override_settings

from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.people.models import RuleSetSignature
from percuta_clinic.people.queries import rules_signature
from percuta_clinic.people.science import rule_families, rules_in_use
from percuta_clinic.people.services import rules_sign

FAMILIES = [family.key for family in rule_families()]
PAGE = "/settings/rules/"


def _sign(browser: SignedIn, read: list[str], digest: str = "") -> str:
    values = {"digest": digest or rules_in_use()[0], "read": read}
    return browser.post(f"{PAGE}sign/", values, follow=True).content.decode()


def test_every_rule_stands_on_the_page_with_its_sources(house: House) -> None:
    page = SignedIn(house.fred).get(PAGE)
    shown = {rule.id for family in page.context["families"] for rule, _ in family["rules"]}
    text = page.content.decode()
    assert shown == {rule.id for family in rule_families() for rule in family.rules}
    assert all(rule_id in text for rule_id in shown)
    assert "Manufacturer document; read: part of the text." in text


def test_each_rule_says_what_it_can_decide(house: House) -> None:
    page = SignedIn(house.fred).get(PAGE)
    silent = [
        rule.id
        for family in page.context["families"]
        for rule, outcomes in family["rules"]
        if not outcomes
    ]
    assert silent == []


def test_a_doctor_who_read_everything_signs(house: House) -> None:
    page = _sign(SignedIn(house.dora), FAMILIES)
    assert "Signed by Dora Doktor" in page
    assert rules_signature() is not None


def test_a_family_that_was_not_read_stops_the_signature(house: House) -> None:
    page = _sign(SignedIn(house.dora), FAMILIES[1:])
    assert f"Not read yet: {FAMILIES[0]}" in page
    assert rules_signature() is None


def test_ticks_of_a_refused_signature_are_kept(house: House) -> None:
    browser = SignedIn(house.dora)
    _sign(browser, FAMILIES[:3])
    page = browser.get(PAGE)
    assert [f["key"] for f in page.context["families"] if f["is_read"]] == FAMILIES[:3]


def test_other_rules_than_those_shown_are_not_signed(house: House) -> None:
    page = _sign(SignedIn(house.dora), FAMILIES, digest="000000000000")
    assert "The rules changed while you read them" in page
    assert not RuleSetSignature.objects.exists()


def test_each_tick_is_kept_at_once_and_can_be_taken_out(house: House) -> None:
    browser, digest = SignedIn(house.dora), rules_in_use()[0]
    browser.post(f"{PAGE}read/sun/", {"digest": digest, "read": ["sun"]})
    browser.post(f"{PAGE}read/acne/", {"digest": digest, "read": ["acne"]})
    assert browser.get(PAGE).context["done"] == 2
    browser.post(f"{PAGE}read/sun/", {"digest": digest, "read": ["acne"]})
    page = browser.get(PAGE)
    assert [f["key"] for f in page.context["families"] if f["is_read"]] == ["acne"]


def test_a_tick_for_changed_rules_is_refused(house: House) -> None:
    answer = SignedIn(house.dora).post(f"{PAGE}read/sun/", {"digest": "old", "read": ["sun"]})
    assert answer.status_code == 409
    assert "The rules changed" in answer.content.decode()


def test_unsigned_rules_say_that_nobody_can_be_treated(house: House) -> None:
    text = SignedIn(house.fred).get(PAGE).content.decode()
    assert "No doctor has signed these rules. In this clinic nobody can be treated." in text
    assert "Only a doctor can sign." in text


def test_rules_that_changed_since_the_signature_say_so(house: House) -> None:
    rules_sign(by=house.dora, digest=rules_in_use()[0], read=FAMILIES)
    RuleSetSignature.objects.update(digest="0123456789ab")
    text = SignedIn(house.fred).get(PAGE).content.decode()
    assert "The rules changed since Dora Doktor signed them." in text


@override_settings(DEMO=True)
def test_a_sample_clinic_says_that_nobody_signed(house: House) -> None:
    text = SignedIn(house.dora).get(PAGE).content.decode()
    assert "Nobody has signed these rules; this is a sample clinic." in text


def test_a_signature_is_withdrawn_with_a_reason_that_stays_readable(house: House) -> None:
    signed = rules_sign(by=house.dora, digest=rules_in_use()[0], read=FAMILIES)
    browser = SignedIn(house.dora)
    browser.post(f"{PAGE}{signed.pk}/withdraw/", {"reason": "Window for <fillers> unclear"})
    text = browser.get(PAGE).content.decode()
    assert "The last signature was withdrawn." in text
    assert "Window for &lt;fillers&gt; unclear" in text
    assert rules_signature() is None


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_withdrawal_without_a_reason_is_refused(house: House, reason: str) -> None:
    signed = rules_sign(by=house.dora, digest=rules_in_use()[0], read=FAMILIES)
    SignedIn(house.dora).post(f"{PAGE}{signed.pk}/withdraw/", {"reason": reason})
    assert rules_signature() == signed
