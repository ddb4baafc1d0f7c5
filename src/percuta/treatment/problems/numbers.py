"""Minutes, hours and doses of the protocols, each with what it was read in."""

from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.source import Source
from percuta.evidence.sources.emergency import (
    AEMPS_EMLA,
    ANA_PRACTICENURSE,
    BLEED_PORTSMOUTH,
    CG134_SUMMARY,
    EPIPEN_US,
    FAINT_MIDDLESEX,
    FAINT_PORTSMOUTH,
    RCUK_ANA2021,
    SHARPS_HIGHLAND,
    SHARPS_PEP,
)


def _read(key: str, value: float, unit: str, *, source: Source, where: str) -> Parameter:
    return Parameter(
        key=f"problems.{key}",
        value=value,
        unit=unit,
        status=Status.MEASURED,
        source=source,
        where=where,
    )


def _chosen(key: str, value: float, unit: str, *, source: Source | None, note: str) -> Parameter:
    return Parameter(
        key=f"problems.{key}",
        value=value,
        unit=unit,
        status=Status.ASSUMED,
        source=source,
        note=note,
    )


PRESS = _read("press", 10, "min", source=BLEED_PORTSMOUTH, where="minor cuts and grazes")
WAKES = _read("wakes", 1, "min", source=FAINT_PORTSMOUTH, where="red: cannot be woken")
LIES = _read("lies", 15, "min", source=FAINT_MIDDLESEX, where="after fainting")
AGAIN = _read("adrenaline_again", 5, "min", source=RCUK_ANA2021, where="first point")
DOSES_MOST = _read(
    "adrenaline_doses", 2, "count", source=EPIPEN_US, where="more only under a doctor's eyes"
)
INJECTOR = Parameter(
    key="problems.injector",
    value=0.3,
    unit="mg",
    status=Status.MEASURED,
    source=EPIPEN_US,
    where="dosage by weight",
    population="30 kg or more",
)
INJECTOR_FROM = _read("injector_from", 30, "kg", source=EPIPEN_US, where="dosage by weight")
AMPOULE = Parameter(
    key="problems.ampoule",
    value=0.5,
    unit="mg",
    status=Status.MEASURED,
    source=ANA_PRACTICENURSE,
    where="dosage by age: 0.5 ml of 1 in 1000",
    population="adults, and children over 12 years",
)
AMPOULE_FROM = _read("ampoule_from", 12, "years", source=ANA_PRACTICENURSE, where="dosage by age")
WATCHED_FEWEST = _read("watched_fewest", 6, "h", source=CG134_SUMMARY, where="management, adults")
WATCHED_MOST = _read("watched_most", 12, "h", source=CG134_SUMMARY, where="management, adults")
LOOK_AGAIN = _chosen(
    "look_again", 5, "min", source=None, note="our choice: as often as adrenaline may be due"
)
BLUE_LATEST = _chosen(
    "blue_latest",
    2,
    "h",
    source=AEMPS_EMLA,
    note="one to two hours in the cases told; the FDA says minutes to hours",
)
HIV_LATEST = _read("hiv_latest", 72, "h", source=SHARPS_PEP, where="first point")
HIV_BEST = _read("hiv_best", 1, "h", source=SHARPS_PEP, where="first point")
HEPATITIS_BEST = _read(
    "hepatitis_best", 24, "h", source=SHARPS_HIGHLAND, where="updates: hepatitis B vaccine"
)
