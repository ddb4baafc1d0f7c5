"""Broken or inflamed skin in the area: needles need skin that is whole and calm."""

from percuta.devices.label import Stance, Topic
from percuta.evidence.sources.labels import CONSENT_REPO, EXCEED_IFU, SKINPEN_ELITE, SKINPEN_ELLE
from percuta.evidence.sources.studies import WU2022
from percuta.finding import Reach, Severity
from percuta.questions import Question, Scope
from percuta.screening.judges import by_label, present
from percuta.screening.rule import Judgement, Rule, Where

BROKEN_SKIN = Question(
    key="broken_skin",
    scope=Scope.ZONE,
    text="Is the skin here broken, sore, irritated or sunburnt now?",
)
ECZEMA_IN_AREA = Question(
    key="eczema_in_area", scope=Scope.ZONE, text="Do you have eczema or a rash here now?"
)
ECZEMA_ELSEWHERE = Question(
    key="eczema_elsewhere", text="Do you have eczema anywhere else, or did you have it before?"
)


def _elsewhere(at: Where) -> Judgement | None:
    entry = at.situation.device.label.on(Topic.ECZEMA)
    unsure = entry is not None and entry.stance is Stance.NOT_EVALUATED
    severity = Severity.DOCTOR if unsure else Severity.INFORM
    return present(ECZEMA_ELSEWHERE, severity)(at)


RULES = (
    Rule(
        id="barrier.001",
        title="Broken, irritated or sunburnt skin in the area",
        reach=Reach.ZONE,
        asks=(BROKEN_SKIN,),
        judge=present(BROKEN_SKIN, Severity.STOP, until="the skin is intact and calm again"),
        topic=Topic.BROKEN_SKIN,
        patient="Your skin is already hurt here. Let it heal first, then we can go on.",
        clinician="Open wound, sore, irritation or sunburn in the area: do not needle.",
        hint="Give it time and gentle care; make a new date once the skin is whole.",
        sources=(SKINPEN_ELITE, CONSENT_REPO, SKINPEN_ELLE, EXCEED_IFU),
    ),
    Rule(
        id="barrier.002",
        title="Eczema or rash in the area",
        reach=Reach.ZONE,
        asks=(ECZEMA_IN_AREA,),
        judge=by_label(ECZEMA_IN_AREA, Topic.ECZEMA, Severity.DEFER, until="the skin is clear"),
        topic=Topic.ECZEMA,
        patient="Skin with eczema or a rash lets germs in easily. It has to be clear first.",
        patient_decided=(
            "Skin with eczema or a rash lets germs in easily. As a rule it has to be clear first."
        ),
        clinician=(
            "Eczema or rash in the area: no needling of affected skin; eczema herpeticum has "
            "been reported after needling."
        ),
        hint="Have it treated; needle this area once it is clear.",
        sources=(EXCEED_IFU, CONSENT_REPO, WU2022),
    ),
    Rule(
        id="barrier.003",
        title="Eczema elsewhere or in the past",
        reach=Reach.PERSON,
        asks=(ECZEMA_ELSEWHERE,),
        judge=_elsewhere,
        topic=Topic.ECZEMA,
        patient=(
            "The cold sore germ can spread over skin with eczema. That was seen once after "
            "needling. We look at all your skin before we start."
        ),
        clinician=(
            "Eczema elsewhere or in the past: eczema herpeticum is possible (one case). The "
            "SkinPen was not evaluated for it."
        ),
        hint="Look at the whole skin before each session; on the SkinPen a doctor decides.",
        sources=(CONSENT_REPO, WU2022),
    ),
)
