"""What a plan asks the science: the document and forecast of some choices; nothing else does."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from typing import Any

import msgspec

from percuta.assessment.concern import Concern, Kind
from percuta.assessment.scales import ScarType
from percuta.casefile.checks import LATEST_START
from percuta.devices.catalogue import DEVICES
from percuta.evidence.errors import EvidenceError
from percuta.planning import limits
from percuta.planning.alternatives import alternatives
from percuta.planning.away import Away
from percuta.planning.choice import Choice, ZoneChoice
from percuta.planning.creams import CREAMS
from percuta.planning.house import House
from percuta.planning.house import house_from as read_house
from percuta.planning.request import Request
from percuta.report.document import Document, PlanDoc, RemarkDoc
from percuta.report.forecast_doc import ForecastDoc
from percuta.report.schema import from_json, to_json
from percuta.zones.skin_map import ZONES
from percuta_clinic.assessment.queries import Seen, seen_on
from percuta_clinic.assessment.science import is_zone
from percuta_clinic.intake.science.request import DeviceGone
from percuta_clinic.patients.models import Patient
from percuta_clinic.planning.defaults import strict
from percuta_clinic.planning.inputs import Inputs, InZone, Target, plain_inputs
from percuta_clinic.planning.science_case import with_case
from percuta_clinic.screening.science import Asked, Result, result_of

CREAM_NAMES: Mapping[str, str] = {key: cream.name for key, cream in CREAMS.items()}
Defaults = House  # as a house protocol moved them
# Confirmations that stand on every plan, for whoever approves it, a delegate too.
STANDING = frozenset(
    {"ask in person", "read the label", "mind the tolerance", "local law is not looked at"}
)


@dataclass(frozen=True, kw_only=True)
class About:
    """For whom and with what a plan is made; ``by`` names who chooses."""

    patient: Patient
    device: str
    day: date
    by: str
    house: House | None = None


@dataclass(frozen=True, kw_only=True)
class Made:
    """What the choices lead to; without a plan, ``why`` says what stands in the way.

    ``is_wall``: a choice lies outside an absolute bound.
    """

    document: Document | None = None
    forecast: ForecastDoc | None = None
    request: Request | None = None
    why: str = ""
    is_wall: bool = False

    @property
    def plan(self) -> PlanDoc | None:
        """The plan in the document, if there is one."""
        return self.document.plan if self.document is not None else None

    @property
    def is_plan(self) -> bool:
        """Whether there is anything to propose."""
        return self.plan is not None and not self.why


UNANSWERED = "The questions are not answered yet. Send them to the patient, or ask them here."
NO_DEVICE = (
    "The rules do not know the device of this service. Whoever may change the clinic names "
    "another in the settings of the service."
)
NO_WISH = "Nothing is wished for. Choose at least one concern in one place."


def make(about: About, inputs: Inputs, *, foretold: bool = True) -> Made:
    """The document of some choices, with the forecast unless it is not wanted."""
    if about.device and about.device not in DEVICES:
        return Made(why=NO_DEVICE)
    if inputs.start_on is not None and inputs.start_on - about.day > LATEST_START:
        latest = about.day + LATEST_START
        return Made(why=f"Plan a first day up to {latest:%-d %B %Y}; later ones are assessed anew.")
    seen = {(one.zone, one.kind): one for one in seen_on(about.patient)}
    asked = Asked(
        change=lambda request: _chosen(request, inputs, about=about, seen=seen),
        kept={"choices": plain_inputs(inputs)},
    )
    try:
        result = result_of(
            about.patient, day=_from(about, inputs), device=about.device, asked=asked
        )
    except DeviceGone:
        return Made(why=NO_DEVICE)
    except EvidenceError as wall:
        return Made(why=f"{wall}", is_wall=True)
    return _made(about, result, foretold=foretold)


def _from(about: About, inputs: Inputs) -> date:
    return max(about.day, inputs.start_on or about.day)


def _made(about: About, result: Result | None, *, foretold: bool) -> Made:
    if result is None:
        has_told = about.patient.forms.exclude(sent_at=None).exists()
        return Made(why=NO_WISH if has_told else UNANSWERED)
    found = result.document
    if found.plan is None:
        return Made(document=found, request=result.request, why=found.answer)
    try:
        forecast = _forecasting().build_forecast(found) if foretold else None
    except _forecasting().NoForecast as why:
        return Made(document=found, request=result.request, why=f"{why}")
    return Made(document=found, forecast=forecast, request=result.request)


def _forecasting() -> Any:
    """Numbers of many people are loaded with the first forecast, not with every process."""
    return import_module("percuta.report.forecast")


def _chosen(
    request: Request, inputs: Inputs, *, about: About, seen: Mapping[tuple[str, str], Seen]
) -> Request:
    """The request of the answers, with what the clinic saw and chose."""
    targets = inputs.targets or _wished(request, seen)
    areas = {zone: one.area_cm2 for zone, one in inputs.zones.items() if one.area_cm2}
    found = replace(
        _own_days(request, inputs),
        concerns=tuple(_concern(one, seen.get((one.zone, one.kind))) for one in targets),
        numbing=request.numbing if inputs.numbing is None else inputs.numbing,
        cream=CREAMS.get(inputs.cream, request.cream),
        areas_cm2={**request.areas_cm2, **areas},
        choice=choice_of(inputs, by=about.by).within({one.zone for one in targets}),
        house=about.house,
    )
    return _shared_again(found)


def _shared_again(request: Request) -> Request:
    """A series that all other places left is none: a template or a wish taken out leads there."""
    choice, needled = request.choice, {zone.key for zone in request.needled}
    if len(choice.apart) != 1 or {*choice.apart[0]} != needled:
        return request
    return replace(request, choice=replace(choice, apart=()))


def _own_days(request: Request, inputs: Inputs) -> Request:
    """The person's own days, as told unless they were put right here."""
    if inputs.event is not None:
        request = replace(request, event=inputs.event, event_on=inputs.event_on)
    if inputs.away is None:
        return request
    stays = tuple(Away(first=s.first, last=s.last, sun=s.sun) for s in inputs.away)
    return replace(request, away=stays)


