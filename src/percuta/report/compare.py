"""What a paper did beside what Percuta plans."""

from collections.abc import Iterable, Iterator

from percuta.casefile.case import Case, Published
from percuta.evidence.catalogue import SOURCES
from percuta.planning.plan import Plan, Proposal
from percuta.report.document import CompareDoc, PublishedDoc
from percuta.report.numbers import span


def compare(case: Case, proposal: Proposal) -> PublishedDoc | None:
    """The published protocol of a case beside its plan; None for a case of its own."""
    published = case.published
    if published is None or proposal.plan is None:
        return None
    return PublishedDoc(
        source=SOURCES[published.source].citation,
        people=published.people,
        result=published.result,
        rows=tuple(_rows(published, proposal.plan, case.request.device.name)),
    )


def _rows(paper: Published, plan: Plan, device: str) -> Iterator[CompareDoc]:
    sessions = "" if paper.sessions is None else f"{paper.sessions}"
    interval = "" if paper.interval_days is None else f"{paper.interval_days:g} days"
    planned = f"{plan.interval_days.value:g} days"
    depths = ((span(z.depth.start, z.depth.up_to), z.zone.name) for z in plan.zones)
    endpoints = "; ".join(dict.fromkeys(z.endpoint for z in plan.zones))
    yield CompareDoc(what="device", paper=paper.device, percuta=device)
    yield CompareDoc(what="sessions", paper=sessions, percuta=f"{plan.sessions[-1].number}")
    yield CompareDoc(what="interval", paper=interval, percuta=planned)
    yield CompareDoc(what="depth", paper=paper.depth, percuta=_by_depth(depths))
    yield CompareDoc(what="endpoint", paper=paper.endpoint, percuta=endpoints)


def _by_depth(depths: Iterable[tuple[str, str]]) -> str:
    """Depths with the zones that share them."""
    names: dict[str, list[str]] = {}
    for depth, name in depths:
        names.setdefault(depth, []).append(name)
    return "; ".join(f"{depth} ({', '.join(zones)})" for depth, zones in names.items())
