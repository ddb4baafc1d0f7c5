"""Taking and letting go what a visit or a hold needs. Whoever calls holds the clinic's row."""

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from percuta_clinic.booking.assigning import Assigned, Take, takes
from percuta_clinic.booking.models import Claim, Hold, Part, Segment, Visit

QUICKER = "Somebody was quicker: part of what this visit needs was taken just now. Look again."


def drop_expired() -> None:
    """Lets go what was kept for somebody who did not come back in time."""
    Hold.objects.filter(until__lte=timezone.now()).delete()


def claim_visit(visit: Visit, found: Assigned) -> None:
    """Writes the segments of a visit and claims all it takes, in place of what it had."""
    Segment.objects.filter(visit=visit).delete()
    Segment.objects.bulk_create(_segments(visit, found))
    reclaim_visit(visit, found)


def reclaim_visit(visit: Visit, found: Assigned) -> None:
    """Claims all it takes, in place of what it had; its segments stay."""
    Claim.objects.filter(visit=visit).delete()
    _write(Claim(visit=visit, **_of(one)) for one in _all(found))


def claim_hold(hold: Hold, found: Assigned) -> None:
    """Claims all that a hold takes."""
    _write(Claim(hold=hold, **_of(one)) for one in _all(found))


def release(visit: Visit, *, keep_cleaning: bool = False) -> None:
    """Lets go what a visit took; its room is still cleaned if somebody was in it."""
    rows = Claim.objects.filter(visit=visit)
    (rows.filter(is_cleaning=False) if keep_cleaning else rows).delete()


def rekey_patients(patients: Iterable[UUID]) -> int:
    """After records were merged or parted: each visit takes whom it is of; how many changed."""
    rows = Claim.objects.filter(kind=Claim.Kind.PATIENT, visit__patient__in=list(patients))
    apart = rows.exclude(resource=F("visit__patient")).select_related("visit")
    changed = list(apart.order_by("starts_at"))
    for claim in changed:
        claim.resource = claim.visit.patient_id if claim.visit else claim.resource
        claim.beside = _is_taken(claim)
        claim.save(update_fields=["resource", "beside"])
    return len(changed)


def _is_taken(claim: Claim) -> bool:
    others = Claim.objects.filter(
        resource=claim.resource, starts_at__lt=claim.ends_at, ends_at__gt=claim.starts_at
    )
    return others.exclude(pk=claim.pk).exists()


def _segments(visit: Visit, found: Assigned) -> list[Segment]:
    return [
        Segment(
            visit=visit,
            number=number,
            part=Part(one.stage.part),
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            person=person,
            device=found.device if one.stage.device else None,
            place=one.stage.place,
        )
        for number, (one, person) in enumerate(zip(found.lying, found.people, strict=True), 1)
    ]


def _all(found: Assigned) -> list[tuple[Take, bool]]:
    clashing = {one.resource for one in found.conflicts if one.is_clash}
    return [(one, one.resource in clashing) for one in takes(found)]


def _of(pair: tuple[Take, bool]) -> dict[str, object]:
    take, beside = pair
    return {
        "kind": take.kind,
        "resource": take.resource,
        "starts_at": take.starts_at,
        "ends_at": take.ends_at,
        "is_cleaning": take.is_cleaning,
        "beside": beside,
    }


def _write(claims: Iterable[Claim]) -> None:
    try:
        with transaction.atomic():
            Claim.objects.bulk_create(claims)
    except IntegrityError as error:
        raise ValidationError(QUICKER) from error
