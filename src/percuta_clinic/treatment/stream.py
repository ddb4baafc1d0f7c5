"""Reading the stream of a session."""

from collections.abc import Iterator
from math import ceil
from typing import Any

from percuta_clinic.treatment.folding import Folded, Said, fold
from percuta_clinic.treatment.models import Event, Session


def folded_of(session: Session, *, until: int | None = None, late: bool = False) -> Folded:
    """What a session comes to, or came to with event ``until``.

    What came after the signing counts only where it is asked for, as in the story of a problem.
    """
    return fold(said_of(session, until=until, late=late))


def said_of(session: Session, *, until: int | None = None, late: bool = False) -> Iterator[Said]:
    """Its events as the fold reads them."""
    rows = Event.objects.filter(session=session).order_by("number")
    rows = rows if late else rows.filter(late=False)
    rows = rows if until is None else rows.filter(number__lte=until)
    return (said(row) for row in rows)


A_CLOCKS_BREADTH = 60  # seconds: two clocks that are right differ by less


def ahead_of(row: Event) -> int:
    """Seconds by which its tablet told a time that had not come when it was heard of here."""
    ahead = ceil((row.at - row.came_at).total_seconds())
    return ahead if ahead > A_CLOCKS_BREADTH else 0


def said(row: Event) -> Said:
    """One event as the fold reads it; a time that had not come is off by that much at least."""
    ahead = ahead_of(row)
    return Said(
        id=row.pk,
        device=row.device,
        n=row.n,
        seen=row.seen,
        at=row.at,
        slot=row.slot,
        value=row.value,
        doubt=max(row.doubt, ahead),
        ahead=ahead,
        by_name=row.by_name,
    )


def told_after(session: Session, number: int) -> list[dict[str, Any]]:
    """Events after a number, as tablets read them."""
    rows = Event.objects.filter(session=session, number__gt=number).order_by("number")
    return [
        {
            "id": str(row.pk),
            "device": str(row.device),
            "n": row.n,
            "seen": row.seen,
            "at": row.at.isoformat(timespec="milliseconds"),
            "doubt": max(row.doubt, ahead_of(row)),
            "ahead": ahead_of(row),
            "by": str(row.said_by),
            "by_name": row.by_name,
            "slot": row.slot,
            "value": row.value,
            "number": row.number,
            "late": row.late,
        }
        for row in rows
    ]
