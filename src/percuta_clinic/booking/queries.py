"""Reading visits."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from percuta_clinic.booking.models import Segment, State, Visit
from percuta_clinic.config.prepared import Prepared, Slot
from percuta_clinic.patients.parting import Span, Spans, spans_as_one
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import day_bounds

_WITH = ("patient", "service", "specialist", "room")


def with_segments() -> "Prefetch[str, QuerySet[Segment], str]":
    """The segments of visits with who works in them, in one query."""
    return Prefetch("segments", Segment.objects.select_related("person", "device"))


_ON: Prepared[Visit] = Prepared(
    lambda: (
        Visit.objects.filter(
            starts_at__gte=Slot("before", datetime),
            starts_at__lt=Slot("end", datetime),
            ends_at__gt=Slot("start", datetime),
        )
        .exclude(state=State.CANCELLED)
        .select_related(*_WITH, "chair", "device", "override_by")
        .prefetch_related(with_segments())
        .order_by("starts_at")
    )
)


def visits_on(account: Account, *, day: date, clinic: Clinic) -> Sequence[Visit]:
    """All visits of one day where the clinic stands, those that last into it too, in order."""
    require(account, Right.SEE_BOARD)
    start, end = day_bounds(day, clinic)
    return _ON.rows(before=start - timedelta(days=1), start=start, end=end)


def visits_of(account: Account) -> QuerySet[Visit]:
    """A patient's own visits."""
    require(account, Right.SEE_OWN)
    return Visit.objects.filter(patient__account=account).select_related(*_WITH)


@dataclass(frozen=True, kw_only=True)
class Had:
    """How many treatments, and the day of the latest where the clinic stands."""

    count: int = 0
    last_on: date | None = None

    def and_on(self, day: date) -> "Had":
        """With one more."""
        return Had(count=self.count + 1, last_on=max(day, self.last_on or day))


@dataclass(frozen=True, kw_only=True)
class Sessions:
    """How many treatments somebody had, and the day of the latest where the clinic stands.

    ``of_two``: the latest was given while two records were one; it counts for both of them.
    ``in_zones`` are those whose record names where it needled; ``anywhere`` all others.
    """

    done: int = 0
    last_on: date | None = None
    last_at: datetime | None = None  # when that one began
    of_two: bool = False
    in_zones: Mapping[str, Had] = field(default_factory=dict)
    anywhere: Had = field(default_factory=Had)

    def had_in(self, zone: str) -> Had:
        """Those that needled a zone, or may have."""
        there, other = self.in_zones.get(zone, Had()), self.anywhere
        days = [day for day in (there.last_on, other.last_on) if day is not None]
        return Had(count=there.count + other.count, last_on=max(days, default=None))


NO_SESSIONS = Sessions()


def sessions_of(patient_id: UUID) -> Sessions:
    """The treatments of one patient that have begun."""
    return sessions_by([patient_id]).get(patient_id, NO_SESSIONS)


def sessions_by(
    patients: Iterable[UUID], *, but: Iterable[UUID] = (), as_one: Spans | None = None
) -> dict[UUID, Sessions]:
    """The same for many patients, ``but`` for some visits; who is not named had none.

    ``as_one``: when they were one with another, where that was read already.
    """
    keys = list(patients)
    began = _begun(but).filter(patient__in=keys).order_by()
    found: defaultdict[UUID, list[_Given]] = defaultdict(list)
    for patient, at, zones in began.values_list("patient", "treatment_began_at", "needled_in"):
        if at is not None:
            found[patient].append(_Given(at=at, zones=zones))
    for patient, shared in given_as_one(keys, but=but, as_one=as_one).items():
        began_at = [one.treatment_began_at for one in shared]
        found[patient] += [_Given(at=at, of_two=True) for at in began_at if at is not None]
    zone = Clinic.objects.get().zone
    return {key: _sessions(given, zone) for key, given in found.items()}


@dataclass(frozen=True, kw_only=True)
class _Given:
    at: datetime
    zones: Sequence[str] = ()
    of_two: bool = False


def _sessions(given: Sequence[_Given], zone: tzinfo) -> Sessions:
    latest = max(given, key=lambda one: (one.at, not one.of_two))
    in_zones: defaultdict[str, Had] = defaultdict(Had)
    anywhere = Had()
    for one in given:
        day = timezone.localdate(one.at, zone)
        for key in one.zones:
            in_zones[key] = in_zones[key].and_on(day)
        anywhere = anywhere if one.zones else anywhere.and_on(day)
    return Sessions(
        done=len(given),
        last_on=timezone.localdate(latest.at, zone),
        last_at=latest.at,
        of_two=latest.of_two,
        in_zones=dict(in_zones),
        anywhere=anywhere,
    )


def given_as_one(
    patients: Iterable[UUID], *, but: Iterable[UUID] = (), as_one: Spans | None = None
) -> dict[UUID, list[Visit]]:
    """Treatments that stand with another record and began while both were one by mistake."""
    spans = spans_as_one(patients) if as_one is None else as_one
    others = {span.other for some in spans.values() for span in some}
    if not others:
        return {}
    visits = _begun(but).filter(patient__in=others).select_related("service")
    found = {
        key: [
            visit
            for visit in visits
            if any(one.other == visit.patient_id and _holds(one, visit) for one in some)
        ]
        for key, some in spans.items()
    }
    return {key: given for key, given in found.items() if given}


def _holds(span: Span, visit: Visit) -> bool:
    return visit.treatment_began_at is not None and span.holds(visit.treatment_began_at)


def _begun(but: Iterable[UUID]) -> QuerySet[Visit]:
    begun = Visit.objects.filter(
        state__in=(State.TREATING, State.FINISHED), treatment_began_at__lt=timezone.now()
    )
    return begun.exclude(pk__in=list(but)) if but else begun
