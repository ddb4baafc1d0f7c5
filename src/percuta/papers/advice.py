"""What to do and to leave, gathered by the time it holds for."""

from collections.abc import Sequence

from percuta.papers.page import Table
from percuta.papers.when import when
from percuta.report.care import AdviceDoc

NO_HOUR = float("-inf")
NO_END = float("inf")


def by_time(advice: Sequence[AdviceDoc], what: str = "What") -> Table:
    """One row for each span of hours, in order of beginning and end."""
    spans: dict[tuple[float, float], list[AdviceDoc]] = {}
    for one in advice:
        spans.setdefault(_span(one), []).append(one)
    rows = tuple(_row(spans[span]) for span in sorted(spans))
    return Table(head=("When", what), rows=rows, widths=(2, 9))


def _span(one: AdviceDoc) -> tuple[float, float]:
    begin = NO_HOUR if one.from_hour is None else one.from_hour
    return begin, NO_END if one.to_hour is None else one.to_hour


def _row(same: Sequence[AdviceDoc]) -> tuple[str, str]:
    time = when(same[0].from_hour, same[0].to_hour)
    return time[:1].upper() + time[1:], " ".join(one.patient for one in same)
