"""Aftercare by hour and day. The label of the device in use goes first."""

from collections.abc import Iterator
from dataclasses import replace

from percuta.evidence.disagreement import Disagreement
from percuta.evidence.parameter import Status
from percuta.evidence.sources.healing import (
    BROWSOFJOY,
    HAN2012,
    MAHMOUD2010,
    MICROPORE,
    QUARTER_TSP,
    SASAKI2019,
    SKINPEN_DERMATIQUE,
    SKINPEN_DESERT,
    WHEN_PAPERS,
)
from percuta.evidence.sources.labels import EXCEED_IFU, SKINPEN_ELLE, SKINPEN_NUANCE
from percuta.evidence.sources.practice import BHSKIN, OSEI22, RAMCO
from percuta.evidence.sources.reviews import FLANAGAN2024, MINUTILLI2024
from percuta.evidence.sources.skin import KELCHEN2016, OGUNJIMI2020
from percuta.healing.advice import Advice, Does
from percuta.healing.hours import (
    ACTIVES_FROM,
    FINGER_LENGTHS,
    GENTLE_UNTIL,
    HAIR_UNTIL,
    INJECTABLES_FROM,
    MAKE_UP_FROM,
    NOTHING_UNTIL,
    NSAID_UNTIL,
    OPEN_UNTIL,
    PEELS_UNTIL,
    ROUTINE_FROM,
    SPF,
    SPF_TANNING,
    START,
    SUN_LONG_UNTIL,
    SUN_LONG_UNTIL_DARKER,
    SUN_MINIMAL_UNTIL,
    SUNSCREEN_AGAIN,
    SUNSCREEN_FROM,
    SWEAT_UNTIL,
    TOUCH_UNTIL,
    WATER_SPORT_UNTIL,
    WATER_UNTIL,
)
from percuta.healing.on_the_skin import NOTHING_IN
from percuta.healing.treated import Treated
from percuta.zones.zone import Place

ACTIVES_AGAIN = Disagreement(
    key="actives_again",
    topic="When retinoids and acids may begin again",
    one_side="After 48 hours or on day 3: two clinics.",
    other_side="Day 5 to 7: others; no trial was read.",
    decision="Day 7, and only on skin that neither flakes nor is red.",
    sources=(BHSKIN, BROWSOFJOY, SKINPEN_DERMATIQUE, RAMCO),
)
OPEN_SKIN = Disagreement(
    key="open_skin",
    topic="How long needled skin stays open",
    one_side="24 hours: texts for patients let washing, sunscreen and make-up begin then.",
    other_side=(
        "Water loss still raised at 48 hours after a pen at 0.5 and 1.5 mm; up to 72 hours after "
        "rollers of 0.15 and 0.25 mm. Pores of short drug-delivery needles, not of a clinic pen: "
        "58 to 63 hours on average at three places (35 people), 66.5 with a standard deviation of "
        "19.5 in 22 Black participants, slower at 77 years than at 26."
    ),
    decision=(
        "72 hours at every depth: our choice, not measured. Some people are still open then, more "
        "of them with dark or old skin; nobody is told that skin is closed."
    ),
    sources=(SASAKI2019, MICROPORE, OGUNJIMI2020, KELCHEN2016, HAN2012, SKINPEN_NUANCE),
)


