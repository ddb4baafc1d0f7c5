"""What was chosen, or set by the house protocol, beyond a recommended bound: a doctor confirms."""

from collections.abc import Iterable, Iterator, Sequence

from percuta.planning.bounds import Bound, Range, interval_range, sources_of
from percuta.planning.figure import Figure, Remark
from percuta.planning.plan import ZonePlan
from percuta.planning.request import Request

AGAIN = "before each later session recovery.001 asks for a doctor's decision on the wait"


def beyond_bounds(
    request: Request, interval: Figure, zone_plans: Sequence[ZonePlan]
) -> tuple[Remark, ...]:
    """Every value set beyond what is recommended or read, for a doctor to confirm."""
    return (
        *_on_interval(interval, interval_range(request.person)),
        *(remark for zone in zone_plans for remark in _on_depth(zone)),
        *(remark for zone in zone_plans for remark in _on_first(request, zone)),
        *(remark for zone in zone_plans for remark in _on_passes(zone)),
        *(remark for zone in zone_plans for remark in _on_sessions(zone)),
    )


def is_set(figure: Figure) -> bool:
    """Whether somebody set this figure: a clinician, or the house protocol."""
    return figure.chosen is not None or figure.moved is not None


def _on_interval(interval: Figure, limits: Range) -> Iterator[Remark]:
    days = interval.value or 0.0
    for bound in limits.beyond(days) if is_set(interval) else ():
        shorter = days < bound.value
        which = "shorter" if shorter else "longer"
        after = f"; {AGAIN}" if shorter else ""
        why = f"{_who(interval)}: {limits.number(days)}, {_passed(limits, days, (bound,))}{after}"
        yield Remark(what=f"interval {which} than recommended", why=why, sources=bound.sources)


def _on_depth(zone: ZonePlan) -> Iterator[Remark]:
    limits = zone.ranges.depth
    read = not zone.depth.start.evidence.entered_by_doctor
    for sessions, figure in _runs(zone, "depth"):
        deepest = _most(figure)
        passed = limits.beyond(deepest)
        said = f"{zone.zone.name}, {sessions}, {_who(figure)}: {limits.number(deepest)}"
        if passed:
            why = f"{said}, {_passed(limits, deepest, passed)}"
            what = "depth beyond a soft wall"
            yield Remark(what=what, why=why, sources=sources_of(passed))
        elif not read:
            why = f"{said}; no depth for needling there was read"
            yield Remark(what="confirm the depth", why=why)


def _on_first(request: Request, zone: ZonePlan) -> Iterator[Remark]:
    """A first session less gentle than proposed where pigment is at risk."""
    if not request.pigment_risk or request.done_in(zone.zone.key):
        return
    first = zone.settings[0]
    for name, figure, limits in (
        ("depth", first.depth, zone.ranges.depth),
        ("passes", first.passes, zone.ranges.passes),
    ):
        most, usual = _most(figure), _most(figure.evidence)
        if is_set(figure) and not figure.evidence.entered_by_doctor and most > usual:
            why = (
                f"{zone.zone.name}, {_who(figure)}: {name} {limits.number(most)} instead of "
                f"{limits.number(usual)} at most; {request.pigment_risk}"
            )
            sources = figure.evidence.sources
            yield Remark(what="first session less gentle", why=why, sources=sources)


def _on_passes(zone: ZonePlan) -> Iterator[Remark]:
    limits = zone.ranges.passes
    read = not zone.passes.evidence.entered_by_doctor
    for sessions, figure in _runs(zone, "passes"):
        said = f"{zone.zone.name}, {sessions}, {_who(figure)}: {in_passes(figure)}"
        passed = limits.beyond(figure.value or 0.0)
        if passed:
            what = "passes beyond what is published"
            why = f"{said}, {_passed(limits, figure.value or 0.0, passed)}"
            yield Remark(what=what, why=why, sources=sources_of(passed))
        elif not read:
            why = f"{said}; no number of passes for this wish here was read"
            yield Remark(what="confirm the passes", why=why)


def _on_sessions(zone: ZonePlan) -> Iterator[Remark]:
    figure, limits = zone.sessions, zone.ranges.sessions
    if not is_set(figure) or figure.value is None:
        return
    said = f"{zone.zone.name}, {_who(figure)}: {figure.value:g}"
    passed = limits.beyond(figure.value)
    if passed:
        why = f"{said}, {_passed(limits, figure.value, passed)}"
        yield Remark(what="sessions beyond what is published", why=why, sources=sources_of(passed))
    elif figure.evidence.entered_by_doctor:
        why = f"{said}; no number of sessions for this wish was read"
        yield Remark(what="confirm the number of sessions", why=why)


def in_passes(figure: Figure) -> str:
    """Passes of a figure as words."""
    return f"{figure.value:g} passes" if figure.value is not None else "passes"


def _runs(zone: ZonePlan, name: str) -> Iterator[tuple[str, Figure]]:
    """Set figures with the sessions they hold in, those that follow each other together."""
    runs: list[tuple[list[int], Figure]] = []
    for setting in zone.settings:
        figure: Figure = getattr(setting, name)
        if runs and runs[-1][1].value == figure.value and is_set(figure) is is_set(runs[-1][1]):
            runs[-1][0].append(setting.session)
        else:
            runs.append(([setting.session], figure))
    for numbers, figure in runs:
        if is_set(figure) and not figure.entered_by_doctor:
            yield sessions_in_words(numbers), figure


def sessions_in_words(numbers: Sequence[int]) -> str:
    """Sessions by number, such as ``sessions 1 to 3``, or ``sessions 1, 3`` where others lie."""
    if len(numbers) == 1:
        return f"session {numbers[0]}"
    if numbers[-1] - numbers[0] >= len(numbers):  # others lie between them
        return f"sessions {', '.join(f'{one}' for one in numbers)}"
    return f"sessions {numbers[0]} to {numbers[-1]}"


def _most(figure: Figure) -> float:
    ends = [end for end in (figure.value, figure.high) if end is not None]
    return max(ends, default=0.0)


def _who(figure: Figure) -> str:
    return str(figure.chosen or figure.moved or "proposed")


def _passed(limits: Range, value: float, bounds: Iterable[Bound]) -> str:
    """The bounds that a value passes, such as ``above 1.00 mm (thin skin: ...)``."""
    return "; ".join(
        f"{'below' if value < one.value else 'above'} {limits.number(one.value)} ({one.why})"
        for one in bounds
    )
