"""Diabetes: high sugar slows healing and invites infection."""

from percuta.devices.label import Topic
from percuta.evidence.sources.labels import CONSENT_REPO, EXCEED_IFU
from percuta.finding import Reach, Severity, Until
from percuta.questions import Answer, Question
from percuta.screening.judges import ask, by_label, when
from percuta.screening.rule import Judgement, Rule, Where

DIABETES = Question(key="diabetes", text="Do you have diabetes?")
DIABETES_CONTROLLED = Question(
    key="diabetes_controlled",
    text="If you have diabetes, is it well controlled (leave this out if you have none)?",
)


def _uncontrolled(at: Where) -> Judgement | None:
    answer = at.answer(DIABETES_CONTROLLED)
    if answer is Answer.YES:
        return None
    if answer is not Answer.NO:
        return ask(DIABETES_CONTROLLED)
    until = Until(event="controlled, and confirmed by the doctor who treats it")
    return Judgement(severity=Severity.STOP, until=until)


def _controlled(at: Where) -> Judgement | None:
    named = at.situation.device.label.on(Topic.DIABETES) is not None
    judge = by_label(DIABETES, Topic.DIABETES, Severity.DOCTOR if named else Severity.INFORM)
    return when(DIABETES, Answer.YES, when(DIABETES_CONTROLLED, Answer.YES, judge))(at)


RULES = (
    Rule(
        id="diabetes.001",
        title="Uncontrolled diabetes",
        reach=Reach.PERSON,
        asks=(DIABETES, DIABETES_CONTROLLED),
        judge=when(DIABETES, Answer.YES, _uncontrolled),
        topic=Topic.DIABETES_UNCONTROLLED,
        patient="Skin heals badly while sugar is high. Let your doctor get it steady first.",
        clinician="Diabetes that is not controlled: no needling.",
        hint="Refer to the treating doctor; plan once good control is confirmed.",
        sources=(EXCEED_IFU,),
    ),
    Rule(
        id="diabetes.002",
        title="Controlled diabetes",
        reach=Reach.PERSON,
        asks=(DIABETES, DIABETES_CONTROLLED),
        judge=_controlled,
        topic=Topic.DIABETES,
        patient="With diabetes, skin can heal more slowly. Tell us at once if it looks wrong.",
        clinician="Controlled diabetes: slower healing and more infection are possible.",
        hint="Have a recent value of long-term sugar; where not evaluated, a doctor decides.",
        sources=(CONSENT_REPO, EXCEED_IFU),
    ),
)
