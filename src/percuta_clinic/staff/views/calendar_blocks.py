"""Visits and what is kept as blocks of the calendar, ready to print."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse

from percuta_clinic.booking.agenda import Kept
from percuta_clinic.booking.looks import sign, tone
from percuta_clinic.booking.models import Part, Visit
from percuta_clinic.booking.placing import MOVABLE
from percuta_clinic.staff.views.calendar_time import Window
from percuta_clinic.staff.views.segments_shown import in_spite, segments_shown, where

NO_KEY = UUID(int=0)
MOST_LANES = 8
LEAST = 2  # rows that a line of text takes
SHORT = 4


@dataclass(frozen=True, kw_only=True)
class Block:
    """What lies in a column from a row to another; ``fixed``: its column is not its choice."""

    low: int
    high: int
    shown: dict[str, Any]
    parts: Sequence[dict[str, Any]] = ()
    kind: str = "whole"
    fixed: bool = False
    lane: int = 1
    wide: bool = True

    @property
    def at(self) -> str:
        """When it begins: in the column of a person not always when the visit does."""
        return str(self.parts[0]["at"]) if self.parts else ""

    @property
    def tight(self) -> bool:
        """Whether there is room for one line of text."""
        return self.high - self.low <= 4

    @property
    def size(self) -> str:
        """How much of it can be read: one line, two, or all."""
        return "tight" if self.tight else "low" if self.high - self.low <= 8 else ""


def visit_shown(visit: Visit, zone: ZoneInfo, *, may_move: bool, unfit: str = "") -> dict[str, Any]:
    """A visit in words, once for all columns it lies in; ``unfit``: what is not there for it."""
    starts, ends = visit.starts_at.astimezone(zone), visit.ends_at.astimezone(zone)
    state = visit.state_words
    pages = reverse("visit", args=[NO_KEY]).removesuffix(f"{NO_KEY}/")
    return {
        "key": str(visit.pk),
        "url": f"{pages}{visit.pk}/",
        "shift": f"{pages}{visit.pk}/shift/",
        "version": visit.version,
        "name": str(visit.patient),
        "patient": visit.patient_id,
        "service": visit.service.name,
        "at": f"{starts:%H:%M}",
        "until": f"{ends:%H:%M}",
        "day": f"{starts:%Y-%m-%d}",
        "minutes": starts.hour * 60 + starts.minute,
        "word": state[:1].upper() + state[1:],
        "tone": tone(visit),
        "icon": sign(visit),
        "state": visit.state.replace(" ", "-"),
        "movable": may_move and visit.state in MOVABLE,
        "where": where(visit),
        "who": visit.specialist.name,
        "device": visit.device.name if visit.device else "",
        "spite": in_spite(visit),
        "unfit": unfit,
        "segments": segments_shown(visit, zone),
        "visit": visit,
    }


def whole(shown: dict[str, Any], window: Window, column: Any) -> Iterator[Block]:
    """A visit with all its segments."""
    yield from _block(shown, shown["segments"], window, column=column)


def of_person(shown: dict[str, Any], window: Window, column: Any) -> Iterator[Block]:
    """What one person does in a visit; while nobody is busy with it, the specialist's column."""
    own = shown["visit"].specialist_id == column.person
    for who, some in groupby(shown["segments"], key=lambda one: one["person"]):
        segments = list(some)
        if who == column.person:
            yield from _block(shown, segments, window, column=column, fixed=not own)
        elif who is None and own and segments[0]["part"] == Part.NUMB:
            yield from _block(shown, segments, window, column=column, kind="numb")


def _block(
    shown: dict[str, Any],
    segments: Sequence[dict[str, Any]],
    window: Window,
    *,
    column: Any,
    **more: Any,
) -> Iterator[Block]:
    rows = window.span(segments[0]["starts_at"], segments[-1]["ends_at"], day=column.day)
    if rows is None:
        return
    low, high = rows
    parts = []
    for one in segments:
        span = window.span(one["starts_at"], one["ends_at"], day=column.day)
        if span:
            parts.append(one | {"low": span[0] - low, "high": span[1] - low})
    high = min(max(high, low + LEAST), window.rows)
    if len(parts) == 1:
        parts[0]["high"] = high - low
    yield Block(low=low, high=high, shown=shown, parts=[*_worded(parts)], **more)


def _worded(parts: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What is too low for a word is named by its neighbour: the next one, at the end the last."""
    rows = [one["high"] - one["low"] for one in parts]
    before = ""
    for number, one in enumerate(parts):
        others = any(count >= LEAST for count in rows[number + 1 :])
        if rows[number] < LEAST and (others or number):
            yield one | {"sliver": True}
            before += f"{one['word']} \u00b7 " if others else ""
            continue
        word = before + one["word"]
        if not others:
            word += "".join(f" \u00b7 {last['word']}" for last in parts[number + 1 :])
        before = ""
        yield one | {"word": word, "short": rows[number] < SHORT}


def kept_block(kept: Kept, window: Window, column: Any) -> Iterator[Block]:
    """A time that somebody may still take; nobody is named."""
    rows = window.span(kept.hold.starts_at, kept.ends_at, day=column.day)
    if rows:
        until = kept.hold.until.astimezone(window.zone)
        words = {"until": f"{until:%H:%M}", "service": kept.hold.service.name}
        yield Block(low=rows[0], high=rows[1], shown=words, kind="kept")


def laid_out(blocks: Iterable[Block]) -> tuple[list[Block], int]:
    """Side by side where they overlap, and how many lanes that takes."""
    ordered = sorted(blocks, key=lambda one: (one.low, one.kind == "numb", one.high))
    found, most = list[Block](), 1
    for cluster in _clusters(ordered):
        ends = list[int]()
        for one in cluster:
            lane = next((n for n, end in enumerate(ends) if end <= one.low), len(ends))
            lane = min(lane, MOST_LANES - 1)
            ends[lane : lane + 1] = [one.high]
            found.append(replace(one, lane=lane + 1, wide=len(cluster) == 1))
        most = max(most, len(ends))
    return found, most


def _clusters(ordered: Sequence[Block]) -> Iterator[list[Block]]:
    held, end = list[Block](), 0
    for one in ordered:
        if held and one.low >= end:
            yield held
            held = []
        held.append(one)
        end = max(end if len(held) > 1 else 0, one.high)
    if held:
        yield held
