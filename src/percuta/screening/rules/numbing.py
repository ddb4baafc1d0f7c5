"""Numbing cream: conditions that forbid the cream but not the needling."""

from percuta.evidence.sources.labels import (
    DERMAPEN4,
    EMLA_CSP,
    EMLA_HK,
    EMLA_US,
    FDA_BENZO_2018,
    PLIAGLIS,
)
from percuta.finding import Reach, Severity
from percuta.questions import Question
from percuta.screening.judges import present
from percuta.screening.rule import Rule

METHAEMOGLOBIN_RISK = Question(
    key="methaemoglobin_risk",
    text=(
        "Do you have methaemoglobinaemia or G6PD deficiency, or take dapsone, a sulfa "
        "antibiotic, a nitrate, nitrofurantoin, phenytoin, a malaria medicine, paracetamol "
        "(acetaminophen) often or lately, or the like?"
    ),
)
LIVER_DISEASE = Question(key="liver_disease", text="Do you have a severe liver disease?")
ANTIARRHYTHMICS = Question(
    key="antiarrhythmics",
    text="Do you take a medicine for your heart beat, such as flecainide, amiodarone or sotalol?",
)

ESTER_ALLERGY = Question(
    key="ester_allergy",
    text=(
        "Are you allergic to PABA (in some sun creams) or to tetracaine, benzocaine or procaine?"
    ),
)
PSEUDOCHOLINESTERASE = Question(
    key="pseudocholinesterase",
    text="Were you told that your body breaks down some anaesthetics slowly (a lack of an enzyme)?",
)

RULES = (
    Rule(
        id="numbing.001",
        title="Risk of methaemoglobinaemia",
        reach=Reach.NUMBING,
        asks=(METHAEMOGLOBIN_RISK,),
        judge=present(METHAEMOGLOBIN_RISK, Severity.DOCTOR),
        patient="Some numbing creams are not safe for you. A doctor chooses, or we use none.",
        clinician=(
            "Methaemoglobinaemia, G6PD deficiency or an oxidising medicine (paracetamol is one on "
            "the US label of EMLA): no prilocaine or benzocaine, caution with every local "
            "anaesthetic. That label counts heart and lung disease as risks too; the lungs are not "
            "asked about."
        ),
        hint="Plan without cream, or a doctor chooses the product. Medicines go on unchanged.",
        sources=(EMLA_US, EMLA_CSP, PLIAGLIS, FDA_BENZO_2018),
    ),
    Rule(
        id="numbing.002",
        title="Severe liver disease",
        reach=Reach.NUMBING,
        asks=(LIVER_DISEASE,),
        judge=present(LIVER_DISEASE, Severity.DOCTOR),
        patient="Your liver clears numbing cream slowly. A doctor decides, or we use none.",
        clinician="Severe liver disease: limit or avoid lidocaine, prilocaine and tetracaine.",
        hint="Plan without cream, or a doctor sets product, area and time.",
        sources=(PLIAGLIS, DERMAPEN4),
    ),
    Rule(
        id="numbing.003",
        title="Medicine for the heart beat",
        reach=Reach.NUMBING,
        asks=(ANTIARRHYTHMICS,),
        judge=present(ANTIARRHYTHMICS, Severity.DOCTOR),
        patient="Your medicine and the numbing cream can add up. A doctor decides on the cream.",
        clinician=(
            "Class I antiarrhythmic: toxicity can add up with lidocaine; class III: close watch, "
            "consider an ECG."
        ),
        hint="Plan without cream, or a doctor decides. The medicine goes on unchanged.",
        sources=(EMLA_HK, PLIAGLIS),
    ),
    Rule(
        id="numbing.004",
        title="Allergy to PABA or ester anaesthetics",
        reach=Reach.NUMBING,
        asks=(ESTER_ALLERGY,),
        judge=present(ESTER_ALLERGY, Severity.DOCTOR),
        patient="Some numbing creams are not for you. A doctor chooses another, or we use none.",
        clinician=(
            "Allergy to PABA or esters: no tetracaine, benzocaine or procaine. If an anaesthetic "
            "caused it, allergy.002 holds too and its label entry counts: ask."
        ),
        hint="Plan without cream or with an amide; a doctor confirms which.",
        sources=(PLIAGLIS,),
    ),
    Rule(
        id="numbing.005",
        title="Lack of pseudocholinesterase",
        reach=Reach.NUMBING,
        asks=(PSEUDOCHOLINESTERASE,),
        judge=present(PSEUDOCHOLINESTERASE, Severity.DOCTOR),
        patient="Your body clears some numbing creams slowly. A doctor chooses, or we use none.",
        clinician="Pseudocholinesterase deficiency: esters such as tetracaine are cleared slowly.",
        hint="Plan without cream or with an amide; a doctor confirms which.",
        sources=(PLIAGLIS,),
    ),
)
