"""Pigment: dark marks after needling, told before, and skin tone that has to be known."""

from percuta.evidence.disagreement import Disagreement
from percuta.evidence.sources.reviews import SOC_CHAPTER
from percuta.evidence.sources.studies import ALSTERLI2020, DARK39, DOGRA2014, IDOJ2024
from percuta.finding import Reach, Severity
from percuta.screening.rule import Judgement, Rule, Where

PIGMENT_DIFFERS = Disagreement(
    key="hyperpigmentation",
    topic="Risk of dark marks afterwards",
    one_side=(
        "Five of 36 people of phototype IV to V in a monthly roller series (14 %; 17 % if counted "
        "on the 30 who finished); 2 of 30 in a series on primed skin."
    ),
    other_side=(
        "None of 25 people of phototype I to V treated for stretch marks; none worse of 39 of "
        "phototype III to V."
    ),
    decision=(
        "Phototype III to VI is warned. IV to VI: a test area, a gentle first session, redness as "
        "the endpoint and a longer interval."
    ),
    sources=(DOGRA2014, IDOJ2024, ALSTERLI2020, DARK39),
)


def _warned(at: Where) -> Judgement | None:
    phototype = at.situation.person.phototype
    if phototype is None:
        return Judgement(severity=Severity.ASK, asks=("phototype",))
    if not at.situation.person.may_tan():
        return None
    test = "; test area before the first session" if at.situation.person.may_be_darker() else ""
    return Judgement(severity=Severity.INFORM, because=f"phototype {phototype.roman}{test}")


RULES = (
    Rule(
        id="pigment.001",
        title="Dark marks after needling",
        reach=Reach.PERSON,
        facts=("phototype",),
        judge=_warned,
        patient=(
            "Skin that tans can get dark marks from needling: in studies none to 17 of 100 people. "
            "There are no numbers for the darkest skin. Please keep the sun off your skin before "
            "and after."
        ),
        clinician=(
            "Hyperpigmentation in 0 to 14 % of those treated, 17 % of those who finished one "
            "roller series (types IV to V). No figure for type VI was read; no study splits by "
            "type."
        ),
        hint="Warn before consent; in phototype IV to VI treat a test area and look again first.",
        sources=(DOGRA2014, IDOJ2024, DARK39, SOC_CHAPTER),
        disagreement=PIGMENT_DIFFERS,
    ),
)
