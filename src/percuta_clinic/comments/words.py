"""What strangers type, made harmless: text stays text, and stays in its lines."""

import re
import unicodedata

LONGEST_NAME, LONGEST, SHORTEST = 60, 3000, 3
MOST_MARKS = 2  # on one letter; some languages need two, nobody needs twenty
_JOINERS = "\u200c\u200d"  # Persian and emoji are written with them
_ADDRESS = re.compile(r"[^\s@<>()]+\s?@\s?[^\s@<>()]+\.[^\s@<>().]{2,}")


def clean_line(typed: str) -> str:
    """One line without anything unseen."""
    return " ".join(clean(typed.replace("\n", " ")).split())


def clean(typed: str) -> str:
    """Plain lines: nothing that steers, hides or piles up, and no heaps of empty lines."""
    lines = typed.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = "".join(_calm(unicodedata.normalize("NFC", lines)))
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _calm(text: str) -> list[str]:
    kept: list[str] = []
    marks = 0
    for sign in text:
        kind = unicodedata.category(sign)
        if sign not in _JOINERS:
            marks = marks + 1 if kind in ("Mn", "Me") else 0
        elif kept and kept[-1] in _JOINERS:
            continue
        unseen = kind in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp") and sign not in f"\n{_JOINERS}"
        unseen = unseen or _is_no_sign(sign)
        if not unseen and marks <= MOST_MARKS:
            kept.append(sign)
    return kept


def _is_no_sign(sign: str) -> bool:
    """Numbers that Unicode gives to no sign, ever; a feed with one in it cannot be read."""
    return ord(sign) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(sign) <= 0xFDEF


def addresses_in(text: str) -> list[str]:
    """E-mail addresses in a text, however wide they are written."""
    return _ADDRESS.findall(unicodedata.normalize("NFKC", text))


def has_letters(text: str) -> bool:
    """Whether anybody could read it out."""
    return any(unicodedata.category(sign).startswith(("L", "N", "So")) for sign in text)
