"""What nobody knows, and when a course that does nothing should end."""

from percuta.evidence.parameter import Status
from percuta.evidence.sources.concerns import ALSTER_SCARS2020
from percuta.evidence.sources.healing import HAN2012, MICROPORE, SASAKI2019, SKINPEN_IFU5
from percuta.evidence.sources.labels import SKINPEN_NUANCE
from percuta.evidence.sources.reviews import JUHASZ2020, MINUTILLI2024, TALAKOUB
from percuta.evidence.sources.safety import FABBROCINI2014
from percuta.evidence.sources.skin import KELCHEN2016, OGUNJIMI2020
from percuta.evidence.sources.studies import (
    ABLON2018,
    ALQAM2022,
    AUST2008,
    DEPTH_SPLITFACE_14,
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
        "any. You can first judge it three months after the last session. It can go on changing "
        "for six months or more."
    ),
    clinician=(
        "No forecast for a person. On one neck series blinded raters saw improvement in half; in "
        "one series of ten acne scars gained 9 % on average a month after the last session, and 7 "
        "of the ten gained one grade. First judgement at three months; change can go on to six "
        "months or more."
    ),
    sources=(ALQAM2022, SOHAG2017, TALAKOUB, ABLON2018, AUST2008, MINUTILLI2024),
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
    patient="It is not settled whether deeper is better. So we stay as gentle as we can.",
    clinician=(
        "Depth: in 14 people the right side at 2.5 mm gained more than the left at 1.5 mm, sides "
        "not drawn by lot; a like trial (21 of 37 finished) reports no comparison; no dose and "
        "response."
    ),
    sources=(DEPTH_SPLITFACE_14, IASJ, JUHASZ2020),
)
AFTERCARE = Said(
    key="unknown.aftercare",
    patient="Nobody has tested which care afterwards is best. So we keep to the careful side.",
    clinician=(
        "No trial of aftercare was found: hours come from copied labels, one manual and clinics, "
        "beside five studies of the barrier, one of them with a clinic pen. The SkinPen trial had "
        "a diary kept, but its tables could not be read. Redness was measured over 72 hours after "
        "the shortest needles (0.15 and 0.25 mm); no measured redness by day at 0.5 mm or deeper "
        "was read."
    ),
    sources=(
        *(SKINPEN_NUANCE, SKINPEN_IFU5, SASAKI2019, MICROPORE, HAN2012),
        *(OGUNJIMI2020, KELCHEN2016),
    ),
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
