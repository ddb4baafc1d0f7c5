"""Length of a visit: cleanse, needle and finish by area; numbing comes on top."""

from dataclasses import dataclass

from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.practice import TIME_PAGES
from percuta.planning.figure import Figure
from percuta.planning.numbing import Numbing
from percuta.zones.places import FACE_AREA_CM2

CLEANSE = Parameter(
    key="visit.cleanse",
    value=10,
    low=5,
    high=15,
    unit="min",
    status=Status.DERIVED,
    source=TIME_PAGES,
    where="cleaning and preparing",
    note="middle of the span",
)
FINISH = Parameter(
    key="visit.finish",
    value=5,
    low=5,
    high=10,
    unit="min",
    status=Status.DERIVED,
    source=TIME_PAGES,
    where="after the needling",
    note="short end, so that the whole keeps to 30 to 60 minutes",
)
NEEDLE_FEWEST = Parameter(
    key="visit.needle_fewest",
    value=15,
    unit="min",
    status=Status.MEASURED,
    source=TIME_PAGES,
    where="needling of a face",
)
NEEDLE_MOST = Parameter(
    key="visit.needle_most",
    value=45,
    unit="min",
    status=Status.MEASURED,
    source=TIME_PAGES,
    where="needling of a face",
)


@dataclass(frozen=True, kw_only=True)
class Visit:
    """Minutes of one session. ``numbing`` is 0 without cream; ``total`` adds everything up."""

    cleanse: Figure
    numbing: Figure
    needle: Figure
    finish: Figure
    total: Figure


def plan_visit(
    *, area_cm2: float, areas: tuple[Parameter, ...] = (), numbing: Numbing | None
) -> Visit:
    """Length of a session that needles ``area_cm2``; a whole face takes the longest.

    ``areas`` are the assumed numbers behind that area.
    """
    share = min(area_cm2 / FACE_AREA_CM2.value, 1.0)
    needle = round(NEEDLE_FEWEST.value + share * (NEEDLE_MOST.value - NEEDLE_FEWEST.value))
    on_skin = numbing.minutes.low if numbing is not None and numbing.minutes.low else 0.0
    cream = numbing.minutes.parameters if numbing is not None else ()
    hands_on = CLEANSE.value + needle + FINISH.value
    by_area = (NEEDLE_FEWEST, NEEDLE_MOST, FACE_AREA_CM2, *areas)
    return Visit(
        cleanse=_minutes(CLEANSE.value, "cleanse and prepare", (CLEANSE,)),
        numbing=_minutes(
            on_skin, "the label's shortest time on the skin" if on_skin else "no cream", cream
        ),
        needle=_minutes(
            needle,
            f"15 to 45 minutes by area: {area_cm2:g} of {FACE_AREA_CM2.value:g} cm2",
            by_area,
        ),
        finish=_minutes(FINISH.value, "soothe, check, explain", (FINISH,)),
        total=_minutes(
            hands_on + on_skin,
            f"{hands_on:g} minutes of work and {on_skin:g} under the cream; clinic pages, weak",
            (CLEANSE, FINISH, *by_area, *cream),
        ),
    )


def _minutes(value: float, why: str, parameters: tuple[Parameter, ...]) -> Figure:
    return Figure(unit="min", value=value, why=why, parameters=parameters)
