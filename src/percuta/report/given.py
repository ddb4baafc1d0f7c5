"""Sessions given and still to come, and what of a person's observations has to be said."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from percuta.casefile.observed import Observed
from percuta.report.document import Document
from percuta.response.assumed import LITTLE
from percuta.response.study_file import packaged
from percuta.response.update import Seen

STILL_RED = 1.0  # of 0 to 4
TELL_FROM = 4  # days after a session; the plan's own words for redness say the same
BELONGS = 28  # days after a session for which redness is read as its own


def course_days(
    document: Document, zones: Sequence[str] | None, observed: Observed | None
) -> tuple[date, ...]:
    """Sessions given, and those left of the plan, an interval or more after the last one."""
    plan = document.plan
    if plan is None:
        return ()
    planned = [s.day for s in plan.sessions if zones is None or set(zones) & set(s.zones)]
    if observed is None:
        return tuple(planned)
    given = [one.on for one in observed.sessions]
    left = max(_in_all(document, planned) - len(given), 0)
    rest = planned[-left:] if left else []
    if not rest:
        return tuple(given)
    soonest = given[-1] + timedelta(days=round(plan.interval.value or 0.0))
    later = max(soonest - rest[0], timedelta())
    return (*given, *(day + later for day in rest))


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
        return
    yield from _beyond([one.on for one in observed.sessions])
    planned = [] if document.plan is None else [s.day for s in document.plan.sessions]
    given, in_all = len(observed.sessions), _in_all(document, planned)
    none_left = "; none is left" if given >= in_all else ""
    yield f"Sessions given: {given} of {in_all} planned{none_left}."
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
