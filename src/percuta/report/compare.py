"""What a paper did beside what Percuta plans."""

from collections.abc import Iterator

from percuta.casefile.case import Case
from percuta.evidence.catalogue import SOURCES
from percuta.planning.plan import Plan, Proposal
from percuta.report.document import CompareDoc, PublishedDoc
from percuta.report.numbers import span


def compare(case: Case, proposal: Proposal) -> PublishedDoc | None:
    """The published protocol of a case beside its plan; None for a case of its own."""
    published = case.published
    if published is None:
        return None
    return PublishedDoc(
        source=SOURCES[published.source].citation,
        people=published.people,
        result=published.result,
        rows=tuple(_rows(case, proposal.plan)),
    )


def _rows(case: Case, plan: Plan | None) -> Iterator[CompareDoc]:
    paper = case.published
    if paper is None:
        return
    yield CompareDoc(what="device", paper=paper.device, percuta=case.request.device.name)
    if plan is None:
        return
    sessions = "" if paper.sessions is None else f"{paper.sessions}"
    interval = "" if paper.interval_days is None else f"{paper.interval_days:g} days"
    planned = f"{plan.interval_days.value:g} days"
    depth = "; ".join(f"{z.zone.name} {span(z.depth.start, z.depth.up_to)}" for z in plan.zones)
    endpoints = "; ".join(dict.fromkeys(z.endpoint for z in plan.zones))
    yield CompareDoc(what="sessions", paper=sessions, percuta=f"{len(plan.sessions)}")
    yield CompareDoc(what="interval", paper=interval, percuta=planned)
    yield CompareDoc(what="depth", paper=paper.depth, percuta=depth)
    yield CompareDoc(what="endpoint", paper=paper.endpoint, percuta=endpoints)
