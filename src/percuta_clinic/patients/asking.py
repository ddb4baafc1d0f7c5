"""What somebody typed into the search field, read as names, dates, numbers and addresses."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from percuta_clinic.patients.folding import fold, words_of
from percuta_clinic.patients.search import Kind, digits_of

LONGEST_QUESTION = 100
MOST_TOKENS = 6
_SHORTEST_PHONE = 5
_EMAIL = re.compile(r"\S*@\S*")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4}|\d{2})(?!\d)")
_NAMED = re.compile(r"(?<!\d)(\d{1,2})\.?\s+([^\W\d_]{3,9})\.?,?\s+(\d{4})(?!\d)")
_PHONE = re.compile(r"\+?\(?\d[\d\s()/.-]*\d")
_YEAR = re.compile(r"1|19\d{0,2}|2|20\d{0,2}")
_MONTHS = tuple(
    tuple(each.split("|"))
    for each in [
        "jan",
        "feb",
        "mar|maerz",
        "apr",
        "may|mai",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct|okt",
        "nov",
        "dec|dez",
    ]
)


@dataclass(frozen=True)
class Token:
    """One thing typed; it may be read in several ways, each a kind and how the term begins."""

    readings: tuple[tuple[Kind, str], ...]

    @property
    def prefixes(self) -> tuple[str, ...]:
        """How a matching term begins."""
        return tuple(kind + start for kind, start in self.readings)

    def of(self, *kinds: Kind) -> tuple[str, ...]:
        """How a term begins that matches in one of these ways."""
        return tuple(start for kind, start in self.readings if kind in kinds)


def tokens_in(text: str, region: str) -> list[Token]:
    """Everything that must match, in the order of what says most."""
    rest = text.replace("\0", " ")[:LONGEST_QUESTION]
    found: list[Token] = []
    steps: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Token | None]], ...] = (
        (_EMAIL, _email),
        (_ISO, _iso),
        (_DAY_FIRST, lambda match: _day_first(match, region)),
        (_NAMED, _named),
        (_PHONE, _phone),
    )
    for pattern, reading in steps:
        rest = _taken(rest, pattern, reading, found=found)
    return [*found, *_words(rest)][:MOST_TOKENS]


def _taken(
    rest: str,
    pattern: re.Pattern[str],
    reading: Callable[[re.Match[str]], Token | None],
    *,
    found: list[Token],
) -> str:
    def take(match: re.Match[str]) -> str:
        token = reading(match)
        if token is None:
            return match.group()
        found.append(token)
        return " "

    return pattern.sub(take, rest)


def _email(match: re.Match[str]) -> Token | None:
    whole = fold(match.group()).strip(".,;<>")
    if whole.startswith("@"):
        words = re.findall(r"[^\W\d_]{2,}", whole)
        return Token(((Kind.EMAIL_PART, words[0]),)) if words else None
    return Token(((Kind.EMAIL, whole),))


def _iso(match: re.Match[str]) -> Token | None:
    year, month, day = match.groups()
    if day is None:
        return Token(((Kind.BIRTH, f"{year}-{int(month):02}"),))
    return _births([_day(year, month, day)])


def _day_first(match: re.Match[str], region: str) -> Token | None:
    first, second, year = match.groups()
    orders = [(first, second), (second, first)]
    if region == "US":
        orders.reverse()
    for day, month in orders:
        token = _births([_day(full, month, day) for full in _years(year)])
        if token:
            return token
    return None


def _years(year: str) -> list[str]:
    """A year of two digits may be of this century or of the last."""
    if len(year) > 2:
        return [year]
    now = timezone.now().year % 100
    return [f"19{year}"] if int(year) > now else [f"20{year}", f"19{year}"]


def _named(match: re.Match[str]) -> Token | None:
    day, name, year = match.groups()
    for number, begins in enumerate(_MONTHS, start=1):
        if fold(name).startswith(begins) or fold(name.replace("ä", "ae")).startswith(begins):
            return _births([_day(year, str(number), day)])
    return None


def _phone(match: re.Match[str]) -> Token | None:
    typed = match.group().replace("(0)", "")
    digits = digits_of(typed)
    if len(digits) < _SHORTEST_PHONE:
        return None
    if typed.startswith("+") or digits.startswith("00"):
        return Token(((Kind.PHONE, digits.removeprefix("00")),))
    births = [*_eight_digits(digits)]
    return Token((*births, (Kind.PHONE, digits)))


def _eight_digits(digits: str) -> Iterator[tuple[Kind, str]]:
    if len(digits) != 8:
        return
    for year, month, day in (
        (digits[4:], digits[2:4], digits[:2]),
        (digits[:4], digits[4:6], digits[6:]),
    ):
        born = _day(year, month, day)
        if born:
            yield Kind.BIRTH, born.isoformat()


def _words(text: str) -> Iterator[Token]:
    for word in dict.fromkeys(words_of(text)):
        if word[0].isdecimal():
            births = [(Kind.BIRTH, word[0])] if _YEAR.fullmatch(word[0]) else []
            yield Token((*births, (Kind.PHONE, word[0])))
        else:
            yield Token((*((Kind.NAME, one) for one in word), (Kind.EMAIL_PART, word[0])))


def _births(days: list[date | None]) -> Token | None:
    readings = tuple((Kind.BIRTH, day.isoformat()) for day in days if day)
    return Token(readings) if readings else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if 1900 <= found.year <= timezone.now().year else None
