"""Numbing with a licensed cream, by the limits of its label."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from percuta.evidence.errors import OutsideLimit
from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.reviews import AAD_DW2018
from percuta.finding import Finding, Reach, Severity
from percuta.planning.creams import CREAMS, PER_APPLICATION, Cream, Ingredient
from percuta.planning.figure import Figure
from percuta.planning.request import Request
from percuta.zones.zone import Zone

LIGHTEST = Parameter(
    key="numbing.lightest",
    value=40,
    unit="kg",
    status=Status.ASSUMED,
    note="a light adult: for the alarm without a weight; below it a doctor decides on cream",
)
# Eczema, now or before, shortens one cream's time below what numbs; a doctor sets it then.
ATOPIC_HOLDS = frozenset({"emla"})
ATOPIC_RULES = frozenset({"barrier.002", "barrier.003"})
OPTIONAL_UP_TO = Parameter(
    key="numbing.optional_up_to",
    value=0.5,
    unit="mm",
    status=Status.ASSUMED,
    source=AAD_DW2018,
    note="one dermatologist calls cream unnecessary at 0.2 to 1 mm, another insists on it",
)


@dataclass(frozen=True, kw_only=True)
class Numbing:
    """Cream for one session, summed over its zones.

    ``left_cm2`` is what the label leaves for the rest of 24 hours; ``without`` lists zones
    that get no cream; ``also`` are amounts of further ingredients. ``barred`` are creams the
    findings rule out, ``others`` those they leave to a doctor besides this one.
    """

    product: Cream
    area_cm2: Figure
    grams: Figure
    minutes: Figure
    latest_minutes: Figure
    lidocaine_mg: Figure
    left_cm2: Figure
    optional: bool
    without: tuple[str, ...]
    notes: tuple[str, ...]
    also: tuple[Figure, ...] = ()
    barred: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def cream(self) -> str:
        """The name of the cream."""
        return self.product.name

    def __post_init__(self) -> None:
        """A numbing outside the label's area, grams or time cannot be built."""
        product, area, left = self.product, self.area_cm2.value, self.left_cm2.value
        grams, latest = self.grams.high or self.grams.value, self.latest_minutes.value
        if None in (left, area, grams, latest, self.minutes.high):
            raise OutsideLimit("numbing: its area, grams and time have to be known")
        day = round(product.most_cm2 - (left or 0), 1)
        for covered in (area or 0, day):
            product.area.require(covered)
        for amount in (grams or 0, _grams(product.grams_high, day)):
            if product.grams_most is not None and amount > product.grams_most.value:
                most = product.grams_most.value
                raise OutsideLimit(f"numbing: {amount:g} g are over the label's {most:g} g")
        if (self.minutes.high or 0) > (latest or 0):
            raise OutsideLimit("numbing: its time passes the latest it may stay on")
        product.time.require(latest or 0)


NOT_WISHED = "not wished for"
ASKED_FIRST = "we need to ask you more first"
NOT_MEASURED = (
    "nobody has measured the skin we treat. All of it would be too large for the cream. We "
    "measure it, and then it may be possible"
)
WHOLE = "; places of the body count as a whole until area_cm2 says how much of them is treated"


def why_no_cream(
    request: Request, findings: Sequence[Finding], zones: Sequence[Zone], *, used_cm2: float
) -> str:
    """Why a session has no cream, or an empty text when it may have one.

    ``used_cm2`` was covered with local anaesthetic in the 24 hours before that session.
    """
    if request.numbing is False:
        return NOT_WISHED
    cream = request.cream
    held = holding_back(cream, findings)
    if held:
        why = "; ".join(_held(cream, f) for f in held)
        return f"{why}{_never(cream, findings)}{_other_creams(findings)}"
    creamed = _creamed(zones)
    if not creamed:
        return "every zone lies too near the eye for the cream's label"
    if is_light(request):
        return (
            f"under {LIGHTEST.value:g} kg the label's areas for adults are not taken over; "
            "a doctor decides on cream and amount"
        )
    too_much = _too_much(cream, _area(request, creamed), used_cm2=used_cm2)
    return f"{too_much}{WHOLE if too_much and counted_whole(request, zones) else ''}"


def counted_whole(request: Request, zones: Sequence[Zone]) -> bool:
    """Whether cream is counted for whole places of the body because nobody measured the skin."""
    return any(z.share is not None and z.key not in request.areas_cm2 for z in _creamed(zones))


def area_alone(request: Request, findings: Sequence[Finding], zones: Sequence[Zone]) -> bool:
    """Whether nothing but the area could keep a wished cream off."""
    held = holding_back(request.cream, findings)
    return request.numbing is not False and not held and bool(_creamed(zones))


