"""The living picture: skin in section at some moments, and three courses as bands."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from percuta_clinic.inform.drawing import Chart, Scale, Section, chart, section
from percuta_clinic.inform.science_picture import (
    HOURS,
    RED_DAYS,
    WEEKS,
    Band,
    Healing,
    healing,
)


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One step of the picture: when, the section then, and the same in words."""

    label: str
    says: str
    section: Section
    open: str
    red: str
    collagen: str
    at: tuple[float, ...]  # where it is on each chart, in the units of the drawing


@dataclass(frozen=True, kw_only=True)
class Picture:
    """All of it."""

    moments: tuple[Moment, ...]
    charts: tuple[Chart, ...]
    depth: str
    assumed: tuple[str, ...]


_STEPS = (
    (0.0, "Just after", "Tiny channels are open. They reach into the living skin."),
    (0.25, "6 hours", "The channels begin to close. The skin is red and warm."),
    (1.0, "1 day", "About half of the channels have closed. Redness fades."),
    (3.0, "3 days", "Most channels have closed. In some people a few are still open."),
    (7.0, "1 week", "The skin is calm again in most people. Cells begin to build."),
    (28.0, "4 weeks", "New collagen grows, more in some people than in others."),
    (56.0, "8 weeks", "The model has made nearly all of the new collagen by now."),
    (168.0, "24 weeks", "Part of it stays and gets firm, part is taken down again."),
)
_FIRST = "Before"


@lru_cache(1)
def picture() -> Picture:
    """Drawn once from the model of the skin."""
    healed = healing()
    charts = _charts(healed)
    return Picture(
        moments=(_before(charts), *(_moment(healed, charts, step) for step in _STEPS)),
        charts=charts,
        depth=f"{healed.depth_mm:g} mm",
        assumed=healed.assumed,
    )


def _charts(healed: Healing) -> tuple[Chart, ...]:
    days = Scale(most=HOURS[-1] / 24, ticks=((0, "0"), (1, "24"), (2, "48"), (3, "72"), (4, "96")))
    fortnight = Scale(most=RED_DAYS[-1], ticks=((0, "0"), (3, "3"), (7, "7"), (14, "14")))
    months = Scale(
        most=WEEKS[-1] * 7.0,
        ticks=((0, "0"), (28, "4"), (56, "8"), (84, "12"), (112, "16"), (168, "24")),
    )
    whole = Scale(most=1, ticks=((0, "none"), (0.5, "half"), (1, "all")))
    red = Scale(most=healed.red_most, ticks=((0, "none"), (2, "clear"), (4, "most")))
    return (
        chart("Channels still open", "hours", x=days, y=whole, course=_at(healed.open, days.most)),
        chart("Redness", "days", x=fortnight, y=red, course=_at(healed.red, fortnight.most)),
        chart(
            "New collagen, of the most that a person builds",
            "weeks",
            x=months,
            y=whole,
            course=_at(healed.collagen, months.most),
        ),
    )


def _at(course: dict[float, Band], most: float) -> dict[float, Band]:
    return {day: band for day, band in course.items() if day <= most}


def _before(charts: tuple[Chart, ...]) -> Moment:
    none = Band(low=0, first=0, middle=0, third=0, high=0)
    return Moment(
        label=_FIRST,
        says="Whole skin. Collagen holds it from below.",
        section=section(open_part=none, red=none, collagen=none, red_most=1),
        open="none",
        red="none",
        collagen="none yet",
        at=tuple(one.start for one in charts),
    )


def _moment(healed: Healing, charts: tuple[Chart, ...], step: tuple[float, str, str]) -> Moment:
    day, label, says = step
    opened, red, collagen = healed.open[day], healed.red[day], healed.collagen[day]
    return Moment(
        label=label,
        says=says,
        section=section(open_part=opened, red=red, collagen=collagen, red_most=healed.red_most),
        open=_said(opened, _per_cent),
        red=_said(red, lambda value: f"{value:.1f}"),
        collagen=_said(collagen, _per_cent),
        at=tuple(one.place(day) for one in charts),
    )


def _per_cent(value: float) -> str:
    return f"{round(100 * max(value, 0))}\N{NO-BREAK SPACE}%"


def _said(band: Band, write: Callable[[float], str]) -> str:
    low, high = write(band.low), write(band.high)
    return low if low == high else f"{write(band.middle)} ({low} to {high})"
