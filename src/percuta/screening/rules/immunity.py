"""Defence, connective tissue, heart and healing: what a doctor weighs before skin is needled."""

from percuta.devices.label import Topic
from percuta.evidence.sources.labels import (
    CONSENT_REPO,
    DERMAPEN4,
    EMLA_HK,
    PLIAGLIS,
    SKINPEN_42WEST,
    SKINPEN_NUANCE,
)
from percuta.evidence.sources.practice import ECOSKIN
from percuta.evidence.sources.reviews import MINUTILLI2024
from percuta.finding import Reach, Severity
from percuta.questions import Question
from percuta.screening.judges import by_label
from percuta.screening.rule import Rule

IMMUNOSUPPRESSION = Question(
    key="immunosuppression",
    text=(
        "Is your immune system weakened, by an illness such as HIV or by medicines such as "
        "cortisone tablets, biologics or transplant medicines?"
    ),
)
CONNECTIVE_TISSUE = Question(
    key="connective_tissue",
    text="Do you have scleroderma, lupus or another disease of the connective tissue?",
)
HEART = Question(
    key="heart_disease",
    text="Do you have a heart disease, a heart-beat disorder or a pacemaker?",
)
POOR_HEALING = Question(key="poor_healing", text="Do your wounds heal badly or very slowly?")

RULES = (
    Rule(
        id="immunity.001",
        title="Weakened immune system",
        reach=Reach.PERSON,
        asks=(IMMUNOSUPPRESSION,),
        judge=by_label(IMMUNOSUPPRESSION, Topic.IMMUNOSUPPRESSION, Severity.DOCTOR),
        topic=Topic.IMMUNOSUPPRESSION,
        patient="Your skin may heal slowly or get infected more easily. A doctor decides with you.",
        clinician="Immunosuppression: slower healing and more risk of infection.",
        hint="A doctor decides, with the illness and the medicines at hand; they go on unchanged.",
        sources=(MINUTILLI2024, SKINPEN_NUANCE, CONSENT_REPO, ECOSKIN),
    ),
    Rule(
        id="immunity.002",
        title="Scleroderma, lupus or another connective-tissue disease",
        reach=Reach.PERSON,
        asks=(CONNECTIVE_TISSUE,),
        judge=by_label(CONNECTIVE_TISSUE, Topic.CONNECTIVE_TISSUE, Severity.DOCTOR),
        topic=Topic.CONNECTIVE_TISSUE,
        patient="With this illness we do not start. A doctor can look at it with you.",
        patient_decided="With this illness we do not start, as a rule.",
        clinician=(
            "Scleroderma, lupus or collagen vascular disease: blocked unless a doctor allows it. "
            "One copy of a label lists it as a contraindication, two as not evaluated."
        ),
        hint="A doctor decides, with the treating rheumatologist.",
        sources=(SKINPEN_42WEST, CONSENT_REPO, DERMAPEN4, ECOSKIN),
    ),
    Rule(
        id="immunity.003",
        title="Heart disease",
        reach=Reach.PERSON,
        asks=(HEART,),
        judge=by_label(HEART, Topic.HEART, Severity.DOCTOR),
        topic=Topic.HEART,
        patient="A doctor looks first at whether needling and the numbing cream suit your heart.",
        clinician=(
            "Heart abnormality: mind the uptake of local anaesthetic and fainting; ask about "
            "antiarrhythmic medicines. One copy of the label makes it a contraindication. A "
            "pacemaker counts here too: our caution, no text on it was read."
        ),
        hint="A doctor decides, on the needling and on the cream.",
        sources=(SKINPEN_42WEST, CONSENT_REPO, PLIAGLIS, EMLA_HK),
    ),
    Rule(
        id="immunity.004",
        title="Poor wound healing",
        reach=Reach.PERSON,
        asks=(POOR_HEALING,),
        judge=by_label(POOR_HEALING, Topic.POOR_HEALING, Severity.DOCTOR),
        topic=Topic.POOR_HEALING,
        patient="Needling works through healing. A doctor looks first at why yours is slow.",
        clinician="Wound-healing deficiency: the SkinPen was not evaluated for it.",
        hint="A doctor looks for the cause and decides.",
        sources=(CONSENT_REPO,),
    ),
)
