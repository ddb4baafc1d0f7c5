"""Numbing with one licensed cream (lidocaine 4 %, LMX4), by the limits of its label."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from percuta.evidence.disagreement import Disagreement
from percuta.evidence.errors import OutsideLimit
from percuta.evidence.limit import Limit
from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.source import Source
from percuta.evidence.sources.labels import (
    DERMAPEN4,
    EMLA_US,
    FDA_LIDO_2024,
    LMX4_UK,
    LMX4_US,
    SKINPEN_STUDY,
)
from percuta.evidence.sources.reviews import AAD_DW2018, NEEDLINGGUIDE, POISON_TABLE
from percuta.evidence.sources.studies import FMN_ANESTH2016, LUZ2017
from percuta.finding import Finding, Reach, Severity
from percuta.planning.figure import Figure
from percuta.planning.request import Request
from percuta.zones.zone import Zone

CREAM = "LMX4 (lidocaine 4 %)"


def _label(key: str, unit: str, *, value: float, source: Source = LMX4_UK) -> Parameter:
    return Parameter(
        key=f"numbing.{key}",
        value=value,
        unit=unit,
        status=Status.MEASURED,
        source=source,
        where="posology, adults",
    )


GRAMS_LOW = _label("grams_low", "g/10 cm2", value=1.5)
GRAMS_HIGH = _label("grams_high", "g/10 cm2", value=2.0)
AREA_MOST = _label("area_most", "cm2", value=900)
MINUTES_FEWEST = _label("minutes_fewest", "min", value=30)
MINUTES_USUAL = _label("minutes_usual_end", "min", value=60, source=LMX4_US)
MINUTES_MOST = _label("minutes_most", "min", value=300)
LIDOCAINE = Parameter(
    key="numbing.lidocaine",
    value=40,
    unit="mg/g",
    status=Status.DERIVED,
    source=LMX4_UK,
    note="4 % is 40 mg in each gram",
)
INJECTED_PER_KG = Parameter(
    key="numbing.injected_per_kg",
    value=4.5,
    unit="mg/kg",
    status=Status.MEASURED,
    source=POISON_TABLE,
    where="largest single doses injected, lidocaine without vasoconstrictor",
    note="a limit for injection; only our alarm for cream, of which little is taken up",
)
INJECTED_MOST = Parameter(
    key="numbing.injected_most",
    value=300,
    unit="mg",
    status=Status.MEASURED,
    source=POISON_TABLE,
    where="largest single doses injected, lidocaine without vasoconstrictor",
    note="the same limit whatever the weight",
)
LIGHTEST = Parameter(
    key="numbing.lightest",
    value=40,
    unit="kg",
    status=Status.ASSUMED,
    note="a light adult, for the alarm where the weight is not known",
)
OPTIONAL_UP_TO = Parameter(
    key="numbing.optional_up_to",
    value=0.5,
    unit="mm",
    status=Status.ASSUMED,
    source=AAD_DW2018,
    note="one dermatologist numbs nobody at 0.2 to 1 mm, another insists on it",
)

AREA = Limit(key="numbed area in 24 hours", unit="cm2", absolute_high=AREA_MOST)
TIME = Limit(
    key="time under the cream",
    unit="min",
    recommended_low=MINUTES_FEWEST,
    recommended_high=MINUTES_USUAL,
    absolute_high=MINUTES_MOST,
)

COVER_AND_AREA = Disagreement(
    key="cream_cover",
    topic="Covering a numbing cream, and how large an area",
    one_side="The labels of licensed creams use a cover and allow large areas.",
    other_side="The FDA warned in 2024: no more than 4 %, no large areas, no wrapping.",
    decision="A licensed cream within its label; covered only as the label says; no compounds.",
    sources=(LMX4_UK, FDA_LIDO_2024),
)
NUMB_BEFORE_NEEDLING = Disagreement(
    key="cream_on_needled_skin",
    topic="Light needling before the cream",
    one_side="Two small studies found less pain when 0.5 mm needling came before the cream.",
    other_side="Labels say intact skin only, and needled skin takes up more.",
    decision="Never; and no cream again once needling has begun.",
    sources=(FMN_ANESTH2016, LUZ2017, EMLA_US, NEEDLINGGUIDE),
)
NUMBING_NEEDED = Disagreement(
    key="cream_needed",
    topic="Whether cream is needed at all",
    one_side="One maker's manual says that most of its treatments do without.",
    other_side="Practitioners differ, and the trial behind one label numbed everybody.",
    decision="Optional up to 0.5 mm, offered above.",
    sources=(DERMAPEN4, AAD_DW2018, SKINPEN_STUDY),
)


@dataclass(frozen=True, kw_only=True)
class Numbing:
    """Cream for one session, summed over its zones.

    ``left_cm2`` is what the label leaves for the rest of 24 hours; ``without`` lists zones
    that get no cream.
    """

    cream: str
    area_cm2: Figure
    grams: Figure
    minutes: Figure
    latest_minutes: Figure
    lidocaine_mg: Figure
    left_cm2: Figure
    optional: bool
    without: tuple[str, ...]
    notes: tuple[str, ...]

    def __post_init__(self) -> None:
        """A numbing outside the label's area or time cannot be built."""
        left, area = self.left_cm2.value, self.area_cm2.value
        if left is None or area is None or self.minutes.high is None:
            raise OutsideLimit("numbing: its area and its time have to be known")
        AREA.require(AREA_MOST.value - left)
        AREA.require(area)
        for minutes in (self.minutes.high, self.latest_minutes.value or self.minutes.high):
            TIME.require(minutes)


