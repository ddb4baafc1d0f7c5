"""What nobody knows, and when a course that does nothing should end."""

from percuta.evidence.parameter import Status
from percuta.evidence.sources.concerns import ALSTER_SCARS2020
from percuta.evidence.sources.healing import HAN2012, MICROPORE, SASAKI2019
from percuta.evidence.sources.labels import SKINPEN_NUANCE
from percuta.evidence.sources.reviews import JUHASZ2020, MINUTILLI2024, TALAKOUB
from percuta.evidence.sources.safety import FABBROCINI2014
from percuta.evidence.sources.studies import (
    ABLON2018,
    ALQAM2022,
    AUST2008,
    IASJ,
    SOHAG2017,
)
from percuta.healing.advice import Said
from percuta.planning.plan import Plan
from percuta.planning.request import Request

RESULT = Said(
    key="unknown.result",
    patient=(
        "Nobody can say how much it will help you. Some people see a clear change, some hardly "
        "any. You can only judge it three months after the last session."
    ),
    clinician=(
        "No forecast for a person. On one neck series blinded raters saw improvement in half; in "
        "one acne-scar series the mean gain was 9 %. Judge no sooner than three months."
    ),
    sources=(ALQAM2022, SOHAG2017, TALAKOUB, ABLON2018),
)
LASTING = Said(
    key="unknown.lasting",
    patient="Nobody knows how long it lasts. Hardly any study looked longer than six months.",
    clinician="Durability beyond about six months is unknown; one series of scars had 12 months.",
    sources=(ALSTER_SCARS2020, AUST2008),
)
INTERVAL = Said(
    key="unknown.interval",
    patient="Nobody has tested which time between two sessions is best.",
    clinician="No randomised comparison of intervals was found.",
    sources=(MINUTILLI2024, JUHASZ2020),
)
DEPTH = Said(
    key="unknown.depth",
    patient="Nobody has shown that deeper is better, so we stay as gentle as we can.",
    clinician="Depth: 2.5 mm beat 1.5 mm in 14 people and did not in 21; no dose and response.",
    sources=(IASJ, JUHASZ2020),
)
AFTERCARE = Said(
    key="unknown.aftercare",
    patient="Nobody has tested which care afterwards is best. So we keep to the careful side.",
    clinician=(
        "No trial of aftercare was found: hours come from copied labels, one manual and clinics, "
        "beside three studies of the barrier. Redness was never measured day by day."
    ),
    sources=(SKINPEN_NUANCE, SASAKI2019, MICROPORE, HAN2012),
)
DARKEST = Said(
    key="unknown.darkest",
    patient="For the darkest skin there are hardly any numbers. So we test a small spot first.",
    clinician="Phototype VI: one series has a group of it, without a case; its size was not read.",
    sources=(FABBROCINI2014,),
)
BODY = Said(
    key="unknown.body",
    patient="On the body hardly anything was measured. A doctor sets how deep and how often.",
    clinician="Body: no depth, passes or protocol by place was read; few trials beyond scars.",
    sources=(JUHASZ2020,),
)
STOP = Said(
    key="stop.course",
    patient=(
        "We look at it together three months after the last session. If neither you nor we see a "
        "change, we stop. More of the same is not likely to be the answer."
    ),
    clinician=(
        "Stop rule (ours): three months after the last session no gain on the scale and none in "
        "the person's own view: no further course by itself (rule earlier.001). Stop at once for "
        "new pigment, raised lines, bumps or infection until a doctor has looked."
    ),
    sources=(TALAKOUB, MINUTILLI2024, SOHAG2017),
    status=Status.ASSUMED,
)


def unknown(request: Request, plan: Plan) -> tuple[Said, ...]:
    """What nobody knows about this plan."""
    darker = request.person.may_be_darker()
    on_body = any(not z.zone.on_face for z in plan.zones)
    return (
        RESULT,
        LASTING,
        INTERVAL,
        DEPTH,
        AFTERCARE,
        *((DARKEST,) if darker else ()),
        *((BODY,) if on_body else ()),
    )