def no_cream_in_words(
    request: Request, findings: Sequence[Finding], zones: Sequence[Zone], *, why: str
) -> str:
    """Why a session has no cream, as a patient would be told; it follows *because*.

    ``why`` is the reason for clinicians, empty where there is a cream.
    """
    if not why:
        return ""
    held = holding_back(request.cream, findings)
    if request.numbing is False:
        return "you do not wish for it"
    if held:
        asks = all(f.severity is Severity.ASK for f in held)
        return ASKED_FIRST if asks else "of what you told us. A doctor talks with you about it"
    if not _creamed(zones):
        return "it must not come near your eyes"
    if is_light(request):
        return "a doctor first sets how much is safe for your weight"
    if counted_whole(request, zones):
        return NOT_MEASURED
    return "the skin we treat is too large for what one day allows"


def is_light(request: Request) -> bool:
    """Whether a person weighs less than a light adult, for whom labels name their areas."""
    weight = request.person.weight_kg
    return weight is not None and weight < LIGHTEST.value


def holding_back(cream: Cream, findings: Sequence[Finding]) -> list[Finding]:
    """Findings that keep a cream off: those on numbing that do not spare it, and open ones."""
    on_cream = [f for f in findings if f.reach is Reach.NUMBING and not f.severity.goes_with_plan]
    atopic = [f for f in findings if cream.key in ATOPIC_HOLDS and f.rule in ATOPIC_RULES]
    return [*(f for f in on_cream if f.rule not in cream.spared), *atopic]


def _too_much(cream: Cream, area_cm2: float, *, used_cm2: float) -> str:
    """What of the label this area would pass, empty where nothing."""
    if used_cm2 + area_cm2 > cream.area_most.value:
        return (
            f"{area_cm2:g} cm2 here and {used_cm2:g} cm2 in the last 24 hours pass the label's "
            f"{cream.limits}; wait, or treat a smaller area"
        )
    most = cream.grams_most
    if most is not None and _grams(cream.grams_high, used_cm2 + area_cm2) > most.value:
        return (
            f"{area_cm2:g} cm2 here and {used_cm2:g} cm2 in the last 24 hours would take more than "
            f"the label's grams ({cream.limits}); wait, or treat a smaller area"
        )
    return ""


def _grams(per_ten: Parameter, area_cm2: float) -> float:
    return round(area_cm2 * per_ten.value / 10, 1)


def barred(findings: Sequence[Finding]) -> tuple[Cream, ...]:
    """Creams that a finding rules out for good, whoever decides."""
    sure = {f.rule for f in findings if f.severity is not Severity.ASK}
    return tuple(c for c in CREAMS.values() if sure & set(c.barred))


def left_to_doctor(cream: Cream, findings: Sequence[Finding]) -> tuple[Cream, ...]:
    """Other licensed creams that no finding bars and no open question could bar."""
    unsure = [f for f in findings if f.severity is Severity.ASK]
    shut = (cream, *barred(findings))
    return tuple(c for c in CREAMS.values() if c not in shut and not holding_back(c, unsure))


def _never(cream: Cream, findings: Sequence[Finding]) -> str:
    """Other creams that are ruled out for good, said where a doctor is to choose."""
    shut = [c.name for c in barred(findings) if c != cream]
    return f"; never {' or '.join(shut)}" if shut else ""


def _other_creams(findings: Sequence[Finding]) -> str:
    """Licensed creams that the findings do not hold back; never taken by themselves."""
    free = [c.name for c in CREAMS.values() if not holding_back(c, findings)]
    return f"; a doctor may weigh {' or '.join(free)} instead" if free else ""


def plan_numbing(
    request: Request,
    findings: Sequence[Finding],
    zones: Sequence[Zone],
    *,
    deepest_mm: float,
    used_cm2: float,
) -> Numbing:
    """Cream for the zones of one session: area, grams and times by the label."""
    cream, creamed = request.cream, _creamed(zones)
    area, areas = _area(request, creamed), request.area_parameters(creamed)
    first, *others = cream.ingredients
    return Numbing(
        product=cream,
        area_cm2=_area_figure(cream, area, "areas of the numbed zones, added up", areas=areas),
        grams=_grams_figure(cream, area, areas),
        minutes=_minutes_figure(cream),
        latest_minutes=Figure(
            unit="min",
            value=cream.minutes_most.value,
            why="never longer than this on the skin, by the label",
            parameters=(cream.minutes_most,),
        ),
        lidocaine_mg=_amount(request, first, (area, used_cm2), areas=areas),
        left_cm2=_area_figure(
            cream, cream.most_cm2 - used_cm2 - area, _left_why(request), areas=areas
        ),
        optional=deepest_mm <= OPTIONAL_UP_TO.value,
        without=tuple(zone.key for zone in zones if zone.keep_cream_away),
        notes=_notes(request),
        also=tuple(_amount(request, one, (area, used_cm2), areas=areas) for one in others),
        barred=tuple(c.key for c in barred(findings)),
        others=tuple(c.key for c in left_to_doctor(cream, findings)),
    )


