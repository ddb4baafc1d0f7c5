"""What many plans come to for the same patients: a search asks for little, of very many.

Plans that begin alike are worked out together as far as they are alike: a tree of events.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from percuta.skin.alike import AFTER
from percuta.skin.course import healing_course, linear_course, make
from percuta.skin.grid import met
from percuta.skin.ladder import Values
from percuta.skin.numbered import Numbered
from percuta.skin.orders import Asked, Writer
from percuta.skin.patients import Patients
from percuta.skin.red_days import red_until
from percuta.skin.rows import Order, Row
from percuta.skin.session import Session, in_order

# Plain numbers are hashed many times faster.
INJURE, RED, LOOK, TELL = (int(one) for one in (Order.INJURE, Order.RED, Order.LOOK, Order.TELL))
QUARTERS = 63  # of a day: red days after one session are counted up to here


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Sessions, and the days on which collagen is wanted; without any it is not followed."""

    sessions: tuple[Session, ...]
    days: tuple[float, ...]

    def __post_init__(self) -> None:
        """Refuse two sessions on one day, and days the steps do not meet."""
        met({*self.days, *(one.day for one in in_order(self.sessions))})


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a plan comes to for each patient: collagen days by patients, and two sums.

    ``red_days`` are those of every session until the next, to the quarter of a day; ``pigment``
    is the most of any seventh day after a session.
    """

    young: Values
    mature: Values
    red_days: Values
    pigment: Values


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where the answer of the kernel holds what one plan comes to."""

    young: tuple[int, ...]
    mature: tuple[int, ...]
    red: int
    dark: int


class Event(NamedTuple):
    """What happens on a day: a session, or an order, as a plain number, with its number."""

    day: float
    order: int
    session: Session | None = None
    number: int = 0


@dataclass(kw_only=True)
class Node:
    """What may come next, and which rows are told here."""

    after: dict[Event, "Node"] = field(default_factory=dict)
    rows: tuple[int, ...] = ()


class Way(Enum):
    """What of the skin is followed: the first row of it, and the two that are told."""

    SLOW = (Row.CALL, Row.YOUNG, Row.MATURE)
    SEEN = (Row.PIGMENT, Row.RED, Row.DARK)


class At(NamedTuple):
    """How far orders are written: the day, the sessions so far, and forks on the way here."""

    way: Way
    day: float = 0.0
    given: tuple[Session, ...] = ()
    forks: int = 0


# The plain form


def outcomes(patients: Patients, plans: Sequence[Plan]) -> Sequence[Outcome]:
    """What each plan comes to, one after another, by NumPy."""
    return [_outcome(patients, plan) for plan in plans]


def followed(people: Numbered, plan: Plan) -> Outcome:
    """What one plan comes to for people by number, by NumPy."""
    return _outcome(people.patients(), plan)


def _outcome(patients: Patients, plan: Plan) -> Outcome:
    none: Values = np.zeros((0, patients.count))
    young, mature = none, none
    if plan.days:
        states = healing_course(patients, plan.sessions, plan.days).states
        young, mature = states["young"], states["mature"]
    red, dark = _marks(patients, in_order(plan.sessions))
    return Outcome(young=young, mature=mature, red_days=red, pigment=dark)


def _marks(patients: Patients, sessions: Sequence[Session]) -> tuple[Values, Values]:
    """Red days of all sessions, and the most pigment a week after one."""
    red, dark = np.zeros(patients.count), np.zeros(patients.count)
    if not sessions:
        return red, dark
    days = sorted({day for one in sessions for day in (one.day, one.day + AFTER)})
    rows = {day: number for number, day in enumerate(days)}
    found = linear_course(make(patients), sessions, days, names=("inflammation", "pigment")).states
    for one, gap in zip(sessions, _gaps(sessions), strict=True):
        hot = found["inflammation"][rows[one.day]]
        red += np.minimum(red_until(patients, hot, quarters=QUARTERS), _most_red(gap) / 4)
        dark = np.maximum(dark, found["pigment"][rows[one.day + AFTER]])
    return red, dark


def _most_red(gap: float) -> int:
    """Quarters of a day of the gap until the next session, as far as red days are counted."""
    return min(int(4 * min(gap, QUARTERS)), QUARTERS)


