"""Pigment: dark marks after needling, told before, and skin tone that has to be known."""

from percuta.evidence.disagreement import Disagreement
from percuta.evidence.sources.concerns import BAILEY, BELISLASER
from percuta.evidence.sources.reviews import SOC_CHAPTER
from percuta.evidence.sources.safety import CACHAFEIRO2016, FABBROCINI2014
from percuta.evidence.sources.studies import ALSTERLI2020, DARK39, DOGRA2014, IDOJ2024
from percuta.finding import Reach, Severity
from percuta.questions import Question
from percuta.screening.judges import present
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
        "phototype III to V; no discolouration in 60 of phototype I to VI, three groups whose "
        "sizes were not read; none in the needling arm of a trial of 46 (about 23, our count)."
    ),
    decision=(
        "Phototype III to VI is warned. IV to VI: a test area, a gentle first session, redness as "
        "the endpoint and a longer interval."
    ),
    sources=(DOGRA2014, IDOJ2024, ALSTERLI2020, DARK39, FABBROCINI2014, CACHAFEIRO2016),
)


DARK_MARKS_BEFORE = Question(
    key="dark_marks_before",
    text=(
        "Does your skin turn dark where it was hurt, or have you ever had melasma (brown patches)?"
    ),
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
            "There are hardly any numbers for the darkest skin. Please keep the sun off your skin "
            "before and after."
        ),
        clinician=(
            "Hyperpigmentation in 0 to 14 % of those treated, 17 % of those who finished one "
            "roller series (types IV to V). Type VI is hardly known: one series of 60 people has a "
            "group of it, of a size not read, without a case."
        ),
        hint="Warn before consent; in phototype IV to VI treat a test area and look again first.",
        sources=(DOGRA2014, IDOJ2024, DARK39, FABBROCINI2014, SOC_CHAPTER),
        disagreement=PIGMENT_DIFFERS,
    ),
    Rule(
        id="pigment.002",
        title="Dark marks or melasma in the past",
        reach=Reach.PERSON,
        asks=(DARK_MARKS_BEFORE,),
        judge=present(DARK_MARKS_BEFORE, Severity.CAUTION),
        patient=(
            "Your skin makes dark marks easily. Needles can leave some too, or wake brown patches. "
            "We go gently, and sun protection is a must."
        ),
        clinician=(
            "Post-inflammatory hyperpigmentation or melasma before: more pigment is likely after "
            "needling, and melasma can flare. Vendors advise no bleeding and 1 mm at the most; the "
            "plan keeps to both, and begins as for phototype IV to VI (our choice)."
        ),
        hint=(
            "Test area first, then look again; redness as the endpoint; strict protection from "
            "light before and after."
        ),
        sources=(DOGRA2014, SOC_CHAPTER, BAILEY, BELISLASER),
    ),
)
