"""A text that is too long is told so in plain words, and only its own entry waits for it."""

import pytest

from percuta_clinic.treatment.vocabulary import why_not


@pytest.mark.parametrize(
    ("slot", "value", "words"),
    [
        ("zone/chin", {"depth_mm": 1, "passes": 2, "speed": "x" * 350}, "speed"),
        ("cleanse", {"done": True, "how": "x" * 350}, "how"),
        ("stop", {"why": "x" * 350}, "why"),
    ],
)
def test_too_many_letters_are_told_with_how_many_there_may_be(
    slot: str, value: object, words: str
) -> None:
    told = f"{slot}, {words}: at most 300 letters; 350 were entered. Shorten it."
    assert why_not(slot, value) == told
