"""Earlier courses: when more of the same is not the answer, and when skin answered badly."""

from percuta.evidence.sources.reviews import MINUTILLI2024, TALAKOUB
from percuta.evidence.sources.studies import DOGRA2014, SOHAG2017, WU2022
from percuta.finding import Reach, Severity
from percuta.questions import Question, Scope
from percuta.screening.judges import present
from percuta.screening.rule import Rule

NO_GAIN = Question(
    key="no_gain_before",
    scope=Scope.ZONE,
    text=(
        "Have you had a whole course of needling here, over for three months or more, that did "
        "nothing you could see?"
    ),
)
BAD_REACTION = Question(
    key="bad_reaction_before",
    text=(
        "Did needling, a peel or a laser ever leave you with dark or light marks, scars, lumps or "
        "an infection?"
    ),
)

RULES = (
    Rule(
        id="earlier.001",
        title="A course here did nothing",
        reach=Reach.ZONE,
        asks=(NO_GAIN,),
        judge=present(NO_GAIN, Severity.DOCTOR),
        patient=(
            "More of the same may not help you. A doctor looks at your skin with you, and at what "
            "else there is. Stopping is a good answer too."
        ),
        clinician=(
            "No gain three months or more after a whole course: more of it is not planned by "
            "itself. In one series of ten people the mean gain was 9 %; no text read shows that "
            "further sessions help those who gained nothing."
        ),
        hint="A doctor looks again at the diagnosis and the scar types, and may choose otherwise.",
        sources=(TALAKOUB, MINUTILLI2024, SOHAG2017),
    ),
    Rule(
        id="earlier.002",
        title="A bad reaction to an earlier treatment",
        reach=Reach.PERSON,
        asks=(BAD_REACTION,),
        judge=present(BAD_REACTION, Severity.DOCTOR),
        patient=(
            "Your skin has reacted badly before. A doctor looks at what happened before we plan "
            "anything."
        ),
        clinician=(
            "Lasting pigment, scars, lumps or infection after an earlier treatment: find out what, "
            "after which treatment, and whether it has gone."
        ),
        hint="A doctor decides; a test area first, if at all.",
        sources=(DOGRA2014, WU2022),
    ),
)
