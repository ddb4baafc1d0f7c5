"""Distress about one's looks: a doctor talks first, before anything is planned or sold."""

from percuta.evidence.parameter import Status
from percuta.evidence.sources.safety import TAN2021
from percuta.finding import Reach, Severity
from percuta.questions import Question
from percuta.screening.judges import present
from percuta.screening.rule import Rule

LOOKS_DISTRESS = Question(
    key="looks_distress",
    text=(
        "Some people suffer so much from how they look that it fills their day or keeps them at "
        "home. Is it like that for you?"
    ),
)

RULES = (
    Rule(
        id="distress.001",
        title="Distress about one's looks",
        reach=Reach.PERSON,
        asks=(LOOKS_DISTRESS,),
        judge=present(LOOKS_DISTRESS, Severity.DOCTOR),
        status=Status.ASSUMED,
        patient=(
            "Thank you for telling us. A doctor would like to talk with you first, in peace, about "
            "what would really help you. Nothing has to be decided now."
        ),
        patient_decided="Thank you for telling us. Nothing has to be decided now.",
        clinician=(
            "Possible body dysmorphic disorder: a doctor talks before anything is planned or sold. "
            "One question of ours, tested on nobody. In one study 16.9 % of 723 adults with acne "
            "scars of the face scored above 13 on the DCQ: a positive screen, not a diagnosis, and "
            "no figure for other wishes or for those who come to a clinic."
        ),
        hint="A quiet talk with a doctor, with help offered; plan only if both still want it.",
        sources=(TAN2021,),
    ),
)
