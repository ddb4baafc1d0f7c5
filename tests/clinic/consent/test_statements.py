"""One tick answers one statement, whatever was emptied and written anew in between."""

import pytest
from django.core.exceptions import ValidationError

from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.consent.models import ConsentText, Kind
from percuta_clinic.consent.starting import Statement, Words
from percuta_clinic.consent.texts import text_save, text_use

ADDRESS = "/settings/consents/treatment/"


def one(key: str, text: str) -> Statement:
    return {"key": key, "text": text, "required": True, "kind": "tick"}


def saved(house: House, seen: int, *statements: Statement) -> ConsentText:
    words = Words(title="Consent", body="Needles.", statements=statements)
    return text_save(by=house.dora, kind=Kind.TREATMENT, service=None, words=words, seen=seen)


def keys(text: ConsentText) -> list[str]:
    return [statement["key"] for statement in text.statements]


def test_a_new_statement_never_takes_the_name_of_a_kept_one(ready: House) -> None:
    first = saved(ready, 1, one("", "I read it."), one("", "I agree."))
    left = keys(first)[1]
    second = saved(ready, 2, one(left, "I agree."), one("", "I may go blind."))
    assert keys(second)[0] == left
    assert len({*keys(first), *keys(second)}) == 3


def test_a_name_that_an_older_version_used_is_not_used_again(ready: House) -> None:
    first = saved(ready, 1, one("read", "I read it."), one("", "I agree."))
    saved(ready, 2, one("read", "I read it."))
    third = saved(ready, 3, one("read", "I read it."), one("", "I may go blind."))
    assert keys(third)[1] not in keys(first)


def test_two_statements_of_one_name_are_not_saved(ready: House) -> None:
    with pytest.raises(ValidationError, match="one tick would answer both"):
        saved(ready, 1, one("read", "I read it."), one("read", "I may go blind."))
    sent = {"version": "1", "title": "Consent", "body": "Needles."}
    for number, text in enumerate(("I read it.", "I may go blind.")):
        sent |= {f"text_{number}": text, f"key_{number}": "read", f"required_{number}": "on"}
    answer = SignedIn(ready.dora).post(ADDRESS, sent)
    assert answer.status_code == 422
    assert "one tick would answer both" in answer.text


def test_a_text_kept_with_two_of_one_name_is_not_put_in_use(ready: House) -> None:
    text = ConsentText.objects.create(
        kind=Kind.TREATMENT,
        version=2,
        title="Consent",
        body="Needles.",
        statements=[one("read", "I read it."), one("read", "I may go blind.")],
        made_by="an earlier release",
    )
    with pytest.raises(ValidationError, match="one tick would answer both"):
        text_use(by=ready.dora, text=text, renews=False)
    answer = SignedIn(ready.dora).post(
        f"/settings/consents/{text.pk}/use/", {"meaning": "same", "people": "0"}, follow=True
    )
    assert "one tick would answer both" in answer.text
    assert ConsentText.objects.get(pk=text.pk).used_at is None
