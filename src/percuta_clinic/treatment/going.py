"""Where each treatment under way stands, from its stream: for the board, and all who look at it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from percuta_clinic.booking.looks import LOOKS
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.treatment.completeness import open_problems, planned_zones, still_on
from percuta_clinic.treatment.folding import Folded, Said, fold
from percuta_clinic.treatment.models import Event, Session
from percuta_clinic.treatment.problems import title_of
from percuta_clinic.treatment.science_numbing import numbing_limits
from percuta_clinic.treatment.stream import said

BEGUN = State.TREATING.label.capitalize()
STAGES = {
    "arrive": ("Arriving", "user-check"),
    "cleanse": ("Cleansing", "droplets"),
    "numb": ("Numbing", "timer"),
    "finish": ("Finishing", "check"),
    "sign": ("To sign", "signature"),
}


@dataclass(frozen=True, kw_only=True)
class Going:
    """A stage in words; ``until`` is counted down to, ``since`` counted up from."""

    session: UUID
    words: str
    tone: str
    icon: str
    until: datetime | None = None
    since: datetime | None = None


def goings(visits: Iterable[Visit], *, now: datetime) -> Mapping[UUID, Going]:
    """The stage of each treatment under way, by its visit: two queries for any number."""
    keys = [one.pk for one in visits if one.state == State.TREATING]
    sessions = list(Session.objects.filter(visit__in=keys)) if keys else []
    events: dict[UUID, list[Said]] = defaultdict(list)
    for row in Event.objects.filter(session__in=sessions, late=False) if sessions else ():
        events[row.session_id].append(said(row))
    return {
        one.visit_id: _going(one, fold(events[one.pk]), now=now)
        for one in sessions
        if one.signed_at is None
    }


def _going(session: Session, found: Folded, *, now: datetime) -> Going:
    for make in (_problem, _paused, _numbing):
        if (going := make(session, found, now)) is not None:
            return going
    return _stage(session, found)


def _problem(session: Session, found: Folded, now: datetime) -> Going | None:
    for one in open_problems(found).values():
        since = min(datetime.fromisoformat(one["at"]), now)
        words = f"Problem: {title_of(one['kind']).lower()}"
        key = session.pk
        return Going(session=key, words=words, tone="stop", icon="triangle-alert", since=since)
    return None


def _paused(session: Session, found: Folded, now: datetime) -> Going | None:
    pause = found.said("pause")
    if pause is None or not pause.value["on"]:
        return None
    since = min(pause.at, now)
    return Going(session=session.pk, words="Paused", tone="warn", icon="circle-pause", since=since)


def _numbing(session: Session, found: Folded, now: datetime) -> Going | None:
    """By the count that limits themselves look at, so that board and room never differ."""
    limits, on = numbing_limits(found, session.pack, now=now), still_on(found)
    if not on:
        return None
    key, starts, ends = session.pk, _at(limits["earliest_start"]), _at(limits["remove_by"])
    if ends is not None and now >= ends:
        words = "Remove the cream now"
        return Going(session=key, words=words, tone="stop", icon="triangle-alert", until=ends)
    if starts is not None and now < starts:
        return Going(session=key, words="Numbing", tone="info", icon="timer", until=starts)
    if any(not limits["timers"][item]["remove_by"] for item in on):
        since = min(datetime.fromisoformat(one["on_at"]) for one in on.values())
        words, up = "Cream on, no label known", None if ends else since
        return Going(session=key, words=words, tone="warn", icon="timer", since=up, until=ends)
    words = "Numb; remove the cream"
    return Going(session=key, words=words, tone="ok", icon="circle-check", until=ends)


def _at(iso: str) -> datetime | None:
    return datetime.fromisoformat(iso) if iso else None


def _stage(session: Session, found: Folded) -> Going:
    stage = found.said("stage")
    if stage is None:  # no tablet has said anything yet
        since = session.opened_at
        tone, icon = LOOKS[State.TREATING]
        return Going(session=session.pk, words=BEGUN, tone=tone, icon=icon, since=since)
    name, since = stage.value, stage.at
    if name == "needle":
        zones, done = planned_zones(session.pack), found.items("zone")
        over = sum(bool(one.get("done") or one.get("left_out")) for one in done.values())
        words = f"Needling, {over} of {max(len(zones), over)} zones done"
        return Going(session=session.pk, words=words, tone="live", icon="syringe", since=since)
    words, icon = STAGES[name]
    return Going(session=session.pk, words=words, tone="live", icon=icon, since=since)
