"""One way to write each word, so that it is found however somebody spells it."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "æ": "ae",
        "œ": "oe",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    }
)
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_NO_LETTER = ("M", "Cf")  # marks on letters; signs that only steer how text runs


def fold(text: str) -> str:
    """Small letters without accents: Łukasz is lukasz, Weiß is weiss."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    kept = (sign for sign in plain if not unicodedata.category(sign).startswith(_NO_LETTER))
    return "".join(kept).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").casefold()


def spellings(text: str) -> tuple[str, ...]:
    """``text`` folded as it stands and in the German manner: muller, mueller."""
    small = unicodedata.normalize("NFC", text.casefold())
    return tuple(dict.fromkeys((fold(small), fold(small.translate(_GERMAN)))))


def words_of(text: str) -> list[tuple[str, ...]]:
    """The words of a name in order, each in all its spellings; O'Brien is obrien and brien."""
    found: dict[tuple[str, ...], None] = {}
    versions = [_split(version) for version in spellings(text)]
    for word in zip(*versions, strict=True):
        for each in (word, *_inner(word)):
            found[tuple(dict.fromkeys(one.replace("'", "") for one in each))] = None
    return list(found)


def _split(text: str) -> list[str]:
    return _WORD.findall(text) or text.split()


def _inner(word: tuple[str, ...]) -> list[tuple[str, ...]]:
    if "'" not in word[0]:
        return []
    return [tuple(one.rsplit("'", 1)[-1] for one in word)]
