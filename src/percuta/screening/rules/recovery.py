"""Recovery: skin that was needled needs weeks before the next session."""

from percuta.evidence.disagreement import Disagreement
from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.labels import SKINPEN_STUDY
from percuta.evidence.sources.reviews import MINUTILLI2024, TALAKOUB
from percuta.evidence.sources.studies import ALAM2014, IASJ
from percuta.finding import Reach
from percuta.questions import Kind, Question, Scope
from percuta.screening.judges import always, never_before, since
from percuta.screening.rule import Rule, Where

NEEDLED_LAST = Question(
    key="needled_last",
    kind=Kind.LAST_TIME,
    scope=Scope.ZONE,
    text="When was the skin here last needled?",
)

INTERVAL = Parameter(
    key="screening.recovery.interval",
    value=28,
    unit="days",
    status=Status.MEASURED,
    source=MINUTILLI2024,
    where="four weeks preferred to two",
)
INTERVAL_DARKER = Parameter(
    key="screening.recovery.interval_darker",
    value=42,
    unit="days",
    status=Status.ASSUMED,
    source=TALAKOUB,
    where="four to six weeks apart",
    note="the longer end for phototype IV to VI; no trial compared intervals",
)
FLOOR = Parameter(
    key="screening.recovery.floor",
    value=14,
    unit="days",
    status=Status.ASSUMED,
    source=ALAM2014,
    where="three sessions two weeks apart",
    note="our floor: several trials used two weeks; weekly series are left aside",
)

INTERVALS = Disagreement(
    key="interval",
    topic="Time between two sessions",
    one_side="Two weeks: randomised trials and several series.",
    other_side="Four to six weeks: the trial behind a label, a letter and a column.",
    decision=(
        "Four weeks in a plan, six for phototype IV to VI; a doctor may shorten them, never "
        "below two weeks. No trial compared intervals."
    ),
    sources=(ALAM2014, IASJ, SKINPEN_STUDY, MINUTILLI2024, TALAKOUB),
)


def interval_for(at: Where) -> Parameter:
    """Least usual days between sessions for this person."""
    return INTERVAL_DARKER if at.situation.person.may_be_darker() else INTERVAL


RULES = (
    Rule(
        id="recovery.001",
        title="Needled a short while ago",
        reach=Reach.ZONE,
        asks=(NEEDLED_LAST,),
        facts=("phototype",),
        parameters=(INTERVAL, INTERVAL_DARKER, FLOOR),
        judge=never_before(since(NEEDLED_LAST, interval_for), NEEDLED_LAST, always(FLOOR)),
        patient="Your skin needs some weeks between two sessions. Please give it that time.",
        patient_decided="As a rule, skin has some weeks of rest between two sessions.",
        clinician=(
            "Last needling of this area less than four weeks ago; less than six in phototype IV to "
            "VI or not known."
        ),
        hint="Make the date for the day named, or treat other areas.",
        sources=(MINUTILLI2024, TALAKOUB, ALAM2014, SKINPEN_STUDY),
        disagreement=INTERVALS,
    ),
)
