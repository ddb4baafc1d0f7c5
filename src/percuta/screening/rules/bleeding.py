"""Bleeding: needles draw blood. No medicine is ever stopped for the sake of a treatment."""

from percuta.devices.label import Topic
from percuta.evidence.disagreement import Disagreement
from percuta.evidence.sources.labels import CONSENT_REPO, DERMAPEN4, EXCEED_IFU, SKINPEN_ELITE
from percuta.evidence.sources.practice import RAMCO
from percuta.evidence.sources.reviews import HEALIO_AC, IYENGAR2020, UCSD_AC
from percuta.finding import Reach, Severity
from percuta.questions import Question
from percuta.screening.judges import by_label, present
from percuta.screening.rule import Rule

BLEEDING_DISORDER = Question(
    key="bleeding_disorder",
    text="Do you have an illness that makes you bleed for long or bruise very easily?",
)
ANTICOAGULANTS = Question(
    key="anticoagulants",
    text=(
        "Do you take a medicine against blood clots that a doctor prescribed, such as warfarin, "
        "apixaban, heparin, clopidogrel or daily aspirin?"
    ),
)

BLOOD_THINNERS = Disagreement(
    key="anticoagulants",
    topic="Needling while taking a medicine against blood clots",
    one_side="The Exceed manual lists blood thinners among its contraindications.",
    other_side=(
        "Guidance for skin surgery keeps the medicine going; bleeding trouble was counted in "
        "0.89 % of all cases. Some clinics have aspirin stopped: never for a prescribed one."
    ),
    decision="The device's label first; then a doctor decides. The medicine is never stopped.",
    sources=(EXCEED_IFU, UCSD_AC, IYENGAR2020, HEALIO_AC, RAMCO),
)

RULES = (
    Rule(
        id="bleeding.001",
        title="Bleeding disorder",
        reach=Reach.PERSON,
        asks=(BLEEDING_DISORDER,),
        judge=present(BLEEDING_DISORDER, Severity.STOP),
        topic=Topic.BLEEDING_DISORDER,
        patient="Needles make skin bleed a little. That is not safe for you, so we use none.",
        clinician="Bleeding disorder or impaired haemostasis: contraindicated on both labels.",
        hint="Offer care of the skin without needles; if in doubt, ask a haematologist.",
        sources=(SKINPEN_ELITE, CONSENT_REPO, EXCEED_IFU, DERMAPEN4),
    ),
    Rule(
        id="bleeding.002",
        title="Medicine against blood clots",
        reach=Reach.PERSON,
        asks=(ANTICOAGULANTS,),
        judge=by_label(ANTICOAGULANTS, Topic.ANTICOAGULANTS, Severity.DOCTOR),
        topic=Topic.ANTICOAGULANTS,
        patient=(
            "Do not stop your medicine: it protects you. You may bleed and bruise more. A doctor "
            "looks first at whether needling suits you, and it may not be possible with every "
            "device."
        ),
        patient_decided=(
            "Do not stop your medicine: it protects you. You may bleed and bruise more."
        ),
        clinician=(
            "Prescribed anticoagulant or antiplatelet: never stop it for needling; expect more "
            "bleeding and bruises, and needle less deep if at all."
        ),
        hint=(
            "The medicine goes on unchanged. A doctor decides whether needling suits at all; on a "
            "device whose label forbids it, whether another device could."
        ),
        patient_stopped=(
            "Do not stop your medicine: it protects you. This device is not allowed with it, so we "
            "do not use it."
        ),
        hint_stopped=(
            "The medicine goes on unchanged. Not with this device; a doctor decides about another."
        ),
        sources=(EXCEED_IFU, CONSENT_REPO, UCSD_AC, IYENGAR2020, HEALIO_AC),
        disagreement=BLOOD_THINNERS,
    ),
)
