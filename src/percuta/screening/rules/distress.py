"""Distress about one's looks: a talk before any plan, because needles do not help it."""

from percuta.evidence.sources.safety import TAN2021
from percuta.finding import Reach, Severity
from percuta.questions import Question
from percuta.screening.judges import present
from percuta.screening.rule import Rule

LOOKS_DISTRESS = Question(
    key="looks_distress",
    text=(
        "Do worries about your looks fill much of your day, or keep you from work, school or "
        "friends?"
    ),
)

RULES = (
    Rule(
        id="distress.001",
        title="Distress about one's looks",
        reach=Reach.PERSON,
        asks=(LOOKS_DISTRESS,),
        judge=present(LOOKS_DISTRESS, Severity.DOCTOR),
        patient=(
            "Thank you for telling us. A doctor would like to talk with you first, in peace, about "
            "what would really help you. Nothing has to be decided now."
        ),
        clinician=(
            "Possible body dysmorphic disorder: a doctor talks before anything is planned or sold. "
            "One question of ours, not a diagnosis. In one survey 16.9 % of 723 adults with acne "
            "scars passed the cut-off of a questionnaire, which is not a diagnosis either."
        ),
        hint="A quiet talk with a doctor, with help offered; plan only if both still want it.",
        sources=(TAN2021,),
    ),
)
