"""What is still open about an event while somebody is about to close it; it hinders nobody."""

from collections.abc import Iterator

from percuta_clinic.adverse.models import AdverseEvent
from percuta_clinic.adverse.reporting import title_of


def still_open(event: AdverseEvent) -> Iterator[str]:
    """Each thing in a sentence."""
    reports = list(event.reports.prefetch_related("sendings"))
    for report in reports:
        if not report.sendings.all():
            yield f"{title_of(report)} is written and not noted as sent."
    if event.serious and not reports:
        yield "It is serious, and no report of it is written. See below who wants one."