def _wished(request: Request, seen: Mapping[tuple[str, str], Seen]) -> tuple[Target, ...]:
    """What the patient wishes for, but for what a clinician found not to be there."""
    wished = [(zone, one.kind.value) for one in request.concerns for zone in one.zones]
    there = [w for w in wished if w not in seen or seen[w].is_there]
    return tuple(Target(kind=kind, zone=zone) for zone, kind in there or wished)


def _concern(target: Target, seen: Seen | None) -> Concern:
    now = seen.now if seen is not None and seen.is_there else None
    return Concern(
        kind=Kind(target.kind),
        zones=(target.zone,),
        grade=now.grade if now is not None else None,
        graded_by=now.scale if now is not None else "",
        scar_types=tuple(ScarType(one) for one in now.scar_types) if now is not None else (),
    )


def choice_of(inputs: Inputs, *, by: str) -> Choice:
    """The chosen numbers as the planner knows them."""
    return Choice(
        zones={zone: _in_zone(one) for zone, one in inputs.zones.items()},
        interval_days=inputs.interval_days,
        apart=inputs.apart,
        by=by,
    )


def _in_zone(one: InZone) -> ZoneChoice:
    return ZoneChoice(sessions=one.sessions, depth_mm=one.depth_mm, passes=one.passes)


@dataclass(frozen=True, kw_only=True)
class Otherwise:
    """Another course beside the one chosen; ``inputs`` None: no treatment, or it makes no sense.

    ``why`` says what it is good for and what nobody knows, ``left_out`` why it is not offered.
    """

    key: str
    label: str
    why: str
    left_out: str
    inputs: Inputs | None


def otherwise(made: Made, inputs: Inputs) -> list[Otherwise]:
    """Fewer sessions, more, gentler, zones apart, nothing; as choices on top of these."""
    if made.request is None or made.plan is None:
        return []
    return [
        Otherwise(
            key=one.key,
            label=one.label,
            why=one.why,
            left_out=one.left_out,
            inputs=_with_choice(inputs, one.choice) if one.choice is not None else None,
        )
        for one in alternatives(made.request)
    ]


