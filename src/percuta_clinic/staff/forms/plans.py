"""What comes back from the pages of plans: a service to begin with, and choices of a draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from percuta_clinic.booking.models import Service
from percuta_clinic.planning.cells import Cell, as_proposed, with_value
from percuta_clinic.planning.inputs import Inputs, inputs_of, plain_inputs, series_of, with_series
from percuta_clinic.planning.models import Template
from percuta_clinic.planning.queries import templates_in_use
from percuta_clinic.planning.services import read_inputs

NUMBING = {"": None, "yes": True, "no": False}
SET, STEP, DO, SERIES = "set:", "step", "do", "series:"
MOST_SIGNS = 40_000
TAKE_ROWS = 14
FORGOTTEN = "Nothing was sent that could be read. Load the page again."
NO_TARGET = "A plan needs at least one concern in one place. Nothing was taken out."


class BeginForm(forms.Form):
    """A service that needles, and a template if one is wanted."""

    service = forms.ModelChoiceField(
        Service.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        label="Service",
        error_messages={"required": "Choose the service that the plan is for."},
    )
    template = forms.ModelChoiceField(
        Template.objects.none(),
        required=False,
        empty_label="None: as the planner proposes",
        label="Begin with a template",
    )

    def __init__(self, *args: Any, likely: Service | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        services = Service.objects.filter(is_needling=True, is_test_area=False, is_offered=True)
        service: Any = self.fields["service"]
        service.queryset = services
        self.only = services.first() if services.count() == 1 else None
        service.initial = likely
        template: Any = self.fields["template"]
        template.queryset = Template.objects.filter(retired_at=None)
        if not templates_in_use():
            del self.fields["template"]


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A page's choices: what it was drawn for, and what is other now."""

    base: Inputs
    version: int
    post: QueryDict

    def changed(self, cells: Mapping[str, Cell], *, shown: Mapping[str, Any]) -> Inputs:
        """The choices with everything that differs from what the page showed."""
        inputs = self._numbers(self.base, cells)
        inputs = self._in_series(self._own(inputs, shown))
        return self._act(inputs, cells)

    def wall(self, cells: Mapping[str, Cell]) -> str:
        """What the stepper that was pressed says, where it stands at a wall."""
        cell, way = self._stepped(cells)
        if cell is None or not ((way > 0 and cell.at_high) or (way < 0 and cell.at_low)):
            return ""
        return cell.high_says if way > 0 else cell.low_says

    def _numbers(self, inputs: Inputs, cells: Mapping[str, Cell]) -> Inputs:
        for name in self.post:
            cell = cells.get(name.removeprefix(SET)) if name.startswith(SET) else None
            if cell is None:
                continue
            text = str(self.post[name]).strip().replace(",", ".")
            if text != cell.text:
                inputs = with_value(inputs, cell.path, _number(text, cell))
        return inputs

    def _stepped(self, cells: Mapping[str, Cell]) -> tuple[Cell | None, int]:
        path, _, way = str(self.post.get(STEP, "")).rpartition(":")
        return cells.get(path), {"+": 1, "-": -1}.get(way, 0)

    def _act(self, inputs: Inputs, cells: Mapping[str, Cell]) -> Inputs:
        cell, way = self._stepped(cells)
        if cell is not None and way:
            return with_value(inputs, cell.path, cell.stepped(way))
        what, _, rest = str(self.post.get(DO, "")).partition(":")
        if what == "reset":
            return as_proposed(inputs, rest)
        if what == "take":
            return _decoded(rest)
        if what == "add":
            return self._added(inputs)
        return inputs

    def _added(self, inputs: Inputs) -> Inputs:
        kind, zone = self.post.get("add_kind", ""), self.post.get("add_zone", "")
        if not kind or not zone:
            raise ValidationError("Choose a concern and a place, then add them.")
        kept = plain_inputs(inputs)
        there = [one for one in self._targets() if one != (kind, zone)]
        kept["targets"] = [{"kind": k, "zone": z} for k, z in (*there, (kind, zone))]
        return inputs_of(kept)

    def _targets(self) -> list[tuple[str, str]]:
        told = [str(one).partition("|") for one in self.post.getlist("target")]
        return [(kind, zone) for kind, _, zone in told if zone]

    def _in_series(self, inputs: Inputs) -> Inputs:
        """Places on visits of their own, where a page shows that choice."""
        told = {
            name.removeprefix(SERIES): int(text)
            for name, text in self.post.items()
            if name.startswith(SERIES) and text in ("1", "2", "3")
        }
        return with_series(inputs, {**_series_of_others(inputs), **told}) if told else inputs

    def _own(self, inputs: Inputs, shown: Mapping[str, Any]) -> Inputs:
        """Wishes and days, where they differ from what the page showed."""
        kept = plain_inputs(inputs)
        if "targets_shown" in self.post and set(self._targets()) != set(shown["targets"]):
            if not self._targets():
                raise ValidationError(NO_TARGET)
            kept["targets"] = [{"kind": k, "zone": z} for k, z in self._targets()]
        for name in ("numbing", "cream", "start_on"):
            if name in self.post and self.post[name] != shown[name]:
                kept[name] = _own_value(name, str(self.post[name]))
        if "event" in self.post:
            event = (str(self.post["event"]).strip(), str(self.post.get("event_on", "")))
            if event != (shown["event"], shown["event_on"]):
                kept["event"], kept["event_on"] = event[0], _day(event[1])
        if "away_first" in self.post and (stays := self._stays()) != shown["away"]:
            kept["away"] = [{"first": f, "last": t, "sun": sun} for f, t, sun in stays]
        return read_inputs(kept)

    def _stays(self) -> list[tuple[str, str, bool]]:
        rows = zip(
            self.post.getlist("away_first")[:TAKE_ROWS],
            self.post.getlist("away_last")[:TAKE_ROWS],
            self.post.getlist("away_sun")[:TAKE_ROWS],
            strict=False,
        )
        return [(str(f), str(t), sun == "sun") for f, t, sun in rows if f and t]


