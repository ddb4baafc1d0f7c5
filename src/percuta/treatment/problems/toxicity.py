"""Poisoning by numbing cream, and blood that carries no oxygen for it.

No dose of lipid emulsion or methylene blue stands here: the two texts read disagree on how fast
the first is given, the second belongs to a hospital. The doctor's standing order applies.
"""

from percuta.evidence.sources.emergency import (
    AEMPS_EMLA,
    EMLA_OVERDOSE,
    HOFFMANN2024,
    LAST2023,
    LIDO_DERMTIMES,
    QRH_3_10,
    RCUK_BLS2021,
)
from percuta.evidence.sources.labels import FDA_BENZO_2018, FDA_LIDO_2024
from percuta.treatment.problems.numbers import BLUE_LATEST, LOOK_AGAIN
from percuta.treatment.problems.protocol import Protocol, Step, Timer, Who
from percuta.treatment.problems.shared import NOT_BREATHING

STEPS = (
    Step(
        key="cream_off",
        words="Stop. All numbing cream off now. Wash the skin.",
        note="Which cream, how many grams, how large an area, when it went on.",
    ),
    Step(
        key="call",
        words="Call the emergency number. Say: poisoning by a local anaesthetic.",
        note="Slight signs that go with the cream: call the clinic's doctor and stay with them.",
    ),
    Step(key="lay_flat", words="Lay them flat. Sick or sleepy: on the side."),
    Step(key="doctor", words="Get the clinic's doctor into the room."),
    Step(
        key="oxygen",
        words="Oxygen, as the doctor or the standing order says.",
        who=Who.ORDER,
    ),
    Step(
        key="fit",
        words="A fit: keep the head safe. Nothing in the mouth. Note when it began.",
        note="Medicine against the fit is for a doctor to give.",
    ),
    NOT_BREATHING,
    Step(
        key="blue",
        words="Lips or nails blue or grey: say methaemoglobin. Do not trust the finger clip.",
        note="Oxygen hardly helps the colour. The hospital measures the blood.",
    ),
    Step(
        key="antidote",
        words="Lipid emulsion or methylene blue: a doctor, by the hospital's own guide.",
        note="Find the poisoning box, if the clinic has one.",
        who=Who.DOCTOR,
    ),
    Step(
        key="watch",
        words="Watch breath, pulse, colour and speech.",
        timer=Timer(minutes=LOOK_AGAIN, then="Look again. Worse: tell the ambulance now."),
    ),
)
TOXICITY = Protocol(
    key="toxicity",
    title="Numbing cream poisoning",
    signs=(
        "Early: lips or tongue tingle, a taste of metal, ears ring, dizzy, blurred sight.",
        "Early: sleepy, confused, restless.",
        "Late: twitching, a fit, no answer. The heart is slow or stumbles.",
        f"Blue or grey lips, headache, short breath: up to {BLUE_LATEST.value:g} hours later.",
    ),
    at_hand=(
        "Water and cloths to get the cream off",
        "Phone and defibrillator",
        "The tube, and the time it went on",
        "For a doctor: oxygen and the poisoning box",
    ),
    steps=STEPS,
    call=(
        "Twitching, a fit, or no answer.",
        "Confused, restless or very sleepy.",
        "Hard to breathe. A heart that races, slows or stumbles.",
        "Blue or grey lips, skin or nails.",
    ),
    doctor=("Any sign at all, also a slight one.", "More cream was on than allowed."),
    never=(
        "Do not put on more cream, and do not cover it.",
        "Do not needle, also when the signs go.",
        "Do not leave them alone. Do not send them home by themselves.",
        "Do not give any medicine against the poison unless you are a doctor.",
    ),
    after=(
        "They are watched for several hours: the skin still takes up what is in it.",
        "Say: blue lips, short breath, a fit or a stumbling heart means the emergency number.",
        "No numbing cream again before a doctor has agreed to it.",
    ),
    report=(
        "Report suspected harm by a medicine to the medicines authority of your country.",
        "Keep the tube and its lot number.",
    ),
    sources=(
        QRH_3_10,
        LAST2023,
        LIDO_DERMTIMES,
        EMLA_OVERDOSE,
        HOFFMANN2024,
        AEMPS_EMLA,
        FDA_BENZO_2018,
        FDA_LIDO_2024,
        RCUK_BLS2021,
    ),
    parameters=(BLUE_LATEST,),
    ends_needling=True,
)