def _with_choice(inputs: Inputs, choice: Choice) -> Inputs:
    """The same with other numbers; measured areas stay."""
    zones = {
        zone: msgspec.structs.replace(one, sessions=None) for zone, one in inputs.zones.items()
    }
    for zone, one in choice.zones.items():
        zones[zone] = InZone(
            sessions=one.sessions,
            depth_mm=dict(one.depth_mm),
            passes=dict(one.passes),
            area_cm2=zones[zone].area_cm2 if zone in zones else None,
        )
    return msgspec.structs.replace(
        inputs, zones=zones, interval_days=choice.interval_days, apart=choice.apart
    )


def is_target(target: Target) -> bool:
    """Whether the planner knows this concern and this place."""
    return target.kind in set(Kind) and is_zone(target.zone)


def is_place(zone: str) -> bool:
    """Whether the skin map has this place, and needles may go there."""
    return is_zone(zone)


def is_cream(key: str) -> bool:
    """Whether the planner knows this numbing cream."""
    return key in CREAMS


def frozen(made: Made) -> tuple[str, str]:
    """Document and forecast as they are published, byte for byte."""
    found = made.document
    if found is not None and made.request is not None:
        found = with_case(found, made.request)
    document = to_json(found) if found is not None else ""
    if made.forecast is None:
        return document, ""
    return document, _forecasting().forecast_json(made.forecast)


def thawed(document: str, forecast: str) -> Made:
    """What was frozen, as it was."""
    found = msgspec.json.decode(forecast, type=ForecastDoc) if forecast else None
    return Made(document=from_json(document) if document else None, forecast=found)


def print_of(*parts: str | Mapping[str, Any]) -> str:
    """The fingerprint of what somebody approves or signs."""
    kept = hashlib.sha256()
    for part in parts:
        kept.update(msgspec.json.encode(part, order="deterministic"))
    return kept.hexdigest()


def sessions_in(made: Made) -> int:
    """How many sessions a plan has."""
    return len(made.plan.sessions) if made.plan is not None else 0


def points_of(made: Made) -> tuple[RemarkDoc, ...]:
    """What a doctor has to weigh in this plan and in no other."""
    found: Sequence[RemarkDoc] = made.plan.confirmations if made.plan is not None else ()
    return tuple(one for one in found if one.what not in STANDING)


def named(point: RemarkDoc) -> str:
    """A point as somebody confirms it: two of one kind are two points."""
    return f"{point.what}: {point.why}"


def deepest_in(made: Made) -> float:
    """The deepest setting of a plan, in mm."""
    zones = made.plan.zones if made.plan is not None else ()
    depths = [d for zone in zones for s in zone.settings for d in (s.depth.high, s.depth.value)]
    return max((depth for depth in depths if depth is not None), default=0.0)


def zones_in(made: Made) -> frozenset[str]:
    """Where a plan needles."""
    return frozenset(zone.zone for zone in made.plan.zones) if made.plan else frozenset()


def has_cream(made: Made) -> bool:
    """Whether skin is numbed with a cream in any session."""
    plan = made.plan
    return plan is not None and (plan.numbing is not None or plan.later_numbing is not None)


def on_face(zones: Iterable[str]) -> tuple[bool, bool]:
    """Whether some of these zones are of the face, and whether some are not."""
    known = [ZONES[zone] for zone in zones if zone in ZONES]
    return any(zone.on_face for zone in known), any(not zone.on_face for zone in known)


def house_from(content: Mapping[str, Any], *, number: int, by: str, on: date, reason: str) -> House:
    """A house protocol as the planner knows it. Raises ValueError outside an absolute bound."""
    signed = {"number": number, "by": by, "on": on.isoformat(), "reason": reason}
    return read_house({**strict(content), **signed})


def apart_least() -> int:
    """The fewest days between visits that needle different zones."""
    return round(limits.APART_LEAST.value)


def interval_floor() -> int:
    """The fewest days between two sessions that are ever planned."""
    low = limits.INTERVAL.absolute_low
    return round(low.value) if low is not None else 0
