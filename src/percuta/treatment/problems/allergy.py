"""Allergic reaction, up to anaphylaxis."""

from percuta.evidence.sources.emergency import (
    ALLERGYFACTS_AU,
    ANA_PRACTICENURSE,
    ANAPHYLAXIS_UK,
    CG134_SUMMARY,
    EPIPEN_US,
    GFAC_ALLERGY,
    NICE_CG134,
    RCUK_ANA2021,
    RCUK_BLS2021,
    YELLOW_CARD,
)
from percuta.evidence.sources.healing import SOLTANI2014
from percuta.treatment.problems.numbers import (
    AGAIN,
    AMPOULE,
    AMPOULE_FROM,
    DOSES_MOST,
    INJECTOR,
    INJECTOR_FROM,
    LOOK_AGAIN,
    WATCHED_FEWEST,
    WATCHED_MOST,
)
from percuta.treatment.problems.protocol import Dose, Protocol, Step, Timer, Who
from percuta.treatment.problems.shared import NOT_BREATHING

FROM_INJECTOR = Dose(
    what="adrenaline, auto-injector",
    amount=INJECTOR,
    people=f"{INJECTOR_FROM.value:g} kg or more",
    way="into the muscle of the outer thigh, through clothes if need be",
    who=Who.ORDER,
)
FROM_AMPOULE = Dose(
    what="adrenaline, drawn up",
    amount=AMPOULE,
    people=f"adults, and children over {AMPOULE_FROM.value:g} years",
    way="into the muscle, middle of the outer thigh",
    who=Who.DOCTOR,
)
STEPS = (
    Step(
        key="stop",
        words="Stop. Wipe off cream, gel and disinfectant.",
        note="When it began, and what was on the skin.",
    ),
    Step(
        key="help",
        words="Shout for help. One calls and says anaphylaxis. One brings the injectors.",
        note="Breath, voice, tongue or throat, or faint: do not wait and see.",
    ),
    Step(
        key="lay_flat",
        words="Lay them flat, legs raised. Hard to breathe: sit up, legs out.",
        note="Pregnant: on the left side. Out cold but breathing: on the side.",
    ),
    Step(
        key="adrenaline",
        words="Adrenaline now: injector on the outer thigh, through clothes.",
        note=(
            "Under the clinic's standing order, or the person's own injector. Note the time. In "
            "doubt: give it."
        ),
        who=Who.ORDER,
        timer=Timer(minutes=AGAIN, then="No better, or worse: give the second injector now."),
        doses=(FROM_INJECTOR, FROM_AMPOULE),
    ),
    NOT_BREATHING,
    Step(
        key="again",
        words="No better: the second injector.",
        note="Note the time.",
        who=Who.ORDER,
        timer=Timer(
            minutes=AGAIN,
            then="No better: tell the ambulance now. Any more adrenaline is for a doctor to give.",
        ),
    ),
    Step(
        key="stay",
        words="Stay with them. Lying, also when they feel better.",
        timer=Timer(minutes=LOOK_AGAIN, then="Look again: breath, voice, colour, wide awake?"),
    ),
    Step(
        key="skin_only",
        words="Only skin: call the doctor, stay, look again and again.",
        note="Tablets against allergy: only what the doctor or the standing order says.",
        timer=Timer(minutes=LOOK_AGAIN, then="Breath, voice, swelling, faint? Then adrenaline."),
    ),
    Step(
        key="keep",
        words="Keep tubes, gel and cartridge. Tell the ambulance what was used.",
        note="Names and lot numbers.",
    ),
)
ALLERGY = Protocol(
    key="allergy",
    title="Allergic reaction",
    signs=(
        "Anaphylaxis: it comes fast. Tongue, lips or throat swell. The voice is hoarse.",
        "Anaphylaxis: wheeze, hard to breathe. Pale, clammy, faint or confused.",
        "The skin may look normal in anaphylaxis.",
        "Only skin: itchy weals or redness where no needle was.",
    ),
    at_hand=(
        "Two adrenaline auto-injectors, in date",
        "The standing order of the clinic's doctor",
        "Phone and defibrillator",
        "For a doctor: adrenaline, syringe and needle; oxygen",
    ),
    steps=STEPS,
    call=(
        "Any sign in breath, voice, tongue or throat.",
        "Faint, pale and clammy, or confused.",
        "Each time adrenaline was given, also when they feel better.",
    ),
    doctor=("Weals or swelling, only on the skin.", "Whenever you are not sure."),
    never=(
        "Do not let them stand, walk or sit on a chair, also when they feel better.",
        "Do not give tablets against allergy in place of adrenaline.",
        "Do not leave them alone. No shower.",
        "No injector without a standing order, unless it is the person's own.",
    ),
    after=(
        f"Hospital: adults are watched {WATCHED_FEWEST.value:g} to {WATCHED_MOST.value:g} hours. "
        "It can come back.",
        "No more treatment here until a doctor knows what caused it.",
        "The doctor sends them to an allergy clinic and writes down the suspects.",
    ),
    report=(
        "Suspected harm by a cream, gel or injector: report it to the medicines authority.",
        "By a device or its gel: tell the maker at once.",
    ),
    sources=(
        RCUK_ANA2021,
        ANA_PRACTICENURSE,
        EPIPEN_US,
        ANAPHYLAXIS_UK,
        ALLERGYFACTS_AU,
        GFAC_ALLERGY,
        NICE_CG134,
        CG134_SUMMARY,
        RCUK_BLS2021,
        SOLTANI2014,
        YELLOW_CARD,
    ),
    parameters=(DOSES_MOST, INJECTOR_FROM, AMPOULE_FROM, WATCHED_FEWEST, WATCHED_MOST),
    ends_needling=True,
)
