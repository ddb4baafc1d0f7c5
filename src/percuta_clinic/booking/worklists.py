"""What is to be done today, as work lists for the board."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from percuta_clinic.booking.models import INSIDE, State, Visit

SOON = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class WorkList:
    """Visits that stand alike; ``is_live`` is with somebody now."""

    key: str
    title: str
    visits: tuple[Visit, ...]
    empty: str
    way_out: str = ""
    is_live: bool = False


def work_lists(visits: Sequence[Visit], now: datetime) -> tuple[WorkList, ...]:
    """The day's visits, each on exactly one list."""
    by_list: dict[str, list[Visit]] = {"live": [], "next": [], "later": [], "done": []}
    for visit in visits:
        by_list[_list_of(visit, now)].append(visit)
    return (
        WorkList(
            key="live",
            title="With you now",
            visits=tuple(by_list["live"]),
            empty="Nobody is in a room",
            way_out="Take somebody who has arrived to a room, and the visit shows here.",
            is_live=True,
        ),
        WorkList(
            key="next",
            title="Next",
            visits=tuple(by_list["next"]),
            empty="Nobody is waiting",
            way_out="Whoever arrives, or is due within the hour, shows here.",
        ),
        WorkList(
            key="later",
            title="Later today",
            visits=tuple(by_list["later"]),
            empty="Nothing more is booked today",
            way_out="Book a visit to fill the day.",
        ),
        WorkList(
            key="done",
            title="Finished and missed",
            visits=tuple(by_list["done"]),
            empty="No visit has ended yet",
        ),
    )


def day_list(visits: Sequence[Visit]) -> tuple[WorkList, ...]:
    """Another day's visits, on one list."""
    return (
        WorkList(
            key="day",
            title="Visits",
            visits=tuple(visits),
            empty="Nothing is booked that day",
            way_out="Book a visit, and it shows here.",
        ),
    )


def _list_of(visit: Visit, now: datetime) -> str:
    if visit.state in INSIDE:
        return "live"
    if visit.state in (State.FINISHED, State.MISSED, State.CANCELLED):
        return "done"
    if visit.state == State.ARRIVED or visit.starts_at <= now + SOON:
        return "next"
    return "later"
