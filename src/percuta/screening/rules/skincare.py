"""Skin care before needling: acids, retinoids, tanners and wax leave the barrier thin."""

from percuta.evidence.disagreement import Disagreement
from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.labels import SKINPEN_ELLE, SKINPEN_NUANCE
from percuta.evidence.sources.practice import BHSKIN, EMPIRE, KICHI, OSEI22, RAMCO
from percuta.evidence.sources.studies import AUST2008
from percuta.finding import Reach
from percuta.questions import Kind, Question, Scope
from percuta.screening.judges import always, since
from percuta.screening.rule import Rule, Where

RETINOID_LAST = Question(
    key="retinoid_last",
    kind=Kind.LAST_TIME,
    text=(
        "When did you last use a cream with retinol, tretinoin or an acid, or a scrub, on the "
        "skin to be treated?"
    ),
)
SELF_TANNER_LAST = Question(
    key="self_tanner_last",
    kind=Kind.LAST_TIME,
    text="When did you last use self-tanner or have a spray tan?",
)
HAIR_REMOVAL_LAST = Question(
    key="hair_removal_last",
    kind=Kind.LAST_TIME,
    scope=Scope.ZONE,
    text=(
        "When did you last remove hair here by waxing, threading, plucking, cream or laser, or by "
        "shaving that left the skin sore?"
    ),
)

RETINOID_PAUSE = Parameter(
    key="screening.skincare.retinoid_pause",
    value=4,
    unit="days",
    status=Status.ASSUMED,
    low=0.5,
    high=7,
    source=SKINPEN_NUANCE,
    where="before treatment: at least 24 hours",
    note="72 hours, over on the fourth day: our choice between the 24 hours of a label copy and "
    "the 12 hours to 7 days of clinics",
)
RETINOID_PAUSE_DARKER = Parameter(
    key="screening.skincare.retinoid_pause_darker",
    value=7,
    unit="days",
    status=Status.ASSUMED,
    low=0.5,
    high=7,
    source=SKINPEN_NUANCE,
    where="before treatment: at least 24 hours",
    note="our choice: the longest clinic pause read, for phototype IV to VI or not known",
)
SELF_TANNER_PAUSE = Parameter(
    key="screening.skincare.self_tanner_pause",
    value=3,
    unit="days",
    status=Status.DERIVED,
    source=SKINPEN_ELLE,
    where="before treatment: 48 hours",
    note="48 hours are over on the third day, whatever the time of day",
)
HAIR_REMOVAL_PAUSE = Parameter(
    key="screening.skincare.hair_removal_pause",
    value=4,
    unit="days",
    status=Status.DERIVED,
    source=EMPIRE,
    where="beforehand: 72 hours",
    note="72 hours are over on the fourth day, whatever the time of day",
)

PRIMING = Disagreement(
    key="retinoids_before",
    topic="Retinoids before needling",
    one_side="Stop them: 24 hours in a copied label, 12 hours to seven days in clinics.",
    other_side="Prime the skin with vitamins A and C for four weeks or more: an early series.",
    decision=(
        "72 hours without one that nobody prescribed, seven days for darker skin; for a prescribed "
        "one its prescriber is asked. Priming is a doctor's choice and ends just as early."
    ),
    sources=(SKINPEN_NUANCE, AUST2008, KICHI),
)


def _retinoid_pause(at: Where) -> Parameter:
    darker = at.situation.person.may_be_darker()
    return RETINOID_PAUSE_DARKER if darker else RETINOID_PAUSE


RULES = (
    Rule(
        id="skincare.001",
        title="Retinoid, acid or scrub in the last days",
        reach=Reach.PERSON,
        asks=(RETINOID_LAST,),
        facts=("phototype",),
        parameters=(RETINOID_PAUSE, RETINOID_PAUSE_DARKER),
        judge=since(RETINOID_LAST, _retinoid_pause),
        patient=(
            "These creams make skin sensitive, so we wait a few days after the last use. If a "
            "doctor prescribed yours, ask before you pause it."
        ),
        patient_decided=(
            "These creams make skin sensitive, so as a rule we wait a few days after the last "
            "use. If a doctor prescribed yours, ask before you pause it."
        ),
        clinician=(
            "Topical retinoid, AHA, BHA or exfoliant: three full days between (72 hours), seven "
            "days in IV to VI."
        ),
        hint="Wait as named, longer for sensitive skin; for prescribed ones ask the prescriber.",
        sources=(SKINPEN_NUANCE, OSEI22, BHSKIN, EMPIRE, KICHI, RAMCO, AUST2008),
        disagreement=PRIMING,
    ),
    Rule(
        id="skincare.002",
        title="Self-tanner in the last two days",
        reach=Reach.PERSON,
        asks=(SELF_TANNER_LAST,),
        parameters=(SELF_TANNER_PAUSE,),
        judge=since(SELF_TANNER_LAST, always(SELF_TANNER_PAUSE)),
        patient="Please leave self-tanner off for two days before needling.",
        patient_decided="As a rule self-tanner stays off for two days before needling.",
        clinician="Self-tanner or spray tan within 48 hours: two full days between.",
        hint="Come with clean skin, two days or more after the last use.",
        sources=(SKINPEN_ELLE,),
    ),
    Rule(
        id="skincare.003",
        title="Hair removal in the area in the last three days",
        reach=Reach.ZONE,
        asks=(HAIR_REMOVAL_LAST,),
        parameters=(HAIR_REMOVAL_PAUSE,),
        judge=since(HAIR_REMOVAL_LAST, always(HAIR_REMOVAL_PAUSE)),
        patient="Removing hair can leave your skin sore. It needs three full days of rest here.",
        patient_decided=(
            "Removing hair can leave your skin sore. As a rule it has three full days of rest here."
        ),
        clinician="Waxing or other hair removal in the area: three full days between (72 hours).",
        hint="Wait until the day named, or treat other areas.",
        sources=(EMPIRE,),
    ),
)
