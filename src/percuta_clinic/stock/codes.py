"""What a code on a box or a blister says, whoever made it; anything else is what somebody typed."""

import re
from dataclasses import replace

from percuta_clinic.stock.coded import MOST, Code
from percuta_clinic.stock.gs1 import gs1_read
from percuta_clinic.stock.hibc import hibc_read

TOO_LONG = f"Longer than any code: only the first {MOST} signs were kept."
OF_TWO = "These two labels do not fit together: they are of two boxes."


def code_read(text: str) -> Code:
    """What one label says, or two labels of one box on a line each."""
    kept = text.replace("\0", "")[:MOST]
    lines = [line for line in re.split(r"[\r\n]+", kept) if line.strip()]
    found = _one(lines[0]) if lines else Code(system="text", raw="")
    if len(lines) == 2:
        found = code_joined(found, _one(lines[1]))
    elif len(lines) > 2:
        found = Code(system="text", raw=kept.strip())
    return replace(found, flags=(*found.flags, TOO_LONG)) if len(text) > MOST else found


def code_joined(first: Code, second: Code) -> Code:
    """Two labels of one box: the article on one of them, lot and expiry on the other."""
    if not first.item and second.item:
        first, second = second, first
    fits = first.system == second.system and not (second.item and second.item != first.item)
    if first.system == "hibc" and first.link != second.link:
        fits = False
    return replace(
        first,
        raw=f"{first.raw}\n{second.raw}",
        lot=first.lot or second.lot,
        expires=first.expires or second.expires,
        serial=first.serial or second.serial,
        flags=(*first.flags, *second.flags, *(() if fits else (OF_TWO,))),
        link="",
    )


def _one(text: str) -> Code:
    return gs1_read(text) or hibc_read(text) or Code(system="text", raw=text.strip())
