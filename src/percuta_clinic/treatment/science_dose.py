"""The dose of a session beside its plan, and what it carries into the forecast of the course."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from importlib import import_module
from typing import Any

from percuta.report.forecast_doc import ForecastDoc
from percuta.treatment.delivered import (
    Needled,
    Pen,
    Planned,
    Span,
    WallAt,
    doses,
)
from percuta.treatment.deviation import Deviation, asks_reason, deviations
from percuta.treatment.endpoints import ENDPOINTS
from percuta_clinic.planning.science import Made
from percuta_clinic.treatment.folding import Folded
from percuta_clinic.treatment.science import names_of

Pack = Mapping[str, Any]
# A tablet says what the skin shows in words; the science knows them by their keys.
KEY_OF = {one.words: one.key for one in ENDPOINTS.values()}


def differences(folded: Folded, pack: Pack) -> list[dict[str, Any]]:
    """What is otherwise than planned; ``cause`` is that of the incident it opens, if it does.

    ``asks``: it asks for a reason, be one given or not. In a session without a plan no place is
    beside it. The JS of the room (room/differences.js) finds the same.
    """
    found = deviations(_planned(pack), list(_needled(folded)), _pen(pack))
    named = {one["zone"] for one in pack.get("zones", ())}
    beside = (one for one in found if one.what != "zone" or one.zone in named or pack.get("plan"))
    return [_told(one) for one in beside]


def _told(one: Deviation) -> dict[str, Any]:
    names = ("zone", "what", "planned", "found", "words", "why", "because")
    asked = ("asks_reason", "opens_incident")
    slot = one.key or f"zone/{one.zone}"
    return {
        **{name: getattr(one, name) for name in (*names, *asked)},
        "name": next(names_of([one.zone])),
        "standing": one.standing.name.lower(),
        "standing_words": one.standing.value,
        "asks": asks_reason(one.standing),
        "slot": slot,
        "cause": f"beyond:{slot}:{one.what}" if one.opens_incident else "",
    }


def delivered(folded: Folded, pack: Pack) -> list[dict[str, Any]]:
    """What every place got, in the order of the plan; what is not known is null, with why."""
    found = doses(_planned(pack), list(_needled(folded)), _pen(pack))
    names = ("zone", "name", "shallowest_mm", "deepest_mm", "passes", "area_cm2", "endpoint")
    more = ("pain", "left_out", "is_whole", "is_given")
    return [
        {
            **{name: getattr(one, name) for name in (*names, *more)},
            "channels": {
                "low": one.channels.low,
                "high": one.channels.high,
                "why": one.channels.why,
            },
        }
        for one in found
    ]


def _planned(pack: Pack) -> list[Planned]:
    return [
        Planned(
            zone=one["zone"],
            name=one["name"],
            depth=_span(one["planned"]["depth_mm"]),
            passes=_span(one["planned"]["passes"]),
            endpoint=one["planned"].get("endpoint_words", ""),
            walls=tuple(
                WallAt(at_mm=wall["at_mm"], is_hard=wall["hard"], why=wall["why"])
                for wall in one["walls"]
            ),
            area_cm2=one.get("area_cm2"),
        )
        for one in pack.get("zones", ())
    ]


def _span(value: Mapping[str, float | None]) -> Span:
    if value["value"] is not None:
        return Span(low=value["value"], high=value["value"])
    return Span(low=value["low"], high=value["high"])


def _needled(folded: Folded) -> Iterator[Needled]:
    for zone, value in folded.items("zone").items():
        yield _one(zone, value, f"zone/{zone}")
    slots = (slot.split("/") for slot in sorted(folded.standing) if slot.startswith("zone/"))
    for zone in dict.fromkeys(parts[1] for parts in slots):
        for item, value in folded.items(f"zone/{zone}/more").items():
            yield _one(zone, value, f"zone/{zone}/more/{item}")


def _one(zone: str, value: Mapping[str, Any], slot: str) -> Needled:
    return Needled(
        key=slot,
        zone=zone,
        depth_mm=value["depth_mm"],
        passes=value["passes"],
        endpoint=KEY_OF.get(value.get("endpoint", ""), value.get("endpoint", "")),
        pain=value.get("pain"),
        why=value.get("why", ""),
        left_out=value.get("left_out", ""),
        done=value.get("done", False),
    )


def _pen(pack: Pack) -> Pen:
    device = pack.get("device", {})
    return Pen(
        key=device.get("key", ""),
        name=device.get("name", "the device"),
        most_mm=device.get("max_mm"),
        tolerance_mm=device.get("tolerance_mm"),
    )


def given_of(day: date, folded: Folded, pack: Pack) -> dict[str, Any] | None:
    """One session as the forecast counts it; None where no place was needled to its end."""
    found = [one for one in delivered(folded, pack) if one["is_given"]]
    if not found:
        return None
    return {
        "on": day.isoformat(),
        "zones": [one["zone"] for one in found],
        "depth_mm": max(one["deepest_mm"] for one in found),
    }


def forecast_after(
    made: Made, given: Sequence[Mapping[str, Any]], *, stopped: bool = False
) -> ForecastDoc | None:
    """The forecast of a plan after the sessions that were given; None where there is none.

    It counts how many sessions there were and when, by place. No trial says what depth changes, so
    depth only moves the picture of healing.
    """
    if made.document is None or (stopped and not given):
        return None
    # Both bring the arrays of the science, which no web process needs as it starts.
    forecasting: Any = import_module("percuta.report.forecast")
    seeing: Any = import_module("percuta.casefile.observed")
    sessions = tuple(
        seeing.Given(
            on=date.fromisoformat(one["on"]),
            depth_mm=one["depth_mm"] or None,
            zones=tuple(one["zones"]),
        )
        for one in sorted(given, key=lambda one: one["on"])
    )
    seen = None
    if sessions:
        seen = seeing.Observed(sessions=sessions, seen={}, redness=(), stopped=stopped)
    try:
        found: ForecastDoc = forecasting.build_forecast(made.document, seen)
    except forecasting.NoForecast:
        return None
    return found
