"""Tattoos: needles would carry the pigment about. Only clinics say so; the rule is cautious."""

from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.practice import ECOSKIN, KICHI
from percuta.finding import Reach, Severity
from percuta.questions import Kind, Question, Scope
from percuta.screening.judges import always, present, since
from percuta.screening.rule import Rule

TATTOO = Question(
    key="tattoo",
    scope=Scope.ZONE,
    text="Is there a tattoo or permanent make-up here?",
)
TATTOO_LAST = Question(
    key="tattoo_last",
    kind=Kind.LAST_TIME,
    scope=Scope.ZONE,
    text="When did you last get a tattoo or permanent make-up here or close by?",
)

NEW_TATTOO = Parameter(
    key="screening.tattoo.new",
    value=92,
    unit="days",
    status=Status.DERIVED,
    source=KICHI,
    where="who is suited",
    note="three months, never a day less; clinic practice only",
)

RULES = (
    Rule(
        id="tattoo.001",
        title="Tattoo or permanent make-up in the area",
        reach=Reach.SPOT,
        asks=(TATTOO,),
        judge=present(TATTOO, Severity.STOP),
        patient="We leave your tattoo out and treat the skin around it.",
        clinician="Tattoo or permanent make-up: never needle through pigment (clinic rule).",
        hint="Mark it and leave it out with a margin.",
        sources=(KICHI, ECOSKIN),
    ),
    Rule(
        id="tattoo.002",
        title="New tattoo or permanent make-up in or near the area",
        reach=Reach.ZONE,
        asks=(TATTOO_LAST,),
        parameters=(NEW_TATTOO,),
        judge=since(TATTOO_LAST, always(NEW_TATTOO)),
        patient="The new tattoo has to heal for three months before we needle close to it.",
        patient_decided=(
            "As a rule a new tattoo heals for three months before we needle close to it."
        ),
        clinician="Tattoo or permanent make-up in or near the area in three months (clinic rule).",
        hint="Wait until the day named, or treat areas further away.",
        sources=(KICHI, ECOSKIN),
    ),
)
