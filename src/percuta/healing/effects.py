"""Unwanted effects with the counts published for them; rates that nobody knows are called so."""

from percuta.evidence.parameter import Status
from percuta.evidence.sources.concerns import BAILEY, CASSIANO2022, NAFLMN2018
from percuta.evidence.sources.healing import (
    ACNEORG,
    FRIEDMANN2024,
    HARRIS2015,
    SOLTANI2014,
    ZENG2025,
)
from percuta.evidence.sources.labels import (
    EMLA_US,
    EXCEED_IFU,
    FDA_BENZO_2018,
    FDA_LIDO_2024,
    PLIAGLIS,
)
from percuta.evidence.sources.reviews import CHU2021, SOC_CHAPTER
from percuta.evidence.sources.safety import CACHAFEIRO2016, CDC_HIV, FABBROCINI2014
from percuta.evidence.sources.studies import (
    ALSTERLI2020,
    DARK39,
    DOGRA2014,
    IDOJ2024,
    WU2022,
)
from percuta.healing.advice import Count, Effect
from percuta.planning.plan import Plan
from percuta.planning.request import Request
from percuta.zones.zone import Place

BEGAN_36 = "phototype IV to V, roller; 36 began, 30 finished"

DARK_MARKS = Effect(
    key="effect.dark_marks",
    effect="dark marks",
    patient=(
        "Dark marks that stay for weeks or months. In studies none to 17 of 100 people had them. "
        "For the darkest skin there are hardly any numbers."
    ),
    clinician=(
        "Post-inflammatory hyperpigmentation; no study splits it by phototype, and the size of the "
        "one group of type VI was not read."
    ),
    counts=(
        Count(text="5 of 36", events=5, people=36, who=BEGAN_36, source=DOGRA2014),
        Count(
            text="2 of 30",
            events=2,
            people=30,
            who="skin prepared with creams, four sessions",
            source=IDOJ2024,
        ),
        Count(
            text="0 of 25",
            events=0,
            people=25,
            who="phototype I to V, stretch marks, pen",
            source=ALSTERLI2020,
        ),
        Count(
            text="none worse of 39",
            events=0,
            people=39,
            who="phototype III to V, marks there before",
            source=DARK39,
        ),
        Count(
            text="0 of 60",
            events=0,
            people=60,
            who="phototype I to VI in three groups, roller",
            source=FABBROCINI2014,
        ),
        Count(
            text="none in the needling half of 46",
            who="three sessions, blinded raters",
            source=CACHAFEIRO2016,
        ),
    ),
)
TRACKS = Effect(
    key="effect.tracks",
    effect="raised lines or new scars",
    patient="Fine raised lines or scars. Seen with rollers, mostly over bone. They can stay.",
    clinician="Tram-track scarring: with rollers only in the texts read, pressure over bone.",
    counts=(Count(text="2 of 36", events=2, people=36, who=BEGAN_36, source=DOGRA2014),),
    sources=(SOC_CHAPTER,),
)
LUMPS = Effect(
    key="effect.lumps",
    effect="lasting lumps",
    patient="Itchy red lumps that stay for months. Seen after serums were needled in.",
    clinician="Granuloma, mostly after a pen with vitamin C; treatment helps unevenly.",
    counts=(
        Count(text="15 people in 13 reports", who="case reports, no rate", source=FRIEDMANN2024),
    ),
    sources=(SOLTANI2014,),
)
INFECTION = Effect(
    key="effect.infection",
    effect="infection",
    patient="Germs can get in. That must be treated soon. Hardly anybody has counted it.",
    clinician="Bacterial infection: none in a review of 18 acne-scar studies; no rate elsewhere.",
    counts=(Count(text="none in 18 studies", who="acne scars", source=HARRIS2015),),
    sources=(CHU2021,),
)
UNCLEAN = Effect(
    key="effect.unclean",
    effect="germs from unclean work",
    patient=(
        "Unclean needles or tools can carry germs. Some make lumps or sores that come weeks later. "
        "At one spa without a licence, people got HIV. How often is not known. Ask us to "
        "open new needles while you watch."
    ),
    clinician=(
        "Late mycobacteria: a series of 28 after cosmetic procedures of all kinds, mean incubation "
        "three weeks. Presumed passing on of HIV at an unlicensed spa with unsterile practice (59 "
        "clients at risk, 20 of them needled with platelet-rich plasma). No rate for needling."
    ),
    counts=(
        Count(
            text="28 people",
            who="mycobacteria after cosmetic procedures, not needling alone",
            source=ZENG2025,
        ),
    ),
    sources=(CDC_HIV,),
)
COLD_SORES = Effect(
    key="effect.cold_sores",
    effect="cold sores",
    patient="Cold sores can wake up. Hardly anyone has counted how often.",
    clinician=(
        "Herpes: three women of the needled arms of one melasma trial, about half of its 64 (sizes "
        "of arms not read), and one eczema herpeticum; no rate."
    ),
    counts=(
        Count(
            text="3 women",
            who="melasma; of the needled arms, about half of 64, sizes not read",
            source=CASSIANO2022,
        ),
    ),
    sources=(WU2022,),
)
PIMPLES = Effect(
    key="effect.pimples",
    effect="pimples, tiny white bumps",
    patient="Pimples or tiny white bumps for some days.",
    clinician="Acne flare up to 13 % in any one study; milia reported without a rate.",
    counts=(Count(text="up to 13.3 %", who="highest of pooled studies", source=ACNEORG),),
    sources=(HARRIS2015,),
)
BRUISES = Effect(
    key="effect.bruises",
    effect="bruises",
    patient="Small bruises for a week or so.",
    clinician="Ecchymosis up to 2.8 % in any one study.",
    counts=(Count(text="up to 2.8 %", who="highest of pooled studies", source=ACNEORG),),
)
KELOID = Effect(
    key="effect.keloid",
    effect="thick scars",
    patient="Thick scars, if your skin tends to make them. Nobody has counted it.",
    clinician="Keloid or hypertrophic scar: contraindicated on one label; the rate is unknown.",
    sources=(EXCEED_IFU, CHU2021),
    status=Status.ASSUMED,
)
USUAL = Effect(
    key="effect.usual",
    effect="redness, swelling, soreness",
    patient="Red, swollen, sore and tight skin for some days: nearly everyone has it.",
    clinician=(
        "Erythema, oedema, pain, itching, flaking: within about a week in a review of 85 studies; "
        "3.0 days on average on abdomens in one trial."
    ),
    counts=(
        Count(text="gone in about a week", who="85 studies, 2805 people", source=CHU2021),
        Count(text="3.0 days on average", who="abdomen, 20 women", source=NAFLMN2018),
    ),
)

