"""Who and what is taken when, and who works: read once, then asked many times."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from percuta_clinic.booking.models import Claim
from percuta_clinic.premises.models import Clinic
from percuta_clinic.roster.queries import Roster, Stretch, roster_between


@dataclass(frozen=True, kw_only=True)
class Diary:
    """Claims by what they take, in order of time, and the roster, between two instants."""

    clinic: Clinic
    taken: Mapping[UUID, Sequence[Stretch]]
    roster: Roster

    def clash(self, resource: UUID, starts_at: datetime, ends_at: datetime) -> Stretch | None:
        """The first claim on something that overlaps."""
        for start, end in self.taken.get(resource, ()):
            if start < ends_at and end > starts_at:
                return start, end
        return None

    def has_hours(self, account: UUID) -> bool:
        """Whether anybody said when this person works."""
        return account in self.roster.works


def diary_between(
    starts_at: datetime,
    ends_at: datetime,
    *,
    clinic: Clinic,
    but_visit: UUID | None = None,
    but_hold: UUID | None = None,
) -> Diary:
    """What is taken between two instants, ``but`` for one visit that moves or one hold."""
    rows = Claim.objects.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)
    rows = rows.exclude(hold__until__lte=timezone.now())
    if but_visit:
        rows = rows.exclude(Q(visit__isnull=False) & Q(visit=but_visit))
    if but_hold:
        rows = rows.exclude(Q(hold__isnull=False) & Q(hold=but_hold))
    taken: dict[UUID, list[Stretch]] = {}
    for resource, start, end in rows.order_by("starts_at").values_list(
        "resource", "starts_at", "ends_at"
    ):
        taken.setdefault(resource, []).append((start, end))
    roster = roster_between(starts_at, ends_at, clinic)
    return Diary(clinic=clinic, taken=taken, roster=roster)
