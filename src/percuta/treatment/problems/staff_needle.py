"""A colleague is hurt by a used needle, or has blood in the eye, the mouth or a wound."""

from percuta.evidence.sources.emergency import (
    SHARPS_CARDIFF,
    SHARPS_COURSE,
    SHARPS_HIGHLAND,
    SHARPS_HSE,
    SHARPS_PEP,
    SHARPS_RIDDOR,
)
from percuta.evidence.sources.labels import OSHA
from percuta.treatment.problems.numbers import HEPATITIS_BEST, HIV_BEST, HIV_LATEST
from percuta.treatment.problems.protocol import Protocol, Step, Who

STEPS = (
    Step(
        key="stop",
        words="Stop. Pen down, somebody stays with the patient.",
        note="The cartridge goes into the sharps bin. It never touches the patient again.",
    ),
    Step(
        key="wash",
        words="Let it bleed under running water. Wash with plenty of soap.",
    ),
    Step(
        key="rinse",
        words="Eye or mouth: rinse with plenty of water. Lenses out, then rinse again.",
        note="Do not swallow the water.",
    ),
    Step(key="cover", words="Dry it. Waterproof plaster on."),
    Step(
        key="go",
        words="Go now: occupational health, or the emergency department.",
        note=(
            f"Medicine against HIV begins best within {HIV_BEST.value:g} hour, at the latest after "
            f"{HIV_LATEST.value:g}. Hepatitis B vaccine: best within {HEPATITIS_BEST.value:g} "
            "hours."
        ),
    ),
    Step(
        key="tell",
        words="Tell whoever leads the clinic. They write it in the accident book.",
        note="Time, place, which needle, how deep. Nothing about the colleague's health.",
    ),
    Step(
        key="ask_patient",
        words="Somebody else asks the patient for a blood test. It is their choice.",
        note="A doctor who was not hurt. A no changes nothing in their care.",
        who=Who.DOCTOR,
    ),
    Step(
        key="patient_safe",
        words="Did the colleague's blood touch the patient? Then tell the doctor at once.",
    ),
    Step(
        key="new",
        words="Go on only with clean hands, new gloves and a new cartridge.",
        note="Or stop for today.",
    ),
)
STAFF_NEEDLE = Protocol(
    key="staff_needle",
    title="Needle injury to staff",
    signs=(
        "A used needle pricked or scratched a colleague.",
        "Blood in a colleague's eye or mouth, or on broken skin.",
    ),
    at_hand=(
        "Running water and soap",
        "Eye wash",
        "Waterproof plasters",
        "Sharps bin",
        "Phone number of occupational health",
    ),
    steps=STEPS,
    call=("The colleague collapses, or bleeds and it does not stop.",),
    doctor=(
        "Each time, at once: medicine that prevents infection works only early.",
        "The patient may have met the colleague's blood.",
    ),
    never=(
        "Do not suck it. Do not scrub it.",
        "Do not wait for the end of the day.",
        "Do not needle on with that cartridge.",
        "Do not put the needle's cap back on.",
        "Do not write the colleague's health into the patient's record.",
    ),
    after=(
        "Blood tests and their dates are between the colleague and occupational health.",
        "Look at how it came about, so that it does not come again.",
    ),
    report=(
        "Whoever leads the clinic reports it as an accident at work where the law asks for it.",
        "In the UK that is so when the needle is known to carry a virus, or an infection follows.",
    ),
    sources=(
        SHARPS_HSE,
        SHARPS_CARDIFF,
        SHARPS_PEP,
        SHARPS_HIGHLAND,
        SHARPS_COURSE,
        SHARPS_RIDDOR,
        OSHA,
    ),
    parameters=(HIV_BEST, HIV_LATEST, HEPATITIS_BEST),
)