NOTHING_ON = Advice(
    key="after.nothing_on",
    topic="nothing on the skin",
    does=Does.AVOID,
    from_hour=START,
    to_hour=NOTHING_UNTIL,
    patient=(
        "On the day of the visit: nothing on your skin but the gel we give you. No cream, make-up "
        "or sunscreen."
    ),
    clinician="First 24 hours: only the hydrogel supplied with the device, as needed.",
    sources=(SKINPEN_NUANCE, SKINPEN_ELLE),
    disagreement=NOTHING_IN,
)
NOTHING_ON_WITHOUT_GEL = Advice(
    key="after.nothing_on",
    topic="nothing on the skin",
    does=Does.AVOID,
    from_hour=START,
    to_hour=NOTHING_UNTIL,
    patient="On the day of the visit: nothing on your skin. No cream, make-up or sunscreen.",
    clinician=(
        "First 24 hours: nothing, unless this device's label supplies or allows it; what was read "
        "of its manual names no gel. The day is the SkinPen's, as copied by clinics."
    ),
    sources=(SKINPEN_NUANCE, SKINPEN_ELLE),
    status=Status.ASSUMED,
    disagreement=NOTHING_IN,
)
NO_SUN = Advice(
    key="after.no_sun",
    topic="no sun at all",
    does=Does.AVOID,
    from_hour=START,
    to_hour=SUNSCREEN_FROM,
    patient="No sun at all on the day of the visit: stay in, or cover the skin.",
    clinician="No sunscreen yet, therefore strictly no sun until hour 24.",
    sources=(SKINPEN_NUANCE, SKINPEN_ELLE),
)
WASH = Advice(
    key="after.wash",
    topic="wash with water",
    does=Does.DO,
    from_hour=START,
    to_hour=WATER_UNTIL,
    patient="Wash with lukewarm water only. Pat dry with something clean.",
    clinician="Lukewarm water only for 24 hours.",
    sources=(SKINPEN_DESERT,),
)
GENTLE = Advice(
    key="after.gentle",
    topic="mild cleanser",
    does=Does.DO,
    from_hour=WATER_UNTIL,
    to_hour=GENTLE_UNTIL,
    patient="From the day after you may use a mild cleanser without scent or grains.",
    clinician="Gentle cleanser from hour 24 to 96.",
    sources=(SKINPEN_DESERT,),
)
TOUCH = Advice(
    key="after.touch",
    topic="hands off",
    does=Does.AVOID,
    from_hour=START,
    to_hour=OPEN_UNTIL,
    patient=(
        "Do not touch, scratch or pick. Sleep on a clean pillowcase. Keep pets off the skin. In "
        "some people the tiny holes stay open longer than that."
    ),
    clinician=(
        "The skin counts as open for 72 hours, our choice: keep hands, brushes and dirt away. Some "
        "people are still open then; pores of short needles closed later in dark and in old skin."
    ),
    sources=(EXCEED_IFU, SKINPEN_DESERT, SASAKI2019, MICROPORE, OGUNJIMI2020, KELCHEN2016),
    status=Status.ASSUMED,
    disagreement=OPEN_SKIN,
)
TOUCH_BELOW = "Do not touch, scratch or pick. Use clean sheets and clothes. Keep pets off the skin."
ON_PILLOW = frozenset({Place.NECK, Place.SCALP})
BARE = frozenset({Place.NECK, Place.SCALP, Place.HAND})  # below the face, rarely under clothes
SWEAT = Advice(
    key="after.sweat",
    topic="no sport, no heavy sweat",
    does=Does.AVOID,
    from_hour=START,
    to_hour=SWEAT_UNTIL,
    patient="No sport and nothing that makes you sweat hard for three days.",
    clinician="No strenuous exercise for 72 hours (48 in one clinic).",
    sources=(SKINPEN_NUANCE, SKINPEN_ELLE, BHSKIN, RAMCO),
)
BATH = Advice(
    key="after.bath",
    topic="no pool, sea, sauna, hot bath",
    does=Does.AVOID,
    from_hour=START,
    to_hour=WATER_SPORT_UNTIL,
    patient="No pool, sea, sauna, steam or hot bath for three days. A short shower is fine.",
    clinician="No swimming, sauna or hot water for two to three days; the longer is kept.",
    sources=(EXCEED_IFU, SKINPEN_DESERT, BHSKIN),
    status=Status.ASSUMED,
)
MAKE_UP = Advice(
    key="after.make_up",
    topic="no make-up",
    does=Does.AVOID,
    from_hour=START,
    to_hour=MAKE_UP_FROM,
    patient="No make-up for three days. Then mineral make-up, with clean brushes.",
    clinician="Make-up from 24 to 48 hours by the texts, 72 here as the skin counts as open.",
    sources=(SKINPEN_NUANCE, SKINPEN_DERMATIQUE, SKINPEN_DESERT, RAMCO),
    status=Status.ASSUMED,
)
HANDS = Advice(
    key="after.hands",
    topic="clean hands",
    does=Does.AVOID,
    from_hour=START,
    to_hour=OPEN_UNTIL,
    patient="No washing-up, garden or dirty work for three days. If you must, wear clean gloves.",
    clinician="No text on needled hands was read; kept clean while the skin counts as open.",
    sources=(SASAKI2019, MICROPORE),
    status=Status.ASSUMED,
    disagreement=OPEN_SKIN,
)
FRICTION = Advice(
    key="after.friction",
    topic="loose, clean clothes",
    does=Does.DO,
    from_hour=START,
    to_hour=TOUCH_UNTIL,
    patient="Wear loose, clean clothes over the skin for three days.",
    clinician="No text on friction was read for the body; kept as caution for open skin.",
    sources=(EXCEED_IFU,),
    status=Status.ASSUMED,
)
HAIR_AFTER = Advice(
    key="after.hair",
    topic="no hair removal, self-tanner",
    does=Does.AVOID,
    from_hour=START,
    to_hour=HAIR_UNTIL,
    patient="No self-tanner, shaving or waxing for three days.",
    clinician="No self-tanner or hair removal for two to three days; the longer is kept.",
    sources=(EXCEED_IFU, BROWSOFJOY),
    status=Status.ASSUMED,
)
PEELS = Advice(
    key="after.peels",
    topic="no scrub, peel",
    does=Does.AVOID,
    from_hour=START,
    to_hour=PEELS_UNTIL,
    patient="No scrubs and no peels for a week, and none while the skin flakes.",
    clinician=(
        "Abrasives and peels not before day 7 (a clinic), nor while the skin flakes; the manual's "
        "two to three days are shorter."
    ),
    sources=(BROWSOFJOY, EXCEED_IFU),
    status=Status.ASSUMED,
)
ACTIVES = Advice(
    key="after.actives",
    topic="no retinol, acids",
    does=Does.AVOID,
    from_hour=START,
    to_hour=ACTIVES_FROM,
    patient=(
        "No retinol, vitamin C, acids or bleaching creams for a week, and longer while the skin "
        "flakes or is red."
    ),
    clinician="Retinoids, acids, hydroquinone from day 7 on calm skin only, never before day 5.",
    sources=(BHSKIN, SKINPEN_DERMATIQUE, RAMCO, BROWSOFJOY, SKINPEN_DESERT),
    status=Status.ASSUMED,
    disagreement=ACTIVES_AGAIN,
)
ROUTINE = Advice(
    key="after.routine",
    topic="your own creams again",
    does=Does.DO,
    from_hour=ROUTINE_FROM,
    patient="After a week you may go back to your own skin care, if nothing flakes.",
    clinician="Normal routine from day 3 at the earliest by one text, day 7 here.",
    sources=(BROWSOFJOY, SKINPEN_DERMATIQUE, BHSKIN),
    status=Status.ASSUMED,
)
INJECTABLES = Advice(
    key="after.injectables",
    topic="no filler, toxin, tattoo, laser",
    does=Does.AVOID,
    from_hour=START,
    to_hour=INJECTABLES_FROM,
    patient="No filler, Botox, tattoo or laser on this skin for two weeks.",
    clinician=(
        "Injectables, tattoo, laser: two weeks are our default. Read were 48 hours for injectables "
        "and tattoo afterwards, two weeks for injectables before; nothing for a laser afterwards."
    ),
    sources=(FLANAGAN2024, BHSKIN, BROWSOFJOY),
    status=Status.ASSUMED,
)
PAINKILLERS = Advice(
    key="after.painkillers",
    topic="painkillers",
    does=Does.ASK,
    from_hour=START,
    to_hour=NSAID_UNTIL,
    patient=(
        "If it hurts, ask us which painkiller suits you. Never stop one that a doctor prescribed."
    ),
    clinician=(
        "A copied instruction advises against self-medicated anti-inflammatories for two weeks; no "
        "trial was read. Prescribed ones go on."
    ),
    sources=(SKINPEN_DESERT,),
)


