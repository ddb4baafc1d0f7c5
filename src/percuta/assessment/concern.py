"""Concerns that can be planned, and what is honestly known about treating them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from percuta.assessment.scale import Scale
from percuta.assessment.scales import (
    FITZPATRICK_WRINKLES,
    GLOGAU,
    GOODMAN_BARON,
    LEMPERLE,
    MASI,
    MMASI,
    VANCOUVER,
    ScarType,
)
from percuta.devices.device import Use
from percuta.evidence.source import Source
from percuta.evidence.sources.concerns import (
    ALSTER_SCARS2020,
    BAILEY,
    BELISLASER,
    BUSCH2018,
    CASSIANO2022,
    CLAYTOR2022,
    DGUV2019,
    FARSHI2020,
    LIANG2022,
    MALI2017,
    NAFLMN2018,
    ROBATI2020,
    SAKI2022,
    SVENNING2019,
)
from percuta.evidence.sources.labels import K200044
from percuta.evidence.sources.studies import (
    ABLON2018,
    ALQAM2022,
    ALQAM2023_FACE,
    ALSTERLI2020,
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
    DARK_SPOTS = "dark_spots"
    MELASMA = "melasma"
    PHOTODAMAGE = "photodamage"
    STRETCH_MARKS = "stretch_marks"
    SCARS = "scars"
    BURN_SCARS = "burn_scars"
    LAXITY = "laxity"
    TEXTURE = "texture"


@dataclass(frozen=True, kw_only=True)
class Indication:
    """One kind of concern: its words, its scales, and the sentence a doctor can stand behind.

    The first scale is the usual one; none where no free scale was read. ``pigment`` marks
    concerns of colour, ``confirm`` what a doctor has to weigh before any needle, ``patient`` the
    same in plain words.
    """

    kind: Kind
    name: str
    use: Use
    known: str
    sources: tuple[Source, ...]
    scales: tuple[Scale, ...] = ()
    pigment: bool = False
    confirm: str = ""
    patient: str = ""


NO_FORECAST = "No forecast for this person is made."

ACNE_SCARS = Indication(
    kind=Kind.ACNE_SCARS,
    name="acne scars",
    use=Use.ACNE_SCARS,
    scales=(GOODMAN_BARON,),
    known=(
        "Results differ widely: the mean score fell by 45 % in a monthly series of 30 people, by "
        "68 % in the most favourable arm, by 9 % in the least (ten people a month after the last "
        "session, 7 of them one grade better), each on a scale of its own. In a randomised trial "
        "of 120 people the gain was significant only with a peel. Most series are small and "
        "without a control group, and some people gain hardly anything. "
        f"{NO_FORECAST}"
    ),
    sources=(DOGRA2014, LEHETA2011, SOHAG2017, MNCP2021),
)
_LINES_KNOWN = (
    "One uncontrolled trial of 32 people: three months after four monthly sessions 69 % saw some "
    "improvement themselves, 3 in 10 saw none. On the necks of the same people, needled up to "
    "2.5 mm, blinded raters saw improvement in half; this plan is shallower. "
    f"{NO_FORECAST}"
)
FINE_LINES = Indication(
    kind=Kind.FINE_LINES,
    name="fine lines",
    use=Use.WRINKLES,
    scales=(FITZPATRICK_WRINKLES, LEMPERLE, GLOGAU),
    known=_LINES_KNOWN,
    sources=(ALQAM2023_FACE, ALQAM2022),
)
WRINKLES = Indication(
    kind=Kind.WRINKLES,
    name="wrinkles",
    use=Use.WRINKLES,
    scales=(FITZPATRICK_WRINKLES, LEMPERLE, GLOGAU),
    known=_LINES_KNOWN,
    sources=(ALQAM2023_FACE, ALQAM2022),
)
DARK_SPOTS = Indication(
    kind=Kind.DARK_SPOTS,
    name="dark spots",
    use=Use.PIGMENT,
    pigment=True,
    known=(
        "No study of needling alone against dark spots was read. In one split-face trial of "
        "rejuvenation colour improved beside a laser (24 people). Needling can itself leave dark "
        f"marks. {NO_FORECAST}"
    ),
    confirm=(
        "no study of needling alone against dark spots was read; a doctor looks first at what the "
        "spots are, and whether needles suit them at all"
    ),
    patient=(
        "Nobody has tested needles alone on dark spots. A doctor looks first at what your spots "
        "are, and if needles suit them at all."
    ),
    sources=(ROBATI2020, DOGRA2014),
)
MELASMA = Indication(
    kind=Kind.MELASMA,
    name="melasma",
    use=Use.PIGMENT,
    scales=(MMASI, MASI),
    pigment=True,
    known=(
        "Needling alone: one series of 20 people, in whom a colour meter fell from 44 to 28 "
        "points after four monthly sessions. Twelve trials (459 people) used it beside creams and "
        "saw the most at 12 weeks. It can come back or flare, and three of the women needled in "
        f"one trial had cold sores. {NO_FORECAST}"
    ),
    confirm=(
        "melasma can flare after needling, no device read is cleared for it, and most trials added "
        "creams that only a doctor prescribes"
    ),
    patient=(
        "Needles can make brown patches darker. Most studies used creams as well, which only a "
        "doctor can give you. A doctor weighs this with you first."
    ),
    sources=(FARSHI2020, BAILEY, CASSIANO2022),
)
PHOTODAMAGE = Indication(
    kind=Kind.PHOTODAMAGE,
    name="photodamage",
    use=Use.PHOTODAMAGE,
    scales=(GLOGAU,),
    known=(
        "In the needling-only half of a split-face trial (28 people, five sessions two weeks "
        "apart) two dermatologists rated brightness moderately better in 18, markedly in 5, hardly "
        "in 5. Another trial found no difference to a laser (24 people). Looked at for weeks to "
        f"months only. {NO_FORECAST}"
    ),
    sources=(LIANG2022, ROBATI2020),
)
STRETCH_MARKS = Indication(
    kind=Kind.STRETCH_MARKS,
    name="stretch marks",
    use=Use.STRETCH_MARKS,
    known=(
        "Two randomised trials (20 and 40 people) found needling and a laser alike; in one series "
        "of 25 people raters saw at least half gone after one to three sessions. In another, 6 of "
        "15 did very well and 3 hardly gained (printed as 40 and 20 %; arms of 15 assumed); red "
        "marks did better than white ones. They do not "
        f"vanish. {NO_FORECAST}"
    ),
    sources=(NAFLMN2018, SAKI2022, ALSTERLI2020, MALI2017),
)
SCARS = Indication(
    kind=Kind.SCARS,
    name="scars of surgery or injury",
    use=Use.SCARS,
    scales=(VANCOUVER,),
    known=(
        "In a series of 120 people with scars of face and body all had improved by half or more "
        "after 2.5 sessions on average; in 25 women young surgical scars scored better at 16 "
        "weeks, but scars also fade by themselves and nobody was left untreated for comparison. "
        f"{NO_FORECAST}"
    ),
    sources=(ALSTER_SCARS2020, CLAYTOR2022, K200044),
)
BURN_SCARS = Indication(
    kind=Kind.BURN_SCARS,
    name="burn scars",
    use=Use.BURN_SCARS,
    scales=(VANCOUVER,),
    known=(
        "Little is known: after one needling of mature burn scars nothing had changed measurably "
        "in 5 people; 14 of 19 people rolled under general anaesthesia felt better. No trial with "
        f"a control group was read. {NO_FORECAST}"
    ),
    confirm=(
        "burn scars may be large, tight or without feeling, were mostly needled in hospital, and "
        "no controlled trial was read; a doctor decides whether and where"
    ),
    patient=(
        "Burn scars were mostly needled in hospital, and little is known about it. A doctor "
        "decides with you if it makes sense, and where."
    ),
    sources=(DGUV2019, SVENNING2019, BUSCH2018),
)
LAXITY = Indication(
    kind=Kind.LAXITY,
    name="laxity",
    use=Use.LAXITY,
    known=(
        "One uncontrolled series on ageing faces reports firmer skin 90 and 150 days after four "
        "monthly sessions; how much was not visible in the text read. Needling does not lift what "
        f"hangs. {NO_FORECAST}"
    ),
    sources=(ABLON2018,),
)
TEXTURE = Indication(
    kind=Kind.TEXTURE,
    name="texture",
    use=Use.TEXTURE,
    known=(
        "In the needling-only half of a split-face trial (28 people, five sessions two weeks "
        "apart) two dermatologists rated texture moderately better in 15, markedly in 7, hardly in "
        f"6. An uncontrolled series agrees. {NO_FORECAST}"
    ),
    sources=(LIANG2022, ABLON2018),
)
INDICATIONS: Mapping[Kind, Indication] = MappingProxyType(
    {
        i.kind: i
        for i in (
            ACNE_SCARS,
            FINE_LINES,
            WRINKLES,
            DARK_SPOTS,
            MELASMA,
            PHOTODAMAGE,
            STRETCH_MARKS,
            SCARS,
            BURN_SCARS,
            LAXITY,
            TEXTURE,
        )
    }
)
PIGMENT_SOURCES = (BELISLASER, BAILEY)

ICEPICK_NOTE = (
    "Icepick scars moved least in one series and first in another; needling alone may do little "
    "for them."
)
ICEPICK_SOURCES = (LOTFI2013, SOHAG2017)


@dataclass(frozen=True, kw_only=True)
class Concern:
    """What one person wishes treated: kind, zones, and the grade seen (None: not graded).

    ``graded_by`` is the key of the scale behind the grade; without it the usual one counts.
    """

    kind: Kind
    zones: tuple[str, ...]
    grade: float | None = None
    graded_by: str = ""
    scar_types: tuple[ScarType, ...] = ()

    @property
    def indication(self) -> Indication:
        """What is known about this kind of concern."""
        return INDICATIONS[self.kind]

    @property
    def scale(self) -> Scale | None:
        """The scale named, or else the usual one; None where there is none."""
        scales = self.indication.scales
        named = (scale for scale in scales if scale.key == self.graded_by)
        return next(named, scales[0] if scales and not self.graded_by else None)
