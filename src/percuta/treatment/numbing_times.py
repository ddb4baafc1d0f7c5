"""When needling may begin and when a cream must be off, by its label and by what surely passed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from percuta.evidence.parameter import Status
from percuta.evidence.sources.labels import EMLA_US
from percuta.evidence.sources.reviews import TALAKOUB
from percuta.planning.creams import Cream
from percuta.treatment.applied import Applied, InTheRoom, sources_of
from percuta.treatment.moment import Moment, at_least, at_most, minutes
from percuta.treatment.notice import Notice, Weight


@dataclass(frozen=True, kw_only=True)
class Timer:
    """The clock of one application. Times are in UTC; None where no label gives them.

    ``ready_at`` is when the label's fewest minutes have surely passed, ``remove_by`` when its most
    may have passed; ``at_least`` and ``at_most`` are minutes on the skin.
    """

    applied: Applied
    is_on: bool
    ready_at: datetime | None
    remove_by: datetime | None
    at_least: float
    at_most: float


def timer(one: Applied, now: Moment) -> Timer | None:
    """The clock of an application made here; None where nobody knows when it was put on."""
    if one.on is None:
        return None
    until = one.off or now
    return Timer(
        applied=one,
        is_on=one.off is None,
        ready_at=_ready(one, one.on),
        remove_by=None if one.cream is None or one.off is not None else _by(one.on, one.cream),
        at_least=minutes(at_least(one.on, until)),
        at_most=minutes(at_most(one.on, until)),
    )


def _ready(one: Applied, on: Moment) -> datetime | None:
    """Once it is off, as soon as that; before, when the label's fewest minutes are over."""
    if one.off is not None:
        return one.off.latest
    if one.cream is None:
        return None
    return on.latest + timedelta(minutes=one.cream.minutes_fewest.value)


def _by(on: Moment, cream: Cream) -> datetime:
    return on.earliest + timedelta(minutes=cream.minutes_most.value)


def timers(room: InTheRoom) -> tuple[Timer, ...]:
    """The clocks of all applications made here, as they were put on."""
    found = [timer(one, room.now) for one in room.applied]
    return tuple(one for one in found if one is not None)


def on_the_way(room: InTheRoom, clocks: tuple[Timer, ...]) -> tuple[Timer, ...]:
    """The clocks of creams on zones to be needled; of all where no zone is named."""
    wanted = set(room.to_needle)
    return tuple(
        one
        for one in clocks
        if not wanted or not one.applied.zones or wanted & {*one.applied.zones}
    )


def time_notices(room: InTheRoom, clocks: tuple[Timer, ...]) -> tuple[Notice, ...]:
    """Creams that are or were on too long, too short, of no known label, or in no known order."""
    found: list[Notice] = []
    for one in clocks:
        cream = one.applied.cream
        if cream is None:
            found.append(_no_label(one))
            continue
        if one.at_most > cream.minutes_most.value:
            found.append(_too_long(one, cream))
        if not one.is_on and one.at_least < cream.minutes_fewest.value:
            found.append(_too_short(one, cream))
        if _wrong_order(one.applied):
            found.append(_order(one))
    return (*found, *(n for h in room.at_home if (n := _old_at_home(h, room.now)) is not None))


def _wrong_order(one: Applied) -> bool:
    return one.on is not None and one.off is not None and one.off.latest < one.on.earliest


def _too_long(one: Timer, cream: Cream) -> Notice:
    most = cream.minutes_most
    does = "is" if one.is_on else "was"
    return Notice(
        key="numbing.too_long",
        weight=Weight.WALL,
        about=cream.name,
        found=f"it {does} on the skin for up to {one.at_most:.0f} minutes",
        limit=f"The label says at most {most.value:g}",
        do="Take it off now." if one.is_on else "Watch the skin and the person; tell the doctor.",
        status=most.status,
        sources=sources_of(most),
        value=one.at_most,
        bound=most.value,
        unit="min",
        zones=one.applied.zones,
    )


def _too_short(one: Timer, cream: Cream) -> Notice:
    fewest = cream.minutes_fewest
    return Notice(
        key="numbing.too_short",
        weight=Weight.ADVICE,
        about=cream.name,
        found=f"it was surely on the skin for {one.at_least:.0f} minutes",
        limit=f"The label says at least {fewest.value:g}",
        do="Ask whether the skin is numb before it is needled.",
        status=fewest.status,
        sources=sources_of(fewest),
        value=one.at_least,
        bound=fewest.value,
        unit="min",
        zones=one.applied.zones,
    )


