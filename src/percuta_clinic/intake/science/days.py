"""Days as people write them, from and to the way they are kept: 2026, 2026-03, 2026-03-14."""

import re
from collections.abc import Iterator
from datetime import date

from percuta.days import MONTHS, date_in_words

IS_DAY = re.compile(r"d-.*|event_on|away_(first|last)-\d", re.ASCII)
_SHAPES = (
    re.compile(r"(?P<y>\d{4})(?:[-/.](?P<m>\d{1,2})(?:[-/.](?P<d>\d{1,2}))?)?", re.ASCII),
    re.compile(r"(?:(?P<d>\d{1,2})[./-] ?)?(?P<m>\d{1,2})[./-] ?(?P<y>\d{4})", re.ASCII),
    re.compile(
        r"(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?\.? (?:of )?)?(?P<w>[a-z]{3,9})\.?,? (?P<y>\d{4})",
        re.ASCII,
    ),
    re.compile(r"(?P<w>[a-z]{3,9})\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>\d{4})", re.ASCII),
)
_KEPT = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_IN_TEXT = re.compile(r"\b\d{4}-\d{2}-\d{2}\b", re.ASCII)
_LONGEST = 40


def kept_day(said: str) -> str:
    """A day, month or year as it is kept; what is none stays as it was said."""
    plain = " ".join(said.split())
    if len(plain) > _LONGEST:
        return said
    return next((kept for kept in _readings(plain.lower()) if kept), said)


def _readings(plain: str) -> Iterator[str]:
    for shape in _SHAPES:
        if found := shape.fullmatch(plain):
            parts = found.groupdict()
            month = parts.get("m") or _number(parts.get("w"))
            yield _written(parts["y"], month, parts.get("d"))


def _number(word: str | None) -> str:
    if not word:
        return ""
    names = [name for name in MONTHS if name.lower().startswith(word[:3])]
    fits = bool(names) and names[0].lower().startswith(word)
    return str(MONTHS.index(names[0]) + 1) if fits else "99"


def _written(year: str, month: str | None, day: str | None) -> str:
    try:
        meant = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    full = f"{meant.year:04}-{meant.month:02}-{meant.day:02}"
    return full if day else full[:7] if month else full[:4]


def shown_day(kept: str) -> str:
    """A kept day as people write it, which is read back alike; anything else as it is."""
    if not _KEPT.fullmatch(kept) or not any(_readings(kept)):
        return kept
    year, month, day = (*kept.split("-"), "", "")[:3]
    words = (str(int(day)) if day else "", MONTHS[int(month) - 1] if month else "", year)
    return " ".join(word for word in words if word)


def day_counted(on: str, said: str = "") -> str:
    """A kept day in words; where less than a day was said, that, with the day it counts as."""
    day = date_in_words(date.fromisoformat(on))
    return f"{shown_day(said)} (counted as {day})" if said else day


def days_in_text(text: str) -> str:
    """A sentence in which every day stands in words."""
    return _IN_TEXT.sub(lambda found: shown_day(found[0]), text)
