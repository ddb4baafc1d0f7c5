"""What a schema cannot say of a person's own days: their order, and how far off they may be."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from percuta.casefile.problems import Placed, placed

LATEST = timedelta(days=3 * 366)
LONGEST_STAY = timedelta(days=200)

Raw = Mapping[str, Any]


def own_days(raw: Raw, assessed_on: date) -> Iterator[Placed]:
    """Every problem with an event or a stay, with its place."""
    wish = raw["wish"]
    if "event" in wish and "event_on" not in wish:
        remedy = "without its day an event cannot be planned for; write event_on too"
        yield placed(("wish", "event"), wish["event"], remedy)
    if "event_on" in wish:
        day = date.fromisoformat(wish["event_on"])
        yield from _in_reach(("wish", "event_on"), day, assessed_on, text=wish["event_on"])
    for number, stay in enumerate(raw.get("away", ())):
        first, last = date.fromisoformat(stay["first"]), date.fromisoformat(stay["last"])
        if last < first:
            yield placed(("away", number, "last"), stay["last"], f"before its first day, {first}")
        elif last - first > LONGEST_STAY:
            remedy = f"a stay of more than {LONGEST_STAY.days} days; plan again after it"
            yield placed(("away", number, "last"), stay["last"], remedy)
        yield from _in_reach(("away", number, "last"), last, assessed_on, text=stay["last"])


def _in_reach(
    path: tuple[str | int, ...], day: date, assessed_on: date, *, text: str
) -> Iterator[Placed]:
    if day < assessed_on:
        yield placed(path, text, f"over before the assessment on {assessed_on}; leave it out")
    elif day - assessed_on > LATEST:
        yield placed(path, text, f"more than three years after the assessment on {assessed_on}")
