"""Spots in the area: growths are looked at, not needled, and warts spread along needles."""

from percuta.devices.label import Topic
from percuta.evidence.sources.labels import CONSENT_REPO, DERMAPEN4, EXCEED_IFU, SKINPEN_ELITE
from percuta.evidence.sources.reviews import KARAMPINIS2024
from percuta.finding import Reach, Severity
from percuta.questions import Question, Scope
from percuta.screening.judges import by_label, present
from percuta.screening.rule import Rule

SUSPICIOUS_SPOT = Question(
    key="suspicious_spot",
    scope=Scope.ZONE,
    text="Is there skin cancer here, or a spot that grows, changes, bleeds or does not heal?",
)
ACTINIC_KERATOSIS = Question(
    key="actinic_keratosis",
    scope=Scope.ZONE,
    text="Are there rough, scaly patches here from years of sun (actinic keratosis)?",
)
WARTS = Question(
    key="warts",
    scope=Scope.ZONE,
    text="Are there warts here, or small shiny bumps called molluscum?",
)
MOLES = Question(key="moles", scope=Scope.ZONE, text="Are there moles here, raised or flat?")

RULES = (
    Rule(
        id="lesions.001",
        title="Skin cancer or a suspicious spot in the area",
        reach=Reach.ZONE,
        asks=(SUSPICIOUS_SPOT,),
        judge=present(SUSPICIOUS_SPOT, Severity.STOP, until="seen and cleared by a dermatologist"),
        topic=Topic.SKIN_CANCER,
        patient="A skin doctor should look at this spot soon. We do not needle here before that.",
        clinician="Skin cancer or a suspicious lesion in the area: do not needle; refer.",
        hint="Refer to a dermatologist without delay; plan once the area is cleared.",
        urgent="refer to a dermatologist without delay",
        sources=(SKINPEN_ELITE, CONSENT_REPO, EXCEED_IFU, DERMAPEN4),
    ),
    Rule(
        id="lesions.002",
        title="Actinic keratosis in the area",
        reach=Reach.ZONE,
        asks=(ACTINIC_KERATOSIS,),
        judge=by_label(
            ACTINIC_KERATOSIS,
            Topic.ACTINIC_KERATOSIS,
            Severity.DOCTOR,
            until="treated and cleared by a dermatologist",
        ),
        topic=Topic.ACTINIC_KERATOSIS,
        patient="These patches come from the sun. A skin doctor should treat them first.",
        patient_decided=(
            "These patches come from the sun. As a rule a skin doctor treats them first."
        ),
        clinician="Actinic keratosis in the area: no needling over lesions.",
        hint="Refer to a dermatologist; plan once the lesions are treated and cleared.",
        sources=(EXCEED_IFU, DERMAPEN4, CONSENT_REPO),
    ),
    Rule(
        id="lesions.003",
        title="Warts or molluscum in the area",
        reach=Reach.ZONE,
        asks=(WARTS,),
        judge=present(WARTS, Severity.STOP, until="treated and gone"),
        topic=Topic.WARTS,
        patient="Needles could spread warts over your skin. They have to go first.",
        clinician=(
            "Warts or molluscum in the area: needles may seed the virus along their track, as "
            "lasers did."
        ),
        hint="Have them treated; needle this area once they are gone, other areas before that.",
        sources=(EXCEED_IFU, DERMAPEN4, CONSENT_REPO, KARAMPINIS2024),
    ),
    Rule(
        id="lesions.004",
        title="Moles in the area",
        reach=Reach.SPOT,
        asks=(MOLES,),
        judge=by_label(MOLES, Topic.MOLES, Severity.STOP),
        topic=Topic.MOLES,
        patient="We leave your moles out and treat the skin around them.",
        clinician="Moles, raised or flat: never needle through them.",
        hint="Mark each mole and leave it out with a margin; refer a mole that has changed.",
        sources=(EXCEED_IFU, DERMAPEN4, CONSENT_REPO),
    ),
)
