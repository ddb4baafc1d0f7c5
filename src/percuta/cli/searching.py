"""``percuta plan --search``: loaded only when asked for; arrays take time."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table

from percuta.assessment.concern import INDICATIONS, Kind
from percuta.casefile.case import Case
from percuta.cli.load import BadInput, a_day
from percuta.cli.shapes import bullets, heading, lines
from percuta.days import date_in_words
from percuta.report.search import build_search
from percuta.report.search_doc import CostDoc, FoundDoc, SearchDoc
from percuta.search.find import search
from percuta.search.wish import QUARTER, Wish
from percuta.zones.skin_map import ZONES

LIKELY = 0.5
COLUMNS = ("visits", "days apart", "chance", "gain %", "red days", "dark marks")


def searched(case: Case, asked: Mapping[str, Any]) -> SearchDoc:
    """The search for a case; BadInput with what is wrong and the way out.

    ``asked`` are the words of the command line: want (per cent), by, visits, red_days, budget
    and price, each None where it was not said.
    """
    price = asked["price"]
    if price is not None and not 0 <= price < float("inf"):
        raise BadInput(f"--price {price:g}: 0 or more is wanted")
    want = QUARTER if asked["want"] is None else asked["want"] / 100
    if not 0 < want < 1:
        raise BadInput(
            f"--want {asked['want']:g}: more than 0 and less than 100 is wanted, in per cent"
        )
    try:
        wish = Wish(
            least=want,
            by=a_day("--by", asked["by"], such="2027-06-01"),
            visits=asked["visits"],
            red_days=asked["red_days"],
            budget=asked["budget"],
            price=None if price is None else lambda _zones: price,
        )
        return build_search(case.title, search(case.request, wish))
    except ValueError as error:
        raise BadInput(f"{error}") from error


def search_page(found: SearchDoc) -> Iterator[RenderableType]:
    """What was found, best gain first."""
    wished = f"a gain of {found.least:.0%} or more"
    when = f"by {date_in_words(found.by)}" if found.by else "three months after the last session"
    yield heading(f"Courses for {wished}, {when}")
    if not found.found:
        yield lines("No course keeps to the wish. Allow more, and search again.")
    yield lines(f"{found.looked_at} courses were held against the wish and its limits.")
    for why, count in found.left_out.items():
        yield lines(f"{count} of them left out: {why}.")
    yield Padding(_table(found), (0, 2))
    if (chance := max((one.chance for one in found.found), default=1.0)) < LIKELY:
        yield lines(f"No course makes this likely: the best chance is {chance:.0%}.")
    yield from _notes(found)
    yield heading("Days")
    yield bullets(list(dict.fromkeys((_name(one), _days(one)) for one in _rows(found))))
    yield heading("What this cannot know")
    yield bullets([("", text) for text in found.said])


def _table(found: SearchDoc) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("", no_wrap=True)
    priced = found.planned.cost.price is not None
    timed = ["longest visit"] if _are_apart(found) else []
    for title in (*COLUMNS, *timed, *(["price"] if priced else [])):
        table.add_column(title.replace(" ", "\n", 1), justify="right", no_wrap=True)
    shown_level: int | None = 0
    for one in _rows(found):
        if shown_level not in (0, one.level):
            table.add_section()
        shown_level = one.level
        cells = _row(one, timed=bool(timed))
        table.add_row(*cells, style="bold" if one.is_planned else None)
    return table


def _rows(found: SearchDoc) -> list[FoundDoc]:
    """The courses found; the planned one last where it is not among them."""
    planned = [] if any(one.is_planned for one in found.found) else [found.planned]
    return [*found.found, *planned]


def _are_apart(found: SearchDoc) -> bool:
    """Whether any course has zones on visits of their own."""
    return any(one.apart for one in _rows(found))


def _row(one: FoundDoc, *, timed: bool) -> list[str]:
    low, high = one.alike
    span = f" ({low}-{high})" if low != high else ""
    cost = one.cost
    return [
        f"{_level(one)}{', planned' if one.is_planned else ''}",
        f"{cost.visits}{' apart' if one.apart else ''}{'*' if _differs(one) else ''}",
        f"{one.interval_days}{span}" if cost.visits > 1 else "once",
        f"{one.chance:.0%}",
        f"{one.band[2]:.0%} ({100 * one.band[0]:.0f}-{100 * one.band[4]:.0f})",
        f"{cost.red_days:g} ({cost.red_band[0]:.0f}-{cost.red_band[1]:.0f})",
        _marks(cost),
        *([f"{cost.minutes:g} min"] if timed else []),
        *([] if cost.price is None else [f"{cost.price:g}"]),
    ]


def _differs(one: FoundDoc) -> bool:
    return len(set(one.sessions.values())) > 1


def _level(one: FoundDoc) -> str:
    return "outside" if one.level is None else f"level {one.level}"


def _name(one: FoundDoc) -> str:
    visits, planned = one.cost.visits, ", planned" if one.is_planned else ""
    return f"{_level(one)}{planned}, {visits} visit{'s' if visits > 1 else ''}"


def _days(one: FoundDoc) -> str:
    days = ", ".join(f"{day:%-d %b %Y}" for day in one.days)
    worst = INDICATIONS[Kind(one.concern)].name
    return f"{days}; judged on {one.at:%-d %b %Y} by {worst}"


def _where(one: FoundDoc) -> str:
    """The sessions by zone, zones with as many of them named together."""
    by_count: dict[int, list[str]] = {}
    for zone, count in one.sessions.items():
        by_count.setdefault(count, []).append(ZONES[zone].name)
    return "; ".join(f"{count} in {', '.join(names)}" for count, names in by_count.items())


def _marks(cost: CostDoc) -> str:
    if cost.marks is None:
        return "not known"
    low, middle, high = cost.marks
    return f"{middle:.0%} ({100 * low:.0f}-{100 * high:.0f})"


def _notes(found: SearchDoc) -> Iterator[RenderableType]:
    notes = list(dict.fromkeys(note for one in _rows(found) for note in _of_one(one)))
    if found.unknown:
        names = ", ".join(found.unknown)
        notes.append(("not searched by", f"{names}: no trial counts a gain there"))
    if notes:
        yield heading("Mind")
        yield bullets(notes)


def _of_one(one: FoundDoc) -> Iterator[tuple[str, str]]:
    visits, name = one.cost.visits, _name(one)
    for why in one.over:
        yield name, f"{why}: it is here for comparison alone"
    if one.apart:
        groups = "; ".join(", ".join(ZONES[zone].name for zone in some) for some in one.apart)
        minutes = f"{one.cost.minutes:g} minutes of work at most"
        yield name, f"apart: {groups} on visits of their own; more visits, each shorter: {minutes}"
    if one.days[-1] > one.at:
        yield name, f"a visit on {one.days[-1]:%-d %b %Y} comes after the day it is judged on"
    if one.cost.creamless:
        many = "any" if one.cost.creamless == visits else f"{one.cost.creamless}"
        yield name, f"no cream on {many} of them: too much for one day"
    if _differs(one):
        yield name, _where(one)
    if one.no_better:
        first, *_, last = (*one.no_better, one.no_better[-1])
        counts = f"{first}" if first == last else f"{first} to {last}"
        yield name, f"{counts} visits bring no more that could be told"
    for why in one.beyond:
        yield name, f"a doctor decides: {why}"
    if one.gentle is not None:
        yield (
            name,
            f"gentler, every depth at its start: {one.gentle.red_days:g} red days, dark marks "
            f"{_marks(one.gentle)}; what that costs in gain nobody measured",
        )