CREAM = Effect(
    key="effect.cream",
    effect="the numbing cream",
    patient=(
        "The cream can make the skin red or puffy. Strong creams bought without a doctor have "
        "caused fits, a heart out of beat and trouble breathing. So we keep to the label: not too "
        "much, not too large a place. Blue or grey lips are an emergency."
    ),
    clinician=(
        "Strong products sold over the counter, which the FDA wants on no large or wrapped areas: "
        "seizures, arrhythmia, respiratory trouble, no rate. Methaemoglobinaemia shows within "
        "minutes to two hours (said of benzocaine). For LMX4 no count was read."
    ),
    counts=(
        Count(
            text="red in 47 %",
            who="Pliaglis only: lidocaine and tetracaine, 7 % each",
            source=PLIAGLIS,
        ),
        Count(
            text="some reaction of the skin in 56 %",
            who="EMLA only: over 1300 people, mostly gone in 1 to 2 hours",
            source=EMLA_US,
        ),
    ),
    sources=(FDA_LIDO_2024, FDA_BENZO_2018),
)
FLARE = Effect(
    key="effect.flare",
    effect="brown patches",
    patient="Brown patches can get darker, or come back. Nobody has counted how often.",
    clinician="Melasma can flare or return after needling; no rate was read.",
    sources=(BAILEY,),
)


def effects(request: Request, plan: Plan) -> tuple[Effect, ...]:
    """Unwanted effects for these zones and this person, the most usual first."""
    near_mouth = any(z.zone.on_face or z.zone.place is Place.NECK for z in plan.zones)
    return (
        USUAL,
        BRUISES,
        *((PIMPLES,) if near_mouth else ()),
        DARK_MARKS,
        *((FLARE,) if request.marked else ()),
        *((COLD_SORES,) if near_mouth else ()),
        INFECTION,
        UNCLEAN,
        TRACKS,
        LUMPS,
        KELOID,
        *((CREAM,) if (plan.numbing or plan.later_numbing) is not None else ()),
    )