def aftercare(treated: Treated) -> tuple[Advice, ...]:
    """Aftercare in the order of its hours, for this skin and these zones."""
    on_face = any(zone.on_face for zone in treated.zones)
    on_body = any(not zone.on_face for zone in treated.zones)
    on_hand = any(zone.place is Place.HAND for zone in treated.zones)
    return (
        NOTHING_ON if treated.has_gel else NOTHING_ON_WITHOUT_GEL,
        NO_SUN,
        WASH,
        GENTLE,
        _touch(treated),
        *((HANDS,) if on_hand else ()),
        *((FRICTION,) if on_body else ()),
        SWEAT,
        BATH,
        *((MAKE_UP,) if on_face else ()),
        HAIR_AFTER,
        *_sun(treated),
        ACTIVES,
        PEELS,
        ROUTINE,
        INJECTABLES,
        PAINKILLERS,
    )


def _touch(treated: Treated) -> Advice:
    """Hands off, with what touches this skin at night."""
    at_night = any(zone.on_face or zone.place in ON_PILLOW for zone in treated.zones)
    return TOUCH if at_night else replace(TOUCH, patient=TOUCH_BELOW)


def _sun(treated: Treated) -> Iterator[Advice]:
    darker = treated.darkens
    until = SUN_LONG_UNTIL_DARKER if darker else SUN_LONG_UNTIL
    weeks = "four weeks" if darker else "two weeks"
    yield _sunscreen(treated)
    yield LITTLE_SUN
    yield Advice(
        key="after.long_sun",
        topic="no sunbathing",
        does=Does.AVOID,
        from_hour=SUN_MINIMAL_UNTIL,
        to_hour=until,
        patient=f"No sunbathing, no sunbed and no sun holiday for {weeks}.",
        clinician=f"No prolonged sun for {weeks} (texts: 48 hours to four weeks).",
        sources=(SKINPEN_NUANCE, OSEI22, RAMCO, BHSKIN),
        status=until.status,
    )


