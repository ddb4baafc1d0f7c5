"""Letters that only look like Latin ones, marks and gaps, brought back to plain words."""

import re
import unicodedata

_CYRILLIC = dict(zip("авекмнорстухіјѕԁһԛԝүпгья", "abekmhopctyxijsdhqwyngba", strict=True))
_GREEK = dict(zip("αβεηικμνορτυχγωσς", "abenikuvoptuxywos", strict=True))
_OTHER = {
    "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    "\N{LATIN SMALL LETTER ALPHA}": "a",
    "\N{LATIN SMALL LETTER SCRIPT G}": "g",
    "\N{LATIN LETTER SMALL CAPITAL I}": "i",
    "\N{LATIN LETTER SMALL CAPITAL R}": "r",
    "\N{LATIN LETTER SMALL CAPITAL N}": "n",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "œ": "oe",
    "æ": "ae",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{MODIFIER LETTER APOSTROPHE}": "'",
    "\N{GRAVE ACCENT}": "'",
    "\N{ACUTE ACCENT}": "'",
}
_ALIKE = str.maketrans(_CYRILLIC | _GREEK | _OTHER)
_LEET = str.maketrans("013457@$", "oieastas")
_MARKS = ("M", "Cf", "Cc", "Co", "Cs")
_SEPARATED = re.compile(r"\b(?:[^\W_](?:[\W_]|[^\w\s]\s)){2,}[^\W_]\b")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")


def plain(text: str) -> str:
    """Small Latin letters without marks; what only steers how text runs is gone."""
    return without_marks(without_marks(text).casefold().translate(_ALIKE)).translate(_ALIKE)


def without_marks(text: str) -> str:
    """``text`` as typed, but with ordinary letters and spaces, and nothing unseen."""
    wide = unicodedata.normalize("NFKC", re.sub(r"\s", " ", text))
    return "".join(one for one in unicodedata.normalize("NFD", wide) if not _is_mark(one))


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign).startswith(_MARKS)


def digits_read(word: str) -> str:
    """``s3ssion`` as session: digits among letters; a number stays one."""
    if _ORDINAL.fullmatch(word):
        return word
    letters = sum(sign.isalpha() for sign in word)
    return word.translate(_LEET) if letters * 2 >= len(word) and letters > 1 else word


def closed_up(text: str) -> str:
    """``t r e a t`` and ``t.r.e.a.t`` as one word; three letters may as well be three words."""
    return _SEPARATED.sub(_together, text)


def _together(found: re.Match[str]) -> str:
    word = re.sub(r"[\W_]+", "", found[0])
    return word if len(word) > 3 or word.casefold() == "you" else found[0]


def is_near(word: str, known: str) -> bool:
    """Whether one slip of the fingers makes ``word`` of ``known``; two in a long word."""
    allowed = 2 if len(known) >= 9 else 1
    if abs(len(word) - len(known)) > allowed or len(set(word) - set(known)) > allowed:
        return False
    return _slips(word, known) <= allowed


def _slips(one: str, other: str) -> int:
    """Letters changed, left out, put in, or swapped with their neighbour."""
    above: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        above, before, row = row, above, [i]
        for j, b in enumerate(other, 1):
            cost = min(above[j] + 1, row[-1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
    return row[-1]


def words(listed: str) -> tuple[str, ...]:
    """A list of words as it is written down."""
    return tuple(listed.split())
