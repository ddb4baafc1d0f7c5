"""What people set otherwise than the evidence proposes, in words: who, what, instead of what."""

from collections.abc import Iterator

from percuta.days import date_in_words
from percuta.report.document import FigureDoc, PlanDoc, ZonePlanDoc
from percuta.report.numbers import BY_DOCTOR, Span, with_unit

OF_ZONE = ("depth", "passes")


def who_set(figure: FigureDoc) -> str:
    """Who set a number, such as ``chosen by Sina`` or ``house protocol 2``; empty if nobody."""
    if figure.chosen is not None:
        return f"chosen by {figure.chosen.by}" if figure.chosen.by else "chosen"
    return "" if figure.moved is None else f"house protocol {figure.moved.number}"


def instead_of(figure: FigureDoc) -> str:
    """What was proposed where somebody set another number; empty where nobody did."""
    was = figure.chosen or figure.moved
    if was is None:
        return ""
    proposed = with_unit(Span(unit=figure.unit, value=was.value, low=was.low, high=was.high))
    return "no number" if proposed == BY_DOCTOR else proposed


def protocol_in_words(plan: PlanDoc) -> str:
    """The house protocol of a plan; empty without one."""
    house = plan.house
    if house is None:
        return ""
    return (
        f"House protocol {house.number}, by {house.by} on {date_in_words(house.on)}: "
        f"{house.reason.rstrip('.')}."
    )


def set_by_people(plan: PlanDoc) -> Iterator[tuple[str, str]]:
    """Every number that somebody set, with where it holds: interval first, then zone by zone."""
    if said := _said(plan.interval):
        yield "interval", said
    for zone in plan.zones:
        if said := _said(zone.sessions):
            yield zone.name, f"sessions: {said}"
        for field in OF_ZONE:
            for sessions, figure in _runs(zone, field):
                if said := _said(figure):
                    yield zone.name, f"{field}, {sessions}: {said}"


def _said(figure: FigureDoc) -> str:
    who = who_set(figure)
    return f"{with_unit(figure)}, {who} instead of {instead_of(figure)}" if who else ""


def _runs(zone: ZonePlanDoc, field: str) -> Iterator[tuple[str, FigureDoc]]:
    """The settings of a zone, sessions that follow each other with the same one together."""
    runs: list[tuple[list[int], FigureDoc]] = []
    for setting in zone.settings:
        figure: FigureDoc = getattr(setting, field)
        if runs and runs[-1][1] == figure:
            runs[-1][0].append(setting.session)
        else:
            runs.append(([setting.session], figure))
    for (first, *rest), figure in runs:
        yield f"sessions {first} to {rest[-1]}" if rest else f"session {first}", figure


def set_for_patient(plan: PlanDoc) -> Iterator[str]:
    """What was chosen for visits and days between them, in plain words; nothing of depth."""
    chosen = plan.interval.chosen
    if chosen is not None and plan.interval.value is not None:
        who = _person(chosen.by)
        yield f"{who} chose {plan.interval.value:g} days between visits. {_proposed(plan.interval)}"
    for zone in plan.zones:
        one = zone.sessions
        if one.chosen is not None and one.value is not None:
            many = "one visit" if one.value == 1 else f"{one.value:g} visits"
            yield f"{_person(one.chosen.by)} chose {many} ({zone.name}). {_proposed(one)}"
    if plan.house is not None:
        yield f"Our clinic has its own rules for some of this. {plan.house.by} has signed them."


def _person(by: str) -> str:
    return by or "Our team"


def _proposed(figure: FigureDoc) -> str:
    was = figure.chosen
    if was is None or was.value is None:
        return "No study says how many."
    return f"Without that it would be {was.value:g}."
