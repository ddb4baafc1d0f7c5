"""Sessions given and still to come, and what of a person's observations has to be said."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from percuta.casefile.observed import Given, Observed
from percuta.report.document import Document, FigureDoc, PlanDoc
from percuta.response.assumed import LITTLE
from percuta.response.study_file import packaged
from percuta.response.update import Seen

STILL_RED = 1.0  # of 0 to 4
TELL_FROM = 4  # days after a session; the plan's own words for redness say the same
BELONGS = 28  # days after a session for which redness is read as its own


def course_days(
    document: Document, zones: Sequence[str] | None, observed: Observed | None
) -> tuple[date, ...]:
    """Sessions given, and those left of the plan, an interval or more after the last one.

    A place that was left out of a session is not made up for; nothing follows a stopped course.
    """
    plan = document.plan
    if plan is None:
        return ()
    if zones is None and plan.apart:
        series = (course_days(document, group, observed) for group in plan.apart)
        return tuple(sorted({day for days in series for day in days}))
    planned = [s for s in plan.sessions if zones is None or set(zones) & set(s.zones)]
    if observed is None:
        return tuple(s.day for s in planned)
    every = observed.sessions
    given = [s.on for s in every if zones is None or any(s.had(zone) for zone in zones)]
    rest = [s.day for s in planned if s.number > len(every) and not observed.stopped]
    shared = _shared(plan, zones)
    last = [s.on for s in every if not shared or any(s.had(zone) for zone in shared)]
    if not rest or not last:
        return (*given, *rest)
    soonest = last[-1] + timedelta(days=round(plan.interval.value or 0.0))
    later = max(soonest - rest[0], timedelta())
    return (*given, *(day + later for day in rest))


def _shared(plan: PlanDoc, zones: Sequence[str] | None) -> frozenset[str]:
    """The zones on the same visits as these; none where all zones share every visit."""
    groups = () if zones is None else plan.apart
    return frozenset(zone for group in groups if set(group) & set(zones or ()) for zone in group)


def longest_series(document: Document, observed: Observed | None) -> tuple[date, ...]:
    """The days on which the same skin is needled: of the visits that are most."""
    groups = (None,) if document.plan is None else document.plan.apart or (None,)
    return max((course_days(document, one, observed) for one in groups), key=len)


def without_zones(document: Document, observed: Observed | None) -> str:
    """Why sessions seen cannot be laid beside zones on visits of their own; empty where they can.

    A session without zones would count as one of every zone.
    """
    if observed is None or document.plan is None or not document.plan.apart:
        return ""
    numbers = [n for n, one in enumerate(observed.sessions, start=1) if not one.zones]
    if not numbers:
        return ""
    return (
        f"session {numbers[0]} of what was seen: say its zones; this plan has zones on visits of "
        "their own"
    )


def alike_given(
    document: Document, zones: Sequence[str], observed: Observed | None
) -> tuple[tuple[str, ...], ...]:
    """Places of one concern: apart by visits, and where sessions were given not as planned."""
    plan = document.plan
    if plan is None:
        return (tuple(zones),)
    apart: dict[tuple[frozenset[str], tuple[date, ...]], list[str]] = {}
    for zone in zones:
        otherwise = () if observed is None else _otherwise(plan, observed, zone)
        apart.setdefault((_shared(plan, (zone,)), otherwise), []).append(zone)
    return tuple(tuple(some) for some in apart.values())


def _otherwise(plan: PlanDoc, observed: Observed, zone: str) -> tuple[date, ...]:
    """Sessions in which a place was left out though planned, or needled though not."""
    numbered = {s.number: s.zones for s in plan.sessions}
    given = enumerate(observed.sessions, start=1)
    return tuple(
        one.on
        for number, one in given
        if one.zones and (zone in one.zones) is not (zone in numbered.get(number, (zone,)))
    )


def _in_all(document: Document, planned: Sequence[date]) -> int:
    return len(planned) + (0 if document.again is None else document.again.sessions_done)


def said(document: Document, observed: Observed | None) -> Iterator[str]:
    """What has to be read before any number."""
    if observed is None:
        if document.again is not None and document.again.sessions_done:
            yield (
                f"Sessions given before: {document.again.sessions_done}. They are not counted "
                "here; give their days in a file and name it with --observed."
            )
        if document.plan is not None:
            yield from _farther(document.plan.interval)
        return
    for group in (None,) if document.plan is None else document.plan.apart or (None,):
        yield from _beyond([s.on for s in observed.sessions if _had_any(s, group)])
    planned = [] if document.plan is None else [s.day for s in document.plan.sessions]
    given, in_all = len(observed.sessions), _in_all(document, planned)
    none_left = "; none is left" if given >= in_all else ""
    ended = "; the course was stopped, none follows" if observed.stopped else none_left
    yield f"Sessions given: {given} of {in_all} planned{ended}."
    yield from _left_out(document, observed)
    first = observed.sessions[0].on
    for kind, many in observed.seen.items():
        for one in many:
            if worse(one):
                on = first + timedelta(days=one.day)
                yield (
                    f"Worse than before on {on} ({kind}). This forecast cannot show skin that gets "
                    "worse: look at the person, and do not rely on it."
                )
    for on, level in observed.redness:
        since = observed.since_session(on)
        if since >= TELL_FROM and level >= STILL_RED:
            yield f"Still red {since} days after a session ({on}): tell the clinician."


def _had_any(session: Given, group: Sequence[str] | None) -> bool:
    return group is None or any(session.had(zone) for zone in group)


def _left_out(document: Document, observed: Observed) -> Iterator[str]:
    """Places that went without a session; a number is given for them apart."""
    plan = document.plan
    for zone in () if plan is None else plan.zones:
        days = [one.on for one in observed.sessions if not one.had(zone.zone)]
        otherwise = () if plan is None else _otherwise(plan, observed, zone.zone)
        if plan is not None and plan.apart:
            days = [day for day in days if day in otherwise]
        if days and otherwise:
            told = ", ".join(f"{day}" for day in days)
            yield f"{zone.name}: not needled on {told}. Nothing is counted as made up for."


def _beyond(days: Sequence[date]) -> Iterator[str]:
    """Courses that no trial of the fit gave."""
    arms = [arm for study in packaged() for arm in study.arm]
    most, closest = max(arm.sessions for arm in arms), min(arm.interval_days for arm in arms)
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    if len(days) > most or min(gaps, default=closest) < closest:
        yield (
            f"Beyond what was tried: no trial gave more than {most} sessions, or closer than "
            f"{closest} days. The numbers below only draw the curve on; do not rely on them."
        )


def _farther(interval: FigureDoc) -> Iterator[str]:
    """An interval that somebody set longer than any trial of the fit had."""
    longest = max(arm.interval_days for study in packaged() for arm in study.arm)
    is_set = interval.chosen is not None or interval.moved is not None
    if is_set and (interval.value or 0.0) > longest:
        yield (
            f"Beyond what was tried: no trial had sessions more than {longest:g} days apart. The "
            "numbers below only draw the curve on; do not rely on them."
        )


def worse(one: Seen) -> bool:
    """Whether an observation says that skin got worse, by more than raters differ."""
    return one.improvement < -LITTLE.value


def unused(observed: Observed | None, wished: Sequence[str]) -> Iterator[str]:
    """Observations that this forecast has no use for."""
    if observed is None:
        return
    for kind in observed.seen:
        if kind not in wished:
            yield f"values of {kind}: not in this plan"
    for on, _ in observed.redness:
        since = observed.since_session(on)
        if since > BELONGS:
            yield f"redness on {on}: {since} days after a session, too late to be its own"
