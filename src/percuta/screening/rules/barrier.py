"""Broken or inflamed skin in the area: needles need skin that is whole and calm."""

from percuta.devices.label import Topic
from percuta.evidence.sources.labels import CONSENT_REPO, EXCEED_IFU, SKINPEN_ELITE, SKINPEN_ELLE
from percuta.evidence.sources.studies import WU2022
from percuta.finding import Reach, Severity
from percuta.questions import Question, Scope
from percuta.screening.judges import by_label, present
from percuta.screening.rule import Rule

BROKEN_SKIN = Question(
    key="broken_skin",
    scope=Scope.ZONE,
    text="Is the skin here broken, sore, irritated or sunburnt now?",
)
ECZEMA_IN_AREA = Question(
    key="eczema_in_area", scope=Scope.ZONE, text="Do you have eczema or a rash here now?"
)

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
        clinician=(
            "Eczema or rash in the area: no needling of affected skin; eczema herpeticum has "
            "been reported after needling."
        ),
        hint="Have it treated; needle this area once it is clear, other areas before that.",
        sources=(EXCEED_IFU, CONSENT_REPO, WU2022),
    ),
)
