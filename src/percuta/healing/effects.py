"""Unwanted effects with the counts published for them; rates that nobody knows are called so."""

from percuta.evidence.parameter import Status
from percuta.evidence.sources.concerns import BAILEY, CASSIANO2022, NAFLMN2018
from percuta.evidence.sources.healing import ACNEORG, FRIEDMANN2024, HARRIS2015, SOLTANI2014
from percuta.evidence.sources.labels import (
    EXCEED_IFU,
    FDA_BENZO_2018,
    FDA_LIDO_2024,
    PLIAGLIS,
)
from percuta.evidence.sources.reviews import CHU2021, SOC_CHAPTER
from percuta.evidence.sources.safety import CACHAFEIRO2016, FABBROCINI2014
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
        Count(
            text="5 of 36", events=5, people=36, who="phototype IV to V, roller", source=DOGRA2014
        ),
        Count(
            text="2 of 30", events=2, people=30, who="primed skin, four sessions", source=IDOJ2024
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
    counts=(
        Count(
            text="2 of 36", events=2, people=36, who="phototype IV to V, roller", source=DOGRA2014
        ),
    ),
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
COLD_SORES = Effect(
    key="effect.cold_sores",
    effect="cold sores",
    patient="Cold sores can wake up. Hardly anybody has counted it.",
    clinician="Herpes: three women needled in one melasma trial, one eczema herpeticum; no rate.",
    counts=(Count(text="3 people in a trial of 64", who="melasma", source=CASSIANO2022),),
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
        Count(text="nearly everyone", who="85 studies, 2805 people", source=CHU2021),
        Count(text="3.0 days on average", who="abdomen, 20 women", source=NAFLMN2018),
    ),
)

CREAM = Effect(
    key="effect.cream",
    effect="the numbing cream",
    patient=(
        "The cream can make the skin red or puffy. Too much of it has caused fits, a heart out of "
        "beat and trouble breathing; so has too large a place. Blue or grey lips are an emergency."
    ),
    clinician=(
        "Strong products on large or covered areas: seizures, arrhythmia, respiratory trouble, "
        "no rate. Methaemoglobinaemia shows within minutes to two hours (said of benzocaine)."
    ),
    counts=(Count(text="red in 47 %", who="lidocaine and tetracaine, 7 % each", source=PLIAGLIS),),
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
    on_face = any(z.zone.on_face for z in plan.zones)
    return (
        USUAL,
        BRUISES,
        *((PIMPLES,) if on_face else ()),
        DARK_MARKS,
        *((FLARE,) if request.marked else ()),
        *((COLD_SORES,) if on_face else ()),
        INFECTION,
        TRACKS,
        LUMPS,
        KELOID,
        *((CREAM,) if plan.numbing is not None else ()),
    )
