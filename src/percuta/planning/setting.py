"""What is set in each session of a zone: depth, passes and endpoint, one by one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from percuta.planning.choice import ZoneChoice, since
from percuta.planning.course import Endpoint
from percuta.planning.depth import Depth
from percuta.planning.figure import Figure, choose


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One session of one zone, by the number of the session in the course.

    ``depth`` is a span from the start to the deepest setting, in mm, or the chosen deepest.
    """

    session: int
    depth: Figure
    passes: Figure
    endpoint: Endpoint


def settings(
    numbers: Sequence[int],
    *,
    depth: Depth,
    passes: tuple[Figure, Figure],
    endpoint: Endpoint,
    choice: ZoneChoice,
    by: str,
) -> tuple[Setting, ...]:
    """The settings of sessions by number: as proposed, or as chosen. ``passes``: first, later."""
    first, later = passes
    return tuple(
        Setting(
            session=number,
            depth=choose(
                _span(depth.start, depth.up_to if at else depth.first_session),
                since(choice.depth_mm, number),
                by,
            ),
            passes=choose(later if at else first, since(choice.passes, number), by),
            endpoint=endpoint,
        )
        for at, number in enumerate(numbers)
    )


def _span(start: Figure, deepest: Figure) -> Figure:
    """From the start to the deepest setting; a doctor enters it where no start was read."""
    if start.value is None or deepest.value is None:
        return start
    if start.value == deepest.value:
        return deepest
    moved = next((one.moved for one in (deepest, start) if one.moved is not None), None)
    return Figure(
        unit="mm",
        low=start.value,
        high=deepest.value,
        why=f"from the start, {start.why}; to the deepest, {deepest.why}",
        parameters=tuple(dict.fromkeys((*start.parameters, *deepest.parameters))),
        cited=tuple(dict.fromkeys((*start.cited, *deepest.cited))),
        moved=replace(moved, evidence=_span(start.evidence, deepest.evidence)) if moved else None,
    )


def depth_as_set(depth: Depth, done: Sequence[Setting]) -> Depth:
    """A depth whose figures are those of the settings, where any was chosen.

    The start stays where it lies above no chosen depth: needling begins there and goes deeper.
    """
    chosen = [one.depth for one in done if one.depth.chosen is not None]
    if not chosen:
        return depth
    gentlest = min(chosen, key=_value)
    every = all(one.depth.chosen is not None for one in done)
    first = done[0].depth if done[0].depth.chosen is not None else depth.first_session
    start = depth.start
    if start.value is None and every:
        start = gentlest
    elif start.value is not None and _value(gentlest) < start.value:
        start = choose(start, gentlest.value, gentlest.chosen.by if gentlest.chosen else "")
    return replace(
        depth,
        start=start,
        first_session=first,
        up_to=max(_deepest(depth, done), key=_value),
    )


def _deepest(depth: Depth, done: Sequence[Setting]) -> Iterable[Figure]:
    """The deepest setting of every session."""
    for at, one in enumerate(done):
        usual = depth.up_to if at else depth.first_session
        yield one.depth if one.depth.chosen is not None else usual


def passes_as_set(passes: tuple[Figure, Figure], done: Sequence[Setting]) -> tuple[Figure, Figure]:
    """Passes of the first session and of later ones, as they are set."""
    later = [one.passes for one in done[1:]] or [done[0].passes]
    if all(one.passes.chosen is None for one in done):
        return passes
    if len({(one.value, one.low, one.high) for one in later}) == 1:
        return done[0].passes, later[0]
    if any(one.entered_by_doctor for one in later):
        return done[0].passes, next(one for one in later if one.entered_by_doctor)
    return done[0].passes, _over(later)


def _over(figures: Sequence[Figure]) -> Figure:
    """One span over figures that differ by session."""
    lows = [one.value if one.value is not None else one.low for one in figures]
    highs = [one.value if one.value is not None else one.high for one in figures]
    chosen = next(one for one in figures if one.chosen is not None)
    return replace(
        chosen,
        value=None,
        low=min(low for low in lows if low is not None),
        high=max(high for high in highs if high is not None),
        why=f"differs by session, {chosen.why}",
    )


def _value(figure: Figure) -> float:
    return figure.value or 0.0