def _gaps(sessions: Sequence[Session]) -> list[float]:
    """Days from each session to the next, without end after the last."""
    return [
        *(later.day - one.day for one, later in pairwise(sessions)),
        *([float("inf")] if sessions else []),
    ]


# As orders


def plan_orders(plans: Sequence[Plan]) -> tuple[Asked, list[Places]]:
    """Orders for all plans, and where each finds what it comes to."""
    writer, slow, seen = Writer(), Node(), Node()
    collagen = [_grown(slow, _collagen_events(plan)) for plan in plans]
    marks = [_grown(seen, _mark_events(plan)) for plan in plans]
    for root, way in ((slow, Way.SLOW), (seen, Way.SEEN)):
        if root.after:
            writer.order(Order.BEGIN)
            _write(writer, root, At(way=way))
    return writer.asked(), [
        _places(plan, told, end) for plan, told, end in zip(plans, collagen, marks, strict=True)
    ]


def _places(plan: Plan, told: Mapping[float, Node], end: Mapping[float, Node]) -> Places:
    (last,) = end.values()
    red, dark = last.rows
    return Places(
        young=tuple(told[day].rows[0] for day in plan.days),
        mature=tuple(told[day].rows[1] for day in plan.days),
        red=red,
        dark=dark,
    )


def _collagen_events(plan: Plan) -> list[Event]:
    last = max(plan.days, default=-1.0)
    given = [Event(one.day, INJURE, one) for one in plan.sessions if one.day <= last]
    return sorted((*given, *(Event(day, TELL) for day in set(plan.days))), key=_rank)


def _mark_events(plan: Plan) -> list[Event]:
    """Sessions, each with its red days and a look for pigment a week later."""
    events, sessions = [], in_order(plan.sessions)
    for one, gap in zip(sessions, _gaps(sessions), strict=True):
        alone = gap >= AFTER
        events.append(Event(one.day, INJURE, one))
        events.append(Event(one.day, RED, number=_most_red(gap)))
        events.append(Event(one.day + AFTER * (not alone), LOOK, number=int(alone)))
    ordered = sorted(events, key=_rank)
    return [*ordered, Event(ordered[-1].day if ordered else 0.0, TELL)]


def _rank(event: Event) -> tuple[float, int]:
    return event.day, 0 if event.session else 1


def _grown(root: Node, events: Sequence[Event]) -> dict[float, Node]:
    """The nodes of one plan that tell, by day, after its events were added to the tree."""
    node, told = root, {}
    for event in events:
        node = node.after.setdefault(event, Node())
        if event.order == TELL:
            told[event.day] = node
    return told


def _write(writer: Writer, root: Node, at: At) -> None:
    """The orders of all that may come after a node, however long the plans are."""
    under_way = [_branches(writer, root, at)]
    while under_way:
        found = next(under_way[-1], None)
        if found is None:
            under_way.pop()
        else:
            under_way.append(_branches(writer, *found))


def _branches(writer: Writer, node: Node, at: At) -> Iterator[tuple[Node, At]]:
    """What comes next after a node, each when its orders are written."""
    forks = len(node.after) > 1
    if forks:
        writer.keep(at.forks, at.way.value[0])
    for number, (event, child) in enumerate(node.after.items()):
        if number:
            writer.order(Order.BACK, at.forks, at.way.value[0])
        if at.way is Way.SLOW:
            writer.step(at.given, at.day, until=event.day)
        else:
            writer.leap(event.day - at.day, Order.FADE)
        later = At(at.way, event.day, at.given, at.forks + forks)
        yield child, _done(writer, later, (event, child))


def _done(writer: Writer, at: At, here: tuple[Event, Node]) -> At:
    """The orders of an event itself."""
    event, node = here
    if event.session:
        writer.injure(event.session)
        if at.way is Way.SEEN:
            writer.order(Order.COUNT)
        return At(at.way, at.day, (*at.given, event.session), at.forks)
    if event.order == TELL:
        node.rows = writer.tell(*at.way.value[1:])
    else:
        writer.order(Order(event.order), event.number)
    return at
