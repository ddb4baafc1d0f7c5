"""The words a clinic starts from: plain, and saying what they must."""

import pytest
from django.core.exceptions import ValidationError

from clinic.people_here import House
from papers.reading import grade
from percuta_clinic.consent.models import Kind, Level
from percuta_clinic.consent.starting import STARTING, Words
from percuta_clinic.consent.texts import text_save

AGE_TWELVE = 7.0


@pytest.mark.parametrize("kind", list(Kind))
def test_the_words_read_at_age_twelve(kind: Kind) -> None:
    words = STARTING[kind]
    assert grade([words.body, *(one["text"] for one in words.statements)]) <= AGE_TWELVE


@pytest.mark.parametrize("kind", list(Kind))
def test_the_words_say_that_it_can_be_taken_back(kind: Kind) -> None:
    body = STARTING[kind].body
    assert "at any time" in body
    assert "drawback" in body
    assert "call the clinic" in body


def test_each_use_of_photographs_reads_at_age_twelve() -> None:
    assert grade(f"{level.label}." for level in Level) <= AGE_TWELVE


@pytest.mark.parametrize(
    ("body", "statements"),
    [("", STARTING[Kind.PHOTOS].statements), ("Words.", ()), ("x" * 20_001, ())],
)
def test_a_text_without_words_or_statements_is_refused(
    house: House, body: str, statements: tuple[()]
) -> None:
    words = Words(title="Photographs", body=body, statements=statements)
    with pytest.raises(ValidationError):
        text_save(by=house.dora, kind=Kind.PHOTOS, service=None, words=words, seen=0)
