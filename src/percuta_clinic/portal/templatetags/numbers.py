"""Phone numbers inside a sentence, so that a page can make each one a link."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django import template

register = template.Library()
ALONE = r"(?:112|911|999|000)(?![-./\d])"  # no other number begins like these
NUMBER = re.compile(
    rf"(?<![\w:+]){ALONE}|(?<![\w:+])\+?\(?\d+(?:(?:[ \u00a0./-]|\) ?| ?\()\d+)*(?![\w:])", re.ASCII
)
TIMES = re.compile(
    r"\d{1,2}\.\d\d-\d{1,2}\.\d\d|\d{1,2}([./-])\d{1,2}\1\d{4}|\d{4}-\d\d-\d\d", re.ASCII
)
SHORT = (3, 5)  # digits of a number that stands alone, such as 110
LONG = (6, 15)


@dataclass(frozen=True, kw_only=True)
class Words:
    """Some of a sentence; ``number`` is what to dial, empty for other words."""

    text: str
    number: str = ""


@register.filter
def with_numbers(sentence: str) -> list[Words]:
    """A sentence in pieces, numbers apart."""
    return list(_pieces(sentence))


@register.filter
def first_number(sentence: str) -> Words | None:
    """The first number in it, to be called by one tap; None where there is none."""
    return next((one for one in _pieces(sentence) if one.number), None)


def _pieces(sentence: str) -> Iterator[Words]:
    done = 0
    for found in NUMBER.finditer(sentence):
        if dialled := _dialled(found[0]):
            yield Words(text=sentence[done : found.start()])
            yield Words(text=found[0], number=dialled)
            done = found.end()
    yield Words(text=sentence[done:])


def _dialled(words: str) -> str:
    """The number without what only helps to read it; empty for a time or a count."""
    plain = words.replace("(0)", "") if words.startswith("+") else words
    digits = re.sub(r"\D", "", plain)
    if words.isdecimal() and SHORT[0] <= len(digits) <= SHORT[1]:
        return digits
    if TIMES.fullmatch(words) or not LONG[0] <= len(digits) <= LONG[1]:
        return ""
    return f"+{digits}" if words.startswith("+") else digits
