"""The plan as a patient reads it before agreeing: what, when, how long, what it costs, what for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from percuta.days import date_in_words
from percuta.papers.consent import feels, in_general, risks
from percuta.papers.everyday import listed, place, sentence
from percuta.papers.foot import foot
from percuta.papers.handouts import parts
from percuta.papers.outlook import first_of_all as no_promise
from percuta.papers.outlook import of_a_hundred, of_course, red_days, unknown, without_number
from percuta.papers.page import Box, Bullets, Page, Section, Table, Text, present, section
from percuta.papers.patient import (
    DECIDES,
    after,
    asked_when,
    first_of_all,
    flag_box,
    for_you,
    others,
    said,
    treated,
    uncleared,
    visits,
)
from percuta.papers.picture import REDNESS, healing_days
from percuta.report.care import CareDoc, ExpectDoc
from percuta.report.document import Document, PlanDoc, ZonePlanDoc
from percuta.report.forecast_doc import ForecastDoc
from percuta.report.numbers import BY_DOCTOR, number

EXPECT = "What you can expect"
IN_SHORT = "In short"
COSTS = "What it costs"
WAIT = "You may also wait, or do nothing. That is a good choice too."
PRICES = "These are the prices of the day on which this plan was made."
BANK_CARD_MM = 0.76  # by its standard, ISO/IEC 7810
LESS, ABOUT, MORE = 0.85, 1.15, 1.75  # up to so many cards the words below hold
NOT_YET = "the doctor sets it"


@dataclass(frozen=True, kw_only=True)
class Costs:
    """What a course costs, in words: one visit, all of them, and what else has to be bought.

    ``minutes`` are those that the clinic keeps for a visit.
    """

    each: str
    total: str
    to_buy: str = ""
    minutes: int | None = None


def agreement(document: Document, forecast: ForecastDoc | None, costs: Costs) -> Page:
    """All that a person agrees to, or declines. Raises NoPlan without a plan."""
    plan, care = parts(document)
    return Page(
        title="Your plan",
        subtitle=asked_when(document),
        sections=present(
            [
                section(IN_SHORT, Bullets(items=tuple(in_short(plan, forecast, costs)))),
                section(
                    "What is done, and where",
                    treated(plan),
                    uncleared(document),
                    Bullets(items=tuple(_depths(plan))),
                    first_of_all(document, plan),
                ),
                for_you(document),
                visits(plan, care),
                section("What it feels like", Text(text=feels(plan, costs.minutes))),
                _red(plan, care, forecast),
                _costs(plan, costs),
                *_expected(forecast),
                section("What nobody can tell you", *said(care), _unknown(forecast)),
                risks(care),
                section(
                    "Other ways, and doing nothing",
                    Text(text=WAIT),
                    Text(text=in_general(plan)),
                    others(care, ("downtime", "sessions", "pigment")),
                ),
                section("Who decides", Text(text=DECIDES)),
            ]
        ),
        foot=foot(document),
        for_patient=True,
    )


def care_sections(document: Document) -> tuple[Section, ...]:
    """What goes with the plan at home: what to do, what is normal, when to call."""
    _plan, care = parts(document)
    return present(
        [
            section("After each visit", *after(care)),
            section("What is normal", healing_days(care.expect)),
            section("When to call", *(flag_box(flag) for flag in care.flags)),
        ]
    )


def in_short(
    plan: PlanDoc, forecast: ForecastDoc | None, costs: Costs
) -> Iterator[tuple[str, str]]:
    """The plan in a few lines."""
    yield "Where", listed(place(zone.name) for zone in plan.zones)
    yield "How often", _how_often(plan)
    yield "How long", _how_long(plan)
    yield "How deep", _deepest_words(plan)
    yield "What it costs", f"{costs.each} each visit, {costs.total} in all"
    for course in forecast.courses if forecast is not None else ():
        yield f"Chance of hardly any gain, {course.name}", of_a_hundred(course.little)


def _how_long(plan: PlanDoc) -> str:
    """The minutes of a visit, place by place where some have visits of their own."""
    if not plan.apart:
        return f"about {number(plan.visit.total)} minutes each visit"
    return "; ".join(_long(plan, group) for group in plan.apart)


def _long(plan: PlanDoc, group: Sequence[str]) -> str:
    names = listed(place(zone.name) for zone in plan.zones if zone.zone in group)
    first = next(one for one in plan.sessions if set(group) & set(one.zones))
    minutes = "" if first.minutes is None else f"about {number(first.minutes)} minutes"
    return f"{minutes} each visit for {names}"


def _how_often(plan: PlanDoc) -> str:
    first, last = plan.sessions[0].day, plan.sessions[-1].day
    if first == last:
        return f"one visit, from {date_in_words(first)}"
    many = len(plan.sessions)
    return f"{many} visits, from {date_in_words(first)} to {date_in_words(last)} at the earliest"


def _deepest_words(plan: PlanDoc) -> str:
    depths = [deepest(zone) for zone in plan.zones]
    known = [depth for depth in depths if depth is not None]
    if len(known) < len(depths):
        return NOT_YET
    return f"{max(known):.2f} mm at the most"


def deepest(zone: ZonePlanDoc) -> float | None:
    """The deepest setting in a zone, in mm; None where a doctor enters it."""
    figures = [one.depth for one in zone.settings] or [zone.start, zone.up_to]
    if BY_DOCTOR in map(number, figures):
        return None
    ends = [end for one in figures for end in (one.value, one.high) if end is not None]
    return max(ends, default=None)


def _depths(plan: PlanDoc) -> Iterator[tuple[str, str]]:
    """How deep at the most, with something to think of; places of one depth together."""
    where: dict[float | None, list[str]] = {}
    for zone in plan.zones:
        where.setdefault(deepest(zone), []).append(place(zone.name))
    for depth, names in where.items():
        yield sentence(listed(names))[:-1], _depth(depth)


def _depth(depth: float | None) -> str:
    if depth is None:
        return "The doctor sets how deep the needles go."
    return f"The needles are set to {depth:.2f} mm at the most. That is {like(depth)}."


def like(depth: float) -> str:
    """A depth beside something that everybody has held."""
    cards = depth / BANK_CARD_MM
    if cards <= LESS:
        return "less than a bank card is thick"
    if cards <= ABOUT:
        return "about as much as a bank card is thick"
    if cards < MORE:
        return "a little more than a bank card is thick"
    return f"about as much as {round(cards)} bank cards are thick"


def _costs(plan: PlanDoc, costs: Costs) -> Section | None:
    many = len(plan.sessions)
    lines = [
        ("One visit", costs.each),
        ("All of it" if many == 1 else f"All {many} visits", costs.total),
        ("What else to buy", costs.to_buy),
    ]
    told = Bullets(items=tuple((lead, words) for lead, words in lines if words))
    return section(COSTS, told, Text(text=PRICES))


def _red(plan: PlanDoc, care: CareDoc, forecast: ForecastDoc | None) -> Section | None:
    sign = next((one for one in care.expect if one.key.endswith(REDNESS)), None)
    model = () if forecast is None else tuple(red_days(forecast.healing))
    return section("Red days", None if sign is None else _red_table(plan, sign), *model)


def _red_table(plan: PlanDoc, sign: ExpectDoc) -> Table:
    latest = sign.to_day if sign.latest_day is None else sign.latest_day
    rows = tuple(
        (
            f"Visit {one.number}",
            date_in_words(one.day + timedelta(days=sign.to_day)),
            date_in_words(one.day + timedelta(days=latest)),
        )
        for one in plan.sessions
    )
    head = ("Visit", "Red until about", "At times until")
    return Table(head=head, rows=rows, widths=(2, 3, 3))


def _expected(forecast: ForecastDoc | None) -> Iterator[Section | None]:
    """Bands and honest chances; the picture shows one concern each."""
    if forecast is None:
        return
    yield section(EXPECT, *no_promise(forecast))
    for course in forecast.courses:
        yield of_course(course, lead=EXPECT)
    yield without_number(forecast, f"{EXPECT}, without a number")


def _unknown(forecast: ForecastDoc | None) -> Bullets | None:
    return None if forecast is None else unknown(forecast)


def changed(rows: tuple[tuple[str, str, str], ...], *, why: str) -> Section | None:
    """What is other than in the version agreed before, for the top of the page."""
    said = Box(tone="note", title="This plan has changed", text=why) if why else None
    table = Table(head=("What", "Before", "Now"), rows=rows, widths=(4, 5, 5))
    return section("What has changed", said, table) if rows else None
