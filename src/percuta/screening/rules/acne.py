"""Active acne: needles open pimples and carry what is in them to the next pore."""

from percuta.devices.label import Topic
from percuta.evidence.disagreement import Disagreement
from percuta.evidence.sources.labels import DERMAPEN4, EXCEED_IFU, SKINPEN_NUANCE
from percuta.evidence.sources.reviews import MINUTILLI2024
from percuta.finding import Reach, Severity
from percuta.questions import Question, Scope
from percuta.screening.judges import by_label
from percuta.screening.rule import Rule

ACNE_IN_AREA = Question(
    key="acne_in_area",
    scope=Scope.ZONE,
    text="Do you have pimples or other active acne here now?",
)

HOW_MUCH_ACNE = Disagreement(
    key="active_acne",
    topic="How much active acne rules an area out",
    one_side="Any active acne in the area: the Exceed manual and one published letter.",
    other_side="Only acne of stage III or IV: the Dermapen manual.",
    decision=(
        "Wait until it is controlled. A doctor may keep clear of a few closed lesions instead, "
        "unless the device's label forbids."
    ),
    sources=(EXCEED_IFU, MINUTILLI2024, DERMAPEN4),
)

RULES = (
    Rule(
        id="acne.001",
        title="Active acne in the area",
        reach=Reach.ZONE,
        asks=(ACNE_IN_AREA,),
        judge=by_label(ACNE_IN_AREA, Topic.ACNE, Severity.DEFER, until="the acne is controlled"),
        topic=Topic.ACNE,
        patient="Let us calm the acne here first. Needles could spread it to skin that is clear.",
        patient_decided=(
            "Needles could spread the acne here to skin that is clear. As a rule we calm it first."
        ),
        clinician="Active acne in the area: no needling over active lesions.",
        hint="Treat the acne; needle this area once it is controlled, other areas before that.",
        sources=(EXCEED_IFU, DERMAPEN4, MINUTILLI2024, SKINPEN_NUANCE),
        disagreement=HOW_MUCH_ACNE,
    ),
)
