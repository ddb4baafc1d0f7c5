"""HIBC labels after the Supplier Labeling Standard: article, lot, serial number, expiry."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from percuta_clinic.stock.coded import NO_SUCH_DAY, NOT_READ, Code, day_of, year_of

SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"
WRONG_SIGN = (
    "The check character of this label is wrong. Read it again, or compare it with the print."
)
_LABEL = re.compile(r"\+([A-Z0-9$][A-Z0-9\-. $/+%]{2,})")
_ARTICLE = re.compile(r"[A-Z][A-Z0-9]{3}[A-Z0-9]{1,18}[0-9]")
_SECOND = re.compile(r"(?P<kind>\$\$\+|\$\$|\$\+|\$|(?=\d{5}))(?P<rest>.*)")
_MANY = re.compile(r"8\d\d|9\d{5}")


@dataclass(frozen=True)
class _Format:
    """One way to write a date: how many signs with its leading digit, and what they say."""

    length: int
    read: Callable[[str], date | None]


def _counted(text: str) -> date | None:
    """Year and the how-manieth day of it."""
    year, day = year_of(int(text[:2])), int(text[2:5])
    found = date(year, 1, 1) + timedelta(days=day - 1)
    return found if day and found.year == year else None


def _day(text: str, *, year: int, month: int, day: int) -> date | None:
    """The day whose two-digit parts stand at these places."""
    of = [int(text[place : place + 2]) for place in (year, month, day)]
    return day_of(year_of(of[0]), of[1], of[2]) if of[2] else None


def _month(text: str) -> date | None:
    return day_of(year_of(int(text[2:4])), int(text[:2]), 0)


_DATES = {
    "0": _Format(4, _month),
    "1": _Format(4, _month),
    "2": _Format(7, lambda text: _day(text, year=5, month=1, day=3)),
    "3": _Format(7, lambda text: _day(text, year=1, month=3, day=5)),
    "4": _Format(9, lambda text: _day(text, year=1, month=3, day=5)),
    "5": _Format(6, lambda text: _counted(text[1:])),
    "6": _Format(8, lambda text: _counted(text[1:])),
}


def check_sign(text: str) -> str:
    """The check character of everything before it."""
    return SIGNS[sum(SIGNS.index(sign) for sign in text) % len(SIGNS)]


def hibc_read(text: str) -> Code | None:
    """What a HIBC label says; None for what is none."""
    raw, text = text, re.sub(r"^\][A-Za-z][0-9]", "", text.strip("\t\r\n").lstrip(" "))
    text = text.rstrip(" ").strip("*") if text[:1] == "*" else text
    text = re.sub(r"_$", " ", text)
    if not text.isascii() or not _LABEL.fullmatch(text := text.upper()):
        return None
    if check_sign(text[:-1]) != text[-1] and check_sign(text) == " ":
        text += " "  # the scanner or a form cut off a check character that is a space
    flags = () if check_sign(text[:-1]) == text[-1] else (WRONG_SIGN,)
    try:
        found = _label(text[1:-1], Code(system="hibc", raw=raw, flags=flags))
    except ValueError:
        found = None
    return found or Code(system="text", raw=raw, flags=(NOT_READ.format(system="HIBC"),))


def _label(body: str, code: Code) -> Code | None:
    if not body[:1].isalpha():
        return _second(body[:-1], replace(code, link=body[-1]))
    article, slash, rest = body.partition("/")
    if not _ARTICLE.fullmatch(article):
        return None
    code = replace(code, item=article, link="" if slash else check_sign(f"+{body}"))
    return _second(rest, code) if slash else code


def _second(text: str, code: Code) -> Code | None:
    """Lot or serial number with its date, then what is added behind slashes."""
    first, *more = text.split("/")
    if found := _SECOND.fullmatch(first):
        code = _with_number(found["kind"], found["rest"], code)
    else:
        more = [first, *more]
    for one in more:
        code = _with_added(one, code)
    return code if code.lot or code.serial or code.expires or more else None


def _with_number(kind: str, rest: str, code: Code) -> Code:
    if kind == "":
        kind, rest = "$$", f"5{rest}"
    if kind.startswith("$$"):
        if many := _MANY.match(rest):
            rest = rest[many.end() :]
        code, rest = _with_date(rest, code)
    return replace(code, serial=rest) if kind.endswith("+") else replace(code, lot=rest)


def _with_date(rest: str, code: Code) -> tuple[Code, str]:
    if rest[:1] == "7":
        return code, rest[1:]
    form = _DATES.get(rest[:1])
    if form is None or not rest[: form.length].isdecimal() or len(rest) < form.length:
        return code, rest
    return _expiring(code, form.read(rest[: form.length])), rest[form.length :]


def _with_added(text: str, code: Code) -> Code:
    if text.startswith("S"):
        return replace(code, serial=text[1:])
    if re.fullmatch(r"14D\d{8}", text):
        day = int(text[9:])
        year = max(int(text[3:7]), 1)
        return _expiring(code, day_of(year, int(text[7:9]), day) if day else None)
    return code


def _expiring(code: Code, day: date | None) -> Code:
    if day is None:
        return replace(code, flags=(*code.flags, NO_SUCH_DAY))
    return replace(code, expires=day)
