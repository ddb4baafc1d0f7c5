"""Medicines that matter but hold nothing back. A prescribed medicine is never stopped here."""

from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.practice import RAMCO, SISU
from percuta.finding import Reach, Severity
from percuta.questions import Question
from percuta.screening.judges import present
from percuta.screening.rule import Rule

LIGHT_SENSITIVE = Question(
    key="light_sensitive",
    text=(
        "Do you take something that makes skin burn faster in the sun, such as doxycycline, some "
        "medicines for heart, blood pressure or acne, or St John's wort?"
    ),
)
PAINKILLERS = Question(
    key="painkillers",
    text=(
        "Have you taken aspirin, ibuprofen, another such painkiller or fish oil in the last five "
        "days, without a prescription?"
    ),
)

BRUISING = Parameter(
    key="screening.medicines.bruising",
    value=5,
    unit="days",
    status=Status.MEASURED,
    source=RAMCO,
    where="beforehand",
    note="clinic advice against bruises, for what nobody prescribed; nothing is put off for it",
)
DAYS = f"{BRUISING.value:g} days"

RULES = (
    Rule(
        id="medicines.001",
        title="Medicine that makes skin sensitive to light",
        reach=Reach.PERSON,
        asks=(LIGHT_SENSITIVE,),
        judge=present(LIGHT_SENSITIVE, Severity.CAUTION),
        status=Status.ASSUMED,
        patient=(
            "Your medicine makes your skin burn and darken faster. Keep taking it. Keep the sun "
            "off your skin with great care before and after."
        ),
        clinician=(
            "Photosensitising medicine: one clinic list names it, without a rate. Delay, or strict "
            "protection from light. The examples asked about are ours."
        ),
        hint="A doctor looks at the medicine and decides on a delay; it goes on unchanged.",
        sources=(SISU,),
    ),
    Rule(
        id="medicines.002",
        title="Painkillers or fish oil that nobody prescribed",
        reach=Reach.PERSON,
        asks=(PAINKILLERS,),
        parameters=(BRUISING,),
        judge=present(PAINKILLERS, Severity.INFORM),
        patient=(
            f"These can make you bruise a little more. You may leave them out for {DAYS} before. "
            "Never leave out one that a doctor told you to take."
        ),
        clinician=(
            "Over-the-counter NSAID, aspirin or fish oil: more bruising is possible (clinic "
            "advice, no trial). Never stop a prescribed one."
        ),
        hint=f"Leave them out for {DAYS}, if the person likes; nothing is put off for it.",
        sources=(RAMCO,),
    ),
)
