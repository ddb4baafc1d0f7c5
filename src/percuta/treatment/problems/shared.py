"""Steps and words that more than one protocol has."""

from percuta.treatment.problems.numbers import PRESS
from percuta.treatment.problems.protocol import Step, Timer

NOT_BREATHING = Step(
    key="not_breathing",
    words="No answer, no usual breath: call, press the chest, fetch the defibrillator.",
    note="Go on until help takes over. The defibrillator says what to do.",
)
PRESS_FIRST = Step(
    key="press",
    words="Press clean gauze on it, firmly. Do not lift it to look.",
    note="Which zone, which depth, when it began.",
    timer=Timer(minutes=PRESS, then="Look now. Still bleeding: new gauze on top, press again."),
)
PRESS_AGAIN = Step(
    key="press_again",
    words="Still bleeding: leave the gauze, put more on top, press again. Call the doctor.",
    timer=Timer(minutes=PRESS, then="Look now. Still bleeding: call the emergency number."),
)
STILL_BLEEDS = "It still bleeds after you pressed twice."
DEVICE_REPORT = (
    "Serious is: death, a hospital stay, lasting harm, or near to it. Then tell the maker of the "
    "device at once; the maker must report it.",
    "You may also report it yourself to the authority for devices of your country.",
)
