"""Keloid: in skin that scars beyond its wounds, many small wounds may do the same."""

from percuta.devices.label import Topic
from percuta.evidence.disagreement import Disagreement
from percuta.evidence.sources.labels import CONSENT_REPO, EXCEED_IFU, K200044
from percuta.evidence.sources.practice import KICHI
from percuta.evidence.sources.reviews import JUHASZ2020, MINUTILLI2024, SOC_CHAPTER
from percuta.finding import Reach, Severity
from percuta.questions import Question, Scope
from percuta.screening.judges import by_label
from percuta.screening.rule import Rule

KELOID = Question(
    key="keloid",
    text="Do you, or several of your close relatives, get thick raised scars (keloids)?",
)

RAISED_SCAR = Question(
    key="raised_scar", scope=Scope.ZONE, text="Is there a thick, raised or growing scar here?"
)

KELOIDS = Disagreement(
    key="keloid",
    topic="Tendency to keloid or hypertrophic scars",
    one_side="A contraindication in the Exceed manual and in one published letter.",
    other_side=(
        "Only a relative one in a chapter on skin of colour; the SkinPen label was not "
        "evaluated for it, and needling is itself used on hypertrophic scars."
    ),
    decision=(
        "Blocked where the label forbids. Elsewhere blocked by default; a doctor may allow it for "
        "a hypertrophic scar that is already there, not for other wishes, beginning with a test "
        "area off the face."
    ),
    sources=(EXCEED_IFU, MINUTILLI2024, SOC_CHAPTER, CONSENT_REPO, K200044),
)

RULES = (
    Rule(
        id="keloid.001",
        title="Tendency to keloids",
        reach=Reach.PERSON,
        asks=(KELOID,),
        judge=by_label(KELOID, Topic.KELOID, Severity.DOCTOR),
        topic=Topic.KELOID,
        patient=(
            "Needles could leave thick scars on your skin, so we do not start. A doctor can look "
            "at it with you."
        ),
        patient_decided=(
            "Needles could leave thick scars on your skin, so as a rule we do not start."
        ),
        clinician=(
            "Keloid or hypertrophic scarring in the person, or marked in the family: risk of "
            "new raised scars."
        ),
        hint=(
            "Where the label leaves it open, a doctor may allow it for a hypertrophic scar that is "
            "already there, after a test area off the face; for other wishes offer treatment "
            "without needles."
        ),
        patient_stopped=(
            "Needles could leave thick scars on your skin, so we do not use this device. We can "
            "talk about care without needles."
        ),
        hint_stopped="Offer treatment without needles; a doctor decides about another device.",
        sources=(EXCEED_IFU, CONSENT_REPO, MINUTILLI2024, SOC_CHAPTER, JUHASZ2020, KICHI),
        disagreement=KELOIDS,
    ),
    Rule(
        id="keloid.002",
        title="Raised scar in the area",
        reach=Reach.ZONE,
        asks=(RAISED_SCAR,),
        judge=by_label(RAISED_SCAR, Topic.KELOID, Severity.DOCTOR),
        topic=Topic.KELOID,
        patient="A raised scar needs a doctor's look first: needles can help it, or make it grow.",
        clinician=(
            "Raised scar: hypertrophic ones are treated with needles (one device is cleared for "
            "them on the abdomen), keloids are not. A doctor tells them apart."
        ),
        hint="A doctor looks whether it is a keloid; other areas can be treated before that.",
        patient_stopped=(
            "There is a raised scar here. This device is not used on such scars, so we leave the "
            "area out."
        ),
        hint_stopped="Leave the area out; a doctor decides about another device or treatment.",
        sources=(EXCEED_IFU, CONSENT_REPO, K200044),
        disagreement=KELOIDS,
    ),
)
