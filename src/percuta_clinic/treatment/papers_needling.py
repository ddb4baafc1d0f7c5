"""The needling in a record: each zone beside its plan and last time, and the dose it really got."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from percuta.papers.page import Block, Table, Text
from percuta_clinic.intake.science.places import place_words
from percuta_clinic.treatment.completeness import planned_zones
from percuta_clinic.treatment.folding import Folded, Said
from percuta_clinic.treatment.last_time import last_words, since_last
from percuta_clinic.treatment.science_dose import delivered, differences

Row = tuple[str, ...]
NOTHING = "nothing planned"
A_MINUTE = 60  # seconds: as exact as a time is written here


def clock(at: datetime | str) -> str:
    """14:03 of the clinic."""
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    return f"{localtime(moment):%H:%M}"


def unsure(said: Said | None) -> str:
    """What stands beside a time that its tablet could not know; empty beside all others."""
    if said is not None and said.ahead:
        return f" (time not sure: the tablet’s clock was {_long(said.ahead)} ahead)"
    if said is not None and said.doubt > A_MINUTE:
        return f" (time not sure: it may be off by {_long(said.doubt)})"
    return ""


def _long(seconds: int) -> str:
    hours, minutes = divmod(-(-seconds // 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def zones_table(found: Folded, known: Mapping[str, Any]) -> Table | None:
    """What was planned and done, zone by zone; with last time where there was one."""
    planned = planned_zones(known)
    had = any(one.get("last") for one in planned.values())
    rows = tuple(_but(row, had=had) for row in _zone_rows(found, known, planned))
    head = _but(("Zone", "Planned", "Done", "Last time", "Endpoint, pain", "Remarks"), had=had)
    widths = (3, 3, 3, 4, 3, 5) if had else (3, 3, 3, 3, 5)
    return Table(head=head, rows=rows, widths=widths) if rows else None


def _but(row: Row, *, had: bool) -> Row:
    """A row without its column for last time, where there was none."""
    return row if had else (*row[:3], *row[4:])


def _zone_rows(
    found: Folded, known: Mapping[str, Any], planned: Mapping[str, Mapping[str, Any]]
) -> Iterator[Row]:
    done, other = found.items("zone"), differences(found, known)
    for zone in (*planned, *(one for one in done if one not in planned)):
        slot, name = f"zone/{zone}", place_words(zone)
        plan = planned.get(zone, {})
        wished = _planned(plan, known)
        yield _zone_row((name, wished), plan, found.said(slot), other=_of(other, slot))
        for item in found.items(f"{slot}/more"):
            more = f"{slot}/more/{item}"
            also = (f"{name}, also", wished)
            yield _zone_row(also, {}, found.said(more), other=_of(other, more))


def _of(other: Sequence[Mapping[str, Any]], slot: str) -> str:
    """What is otherwise than planned of one entry."""
    return " ".join(one["words"] for one in other if one["slot"] == slot)


def _zone_row(head: Row, plan: Mapping[str, Any], said: Said | None, *, other: str) -> Row:
    last = last_words(plan.get("last"))
    if said is None:
        return (*head, "not entered", last, "", "")
    one = said.value
    if one.get("left_out"):
        return (*head, "left out", last, "", one["left_out"])
    speed = f", {one['speed']}" if one.get("speed") else ""
    pain = "pain not asked" if one.get("pain") is None else f"pain {one['pain']} of 10"
    since = since_last(one, plan.get("last"))
    why = f"Why: {one['why']}." if one.get("why") else ""
    remarks = (other, why, f"{said.by_name}, {clock(said.at)}")
    return (
        *head,
        f"{_number(one.get('depth_mm'))} mm; {_number(one.get('passes'))} passes{speed}",
        f"{last} Since then: {since}." if since else last,
        f"{one.get('endpoint') or 'endpoint not entered'}, {pain}",
        " ".join(filter(None, remarks)),
    )


def _planned(plan: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    numbers = plan.get("planned") or {}
    if not numbers or (_is_open(plan) and not known.get("plan")):
        return NOTHING
    return f"{_span(numbers.get('depth_mm'), ' mm')}; {_span(numbers.get('passes'), ' passes')}"


def _number(value: float | None) -> str:
    return "not entered" if value is None else f"{value:g}"


def _span(value: Mapping[str, Any] | None, unit: str) -> str:
    """A planned number, or the span it was planned in."""
    found = value or {}
    low, high = found.get("low"), found.get("high")
    if found.get("value") is not None:
        return f"{found['value']:g}{unit}"
    if low is None and high is None:
        return f"a doctor enters it ({unit.strip()})"
    return f"{_number(low)} to {_number(high)}{unit}"


def dose_of(found: Folded, known: Mapping[str, Any]) -> Iterator[Block]:
    """The dose of every place beside its plan: settings of the needles, passes over all entries."""
    doses = delivered(found, known)
    if not any(one["deepest_mm"] is not None for one in doses):
        return
    planned, other = planned_zones(known), differences(found, known)
    head = ("Place", "Planned", "How the depth is known", "Delivered", "Beside the plan")
    rows = tuple(
        _dose_row(one, planned.get(one["zone"], {}), known, other=_standing(other, one["zone"]))
        for one in doses
    )
    yield Table(head=head, rows=rows, widths=(3, 3, 3, 4, 4))
    yield Text(text=_punctures(doses))


def _standing(other: Sequence[Mapping[str, Any]], zone: str) -> str:
    return "; ".join(dict.fromkeys(one["standing_words"] for one in other if one["zone"] == zone))


def _dose_row(
    one: Mapping[str, Any], plan: Mapping[str, Any], known: Mapping[str, Any], *, other: str
) -> Row:
    status = (plan.get("planned") or {}).get("status")
    beside = "left open by the plan" if known.get("plan") else "no plan"
    return (
        place_words(one["zone"]),
        _planned(plan, known),
        status or beside,
        _dose(one),
        other or (beside if _is_open(plan) else "as planned"),
    )


def _is_open(plan: Mapping[str, Any]) -> bool:
    return bool((plan.get("planned") or {"open": True}).get("open", False))


def _dose(one: Mapping[str, Any]) -> str:
    """0.5 to 0.8 mm, 5 passes on 40 cm²; a place begun and not finished says so."""
    if one["deepest_mm"] is None:
        return f"left out: {one['left_out']}" if one["left_out"] else "nothing"
    low, high = one["shallowest_mm"], one["deepest_mm"]
    depth = f"{high:g} mm" if low == high else f"{low:g} to {high:g} mm"
    area = "" if one["area_cm2"] is None else f" on {one['area_cm2']:g} cm²"
    unfinished = "" if one["is_whole"] else "; not finished, counts for no session"
    return f"{depth}, {_number(one['passes'])} passes{area}{unfinished}"


def _punctures(doses: Sequence[Mapping[str, Any]]) -> str:
    known = [one for one in doses if one["channels"]["low"] is not None]
    if not known:
        why = next((one["channels"]["why"] for one in doses if one["channels"]["why"]), "")
        return f"Depths are settings of the needles. Punctures: {why or 'not known'}."
    told = (
        f"{place_words(one['zone'])} {one['channels']['low']:g} to {one['channels']['high']:g}"
        for one in known
    )
    return f"Depths are settings of the needles. Punctures in each cm²: {'; '.join(told)}."
