"""Whatever no other protocol names: stop, look, call the doctor, write it down."""

from percuta.evidence.parameter import Status
from percuta.treatment.problems.protocol import Protocol, Step
from percuta.treatment.problems.shared import NOT_BREATHING

SOMETHING_ELSE = Protocol(
    key="something_else",
    title="Something else",
    signs=(
        "Something is not as it should be, and no other problem here fits.",
        "You are not sure which problem it is.",
        "One of the others fits after all: press Another problem and open that one.",
    ),
    at_hand=("Phone and defibrillator", "Good light", "The numbers of the clinic's doctor"),
    steps=(
        Step(
            key="stop",
            words="Stop. Needles off the skin. Put the pen down.",
            note="Stay with them. Nobody is left alone.",
        ),
        Step(
            key="look",
            words="Look and ask: awake? Breath? Colour? Pain? The skin?",
            note="Does it fit another problem? Then open that one.",
        ),
        NOT_BREATHING,
        Step(
            key="doctor",
            words="Call the clinic's doctor. Say what you see.",
            note="Whom you called, and what was said.",
        ),
        Step(
            key="note_it",
            words="Write down what happened, in your own words.",
            note="What it was, when it began, what you did.",
        ),
    ),
    call=(
        "No answer, or no usual breath.",
        "Chest pain, a fit, or speech that is not as before.",
        "It gets worse fast, or you fear for them.",
    ),
    doctor=("Each time, before any more needling.",),
    never=(
        "Do not needle on before a doctor agrees.",
        "Do not leave them alone.",
        "No medicine without the doctor or the standing order.",
    ),
    after=(
        "A doctor says whether they may go home, and how.",
        "They know whom to call if it comes back.",
    ),
    report=("The doctor says whether it is to be reported, and to whom.",),
    sources=(),
    doctor_agrees=True,
    status=Status.ASSUMED,
)
