"""Earlier courses: when more of the same is not the answer, and when skin answered badly."""

from percuta.evidence.parameter import Status
from percuta.evidence.sources.healing import FRIEDMANN2024
from percuta.evidence.sources.reviews import CHU2021, TALAKOUB
from percuta.evidence.sources.studies import (
    AUST2008,
    DOGRA2014,
    KRITHIKA2025,
    LOTFI2013,
    SOHAG2017,
    WU2022,
)
from percuta.finding import Reach, Severity
from percuta.questions import Question, Scope
from percuta.screening.judges import present
from percuta.screening.rule import Rule

NO_GAIN = Question(
    key="no_gain_before",
    scope=Scope.ZONE,
    text=(
        "Did a whole course of needling here, ended three months ago or more, do nothing that you "
        "could see?"
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
        status=Status.ASSUMED,
        patient=(
            "More of the same may not help you. A doctor looks at your skin with you, and at what "
            "else there is. Stopping is a good answer too."
        ),
        clinician=(
            "No gain three months or more after a whole course (first judged then by a column; "
            "change can go on to six months or more): more of the same is not planned by itself, "
            "our choice. Poor answers are real: a mean gain of 8.55 % in ten people one month "
            "after the last session, though 7 of them gained one grade; 8 % of 25 poor and none "
            "better than fair. No text read shows that further sessions help those who gained "
            "nothing."
        ),
        hint=(
            "A doctor looks again at diagnosis and scar types; in one series icepick scars gained "
            "little. Another method, or none, may suit better."
        ),
        sources=(TALAKOUB, AUST2008, SOHAG2017, KRITHIKA2025, LOTFI2013),
    ),
    Rule(
        id="earlier.002",
        title="A bad reaction to an earlier treatment",
        reach=Reach.PERSON,
        asks=(BAD_REACTION,),
        judge=present(BAD_REACTION, Severity.DOCTOR),
        status=Status.ASSUMED,
        patient=(
            "Your skin has reacted badly before. A doctor looks at what happened before we plan "
            "anything."
        ),
        clinician=(
            "Lasting pigment, scars, lumps or infection after an earlier treatment: find out what, "
            "after which treatment, and whether it has gone. Needling itself has left dark marks, "
            "track scars and granulomas; who had one before is in no text read."
        ),
        hint="A doctor decides; a test area first, if at all.",
        sources=(CHU2021, DOGRA2014, FRIEDMANN2024, WU2022),
    ),
)
