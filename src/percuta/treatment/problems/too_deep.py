"""Needled too deep: bleeding that goes on, lines along the path, pain that was not there before."""

from percuta.evidence.sources.emergency import BLEED_PORTSMOUTH, MDR_87, MDR_SERIOUS
from percuta.evidence.sources.healing import FRIEDMANN2024, SOLTANI2014
from percuta.evidence.sources.studies import DOGRA2014
from percuta.treatment.problems.protocol import Protocol, Step
from percuta.treatment.problems.shared import (
    DEVICE_REPORT,
    PRESS_AGAIN,
    PRESS_FIRST,
    STILL_BLEEDS,
)

TOO_DEEP = Protocol(
    key="too_deep",
    title="Too deep",
    signs=(
        "The pen was set deeper than planned.",
        "Dots of blood go on or join.",
        "Lines in the skin along the path of the pen.",
        "Sudden sharp pain, a bruise, or the feel of bone.",
    ),
    at_hand=("Sterile gauze and saline", "Good light", "The pen, as it was set"),
    steps=(
        Step(
            key="stop",
            words="Stop. Needles off the skin. Do not turn the setting.",
            note="Read the depth on the pen. Note zone, depth, speed and passes.",
        ),
        PRESS_FIRST,
        PRESS_AGAIN,
        Step(
            key="rinse",
            words="Wipe with sterile saline. Look in good light.",
            note="Where, how large, lines or bruise.",
        ),
        Step(
            key="eye",
            words="By the eye: ask about pain, sight and tears. Any yes: call now.",
        ),
        Step(
            key="pen",
            words="Check the pen and the needles. In doubt: out of use, with a label.",
            note="Does the setting hold? Is a needle bent? Keep the cartridge.",
        ),
        Step(key="photo", words="A photo, if the patient has agreed to photos."),
        Step(
            key="doctor",
            words="A doctor sees the skin before they leave.",
            note="Nobody here: call the doctor, send the photo.",
        ),
    ),
    call=(STILL_BLEEDS, "By the eye: pain in it, or sight that changes."),
    doctor=(
        "Each time the depth was beyond what was planned.",
        "Lines, a growing bruise, or lasting strong pain.",
    ),
    never=(
        "No more needling in that zone today.",
        "No serum, acid or vitamin on it: they can be driven into the skin.",
        "Do not do the same on the other side to make it even.",
    ),
    after=(
        "Gel and gentle care as after any session. No sun.",
        "Look for heat, pus and pain that grows, then for dark marks, lines and lumps.",
        "Book a look at the skin. Lines and marks are seen by a doctor.",
        "The next plan: less deep there, or not at all. A doctor decides.",
    ),
    report=DEVICE_REPORT,
    sources=(DOGRA2014, SOLTANI2014, FRIEDMANN2024, BLEED_PORTSMOUTH, MDR_87, MDR_SERIOUS),
)
