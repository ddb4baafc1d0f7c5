"""Bleeding that runs or does not stop."""

from percuta.evidence.sources.emergency import (
    BLEED_ARC2015,
    BLEED_PORTSMOUTH,
    BLEED_SJA,
    MDR_87,
    MDR_SERIOUS,
)
from percuta.treatment.problems.protocol import Protocol, Step
from percuta.treatment.problems.shared import (
    DEVICE_REPORT,
    PRESS_AGAIN,
    PRESS_FIRST,
    STILL_BLEEDS,
)

BLEEDING = Protocol(
    key="bleeding",
    title="Bleeding",
    signs=(
        "Blood runs, or the dots join and do not stop.",
        "A swelling grows under the skin.",
        "Fine dots of blood that stop by themselves are no problem.",
    ),
    at_hand=("Sterile gauze, plenty of it", "Clean gloves", "Sterile saline"),
    steps=(
        Step(
            key="stop",
            words="Stop. Needles off the skin. Clean gloves on.",
            note="Keep the cartridge. Note the zone and the depth.",
        ),
        PRESS_FIRST,
        Step(
            key="ask",
            words="Ask: blood thinners? Aspirin? Bleeds for long after a cut?",
            note="What was taken, and when. Any yes: call the doctor now.",
        ),
        PRESS_AGAIN,
        Step(
            key="lay_down",
            words="Pale, cold, dizzy: lay them down, raise the legs, keep them warm.",
        ),
        Step(
            key="clean",
            words="It has stopped: wipe with sterile saline. No more needling today.",
            note="Look again before they stand up, and before they leave.",
        ),
    ),
    call=(
        "Blood spurts or pours.",
        STILL_BLEEDS,
        "Pale, cold, confused or faint.",
        "A swelling by the eye, or sight that changes.",
    ),
    doctor=(
        "It still bleeds after you pressed once.",
        "A swelling grows under the skin.",
        "The person takes blood thinners.",
    ),
    never=(
        "Do not lift the gauze early to look.",
        "Do not take off gauze that is soaked: put more on top.",
        "Do not needle on, and not over a swelling.",
        "Do not give aspirin or ibuprofen for the pain.",
    ),
    after=(
        "Say: if it bleeds again, press as we did. If it does not stop, get help.",
        "Look for a bruise and for blood under the skin. A doctor looks at any that grows.",
    ),
    report=DEVICE_REPORT,
    sources=(BLEED_PORTSMOUTH, BLEED_ARC2015, BLEED_SJA, MDR_87, MDR_SERIOUS),
    ends_needling=True,
)