LITTLE_SUN = Advice(
    key="after.little_sun",
    topic="hardly any sun",
    does=Does.AVOID,
    from_hour=SUNSCREEN_FROM,
    to_hour=SUN_MINIMAL_UNTIL,
    patient="Hardly any sun until the end of the third day, even with sunscreen.",
    clinician="Minimal sun to hour 72.",
    sources=(SKINPEN_ELLE, SKINPEN_NUANCE),
)
TINT = (
    "tinted with iron oxide from hour 72, not before, since visible light darkens phototype IV to "
    "VI and melasma, and pigment stays off open skin; pores closed later in dark and in old skin, "
    "so wait longer there if in doubt"
)


def _sunscreen(treated: Treated) -> Advice:
    """SPF by risk of pigment, tinted where visible light leaves dark marks."""
    darker = treated.darkens
    spf = SPF_TANNING if darker or treated.tans else SPF
    tint = " From day four a tinted one guards better against dark marks." if darker else ""
    on_face = any(zone.on_face for zone in treated.zones)
    amount = f" Take {FINGER_LENGTHS.value:g} finger lengths for face and neck." if on_face else ""
    said = f"Broad-spectrum mineral SPF {spf.value:g} or more from hour 24, for two weeks or more"
    clothed = [z for z in treated.zones if not z.on_face and z.place not in BARE]
    instead = "On the body you may" if on_face else "Or"
    cover = f" {instead} cover it with clothing." if clothed else ""
    under = ", or clothing over skin of the body (assumed)" if clothed else ""
    return Advice(
        key="after.sunscreen",
        topic="sunscreen every day",
        does=Does.DO,
        from_hour=SUNSCREEN_FROM,
        to_hour=SUN_LONG_UNTIL_DARKER if darker else SUN_LONG_UNTIL,
        patient=(
            f"From the day after: mineral sunscreen with SPF {spf.value:g} or more every morning, "
            f"and again every two hours outside.{cover}{amount}{tint}"
        ),
        clinician=f"{said}{under}; {TINT}." if darker else f"{said}{under}.",
        sources=(
            *(SKINPEN_NUANCE, SKINPEN_DESERT, MINUTILLI2024, WHEN_PAPERS),
            *((QUARTER_TSP,) if on_face else ()),
            *((MAHMOUD2010, OGUNJIMI2020, KELCHEN2016) if darker else ()),
        ),
        status=Status.ASSUMED if darker else spf.status,
        parameters=(
            *(spf, SUNSCREEN_AGAIN),
            *((FINGER_LENGTHS,) if on_face else ()),
            *((OPEN_UNTIL,) if darker else ()),
        ),
    )
