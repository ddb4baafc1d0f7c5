"""Words that promise too much are named before they are published."""

import pytest

from percuta_clinic.inform.cautions import cautions
from percuta_clinic.inform.words import Words


def found(text: str) -> list[str]:
    return [one.found for one in cautions(Words(title="A", summary="B", text=text))]


@pytest.mark.parametrize(
    "words",
    [
        "We guarantee smooth skin.",
        "A permanent change.",
        "It has no side effects.",
        "Completely safe.",
        "A painless treatment.",
        "Our best clinic.",
        "A miracle for scars.",
        "See it before and after.",
        "You will look ten years younger.",
        "20 % off, only today.",
        "Better than all others.",
        "It is risk-free.",
        "Get rid of your scars.",
        "GUARANTEED.",
    ],
)
def test_a_promise_is_named(words: str) -> None:
    assert found(words)


@pytest.mark.parametrize(
    "words",
    [
        "Nobody can guarantee that.",
        "The change is not permanent.",
        "It is never completely safe.",
        "Nobody has tested which time is best.",
        "It can hurt. Read its side effects.",
        "Read this before, and look at the list after.",
    ],
)
def test_saying_that_nothing_is_promised_is_no_promise(words: str) -> None:
    assert found(words) == []


def test_a_denial_does_not_cover_the_next_sentence() -> None:
    assert found("We do not lie. We guarantee smooth skin.") == ["guarantee"]


def test_title_and_summary_are_looked_at_too() -> None:
    named = cautions(Words(title="Painless needling", summary="A miracle", text="Words."))
    assert [one.found for one in named] == ["Painless", "miracle"]
    assert all(one.why for one in named)
