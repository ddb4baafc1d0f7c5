"""What was seen on a skin: what counts now, and how it was before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from percuta_clinic.assessment.models import Grading
from percuta_clinic.assessment.science import KINDS, all_zones
from percuta_clinic.patients.models import Patient

Where = tuple[str, str]  # zone, kind of concern


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One concern in one zone: the grading that counts, and those before it, the newest first."""

    zone: str
    kind: str
    now: Grading
    earlier: tuple[Grading, ...] = ()

    @property
    def is_there(self) -> bool:
        """Whether it was not taken back."""
        return not self.now.taken_back


def seen_on(patient: Patient) -> list[Seen]:
    """Every concern that was ever graded, in the order of the skin map."""
    found: dict[Where, list[Grading]] = {}
    for grading in patient.gradings.order_by("at", "id"):
        found.setdefault((grading.zone, grading.kind), []).append(grading)
    order = [*all_zones(), *(zone for zone, _ in found)]
    kinds = [*KINDS, *(kind for _, kind in found)]
    places = sorted(found, key=lambda where: (order.index(where[0]), kinds.index(where[1])))
    return [_seen(where, found[where]) for where in places]


def _seen(where: Where, gradings: Sequence[Grading]) -> Seen:
    zone, kind = where
    *earlier, now = gradings
    return Seen(zone=zone, kind=kind, now=now, earlier=tuple(reversed(earlier)))


def days_of(seen: Iterable[Seen], *, most: int = 4) -> list[date]:
    """The days on which anything was graded, the newest first."""
    days = {one.seen_on for each in seen for one in (each.now, *each.earlier)}
    return sorted(days, reverse=True)[:most]


def at_day(seen: Seen, day: date) -> Grading | None:
    """What was last said of a concern on a day."""
    return next((one for one in (seen.now, *seen.earlier) if one.seen_on == day), None)