def _no_label(one: Timer) -> Notice:
    return Notice(
        key="numbing.no_label",
        weight=Weight.ASK,
        about=one.applied.name,
        found=f"on the skin for up to {one.at_most:.0f} minutes",
        limit="No label of it was read here, so neither its times nor its amounts are known",
        do="Read its label and keep to it; a doctor agrees to it.",
        status=Status.ASSUMED,
        value=one.at_most,
        unit="min",
        zones=one.applied.zones,
    )


def _order(one: Timer) -> Notice:
    return Notice(
        key="numbing.order",
        weight=Weight.ASK,
        about=one.applied.name,
        found="it was taken off before it was put on",
        limit="One of the two times is wrong",
        do="Put the times right.",
        status=Status.ASSUMED,
        zones=one.applied.zones,
    )


def _old_at_home(one: Applied, now: Moment) -> Notice | None:
    """Cream from home that may still be on the skin for longer than its label says."""
    if one.cream is None or one.on is None or one.off is not None or not one.counts(now):
        return None
    passed = minutes(at_most(one.on, now))
    most = one.cream.minutes_most
    if passed <= most.value:
        return None
    return Notice(
        key="numbing.home_still_on",
        weight=Weight.ADVICE,
        about=one.name,
        found=f"put on at home up to {passed:.0f} minutes ago, and nobody says it came off",
        limit=f"The label says at most {most.value:g} on the skin",
        do="Look, and take off what is left.",
        status=most.status,
        sources=sources_of(most),
        value=passed,
        bound=most.value,
        unit="min",
        zones=one.zones,
    )


def before_needling(room: InTheRoom, clocks: tuple[Timer, ...]) -> tuple[Notice, ...]:
    """What has to be done before the skin under a cream may be needled."""
    found = []
    for one in on_the_way(room, clocks):
        if one.is_on:
            found.append(
                _gate("still_on", one, "it is still on the skin", do="Take all of it off.")
            )
        elif one.applied.clean is None:
            asks = "Look whether every trace is off, and say so."
            found.append(_gate("unseen", one, "nobody said the skin is clean", do=asks))
        elif not one.applied.clean:
            found.append(_gate("not_clean", one, "some of it is left", do="Take all of it off."))
        if not one.is_on and one.applied.intact is False:
            leave = "Leave these zones out, and tell the doctor."
            found.append(_gate("not_intact", one, "the skin under it is not intact", do=leave))
        elif not one.is_on and one.applied.intact is None:
            found.append(
                _gate("unseen", one, "nobody said the skin is intact", do="Look, and say so.")
            )
    return tuple(found)


def _gate(key: str, one: Timer, found: str, *, do: str) -> Notice:
    return Notice(
        key=f"numbing.{key}",
        weight=Weight.ASK if key == "unseen" else Weight.WALL,
        about=one.applied.name,
        found=found,
        limit="Numbing cream is off, and the skin clean and intact, before it is needled",
        do=do,
        status=Status.MEASURED,
        sources=(EMLA_US, TALAKOUB),
        zones=one.applied.zones,
    )


def needled_under_cream(room: InTheRoom) -> tuple[Notice, ...]:
    """Zones that were needled before their cream was off, and creams put on needled skin."""
    found = []
    for one in room.applied:
        for zone in one.zones:
            began = room.begun.get(zone)
            if began is None or one.on is None:
                continue
            if one.on.at >= began.at:
                found.append(_on_needled(one, zone))
            elif one.off is None or one.off.at > began.at:
                found.append(_under(one, zone))
    return tuple(found)


def _on_needled(one: Applied, zone: str) -> Notice:
    return Notice(
        key="numbing.on_needled_skin",
        weight=Weight.WALL,
        about=one.name,
        found="put on skin that was needled already",
        limit="No anaesthetic goes on needled skin: uptake rises",
        do="Take it off, watch the person, tell the doctor.",
        status=Status.MEASURED,
        sources=(EMLA_US,),
        zones=(zone,),
    )


def _under(one: Applied, zone: str) -> Notice:
    return Notice(
        key="numbing.needled_under_it",
        weight=Weight.WALL,
        about=one.name,
        found="needling began before it was said to be off",
        limit="Numbing cream is off, and the skin clean and intact, before it is needled",
        do="Stop, take it off, watch the person, tell the doctor.",
        status=Status.MEASURED,
        sources=(EMLA_US, TALAKOUB),
        zones=(zone,),
    )
