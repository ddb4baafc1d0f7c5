"""Pregnancy and nursing: elective work waits, and the cream passes on to the child."""

from percuta.devices.label import Topic
from percuta.evidence.disagreement import Disagreement
from percuta.evidence.sources.labels import CONSENT_REPO, DERMAPEN4, EMLA_US, SKINPEN_ELITE
from percuta.evidence.sources.reviews import KOUBA2016
from percuta.finding import Reach, Severity
from percuta.person import Sex
from percuta.questions import Answer, Question
from percuta.screening.judges import by_label, present
from percuta.screening.rule import Judge, Judgement, Rule, Where

PREGNANT = Question(key="pregnant", text="Are you pregnant, or could you be?")
NURSING = Question(key="nursing", text="Are you breast-feeding?")

PREGNANCIES = Disagreement(
    key="pregnancy",
    topic="Needling during pregnancy",
    one_side="The SkinPen label leaves pregnant patients out.",
    other_side=(
        "Dermapen allows it without numbing cream; the guideline sees no harm in lidocaine "
        "but puts elective work off. No text read reports harm."
    ),
    decision="Nobody is needled while pregnant, whatever the device.",
    sources=(SKINPEN_ELITE, DERMAPEN4, KOUBA2016),
)


def _not_of_men(question: Question, judge: Judge) -> Judge:
    """Not asked where the sex is known to be male; a yes is heard always."""

    def judged(at: Where) -> Judgement | None:
        male = at.situation.person.sex is Sex.MALE
        return None if male and at.answer(question) is not Answer.YES else judge(at)

    return judged


RULES = (
    Rule(
        id="pregnancy.001",
        title="Pregnancy",
        reach=Reach.PERSON,
        asks=(PREGNANT,),
        judge=_not_of_men(PREGNANT, present(PREGNANT, Severity.STOP, until="after delivery")),
        topic=Topic.PREGNANCY,
        patient="Needling can wait. After your baby is born we look at it again with you.",
        clinician="Pregnant, or possibly so: no needling and no elective numbing, on any device.",
        hint="If unsure, do a test first; otherwise make a new date for after delivery.",
        sources=(SKINPEN_ELITE, CONSENT_REPO, KOUBA2016),
        disagreement=PREGNANCIES,
    ),
    Rule(
        id="pregnancy.002",
        title="Breast-feeding",
        reach=Reach.PERSON,
        asks=(NURSING,),
        judge=_not_of_men(
            NURSING,
            by_label(NURSING, Topic.NURSING, Severity.DOCTOR, until="nursing has ended"),
        ),
        topic=Topic.NURSING,
        patient=(
            "Please keep feeding your baby. Needling can wait until you have finished; a doctor "
            "will tell you if there is another way."
        ),
        patient_decided=(
            "Please keep feeding your baby. As a rule needling waits until you have finished."
        ),
        clinician=(
            "Breast-feeding: some labels exclude nursing. Lidocaine passes into milk; the "
            "guideline read calls it safe on the skin all the same."
        ),
        hint=(
            "Wait until nursing has ended; where a label leaves it open, a doctor decides, best "
            "with little cream or none."
        ),
        sources=(SKINPEN_ELITE, CONSENT_REPO, KOUBA2016, EMLA_US, DERMAPEN4),
    ),
)
