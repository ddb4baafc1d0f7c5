"""Who took a consent back, as long as nobody here has done anything about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.booking.course import OVERRUN, to_come_or_going_on
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.consent.models import Consent, Kind, Offer, Withdrawal
from percuta_clinic.patients.access import live_patients, open_charts
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right

_ABOUT = {"patient": OuterRef("patient"), "service": OuterRef("service")}
SHOWN = timedelta(days=14)  # of photographs, for which no visit says when it is over


@dataclass(frozen=True, kw_only=True)
class TakenBack:
    """A consent taken back; ``visit`` still waits for it, ``opens`` says whether the chart does.

    ``uses`` are those of photographs that were taken back, if not all.
    """

    patient: Patient
    at: datetime
    visit: Visit | None = None
    opens: bool = False
    uses: tuple[str, ...] = ()


def taken_back(account: Account, *, now: datetime, most: int) -> list[TakenBack]:
    """What this person has to know of: doctors and the desk all of it, others of their visits."""
    require(account, Right.EDIT_PATIENTS)
    treats, decides = account.may(Right.OPEN_CHART), account.may(Right.DECIDE_FINDINGS)
    own = Q(specialist=account) | Q(treatment_began_by=account, state=State.TREATING)
    mine = own if treats and not decides else Q()
    by_patient: dict[UUID, Visit] = {}
    for visit in _visits(now).filter(mine):
        by_patient.setdefault(visit.patient_id, visit)
    visits = list(by_patient.values())[:most]
    charts = _opened(account, by_patient) if treats and visits else set()
    found = [
        TakenBack(patient=one.patient, at=_at(one), visit=one, opens=one.patient_id in charts)
        for one in visits
    ]
    photos = _photos(account, now)[: most - len(found)] if decides else ()
    return found + [
        TakenBack(patient=one.consent.patient, at=one.at, opens=True, uses=tuple(one.levels))
        for one in photos
    ]


def _visits(now: datetime) -> QuerySet[Visit]:
    """Needling to come or under way whose consent was taken back, with no new one since."""
    found = Visit.objects.filter(
        to_come_or_going_on(now),
        starts_at__gt=now - OVERRUN,
        service__is_needling=True,
        patient__in=live_patients().filter(consents__withdrawals__whole=True),
    )
    return (
        _unsigned(found)
        .exclude(_offered_since("withdrawn_at", _ABOUT))
        .select_related("patient", "service")
        .order_by("starts_at")
    )


def withdrawn_during(visits: Iterable[Visit]) -> dict[UUID, datetime]:
    """Treatments under way whose consent was taken back and not signed again; since when."""
    keys = [visit.pk for visit in visits if visit.state == State.TREATING]
    found = _unsigned(Visit.objects.filter(pk__in=keys)) if keys else ()
    return {visit.pk: _at(visit) for visit in found}


def _unsigned(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """Those whose consent was taken back, and nothing was signed since."""
    gone = Withdrawal.objects.filter(
        consent__kind=Kind.TREATMENT,
        consent__patient=OuterRef("patient"),
        consent__service=OuterRef("service"),
        whole=True,
    )
    return (
        visits.annotate(withdrawn_at=Subquery(gone.order_by("-at").values("at")[:1]))
        .exclude(withdrawn_at=None)
        .exclude(_signed_since("withdrawn_at", _ABOUT | {"kind": Kind.TREATMENT}))
    )


def _photos(account: Account, now: datetime) -> QuerySet[Withdrawal]:
    """Photographs that may lately no longer be used, in charts this doctor may open."""
    about = {"patient": OuterRef("consent__patient"), "kind": Kind.PHOTOS}
    found = Withdrawal.objects.filter(
        consent__kind=Kind.PHOTOS,
        consent__patient__in=open_charts(account),
        at__gte=now - SHOWN,
    )
    return (
        found.exclude(_signed_since("at", about)).select_related("consent__patient").order_by("at")
    )


def _offered_since(since: str, about: dict[str, Any]) -> Exists:
    """Offered by somebody here: what the worker lays out by itself shows that nobody saw it."""
    offers = Offer.objects.filter(**about, kind=Kind.TREATMENT, made_at__gt=OuterRef(since))
    return Exists(offers.exclude(made_by=SYSTEM.name))


def _signed_since(since: str, about: dict[str, Any]) -> Exists:
    return Exists(Consent.objects.filter(**about, signed_at__gt=OuterRef(since)))


def _opened(account: Account, patients: Iterable[UUID]) -> set[UUID]:
    found = open_charts(account).filter(pk__in=set(patients))
    return set(found.values_list("pk", flat=True))


def _at(visit: Visit) -> datetime:
    at: datetime = vars(visit)["withdrawn_at"]
    return at