def why_no_cream(
    request: Request, findings: Sequence[Finding], zones: Sequence[Zone], *, used_cm2: float
) -> str:
    """Why a session has no cream, or an empty text when it may have one.

    ``used_cm2`` was covered with local anaesthetic in the 24 hours before that session.
    """
    if request.numbing is False:
        return "not wished for"
    held = [f for f in findings if f.reach is Reach.NUMBING and not f.severity.goes_with_plan]
    if held:
        return "; ".join(_held(f) for f in held)
    creamed = _creamed(zones)
    if not creamed:
        return "every zone lies too near the eye for the cream's label"
    area = _area(request, creamed)
    if used_cm2 + area > AREA_MOST.value:
        return (
            f"{area:g} cm2 here and {used_cm2:g} cm2 in the last 24 hours pass the label's "
            f"{AREA_MOST.value:g} cm2; wait, or treat a smaller area"
        )
    return ""


def plan_numbing(
    request: Request, zones: Sequence[Zone], *, deepest_mm: float, used_cm2: float
) -> Numbing:
    """Cream for the zones of one session: area, grams and times by the label."""
    creamed = _creamed(zones)
    area = _area(request, creamed)
    areas = request.area_parameters(creamed)
    return Numbing(
        cream=CREAM,
        area_cm2=_area_figure(area, "areas of the numbed zones, added up", areas),
        grams=Figure(
            unit="g",
            low=round(area * GRAMS_LOW.value / 10, 1),
            high=round(area * GRAMS_HIGH.value / 10, 1),
            why="1.5 to 2 g for each 10 cm2, by the label",
            parameters=(GRAMS_LOW, GRAMS_HIGH, *areas),
        ),
        minutes=Figure(
            unit="min",
            low=MINUTES_FEWEST.value,
            high=MINUTES_USUAL.value,
            why="30 minutes are usually enough; studies used up to 60",
            parameters=(MINUTES_FEWEST, MINUTES_USUAL),
        ),
        latest_minutes=Figure(
            unit="min",
            value=MINUTES_MOST.value,
            why="never longer than this on the skin, by the label",
            parameters=(MINUTES_MOST,),
        ),
        lidocaine_mg=_lidocaine(request, area, areas),
        left_cm2=_area_figure(AREA_MOST.value - used_cm2 - area, _left_why(request), areas),
        optional=deepest_mm <= OPTIONAL_UP_TO.value,
        without=tuple(zone.key for zone in zones if zone.keep_cream_away),
        notes=_notes(request),
    )


def _held(finding: Finding) -> str:
    """Why one rule holds the cream back; an open question is never read as a yes."""
    if finding.severity is Severity.ASK:
        return f"not answered yet: {', '.join(finding.asks)} ({finding.rule})"
    return f"{finding.title} ({finding.rule})"


def _creamed(zones: Sequence[Zone]) -> list[Zone]:
    return [zone for zone in zones if not zone.keep_cream_away]


def _area(request: Request, zones: Sequence[Zone]) -> float:
    """Area in cm2, rounded up so that a limit is never passed by rounding."""
    return math.ceil(round(sum(request.area_cm2(zone) for zone in zones), 3) * 10) / 10


def _area_figure(value: float, why: str, areas: tuple[Parameter, ...]) -> Figure:
    return Figure(unit="cm2", value=round(value, 1), why=why, parameters=(AREA_MOST, *areas))


def _lidocaine(request: Request, area_cm2: float, areas: tuple[Parameter, ...]) -> Figure:
    milligrams = area_cm2 * GRAMS_HIGH.value / 10 * LIDOCAINE.value
    weight = request.person.weight_kg
    counted = weight if weight is not None else LIGHTEST.value
    alarm = min(INJECTED_PER_KG.value * counted, INJECTED_MOST.value)
    why = "the most of this session; little is taken up, the label's area and time govern"
    if milligrams > alarm:
        why += f"; advice: by mass more than the {alarm:.0f} mg allowed by injection"
    if weight is None:
        why += f"; body weight not known, counted as {LIGHTEST.value:g} kg"
    return Figure(
        unit="mg",
        value=round(milligrams),
        why=why,
        parameters=(
            GRAMS_HIGH,
            LIDOCAINE,
            INJECTED_PER_KG,
            INJECTED_MOST,
            *(() if weight is not None else (LIGHTEST,)),
            *areas,
        ),
    )


def _left_why(request: Request) -> str:
    if request.cream_used_cm2 is None:
        return "below the label's most, if no other cream was used in 24 hours: ask on the day"
    return f"below the label's most, after {request.cream_used_cm2:g} cm2 in the last 24 hours"


def _notes(request: Request) -> tuple[str, ...]:
    ask = "Ask on the day for any other local anaesthetic in the last 24 hours."
    return (
        *(() if request.cream_used_cm2 is not None else (ask,)),
        "Intact skin only, never on eyelids or inside the mouth; wipe off fully and disinfect "
        "before needling.",
        "No cream again once needling has begun.",
        "Cover it only as its label says.",
    )
