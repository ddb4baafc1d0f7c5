"""Allergy to what touches the skin: the needles and the numbing cream."""

from percuta.devices.label import Topic
from percuta.evidence.sources.labels import (
    CONSENT_REPO,
    DERMAPEN4,
    EXCEED_IFU,
    PLIAGLIS,
    SKINPEN_ELITE,
)
from percuta.evidence.sources.reviews import CHU2021
from percuta.finding import Reach, Severity
from percuta.questions import Question
from percuta.screening.judges import by_label, present, where_label_speaks
from percuta.screening.rule import Judgement, Rule, Where

METAL_ALLERGY = Question(
    key="metal_allergy",
    text="Are you allergic to stainless steel or a metal in it, such as nickel or chromium?",
)
ANAESTHETIC_ALLERGY = Question(
    key="anaesthetic_allergy",
    text="Have you ever had an allergic reaction to a numbing cream or injection?",
)

CONTACT_DERMATITIS = Question(
    key="contact_dermatitis",
    text=(
        "Has your skin ever had a rash from something it touched, such as a cream, a plaster, "
        "rubber gloves, a disinfectant or jewellery?"
    ),
)


def _steel(at: Where) -> Judgement | None:
    if not at.situation.device.steel_needles:
        return None
    return present(METAL_ALLERGY, Severity.STOP)(at)


RULES = (
    Rule(
        id="allergy.001",
        title="Allergy to steel or its metals",
        reach=Reach.PERSON,
        asks=(METAL_ALLERGY,),
        judge=_steel,
        topic=Topic.ALLERGY_METAL,
        patient="These needles are made of steel. Your skin could react, so we do not use them.",
        clinician="Allergy to stainless steel or its metals: no steel needles.",
        hint="If the allergy is in doubt, have a patch test read; else treat without needles.",
        sources=(SKINPEN_ELITE, CONSENT_REPO, CHU2021, DERMAPEN4),
    ),
    Rule(
        id="allergy.002",
        title="Allergy to local anaesthetics",
        reach=Reach.PERSON,
        asks=(ANAESTHETIC_ALLERGY,),
        judge=by_label(ANAESTHETIC_ALLERGY, Topic.ALLERGY_ANAESTHETIC, Severity.DOCTOR),
        topic=Topic.ALLERGY_ANAESTHETIC,
        patient="With your allergy we do not start now. Tests can show if you still have it.",
        patient_decided=(
            "With your allergy we do not start, as a rule. Tests can show if you still have it."
        ),
        clinician=(
            "Allergy to local anaesthetics: labels exclude it, even where no cream is planned. "
            "Record the class: amide, ester or PABA."
        ),
        hint="Have the allergy tested; plan once it is ruled out.",
        sources=(SKINPEN_ELITE, CONSENT_REPO, EXCEED_IFU, PLIAGLIS, DERMAPEN4),
    ),
    Rule(
        id="allergy.003",
        title="Contact dermatitis in the past",
        reach=Reach.PERSON,
        asks=(CONTACT_DERMATITIS,),
        judge=where_label_speaks(
            CONTACT_DERMATITIS, Topic.CONTACT_DERMATITIS, Severity.DOCTOR, elsewhere=Severity.INFORM
        ),
        topic=Topic.CONTACT_DERMATITIS,
        patient="Your skin reacts to some things it touches. A doctor looks at this first.",
        clinician=(
            "Contact dermatitis: find out to what first: nickel in steel needles, disinfectant, "
            "gloves, dressing, cream (what is asked about beside the label is ours)."
        ),
        hint="A doctor decides; keep the known allergens away from the skin.",
        sources=(CONSENT_REPO,),
    ),
)
