"""Sun before needling: skin that is tanning answers injury with pigment."""

from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.labels import SKINPEN_NUANCE
from percuta.evidence.sources.practice import BHSKIN, OSEI22, RAMCO
from percuta.evidence.sources.reviews import SOC_CHAPTER
from percuta.finding import Reach, Severity
from percuta.questions import Kind, Question
from percuta.screening.judges import present, since
from percuta.screening.rule import Rule, Where

SUN_LAST = Question(
    key="sun_last",
    kind=Kind.LAST_TIME,
    text="When were you last in strong sun without protection, or on a sunbed?",
)
FRESH_TAN = Question(key="fresh_tan", text="Do you have a fresh tan from the sun or a sunbed?")

AFTER_SUN = Parameter(
    key="screening.sun.after_sun",
    value=2,
    unit="days",
    status=Status.DERIVED,
    source=SKINPEN_NUANCE,
    where="before treatment: 24 hours",
    note="24 hours are over on the second day, whatever the time of day",
)
AFTER_SUN_TANNING = Parameter(
    key="screening.sun.after_sun_tanning",
    value=14,
    unit="days",
    status=Status.ASSUMED,
    low=1,
    high=28,
    source=OSEI22,
    where="list",
    note="our choice between one and four weeks in clinic texts, for phototype III to VI, and for "
    "every phototype where pigment is treated or at risk",
)


def _after_sun(at: Where) -> Parameter:
    careful = at.situation.person.may_tan() or at.situation.pigment_at_risk
    return AFTER_SUN_TANNING if careful else AFTER_SUN


RULES = (
    Rule(
        id="sun.001",
        title="Strong sun or sunbed in the last days",
        reach=Reach.PERSON,
        asks=(SUN_LAST,),
        facts=("phototype",),
        parameters=(AFTER_SUN, AFTER_SUN_TANNING),
        judge=since(SUN_LAST, _after_sun),
        patient="After strong sun, needles can leave dark marks. Stay out of the sun until then.",
        patient_decided=(
            "After strong sun, needles can leave dark marks, so as a rule we wait. Stay out "
            "of the sun."
        ),
        clinician=(
            "Unprotected sun or sunbed: 24 hours in phototype I and II, 14 days in III to VI or "
            "not known, because of pigment; 14 days in every phototype where dark spots or melasma "
            "are treated, or dark marks came before (our choice)."
        ),
        hint="Protect the skin and come on the day named.",
        sources=(SKINPEN_NUANCE, SOC_CHAPTER, OSEI22, BHSKIN, RAMCO),
    ),
    Rule(
        id="sun.002",
        title="Fresh tan",
        reach=Reach.PERSON,
        asks=(FRESH_TAN,),
        judge=present(FRESH_TAN, Severity.DEFER, until="the tan has faded"),
        patient="Let your tan fade first: needles in tanned skin can leave dark marks.",
        patient_decided=(
            "Needles in tanned skin can leave dark marks. As a rule the tan fades first."
        ),
        clinician="Fresh tan: risk of hyperpigmentation after needling.",
        hint="Protect the skin from sun and look again in a few weeks.",
        sources=(SKINPEN_NUANCE, SOC_CHAPTER, OSEI22, BHSKIN, RAMCO),
    ),
)
