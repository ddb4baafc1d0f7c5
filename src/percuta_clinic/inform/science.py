"""What the public pages ask the science: numbers with their standing, and tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from percuta.evidence.parameter import Parameter
from percuta.evidence.source import Source
from percuta.healing import hours, red_flags
from percuta.planning import limits, visit
from percuta.report.links import link_to
from percuta.skin import told

TOLD = "often told"  # stands beside the evidence, never instead of it


@dataclass(frozen=True, kw_only=True)
class Cited:
    """A text that can be looked up again."""

    citation: str
    grade: str
    link: str


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A number as pages write it, with how sure it is and where it comes from."""

    name: str
    text: str
    unit: str
    status: str
    note: str
    source: Cited | None


def cited(source: Source) -> Cited:
    """A source as pages name it."""
    link = link_to(source.identifier, source.address)
    return Cited(citation=source.citation, grade=source.grade.value, link=link)


_DAY, _WEEK = 24.0, 7.0
# Each name with its number, what that is divided by, and the unit that comes out.
_NUMBERS: Mapping[str, tuple[Parameter, float, str]] = {
    "red_days": (hours.REDNESS_USUAL, 1, "days"),
    "red_latest": (hours.REDNESS_LATEST, 1, "days"),
    "red_alarm": (hours.REDNESS_ALARM, 1, "days"),
    "swollen_days": (hours.SWELLING_USUAL, 1, "days"),
    "sore_days": (hours.PAIN_USUAL, 1, "days"),
    "flaky_latest": (hours.FLAKING_LATEST, 1, "days"),
    "scabs_usual": (hours.SCABS_USUAL, 1, "days"),
    "scabs_latest": (hours.SCABS_LATEST, 1, "days"),
    "pimples_days": (hours.BREAKOUT_USUAL, 1, "days"),
    "darker_latest": (hours.DARKER_LATEST, 1, "days"),
    "open_hours": (hours.OPEN_UNTIL, 1, "hours"),
    "open_days": (hours.OPEN_UNTIL, _DAY, "days"),
    "bare_hours": (hours.NOTHING_UNTIL, 1, "hours"),
    "sweat_days": (hours.SWEAT_UNTIL, _DAY, "days"),
    "water_days": (hours.WATER_SPORT_UNTIL, _DAY, "days"),
    "make_up_days": (hours.MAKE_UP_FROM, _DAY, "days"),
    "strong_creams_days": (hours.ACTIVES_FROM, _DAY, "days"),
    "sun_weeks": (hours.SUN_LONG_UNTIL, _DAY * _WEEK, "weeks"),
    "sun_weeks_darker": (hours.SUN_LONG_UNTIL_DARKER, _DAY * _WEEK, "weeks"),
    "injection_weeks": (hours.INJECTABLES_FROM, _DAY * _WEEK, "weeks"),
    "tan_weeks": (hours.TAN_BEFORE, -_DAY * _WEEK, "weeks"),
    "sun_hours_before": (hours.DAY_BEFORE, -1, "hours"),
    "retinol_days": (hours.RETINOID_BEFORE, -_DAY, "days"),
    "retinol_days_darker": (hours.RETINOID_BEFORE_DARKER, -_DAY, "days"),
    "hair_days": (hours.HAIR_BEFORE, -_DAY, "days"),
    "tanner_days": (hours.TANNER_BEFORE, -_DAY, "days"),
    "spf": (hours.SPF, 1, "SPF"),
    "spf_darker": (hours.SPF_TANNING, 1, "SPF"),
    "sunscreen_hours": (hours.SUNSCREEN_AGAIN, 1, "hours"),
    "lumps_from": (red_flags.WEEK_FROM, 1, "days"),
    "apart_low": (limits.INTERVAL_USUAL, _WEEK, "weeks"),
    "apart_high": (limits.INTERVAL_HIGH, _WEEK, "weeks"),
    "sessions_scars": (limits.SESSIONS_USUAL_SCARS, 1, "sessions"),
    "sessions_lines": (limits.SESSIONS_USUAL_LINES, 1, "sessions"),
    "needle_low": (visit.NEEDLE_FEWEST, 1, "minutes"),
    "needle_high": (visit.NEEDLE_MOST, 1, "minutes"),
    "visit_high": (visit.WORK_MOST, 1, "minutes"),
    "review_months": (limits.REVIEW_AFTER, 30.5, "months"),
    "lost_low": (told.NUMBERS["lost_low"], 0.01, "% a year"),
    "lost_high": (told.NUMBERS["lost_high"], 0.01, "% a year"),
    "lost_menopause": (told.NUMBERS["lost_menopause"], 0.01, "% a year"),
    "lost_told": (told.NUMBERS["lost_told"], 0.01, "% a year"),
    "seen_low": (told.NUMBERS["seen_earliest"], _WEEK, "weeks"),
    "seen_high": (told.NUMBERS["seen_latest"], _WEEK, "weeks"),
    "seen_low_told": (told.NUMBERS["seen_earliest_told"], _WEEK, "weeks"),
    "seen_high_told": (told.NUMBERS["seen_latest_told"], _WEEK, "weeks"),
}
_SHORTEST = (visit.CLEANSE, visit.NEEDLE_FEWEST, visit.FINISH)


@cache
def figures() -> Mapping[str, Figure]:
    """Every number the public texts may name."""
    found = {name: _figure(name, number) for name, number in _NUMBERS.items()}
    shortest = sum(one.value for one in _SHORTEST)
    found["visit_low"] = Figure(
        name="visit_low",
        text=_plain(shortest),
        unit="minutes",
        status=visit.CLEANSE.status.value,
        note="cleansing, the shortest needling and the end of a visit added up, without cream",
        source=cited(visit.CLEANSE.source) if visit.CLEANSE.source else None,
    )
    return found


def _figure(name: str, one: tuple[Parameter, float, str]) -> Figure:
    number, by, unit = one
    is_told = number.note == told.BRIEF
    return Figure(
        name=name,
        text=_plain(number.value / by),
        unit=unit,
        status=TOLD if is_told else number.status.value,
        note=number.note or number.where,
        source=cited(number.source) if number.source else None,
    )


def _plain(value: float) -> str:
    return f"{round(value, 1):g}"
