"""How bad, how likely through the treatment, and how it ended: the words a doctor chooses from.

Severity follows the general grades 1 to 4 of CTCAE 5.0; a death is a criterion of seriousness here.
Seriousness follows 21 CFR 803.32; relation the six terms of WHO-UMC, read for a needling instead
of a medicine.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.source import Source
from percuta.evidence.sources.adverse import CFR_803_32, CTCAE_V5, WHO_UMC
from percuta.evidence.sources.emergency import MDR_SERIOUS


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One word to choose, and what it means; ``house``: a custom of ours, with no source."""

    key: str
    words: str
    means: str
    sources: tuple[Source, ...] = ()
    house: bool = False


def _by_key(*choices: Choice) -> Mapping[str, Choice]:
    return MappingProxyType({one.key: one for one in choices})


def _severity(key: str, words: str, means: str) -> Choice:
    return Choice(key=key, words=words, means=means, sources=(CTCAE_V5,))


SEVERITIES = _by_key(
    _severity("mild", "mild", "few or no complaints; watched, nothing done"),
    _severity("moderate", "moderate", "a little local treatment; daily errands are harder"),
    _severity("severe", "severe", "medically important, not at once a danger to life"),
    _severity("life_threatening", "life-threatening", "help at once, or life is in danger"),
)


def _serious(key: str, words: str, means: str, *sources: Source) -> Choice:
    return Choice(key=key, words=words, means=means, sources=sources)


SERIOUS = _by_key(
    _serious("death", "death", "the person died", CFR_803_32, MDR_SERIOUS),
    _serious("life_threatening", "danger to life", "life was in danger", CFR_803_32, MDR_SERIOUS),
    _serious("hospital", "hospital", "taken into hospital, or kept there longer", MDR_SERIOUS),
    _serious(
        "permanent",
        "permanent damage",
        "a function of the body or a part of it stays damaged",
        CFR_803_32,
        MDR_SERIOUS,
    ),
    _serious(
        "intervention",
        "treatment needed against permanent damage",
        "medicine or surgery was needed so that no damage stays",
        CFR_803_32,
        MDR_SERIOUS,
    ),
)


def _relation(key: str, words: str, means: str) -> Choice:
    return Choice(key=key, words=words, means=means, sources=(WHO_UMC,))


RELATIONS = _by_key(
    _relation(
        "certain",
        "certain",
        "time fits, nothing else explains it, and the sign is typical of needling",
    ),
    _relation("probable", "probable", "time fits, and something else is unlikely to explain it"),
    _relation("possible", "possible", "time fits, but something else may explain it as well"),
    _relation("unlikely", "unlikely", "time hardly fits, and something else explains it"),
    _relation("conditional", "not yet classified", "more has to be known, or is being looked at"),
    _relation("unassessable", "cannot be judged", "too little is known, and no more will be"),
)
NOT_BY_TREATMENT = frozenset({"unlikely"})  # not counted in rates

RECOVERED, RECOVERING, SEQUELAE = "recovered", "recovering", "sequelae"
NOT_RECOVERED, UNKNOWN, NO_HARM = "not_recovered", "unknown", "no_harm"
OUTCOMES = _by_key(
    Choice(key=RECOVERED, words="recovered", means="as before", house=True),
    Choice(key=RECOVERING, words="recovering", means="better, not yet as before", house=True),
    Choice(
        key=SEQUELAE,
        words="recovered with something left",
        means="a mark or sign stays",
        house=True,
    ),
    Choice(key=NOT_RECOVERED, words="not recovered", means="no better", house=True),
    Choice(key=UNKNOWN, words="not known", means="nobody could find out", house=True),
    Choice(
        key=NO_HARM, words="no harm came of it", means="looked for, nothing was found", house=True
    ),
)
ENDS = frozenset({RECOVERED, SEQUELAE, NOT_RECOVERED, UNKNOWN, NO_HARM})  # an event may close on


def _look(key: str, days: float, note: str) -> Parameter:
    return Parameter(
        key=f"adverse.look_{key}",
        value=days,
        unit="days",
        low=1,
        high=14,
        status=Status.ASSUMED,
        note=f"custom of the house: {note}",
    )


LOOK_SOON = _look("soon", 1, "looked at again the next day where it is severe or nobody knows")
LOOK_LATER = _look("later", 7, "looked at again within a week where it is mild or moderate")


def look_again_days(severity: str) -> int:
    """In how many days somebody looks again, unless whoever writes says otherwise."""
    chosen = LOOK_LATER if severity in ("mild", "moderate") else LOOK_SOON
    return round(chosen.value)
