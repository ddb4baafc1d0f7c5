"""Signs that call for help: now, today, within a week. What to do stands with each."""

from dataclasses import replace

from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.source import Source
from percuta.evidence.sources.emergency import LAST2023
from percuta.evidence.sources.healing import (
    FRIEDMANN2024,
    SKINPEN_DESERT,
    SKINPEN_IFU5,
    SOLTANI2014,
    ZENG2025,
)
from percuta.evidence.sources.labels import DERMAPEN4, FDA_BENZO_2018, FDA_LIDO_2024
from percuta.evidence.sources.studies import DOGRA2014, WU2022
from percuta.healing.advice import Flag, Urgency
from percuta.healing.hours import REDNESS_ALARM
from percuta.healing.treated import Treated
from percuta.zones.zone import Place


def _day(key: str, value: float, source: Source, *, note: str) -> Parameter:
    return Parameter(
        key=f"healing.flag_{key}",
        value=value,
        unit="days",
        status=Status.ASSUMED,
        source=source,
        note=note,
    )


TODAY_FROM = _day("today_from", 1, SKINPEN_IFU5, note="from the day after the session")
TODAY_TO = _day("today_to", 14, WU2022, note="two weeks; a sign that comes later is as urgent")
WEEK_FROM = _day("week_from", 3, FRIEDMANN2024, note="lumps were seen from day 3")
WEEK_TO = _day("week_to", 90, FRIEDMANN2024, note="three months; lumps and pigment last for months")
LATE_FROM = _day("late_from", 14, ZENG2025, note="two weeks or more; the mean was three weeks")
LATE_TO = _day("late_to", 180, ZENG2025, note="six months; a diagnosis took ten weeks on average")

NOW = Flag(
    key="flag.now",
    urgency=Urgency.NOW,
    signs=(
        "you cannot breathe well",
        "your face, lips or tongue swell up",
        "itchy weals come up all over your body",
        "your sight blurs or changes",
        "you have a fit, or your heart races or stumbles",
        "your lips or skin turn blue or grey",
        "you faint and do not feel better lying down",
    ),
    patient="Call the emergency number at once. Then tell the clinic.",
    clinician="Anaphylaxis, anaesthetic toxicity, methaemoglobinaemia: emergency services.",
    sources=(FDA_LIDO_2024, FDA_BENZO_2018, SOLTANI2014, LAST2023),
)
TODAY = Flag(
    key="flag.today",
    urgency=Urgency.TODAY,
    signs=(
        "pain or redness that grows after the second day",
        "skin that gets hot, or pus",
        "fever or feeling ill",
        "blisters in groups, or small round sores",
        "a rash where no needle was",
        "bleeding that does not stop when you press on it",
    ),
    patient="Call the clinic today. If nobody answers, see a doctor today, at night too.",
    clinician=(
        "Infection, herpes or eczema herpeticum, spread near the eye, hypersensitivity: seen by a "
        "doctor the same day."
    ),
    from_day=TODAY_FROM,
    to_day=TODAY_TO,
    sources=(WU2022, SKINPEN_IFU5, DERMAPEN4, SKINPEN_DESERT),
)
WEEK = Flag(
    key="flag.week",
    urgency=Urgency.WEEK,
    signs=(
        "itchy red bumps that stay",
        "new dark or light patches",
        "fine raised lines",
        "redness still there on day eight",
    ),
    patient="Call the clinic. We want to see you within a week.",
    clinician="Granuloma, pigment change, track marks, lasting erythema: review within seven days.",
    from_day=WEEK_FROM,
    to_day=WEEK_TO,
    parameters=(REDNESS_ALARM,),
    sources=(FRIEDMANN2024, SOLTANI2014, DOGRA2014),
)
LATE = Flag(
    key="flag.late",
    urgency=Urgency.WEEK,
    signs=("lumps or sores that come up weeks or months later",),
    patient="See a doctor within days, and say that your skin was needled and when.",
    clinician=(
        "Late nodules or ulcers: ask for a mycobacterial culture. In a series of 28 after "
        "cosmetic procedures they came after three weeks on average."
    ),
    from_day=LATE_FROM,
    to_day=LATE_TO,
    sources=(ZENG2025,),
)
NEAR_EYE = "redness or swelling near your eye"
# Where the skin around the eye was needled, redness and swelling are usual for three days.
AT_EYE = (
    "swelling that closes your eye",
    "pain in your eye",
    "redness or swelling near your eye that grows after the second day",
)


def flags(treated: Treated) -> tuple[Flag, ...]:
    """What to watch for, the most urgent first; the eye only where the face was needled."""
    return (NOW, _today(treated), WEEK, LATE)


def _today(treated: Treated) -> Flag:
    if any(zone.place is Place.PERIORBITAL for zone in treated.zones):
        return replace(TODAY, signs=(*TODAY.signs, *AT_EYE), status=Status.ASSUMED)
    on_face = any(zone.on_face for zone in treated.zones)
    return replace(TODAY, signs=(*TODAY.signs, NEAR_EYE)) if on_face else TODAY
