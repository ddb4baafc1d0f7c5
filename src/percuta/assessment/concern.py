"""Concerns that can be planned, and what is honestly known about treating them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from percuta.assessment.scales import FITZPATRICK_WRINKLES, GOODMAN_BARON, Scale, ScarType
from percuta.devices.device import Use
from percuta.evidence.source import Source
from percuta.evidence.sources.studies import (
    ALQAM2022,
    ALQAM2023_FACE,
    DOGRA2014,
    LEHETA2011,
    LOTFI2013,
    MNCP2021,
    SOHAG2017,
)


class Kind(StrEnum):
    """Kinds of concern; the value is the word used in case files."""

    ACNE_SCARS = "acne_scars"
    FINE_LINES = "fine_lines"
    WRINKLES = "wrinkles"


@dataclass(frozen=True, kw_only=True)
class Indication:
    """One kind of concern: its words, its scale, and the sentence a doctor can stand behind."""

    kind: Kind
    name: str
    use: Use
    scale: Scale
    known: str
    sources: tuple[Source, ...]


ACNE_SCARS = Indication(
    kind=Kind.ACNE_SCARS,
    name="acne scars",
    use=Use.ACNE_SCARS,
    scale=GOODMAN_BARON,
    known=(
        "Results differ widely: the mean score fell by 45 % in a monthly series of 30 people, by "
        "68 % in the most favourable arm, by 9 % in the least, each on a scale of its own. In a "
        "randomised trial of 120 people the gain was significant only with a peel. Most series "
        "are small and without a control group, and some people gain hardly anything. No forecast "
        "for this person is made yet."
    ),
    sources=(DOGRA2014, LEHETA2011, SOHAG2017, MNCP2021),
)
_LINES_KNOWN = (
    "One uncontrolled trial of 32 people: three months after four monthly sessions 69 % saw some "
    "improvement themselves, 3 in 10 saw none. On the necks of the same people, needled up to "
    "2.5 mm, blinded raters saw improvement in half; this plan is shallower. No forecast for this "
    "person is made yet."
)
FINE_LINES = Indication(
    kind=Kind.FINE_LINES,
    name="fine lines",
    use=Use.WRINKLES,
    scale=FITZPATRICK_WRINKLES,
    known=_LINES_KNOWN,
    sources=(ALQAM2023_FACE, ALQAM2022),
)
WRINKLES = Indication(
    kind=Kind.WRINKLES,
    name="wrinkles",
    use=Use.WRINKLES,
    scale=FITZPATRICK_WRINKLES,
    known=_LINES_KNOWN,
    sources=(ALQAM2023_FACE, ALQAM2022),
)
INDICATIONS: Mapping[Kind, Indication] = MappingProxyType(
    {i.kind: i for i in (ACNE_SCARS, FINE_LINES, WRINKLES)}
)

ICEPICK_NOTE = (
    "Icepick scars moved least in one series and first in another; needling alone may do little "
    "for them."
)
ICEPICK_SOURCES = (LOTFI2013, SOHAG2017)


@dataclass(frozen=True, kw_only=True)
class Concern:
    """What one person wishes treated: kind, zones, and the grade seen (None: not graded)."""

    kind: Kind
    zones: tuple[str, ...]
    grade: int | None = None
    scar_types: tuple[ScarType, ...] = ()

    @property
    def indication(self) -> Indication:
        """What is known about this kind of concern."""
        return INDICATIONS[self.kind]
