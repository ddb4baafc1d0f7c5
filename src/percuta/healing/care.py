"""The one door of healing: from a plan to everything that goes with it."""

from percuta.evidence.disagreement import Disagreement
from percuta.healing.advice import Advice, Care
from percuta.healing.aftercare import aftercare
from percuta.healing.alternatives import alternatives
from percuta.healing.course_of_healing import REDNESS_DIFFERS, course_of_healing
from percuta.healing.effects import effects
from percuta.healing.follow_up import follow_up
from percuta.healing.on_the_skin import on_the_skin
from percuta.healing.preparation import preparation
from percuta.healing.red_flags import flags
from percuta.healing.treated import as_planned
from percuta.healing.unknown import STOP, unknown
from percuta.planning.plan import Plan
from percuta.planning.request import Request


def care(request: Request, plan: Plan) -> Care:
    """Preparation, aftercare, expectations, effects, flags and follow-up for one plan."""
    before, during = preparation(request), on_the_skin(request, plan)
    treated = as_planned(request, plan)
    after = aftercare(treated)
    return Care(
        preparation=before,
        during=during,
        aftercare=after,
        expect=course_of_healing(treated),
        effects=effects(request, plan),
        flags=flags(treated),
        follow_up=follow_up(plan),
        alternatives=alternatives(request),
        unknown=unknown(request, plan),
        stop=STOP,
        disagreements=(*_disagreements((*before, *during, *after)), REDNESS_DIFFERS),
    )


def _disagreements(advice: tuple[Advice, ...]) -> tuple[Disagreement, ...]:
    return tuple(dict.fromkeys(a.disagreement for a in advice if a.disagreement is not None))
