"""A faint, or nearly one.

Where nobody can lie down, two texts let them sit with the head low and one forbids it; in the
room there is always a couch.
"""

from percuta.evidence.sources.emergency import (
    FAINT_MIDDLESEX,
    FAINT_NHS,
    FAINT_PORTSMOUTH,
    FAINT_SJA,
    FAINT_SJA_PRESS,
    RCUK_BLS2021,
)
from percuta.treatment.problems.numbers import LIES, WAKES
from percuta.treatment.problems.protocol import Protocol, Step, Timer
from percuta.treatment.problems.shared import NOT_BREATHING

FAINT = Protocol(
    key="faint",
    title="Faint",
    signs=(
        "Pale, cold, sweaty. Dizzy or sick. Sounds and sight fade.",
        "The pulse is slow. For a short while there is no answer.",
        "A rash, swelling or wheeze: open Allergic reaction.",
        "Numbing cream is on, and lips tingle or ears ring: open Numbing cream poisoning.",
    ),
    at_hand=("Something to raise the legs on", "Water, for later", "Phone and defibrillator"),
    steps=(
        Step(key="stop", words="Stop. Needles off the skin. Put the pen down."),
        Step(
            key="lay_flat",
            words="Lay them flat on the back. Raise the legs.",
            note="Pregnant: on the left side.",
        ),
        Step(
            key="speak",
            words="Speak to them. Watch the breath. Feel the pulse.",
            timer=Timer(
                minutes=WAKES,
                then="Not awake: call the emergency number. Breathing: turn them on the side.",
            ),
        ),
        NOT_BREATHING,
        Step(
            key="cream",
            words="Numbing cream on the skin? Wipe it off.",
            note="Poisoning by the cream can begin like a faint.",
        ),
        Step(key="air", words="Loosen tight clothes. Let fresh air in."),
        Step(key="hurt", words="Did they fall? Look for injuries, the head first."),
        Step(
            key="rest",
            words="Awake: keep them lying.",
            timer=Timer(minutes=LIES, then="Well? Sit up slowly. Faint again: lie down again."),
        ),
        Step(
            key="doctor",
            words="Tell the doctor before any more needling.",
            note="Heart, chest pain, diabetes, first faint or not.",
        ),
    ),
    call=(
        f"Not awake after {WAKES.value:g} minute.",
        "No breathing, or not as usual.",
        "Chest pain, or a heart that races or stumbles.",
        "Shaking or jerking.",
        "Badly hurt by the fall.",
        "Not quite well again: speech or moving is not as before.",
    ),
    doctor=("Any faint, before needling goes on.", "More than one faint in a day."),
    never=(
        "Do not sit them up with the head between the knees.",
        "No food or drink until they are fully awake.",
        "Do not leave them alone.",
        "Do not needle on before a doctor agrees.",
    ),
    after=(
        "They go home with somebody, and do not drive themselves.",
        "A first faint: see their own doctor.",
        "Next time: lying flat, and not on an empty stomach.",
    ),
    report=("A faint alone is not reported. A bad fall is: tell whoever leads the clinic.",),
    sources=(
        FAINT_PORTSMOUTH,
        FAINT_NHS,
        FAINT_SJA,
        FAINT_SJA_PRESS,
        FAINT_MIDDLESEX,
        RCUK_BLS2021,
    ),
    doctor_agrees=True,
)
