"""The columns of the calendar: rooms with their chairs, people, or the days of a week."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from percuta_clinic.booking.agenda import Agenda, Kept, people_in, rooms_in_use
from percuta_clinic.roster.queries import Stretch, joined, without
from percuta_clinic.staff.views.calendar_blocks import (
    Block,
    kept_block,
    laid_out,
    of_person,
    whole,
)
from percuta_clinic.staff.views.calendar_time import Window

DAY = timedelta(days=1)
LONGEST_BREAK = timedelta(hours=4)


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column; ``drops`` says what a visit gets that is dropped here."""

    title: str
    under: str
    day: date
    rooms: tuple[tuple[UUID, UUID | None], ...] = ()  # none: any
    person: UUID | None = None
    drops: dict[str, str] = field(default_factory=dict)
    url: str = ""

    def holds(self, shown: dict[str, Any]) -> bool:
        """Whether a visit lies in it, as far as its place goes."""
        visit = shown["visit"]
        return not self.rooms or (visit.room_id, visit.chair_id) in self.rooms

    def keeps(self, kept: Kept) -> bool:
        """Whether what is kept lies in it."""
        if self.person:
            return self.person in kept.people
        keys = {chair or room for room, chair in self.rooms}
        return not self.rooms or bool(keys & {*kept.places})


def by_room(found: Agenda) -> list[Column]:
    """A column for each room or chair in use, and for others that a visit lies in."""
    spots: dict[tuple[UUID, UUID | None], tuple[str, str]] = {}
    for room, chairs in rooms_in_use():
        spots |= {(room.pk, one.pk): (room.name, one.name) for one in chairs}
        if not chairs:
            spots[room.pk, None] = (room.name, "")
    for visit in found.visits:
        under = visit.chair.name if visit.chair else ""
        spots.setdefault((visit.room_id, visit.chair_id), (visit.room.name, under))
    ordered = sorted(spots.items(), key=lambda pair: pair[1])
    return [
        Column(
            title=title,
            under=under,
            day=found.first,
            rooms=(key,),
            drops={"room": str(key[0]), "chair": str(key[1] or "")},
        )
        for key, (title, under) in ordered
    ]


def by_person(found: Agenda) -> list[Column]:
    """A column for each member of staff who is in it."""
    return [
        Column(
            title=one.name,
            under="" if one.pk in found.roster.works else "no working hours entered",
            day=found.first,
            person=one.pk,
            drops={"specialist": str(one.pk)},
        )
        for one in people_in(found)
    ]


def by_day(found: Agenda, *, room: UUID | None, person: UUID | None, url: str) -> list[Column]:
    """A column for each day, of everything or of one room or person."""
    shown = _places_of(room, found) if room else ()
    return [
        Column(
            title=f"{day:%a %-d %b}",
            under="",
            day=day,
            rooms=shown,
            person=person,
            url=url.replace("DAY", f"{day:%Y-%m-%d}"),
        )
        for day in (found.first + n * DAY for n in range(found.days))
    ]


def _places_of(room: UUID, found: Agenda) -> tuple[tuple[UUID, UUID | None], ...]:
    used = {(one.room_id, one.chair_id) for one in found.visits if one.room_id == room}
    here = [chairs for one, chairs in rooms_in_use() if one.pk == room]
    return (*({(room, None)} | used | {(room, chair.pk) for some in here for chair in some}),)


def column_shown(
    one: Column, found: Agenda, window: Window, *, visits: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """A column ready to print."""
    cut: Callable[..., Iterator[Block]] = of_person if one.person else whole
    blocks = [block for shown in visits if one.holds(shown) for block in cut(shown, window, one)]
    blocks += [
        block for kept in found.kept if one.keeps(kept) for block in kept_block(kept, window, one)
    ]
    laid, lanes = laid_out(blocks)
    backs = [*_backs(one, found, window), *_whole_room(one, window, visits)]
    return {
        "title": one.title,
        "under": one.under,
        "url": one.url,
        "day": f"{one.day:%Y-%m-%d}",
        "name": f"{one.title} {one.under}".strip() if not one.url else f"{one.day:%A %-d %B}",
        "drops": one.drops,
        "lanes": lanes,
        "blocks": laid,
        "backs": backs,
        "is_idle": not laid and all(back["kind"] != "open" for back in backs),
        "is_bare": not _known(one, found),
    }


def _known(one: Column, found: Agenda) -> bool:
    """Whether anybody entered hours that count here."""
    return one.person in found.roster.works if one.person else bool(found.roster.works)


def _backs(one: Column, found: Agenda, window: Window) -> Iterator[dict[str, Any]]:
    """What lies behind the blocks: hours, breaks, absences."""
    works = list(_works(one, found))
    gone = sorted((row.starts_at, row.ends_at) for row in found.away if _is_of(row, one))
    backs = [("open", "", stretch) for stretch in joined(works)]
    if one.person:
        gaps = (gap for pair in pairwise(joined(works)) for gap in _gap(pair))
        backs += [("break", "Break", piece) for gap in gaps for piece in without(gap, gone)]
    backs += [
        ("away", _why_away(row), (row.starts_at, row.ends_at))
        for row in found.away
        if _is_of(row, one)
    ]
    for kind, words, (start, end) in backs:
        rows = window.span(start, end, day=one.day)
        if rows:
            yield {"kind": kind, "words": words, "low": rows[0], "high": rows[1]}


def _whole_room(
    one: Column, window: Window, visits: Sequence[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Where a visit in another chair takes the room alone."""
    rooms = {room for room, _ in one.rooms}
    beside = [s for s in visits if s["visit"].room_id in rooms and not one.holds(s)]
    for segment in (part for shown in beside for part in shown["segments"] if part["all_room"]):
        rows = window.span(segment["starts_at"], segment["ends_at"], day=one.day)
        if rows:
            words = f"Whole room taken: {segment['word'].lower()}"
            yield {"kind": "taken", "words": words, "low": rows[0], "high": rows[1]}


def _works(one: Column, found: Agenda) -> Iterable[Stretch]:
    everybody = found.roster.works
    keys = [one.person] if one.person else list(everybody)
    for key in keys:
        if key in everybody:
            yield from everybody[key].treating
            yield from everybody[key].assisting


def _gap(pair: tuple[Stretch, Stretch]) -> Iterator[tuple[datetime, datetime]]:
    (_, start), (end, _) = pair
    if start < end <= start + LONGEST_BREAK:
        yield start, end


def _is_of(row: Any, one: Column) -> bool:
    return row.account_id is None or (one.person is not None and row.account_id == one.person)


def _why_away(row: Any) -> str:
    who = "Away" if row.account_id else "Clinic shut"
    return f"{who}: {row.why}" if row.why else who
