"""Between two sessions: what the last one left behind, and what is new since last asked."""

from percuta.evidence.parameter import Status
from percuta.evidence.sources.labels import CONSENT_REPO, SKINPEN_ELITE, SKINPEN_STUDY
from percuta.evidence.sources.reviews import CHU2021, TALAKOUB
from percuta.evidence.sources.studies import DOGRA2014, WU2022
from percuta.finding import Reach, Severity
from percuta.questions import Answer, Question, Scope
from percuta.screening.judges import present
from percuta.screening.rule import Judge, Judgement, Rule, Where

NOT_CALM_YET = Question(
    key="not_calm_yet",
    scope=Scope.ZONE,
    text="Is the skin here still red, swollen, sore, peeling or scabbed from the last session?",
)
UNEXPECTED_SINCE = Question(
    key="unexpected_since",
    text=(
        "Did anything unexpected come up since the last session, such as dark or light marks, "
        "a rash, "
        "lumps, blisters, an infection, a scar, or a reaction to the numbing cream?"
    ),
)
NEW_SINCE = Question(
    key="new_since",
    text=(
        "Since we last asked, did you get a new illness or skin disease, an operation, an allergy, "
        "or a new medicine or supplement?"
    ),
)


def _between_sessions(question: Question, severity: Severity, until: str = "") -> Judge:
    """Asked only once a session was given; a yes is heard always."""

    def judge(at: Where) -> Judgement | None:
        first = at.situation.sessions_done == 0
        if first and at.answer(question) is not Answer.YES:
            return None
        return present(question, severity, until)(at)

    return judge


def _new_since(at: Where) -> Judgement | None:
    """Asked wherever older answers are kept; a yes is heard always."""
    kept = at.situation.sessions_done > 0 or at.situation.answers_kept
    if not kept and at.answer(NEW_SINCE) is not Answer.YES:
        return None
    return present(NEW_SINCE, Severity.DOCTOR)(at)


def _had_its_one(at: Where) -> Judgement | None:
    if at.zone is None or at.zone.key not in at.situation.to_judge:
        return None
    return Judgement(severity=Severity.DOCTOR)


RULES = (
    Rule(
        id="session.001",
        title="Not yet over the last session",
        reach=Reach.ZONE,
        asks=(NOT_CALM_YET,),
        judge=_between_sessions(
            NOT_CALM_YET, Severity.DEFER, until="the skin is calm and whole again"
        ),
        patient="Your skin is still busy with the last session. We give it time until it is calm.",
        patient_decided=(
            "Your skin is still busy with the last session. As a rule we wait until it is calm."
        ),
        clinician=(
            "Redness, swelling, soreness, peeling or scabs left from the last session: needle only "
            "skin that is intact and calm. After a week these are no longer expected."
        ),
        hint="Look at it; make a new date for when the skin is calm, other areas may go on.",
        sources=(CHU2021, SKINPEN_ELITE, CONSENT_REPO),
    ),
    Rule(
        id="session.002",
        title="Something unexpected since the last session",
        reach=Reach.PERSON,
        asks=(UNEXPECTED_SINCE,),
        judge=_between_sessions(UNEXPECTED_SINCE, Severity.DOCTOR),
        status=Status.ASSUMED,
        patient="Thank you for telling us. A doctor looks first at what came up after last time.",
        clinician=(
            "Marks, lumps, blisters, infection, scars or a reaction since the last session: no "
            "further session before a doctor has seen it and decided whether the course goes on."
        ),
        hint="A doctor examines and treats it, then decides on going on, changing or ending.",
        sources=(CHU2021, DOGRA2014, WU2022, SKINPEN_STUDY),
    ),
    Rule(
        id="session.003",
        title="New illness, allergy or medicine since last asked",
        reach=Reach.PERSON,
        asks=(NEW_SINCE,),
        judge=_new_since,
        status=Status.ASSUMED,
        patient="Something about your health is new. A doctor looks first at whether it matters.",
        clinician=(
            "New illness, operation, allergy, medicine or supplement since the last screening: "
            "answers kept from it may no longer hold."
        ),
        hint="Go through every question of the first screening again; then a doctor decides.",
        sources=(CONSENT_REPO,),
    ),
    Rule(
        id="session.004",
        title="Had the one session planned here",
        reach=Reach.ZONE,
        judge=_had_its_one,
        status=Status.ASSUMED,
        patient="You had the one visit planned here. We look at the result first. Nobody knows how "
        "many visits it takes, so a doctor decides with you about another.",
        patient_decided=(
            "You had the one visit planned here. Nobody knows how many visits it takes."
        ),
        clinician=(
            "One session was given here, and no number of sessions was read for this wish: judge "
            "the result; a doctor decides on another."
        ),
        hint="Judge the result no earlier than three months after it; other areas may go on.",
        sources=(TALAKOUB,),
    ),
)
QUESTIONS = frozenset({NOT_CALM_YET.key, UNEXPECTED_SINCE.key, NEW_SINCE.key})
