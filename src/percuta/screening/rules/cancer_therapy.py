"""Chemotherapy, radiotherapy and high-dose steroids: wounds heal badly around them."""

from percuta.devices.exceed import CHEMOTHERAPY_WINDOW
from percuta.devices.label import Topic
from percuta.evidence.parameter import Status
from percuta.evidence.sources.labels import EXCEED_IFU
from percuta.finding import Reach, Severity
from percuta.questions import Answer, Kind, Question, Scope
from percuta.screening.judges import by_label, present, since_by_label, when
from percuta.screening.rule import Rule

CANCER_THERAPY_NOW = Question(
    key="cancer_therapy_now",
    text=(
        "Are you having chemotherapy, radiotherapy or high-dose cortisone, or will it begin "
        "within the next four weeks?"
    ),
)
CANCER_THERAPY_LAST = Question(
    key="cancer_therapy_last",
    kind=Kind.LAST_TIME,
    text="When did you last have chemotherapy, radiotherapy or high-dose cortisone?",
)
IRRADIATED = Question(
    key="irradiated_skin",
    scope=Scope.ZONE,
    text="Was the skin here ever treated with radiotherapy?",
)

RULES = (
    Rule(
        id="cancer_therapy.001",
        title="Chemotherapy, radiotherapy or high-dose steroids, now or soon",
        reach=Reach.PERSON,
        asks=(CANCER_THERAPY_NOW,),
        judge=by_label(
            CANCER_THERAPY_NOW,
            Topic.CHEMOTHERAPY,
            Severity.DEFER,
            until="four weeks after the end of therapy",
        ),
        topic=Topic.CHEMOTHERAPY,
        patient="Your body needs its strength for this treatment. Needling waits until later.",
        patient_decided=(
            "Your body needs its strength for this treatment, so as a rule needling waits."
        ),
        clinician="Chemotherapy, radiotherapy or high-dose steroids now or within four weeks.",
        hint="Plan for four weeks after the end of therapy, with the treating team's consent.",
        sources=(EXCEED_IFU,),
    ),
    Rule(
        id="cancer_therapy.002",
        title="Chemotherapy, radiotherapy or high-dose steroids in the last four weeks",
        reach=Reach.PERSON,
        asks=(CANCER_THERAPY_NOW, CANCER_THERAPY_LAST),
        parameters=(CHEMOTHERAPY_WINDOW,),
        judge=when(
            CANCER_THERAPY_NOW,
            Answer.NO,
            since_by_label(CANCER_THERAPY_LAST, Topic.CHEMOTHERAPY, CHEMOTHERAPY_WINDOW),
        ),
        topic=Topic.CHEMOTHERAPY,
        patient="After this treatment your skin needs four weeks before it can be needled.",
        patient_decided=(
            "After this treatment, skin has four weeks of rest as a rule before it is needled."
        ),
        clinician="Less than four weeks since chemotherapy, radiotherapy or high-dose steroids.",
        hint="Wait until the day named; show skin that was irradiated to a doctor first.",
        sources=(EXCEED_IFU,),
    ),
    Rule(
        id="cancer_therapy.003",
        title="Skin here once treated with radiation",
        reach=Reach.ZONE,
        asks=(IRRADIATED,),
        judge=present(IRRADIATED, Severity.DOCTOR),
        status=Status.ASSUMED,
        patient="Skin that had radiation can heal badly for years. A doctor looks at it first.",
        clinician="Irradiated skin in the area: kept for the doctor, though no text read says so.",
        hint="A doctor decides, or this area is left out.",
        sources=(EXCEED_IFU,),
    ),
)
