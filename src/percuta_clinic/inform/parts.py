"""The tables and the picture that a text can hold; the science fills them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from percuta_clinic.inform import science_tables
from percuta_clinic.inform.picture import picture

RESPONSIBLE = "responsible"  # stands until the clinic says who it is


@dataclass(frozen=True)
class Part:
    """What it shows, in words, and where that comes from."""

    says: str
    fill: Callable[[], Any]


PARTS: Mapping[str, Part] = MappingProxyType(
    {
        "picture": Part("the living picture of how skin heals", picture),
        "told": Part("what is often told beside what was read", science_tables.told_rows),
        "concerns": Part("every concern with what was read of it", science_tables.concern_rows),
        "before": Part("what to do and to leave before", science_tables.before_rows),
        "after": Part("what to do and to leave after", science_tables.after_rows),
        "days": Part("the signs of healing, day by day", science_tables.day_rows),
        "effects": Part("side effects with their counts", science_tables.effect_rows),
        "downtime": Part("needling beside peels and lasers", science_tables.other_rows),
        "flags": Part("signs that call for help", science_tables.flag_rows),
        "kept": Part("what is kept about people, how long, and who sees it", tuple),
        RESPONSIBLE: Part("whom to ask: the clinic's name, address and e-mail", tuple),
    }
)
