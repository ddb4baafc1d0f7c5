"""When two lot numbers or two article numbers are the same, however they were written."""

import re
import unicodedata

_GTIN = 14
_LONGEST = 300
_PREFIX = re.compile(r"LOT(?:NO|NR|NUMBER)?[.:#]+|(?:CH\.-?B\.|\(10\)):?")


def number_key(text: str) -> str:
    """A lot number without what differs between print, code and hand: capitals and spaces.

    GS1 lets two lots differ by capitals only; people do not. A recall must not miss one of them.
    """
    plain = unicodedata.normalize("NFKC", text).upper().strip()
    if plain.startswith("LOT "):
        plain = plain[4:]
    kept = [sign for sign in plain if not sign.isspace() and unicodedata.category(sign)[0] != "C"]
    written = "".join("-" if unicodedata.category(sign) == "Pd" else sign for sign in kept)
    found = _PREFIX.match(written)
    return (written[found.end() :] if found else written)[:_LONGEST]


def item_key(text: str) -> str:
    """An article number as all codes of it write it: a GTIN with all its digits."""
    plain = text.strip().lstrip("+").upper()
    return plain.zfill(_GTIN) if plain.isdecimal() else plain


def same_article(one: str, other: str) -> bool:
    """Whether two article numbers name one product, another level of its packaging included."""
    one, other = item_key(one), item_key(other)
    if not one or not other:
        return False
    return one == other or _without_level(one) == _without_level(other)


def _without_level(item: str) -> str:
    """A GTIN without the digit of its packing and the check digit; an HIBC without its level."""
    return item[1:-1] if item.isdecimal() else item[:-1]
