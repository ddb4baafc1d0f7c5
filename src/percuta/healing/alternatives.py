"""Needling beside other treatments: how long one sees them, and pigment. Mostly second-hand."""

from dataclasses import replace

from percuta.evidence.sources.healing import (
    ACNEORG_OTHERS,
    ALEXIS2016,
    CLARK2013,
    FDA_RF_2025,
    GUIDES_REPO,
    IJORD676,
    JCAS2021_T5,
    JOCD70366,
    PMID9950552,
)
from percuta.evidence.sources.safety import CACHAFEIRO2016
from percuta.evidence.sources.studies import DOGRA2014, IDOJ2024
from percuta.healing.advice import Alternative
from percuta.planning.request import Request

SECOND_HAND = "second-hand days"

ALTERNATIVES = (
    Alternative(
        treatment="needling",
        downtime="hours to 3 days, 4 when deep",
        sessions="3 to 6",
        pigment="0 to 17 %",
        grade=f"{SECOND_HAND}; pigment from single studies",
        sources=(GUIDES_REPO, DOGRA2014, IDOJ2024),
    ),
    Alternative(
        treatment="nothing, with sunscreen",
        downtime="none",
        sessions="none",
        pigment="none from treatment",
        grade="no text needed",
        sources=(GUIDES_REPO,),
    ),
    Alternative(
        treatment="light peel",
        downtime="3 to 5 days of flaking",
        sessions="4 to 6",
        pigment="up to 25 %",
        grade=SECOND_HAND,
        sources=(GUIDES_REPO, ACNEORG_OTHERS),
    ),
    Alternative(
        treatment="medium peel",
        downtime="about 7 days of peeling, weeks pink",
        sessions="1 to 3",
        pigment="not read",
        grade=SECOND_HAND,
        sources=(GUIDES_REPO,),
    ),
    Alternative(
        treatment="radiofrequency needling",
        downtime="1 to 5 days, grid marks up to 7",
        sessions="3",
        pigment="3 of 25 at 4 weeks, 0 of 25 at 2 months",
        grade=(
            f"{SECOND_HAND}; pigment from one trial; burns and fat loss were reported to a "
            "regulator"
        ),
        sources=(GUIDES_REPO, JCAS2021_T5, FDA_RF_2025),
    ),
    Alternative(
        treatment="laser that spares the surface (non-ablative)",
        downtime="1 to 3 days red, a week of flaking",
        sessions="3 to 6",
        pigment=(
            "5 of 115 sessions in phototype IV to VI with bleaching cream; 3 and 5 of 7 people in "
            "another trial of them; 13.6 % in a third trial; up to 71 % on a patient site"
        ),
        grade=f"{SECOND_HAND}; pigment from single studies, the 71 % second-hand",
        sources=(GUIDES_REPO, CLARK2013, ALEXIS2016, CACHAFEIRO2016, ACNEORG_OTHERS),
    ),
    Alternative(
        treatment="laser in dots through the surface (fractional ablative)",
        downtime="5 to 14 days",
        sessions="1 to 3",
        pigment="45 % of 65; 30 % of 30; 8 of 25 at 4 weeks, 4 of 25 at 2 months",
        grade=f"{SECOND_HAND}; pigment from single studies",
        sources=(GUIDES_REPO, IJORD676, IDOJ2024, JCAS2021_T5),
    ),
    Alternative(
        treatment="laser that takes the surface off (ablative)",
        downtime="14 days of wound care, months pink",
        sessions="1",
        pigment=(
            "up to 92 % after CO2 laser in phototype IV and darker; late loss of colour in about "
            "8 %"
        ),
        grade=f"{SECOND_HAND}; both rates quoted, 92 % in the introduction of a paper",
        sources=(GUIDES_REPO, JOCD70366, PMID9950552),
    ),
)


DARKER = (
    "; darker skin gets dark or light marks more easily, and they can stay (assumed: our caution)"
)


def alternatives(request: Request) -> tuple[Alternative, ...]:
    """Other treatments, with a warning on lasers that take skin off where skin may be darker."""
    if not request.person.may_be_darker():
        return ALTERNATIVES
    return tuple(
        replace(one, pigment=f"{one.pigment}{DARKER}") if _ablative(one) else one
        for one in ALTERNATIVES
    )


def _ablative(one: Alternative) -> bool:
    return "ablative)" in one.treatment and "non-ablative" not in one.treatment