def _series_of_others(inputs: Inputs) -> dict[str, int]:
    """The series of every place that has one; a page shows only places that are planned now."""
    return {zone: series_of(inputs, zone) for group in inputs.apart for zone in group}


def sent_from(post: QueryDict) -> Sent:
    """What a form of the builder sent. Raises ValidationError."""
    try:
        version = int(post.get("version", ""))
    except (ValueError, TypeError) as why:
        raise ValidationError(FORGOTTEN) from why
    return Sent(base=_decoded(str(post.get("inputs", ""))), version=version, post=post)


def told_from(body: bytes) -> tuple[Inputs, int]:
    """Choices and version as a script sends them; version 0 where only a look is wanted."""
    if len(body) > MOST_SIGNS:
        raise ValidationError("These are more choices than a plan can have. Nothing was saved.")
    try:
        told = msgspec.json.decode(body)
        version = int(told.get("version", 0))
        inputs = read_inputs(told["inputs"])
    except (msgspec.DecodeError, RecursionError, *_ODD) as why:
        raise ValidationError(FORGOTTEN) from why
    return inputs, version


_ODD = (AttributeError, KeyError, TypeError, ValueError, OverflowError)


def _decoded(text: str) -> Inputs:
    if len(text) > MOST_SIGNS:
        raise ValidationError(FORGOTTEN)
    try:
        return read_inputs(msgspec.json.decode(text))
    except (msgspec.DecodeError, RecursionError, UnicodeError) as why:
        raise ValidationError(FORGOTTEN) from why


def _own_value(name: str, text: str) -> Any:
    if name == "numbing":
        return NUMBING.get(text)
    return _day(text) if name == "start_on" else text


def _day(text: str) -> str | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as why:
        raise ValidationError(f"{text[:20]!r} is no day. Write it like 2026-05-03.") from why


def _number(text: str, cell: Cell) -> float | None:
    if not text:
        return None
    try:
        value = float(text[:20])
    except ValueError as why:
        raise ValidationError(f"{cell.label}: {text[:20]!r} is no number.") from why
    if value < cell.low.value:
        raise ValidationError(f"{text[:20]} cannot be planned. {cell.low_says}")
    if not value <= cell.high.value:
        raise ValidationError(f"{text[:20]} cannot be planned. {cell.high_says}")
    return cell.held(round(value / cell.step) * cell.step)
