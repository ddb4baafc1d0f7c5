"""Fainting at needles, and fits: no text read counts them, so the plan asks for care."""

from percuta.evidence.parameter import Status
from percuta.evidence.sources.labels import FDA_LIDO_2024, SKINPEN_42WEST
from percuta.finding import Reach, Severity
from percuta.questions import Question
from percuta.screening.judges import present
from percuta.screening.rule import Rule

FAINTING = Question(
    key="fainting", text="Do you faint at needles or blood, or have you ever had a fit (seizure)?"
)

RULES = (
    Rule(
        id="fainting.001",
        title="Fainting at needles, or fits",
        reach=Reach.PERSON,
        asks=(FAINTING,),
        judge=present(FAINTING, Severity.CAUTION),
        status=Status.ASSUMED,
        patient="Tell us before we start. You lie down, and somebody stays with you all the time.",
        clinician=(
            "Fainting or seizures: no text read counts them with needling; lying down and company "
            "are our choice."
        ),
        hint="A doctor decides; treat lying flat, with somebody beside.",
        sources=(FDA_LIDO_2024, SKINPEN_42WEST),
    ),
    Rule(
        id="fainting.002",
        title="Fits, and the numbing cream",
        reach=Reach.NUMBING,
        asks=(FAINTING,),
        judge=present(FAINTING, Severity.DOCTOR),
        status=Status.ASSUMED,
        patient="If you ever had a fit, a doctor decides if a numbing cream is right for you.",
        clinician=(
            "Too much local anaesthetic can cause fits: no cream before a doctor knows whether "
            "there was a fit. Fainting alone does not speak against it."
        ),
        hint="Ask which of the two it was; without a fit, a doctor may allow the cream.",
        sources=(FDA_LIDO_2024,),
    ),
)