def _grams_figure(cream: Cream, area_cm2: float, areas: tuple[Parameter, ...]) -> Figure:
    low, high = cream.grams_low, cream.grams_high
    span = f"{low.value:g}" if low == high else f"{low.value:g} to {high.value:g}"
    return Figure(
        unit="g",
        low=_grams(low, area_cm2),
        high=_grams(high, area_cm2),
        why=f"{span} g for each 10 cm2, by the label",
        parameters=tuple(dict.fromkeys((low, high, *areas))),
    )


def _minutes_figure(cream: Cream) -> Figure:
    fewest, usual = cream.minutes_fewest, cream.minutes_usual
    return Figure(
        unit="min",
        low=fewest.value,
        high=usual.value,
        why=(
            f"{fewest.value:g} minutes at the least by the label, up to {usual.value:g} usual "
            f"{'by our choice' if usual.status is Status.ASSUMED else 'by its texts'}"
        ),
        parameters=(fewest, usual),
    )


def _held(cream: Cream, finding: Finding) -> str:
    """Why one rule holds the cream back; an open question is never read as a yes."""
    if finding.severity is Severity.ASK:
        return f"not answered yet: {', '.join(finding.asks)} ({finding.rule})"
    if finding.rule in ATOPIC_RULES:
        return f"atopic skin takes {cream.name} for 15 to 30 minutes only ({finding.rule})"
    reason = cream.barred.get(finding.rule)
    never = f": {reason}, so never {cream.name}" if reason is not None else ""
    return f"{finding.title} ({finding.rule}){never}"


def _creamed(zones: Sequence[Zone]) -> list[Zone]:
    return [zone for zone in zones if not zone.keep_cream_away]


def _area(request: Request, zones: Sequence[Zone]) -> float:
    """Area in cm2, rounded up so that a limit is never passed by rounding."""
    return math.ceil(round(sum(request.area_cm2(zone) for zone in zones), 3) * 10) / 10


def _area_figure(cream: Cream, value: float, why: str, *, areas: tuple[Parameter, ...]) -> Figure:
    return Figure(
        unit="cm2", value=round(value, 1), why=why, parameters=(*cream.behind_most, *areas)
    )


def _amount(
    request: Request,
    ingredient: Ingredient,
    cm2: tuple[float, float],
    *,
    areas: tuple[Parameter, ...],
) -> Figure:
    """The most of one ingredient in a session, with an alarm by what may be injected.

    ``cm2`` are the area of the session and that of the 24 hours before, which the alarm adds.
    """
    cream, weight = request.cream, request.person.weight_kg
    per_cm2 = cream.grams_high.value / 10 * ingredient.mg_per_g.value
    milligrams, with_used = cm2[0] * per_cm2, sum(cm2) * per_cm2
    counted = weight if weight is not None else LIGHTEST.value
    most = ingredient.injected_most
    by_weight = ingredient.injected_per_kg.value * counted
    alarm = by_weight if most is None else min(by_weight, most.value)
    named = "" if ingredient.name == "lidocaine" else f"{ingredient.name}: "
    why = f"{named}the most of this session; little is taken up, the label's area and time govern"
    if with_used > alarm:
        day = f", with the 24 hours before {with_used:.0f} mg and" if cm2[1] else ""
        why += f"; advice: by mass{day} more than the {alarm:.0f} mg allowed by injection"
    if weight is None:
        why += f"; body weight not known, counted as {LIGHTEST.value:g} kg"
    return Figure(
        unit="mg",
        value=round(milligrams),
        why=why,
        parameters=(
            cream.grams_high,
            ingredient.mg_per_g,
            ingredient.injected_per_kg,
            *((most,) if most is not None else ()),
            *(() if weight is not None else (LIGHTEST,)),
            *areas,
        ),
    )


def _left_why(request: Request) -> str:
    cream = request.cream
    both = f" ({cream.limits})" if cream.grams_most is not None else ""
    most = f"below the label's most{both}"
    if request.cream_used_cm2 is None:
        return f"{most}, if no other cream was used in 24 hours: ask on the day"
    return f"{most}, after {request.cream_used_cm2:g} cm2 in the last 24 hours"


def _notes(request: Request) -> tuple[str, ...]:
    ask = "Ask on the day for any other local anaesthetic in the last 24 hours."
    which = "Ask which cream was used in the last 24 hours: another one's own limit holds too."
    fit = request.cream.label_fit
    return (
        *((ask,) if request.cream_used_cm2 is None else ()),
        *((which,) if request.cream_used_cm2 else ()),
        *request.cream.notes,
        f"Area and grams: {PER_APPLICATION}.",
        *((f"No label read speaks of needling; {fit}.",) if fit else ()),
    )
