"""What people set otherwise than the evidence proposes, in words: who, what, instead of what."""

from collections.abc import Iterator, Sequence

from percuta.days import date_in_words
from percuta.planning.beyond import sessions_in_words
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


def apart_in_words(plan: PlanDoc) -> Iterator[str]:
    """Which zones share their visits, for clinicians; nothing where all do."""
    if not plan.apart:
        return
    groups = "; ".join(_visits_of(plan, group) for group in plan.apart)
    yield f"Zones on visits of their own: {groups}."
    yield (
        "Each visit has its own red days and care after it. Numbing and the first visit below are "
        "those of the first one; each other visit has its minutes and cream beside its day."
    )


def _visits_of(plan: PlanDoc, group: Sequence[str]) -> str:
    names, numbers = _of_group(plan, group)
    return f"{names}: {sessions_in_words(numbers)}"


def _of_group(plan: PlanDoc, group: Sequence[str]) -> tuple[str, list[int]]:
    """The names of zones that share their visits, and the numbers of these."""
    names = ", ".join(zone.name for zone in plan.zones if zone.zone in group)
    return names, [one.number for one in plan.sessions if set(group) & set(one.zones)]


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
    if plan.apart:
        who = f"chosen by {plan.chosen_by}" if plan.chosen_by else "chosen"
        groups = "; ".join(_visits_of(plan, group) for group in plan.apart)
        yield "visits", f"{groups}, {who} instead of all zones on every visit"
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
    for numbers, figure in runs:
        yield sessions_in_words(numbers), figure


def set_for_patient(plan: PlanDoc) -> Iterator[str]:
    """What was chosen for visits and days between them, in plain words; nothing of depth."""
    chosen = plan.interval.chosen
    if chosen is not None and plan.interval.value is not None:
        who = _person(chosen.by)
        yield f"{who} chose {plan.interval.value:g} days between visits. {_proposed(plan.interval)}"
    if plan.apart:
        yield from _apart_for_patient(plan)
    for zone in plan.zones:
        one = zone.sessions
        if one.chosen is not None and one.value is not None:
            many = "one visit" if one.value == 1 else f"{one.value:g} visits"
            yield f"{_person(one.chosen.by)} chose {many} ({zone.name}). {_proposed(one)}"
    if plan.house is not None:
        yield f"Our clinic has its own rules for some of this. {plan.house.by} has signed them."


def _apart_for_patient(plan: PlanDoc) -> Iterator[str]:
    """That places are treated on different days, in plain words."""
    for group in plan.apart:
        names, visits = _of_group(plan, group)
        numbers = [f"{number}" for number in visits]
        which = f"visit {numbers[0]}"
        if len(numbers) > 1:
            which = f"visits {', '.join(numbers[:-1])} and {numbers[-1]}"
        yield f"{names[:1].upper()}{names[1:]}: {which}."
    who = plan.chosen_by or "Our team"
    yield (
        f"{who} chose to treat these places on different days. Each visit is shorter, but there "
        "are more of them. Your skin may be red after each."
    )


def _person(by: str) -> str:
    return by or "Our team"


def _proposed(figure: FigureDoc) -> str:
    was = figure.chosen
    if was is None or was.value is None:
        return "No study says how many."
    return f"Without that it would be {was.value:g}."
