"""Inflammatory skin disease: some of it follows injury, so needles can set off new patches."""

from percuta.devices.label import Topic
from percuta.evidence.parameter import Status
from percuta.evidence.sources.labels import CONSENT_REPO, DERMAPEN4, EXCEED_IFU, SKINPEN_ES
from percuta.evidence.sources.practice import BIOTECH_HEAL, ESTHETIK
from percuta.evidence.sources.reviews import CLEVELAND_KOEBNER, KARAMPINIS2024
from percuta.finding import Reach, Severity
from percuta.questions import Answer, Question
from percuta.screening.judges import by_label, present, when
from percuta.screening.rule import Rule

PSORIASIS_ACTIVE = Question(
    key="psoriasis_active",
    text="Do you have patches of psoriasis or lichen planus now, anywhere on your body?",
)
PSORIASIS_EVER = Question(
    key="psoriasis_ever", text="Have you ever had psoriasis or lichen planus?"
)
VITILIGO_ACTIVE = Question(
    key="vitiligo_active",
    text=(
        "Do you have vitiligo (white patches) that has grown in the last year, or that came "
        "up where your skin was hurt?"
    ),
)
VITILIGO_EVER = Question(key="vitiligo_ever", text="Have you ever had vitiligo (white patches)?")
ROSACEA_ACTIVE = Question(
    key="rosacea_active", text="Do you have rosacea that is flaring or has pimples now?"
)
ROSACEA_EVER = Question(key="rosacea_ever", text="Have you ever had rosacea?")

RULES = (
    Rule(
        id="inflammation.001",
        title="Active psoriasis or lichen planus",
        reach=Reach.PERSON,
        asks=(PSORIASIS_ACTIVE,),
        judge=by_label(
            PSORIASIS_ACTIVE,
            Topic.PSORIASIS,
            Severity.DEFER,
            until="quiet, and seen by a dermatologist",
        ),
        topic=Topic.PSORIASIS,
        patient="While your patches are active, needles can bring new ones. We wait for calm.",
        patient_decided=(
            "While your patches are active, needles can bring new ones. As a rule we wait for calm."
        ),
        clinician=(
            "Active psoriasis or lichen planus anywhere: injury can bring new lesions (Koebner), "
            "usually after 10 to 20 days. Seen after other injuries; not studied with needling."
        ),
        hint="Refer to a dermatologist; ask again once the disease is quiet.",
        sources=(CLEVELAND_KOEBNER, KARAMPINIS2024, CONSENT_REPO, SKINPEN_ES),
    ),
    Rule(
        id="inflammation.002",
        title="Psoriasis or lichen planus in the past",
        reach=Reach.PERSON,
        asks=(PSORIASIS_ACTIVE, PSORIASIS_EVER),
        judge=when(PSORIASIS_ACTIVE, Answer.NO, present(PSORIASIS_EVER, Severity.DOCTOR)),
        topic=Topic.PSORIASIS,
        patient="Your skin is calm now, but needles can wake it up. A doctor decides with you.",
        clinician="Quiet psoriasis or lichen planus: a Koebner reaction is still possible.",
        hint="A doctor decides and warns of new patches 10 to 20 days later.",
        sources=(CLEVELAND_KOEBNER, KARAMPINIS2024, CONSENT_REPO),
    ),
    Rule(
        id="inflammation.003",
        title="Active vitiligo",
        reach=Reach.PERSON,
        asks=(VITILIGO_ACTIVE,),
        judge=present(
            VITILIGO_ACTIVE,
            Severity.DEFER,
            until="stable for a year, and seen by a dermatologist",
        ),
        status=Status.ASSUMED,
        patient="Needles can bring new white patches while vitiligo is active. We wait for calm.",
        patient_decided=(
            "Needles can bring new white patches while vitiligo is active. As a rule we wait "
            "for calm."
        ),
        clinician=(
            "Vitiligo that spreads or follows injury: Koebner reaction. The year of stability "
            "comes from a low-grade summary on surgery."
        ),
        hint="Refer to a dermatologist; ask again after a year without new patches.",
        sources=(CLEVELAND_KOEBNER, BIOTECH_HEAL),
    ),
    Rule(
        id="inflammation.004",
        title="Stable vitiligo",
        reach=Reach.PERSON,
        asks=(VITILIGO_ACTIVE, VITILIGO_EVER),
        judge=when(VITILIGO_ACTIVE, Answer.NO, present(VITILIGO_EVER, Severity.DOCTOR)),
        patient="Your vitiligo is calm now. A skin doctor decides with you about needling.",
        clinician="Stable vitiligo: only under a dermatologist, who may use needling against it.",
        hint="A dermatologist decides; a test area away from the face may come first.",
        sources=(CLEVELAND_KOEBNER, BIOTECH_HEAL),
    ),
    Rule(
        id="inflammation.005",
        title="Rosacea with pimples, or flaring",
        reach=Reach.PERSON,
        asks=(ROSACEA_ACTIVE,),
        judge=by_label(ROSACEA_ACTIVE, Topic.ROSACEA, Severity.DEFER, until="the rosacea is quiet"),
        topic=Topic.ROSACEA,
        patient="Your rosacea is active, and needles could make it worse. Let us calm it first.",
        patient_decided=(
            "Your rosacea is active, and needles could make it worse. As a rule we calm it first."
        ),
        clinician="Papulopustular or flaring rosacea: no needling.",
        hint="Treat the rosacea; ask again once it is quiet.",
        sources=(EXCEED_IFU, DERMAPEN4, CONSENT_REPO, ESTHETIK),
    ),
    Rule(
        id="inflammation.006",
        title="Quiet rosacea",
        reach=Reach.PERSON,
        asks=(ROSACEA_ACTIVE, ROSACEA_EVER),
        judge=when(ROSACEA_ACTIVE, Answer.NO, present(ROSACEA_EVER, Severity.DOCTOR)),
        topic=Topic.ROSACEA,
        patient="Your rosacea is quiet now. A doctor decides with you whether needles suit it.",
        clinician=(
            "Quiet rosacea: a doctor decides. The Exceed manual names rosacea among acute "
            "infections of the area."
        ),
        hint="A doctor decides; gentle settings and a small area first.",
        sources=(EXCEED_IFU, DERMAPEN4, CONSENT_REPO),
    ),
)
