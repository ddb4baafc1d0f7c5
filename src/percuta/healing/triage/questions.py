"""What a check-in asks, in a minute. A question that nobody answered stays open."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from percuta.healing.treated import Treated
from percuta.healing.triage.report import Degree, Report, Session, day_after
from percuta.questions import Answer
from percuta.zones.zone import Place


class Kind(StrEnum):
    """What an answer looks like."""

    DEGREE = "none, mild, moderate, severe"
    YES_NO = "yes, no"


@dataclass(frozen=True, kw_only=True)
class CheckQuestion:
    """One question in the patient's words; ``name`` is what it is called when it stays open."""

    key: str
    name: str
    text: str
    kind: Kind = Kind.YES_NO


def _sign(key: str, name: str, text: str) -> CheckQuestion:
    return CheckQuestion(key=key, name=name, text=text, kind=Kind.DEGREE)


def _ask(key: str, name: str, text: str) -> CheckQuestion:
    return CheckQuestion(key=key, name=name, text=text)


NOW_SIGNS = (
    _ask("breath", "breathing", "Is it hard to breathe?"),
    _ask(
        "face_swells",
        "lips, tongue, face swelling up",
        "Do your lips, your tongue or your whole face swell up fast?",
    ),
    _ask("weals", "weals", "Do you have itchy weals all over your body?"),
    _ask("eye_blur", "blurred sight", "Is your sight blurred, or has it changed?"),
    _ask("fit_or_heart", "fit, heart", "Did you have a fit, or does your heart race or stumble?"),
    _ask("blue", "blue or grey lips", "Are your lips or your skin blue or grey?"),
    _ask("faint", "fainting", "Did you faint, and feel no better lying down?"),
)
SIGNS = (
    _sign("redness", "redness", "How red is the skin?"),
    _sign("swelling", "swelling", "How swollen is it?"),
    _sign("pain", "pain", "How much does it hurt?"),
    _sign("tightness", "tightness", "How tight is it?"),
    _sign("flaking", "flaking", "How much does it flake?"),
    _sign("itching", "itching", "How much does it itch?"),
)
GROWS = {
    sign.key: _ask(
        f"{sign.key}_grows",
        f"whether {sign.name} grows",
        f"Is there more {sign.name} than yesterday?",
    )
    for sign in SIGNS
}
SEEN = (
    _ask("bleeding", "bleeding", "Does the skin still bleed?"),
    _ask("bruises", "bruises", "Are there bruises?"),
    _ask("hot", "heat", "Is the skin hot to the touch?"),
    _ask("pus", "pus", "Is there pus?"),
    _ask("fever", "fever", "Do you have a fever or shake with cold?"),
    _ask("ill", "feeling ill", "Do you feel ill?"),
    _ask("blisters", "blisters or sores", "Are there blisters in groups, or small round sores?"),
    _ask("rash", "rash", "Is there a rash where no needle was?"),
    _ask("lumps", "lumps", "Are there lumps or red bumps that stay?"),
    _ask("lines", "raised lines", "Are there fine raised lines?"),
    _ask("darker", "dark patches", "Are there new dark patches?"),
    _ask("lighter", "light patches", "Are there new light patches?"),
)
EYE = (
    _ask("eye_closed", "eye swollen shut", "Is an eye swollen shut?"),
    _ask("eye_pain", "pain in the eye", "Does the eye itself hurt?"),
)
NEAR_EYE = _ask("near_eye", "skin near the eye", "Is the skin near an eye red or swollen?")
NEAR_EYE_GROWS = _ask(
    "near_eye_grows",
    "whether the skin near the eye gets worse",
    "Is the skin near an eye more red or swollen than yesterday?",
)
WORRY = _sign("worry", "worry", "How worried are you?")

QUESTIONS = {
    one.key: one
    for one in (
        *NOW_SIGNS,
        *(part for sign in SIGNS for part in (sign, GROWS[sign.key])),
        *SEEN,
        *EYE,
        NEAR_EYE,
        NEAR_EYE_GROWS,
        WORRY,
    )
}
TEMPERATURE = "What did the thermometer say? (only if you took it)"
WORDS = "Is there anything else you want to tell us?"


def by_the_eye(treated: Treated) -> bool:
    """Whether the skin around the eye was needled, so that redness there is usual at first."""
    return any(zone.place is Place.PERIORBITAL for zone in treated.zones)


def asked(report: Report, session: Session) -> tuple[CheckQuestion, ...]:
    """The questions for this day, these places, and what was answered so far."""
    return tuple(_asked(report, session))


def _asked(report: Report, session: Session) -> Iterator[CheckQuestion]:
    compares = day_after(report, session) > 0  # on the day itself there is no yesterday
    yield from NOW_SIGNS
    for sign in SIGNS:
        yield sign
        if compares and report.degree(sign.key) not in (None, Degree.NONE):
            yield GROWS[sign.key]
    yield from SEEN
    # Where nobody knows the places, the eye is asked for as well.
    if not session.treated.zones or any(zone.on_face for zone in session.treated.zones):
        yield from EYE
        if not by_the_eye(session.treated):
            yield NEAR_EYE
        elif compares:
            yield NEAR_EYE_GROWS
    yield WORRY


def is_open(question: CheckQuestion, report: Report) -> bool:
    """Whether nobody answered; a thermometer answers for the fever."""
    if question.kind is Kind.DEGREE:
        return report.degree(question.key) is None
    if question.key == "fever" and report.temperature_c is not None:
        return False
    return report.answer(question.key) not in (Answer.YES, Answer.NO)
