"""How far a signature reaches: its places, its device, a whole course or one visit of a test."""

from collections.abc import Collection, Iterable
from enum import StrEnum
from uuid import UUID

from django.db.models import F, Q

from percuta_clinic.booking.models import State, Visit
from percuta_clinic.consent.models import Consent, Kind

# What was laid out for a test area is not signed for a whole course, nor the other way round.
AS_LAID_OUT = ~Q(kind=Kind.TREATMENT) | Q(is_test_area=F("service__is_test_area"))


class Lack(StrEnum):
    """Why something that was signed does not do for what is asked now."""

    PLACE = "place"
    DEVICE = "device"
    TEST_ONLY = "test only"  # signed for a test area, and a whole course is asked
    NO_TEST = "no test"  # the other way round
    USED = "used"  # the one visit of its test area has begun


def lack_of(signed: Consent, zones: Collection[str], uses: Collection[UUID]) -> Lack | None:
    """What a consent to a treatment lacks; ``uses`` are the visits that began with it."""
    offer, service = signed.offer, signed.service
    if service is not None and offer.is_test_area != service.is_test_area:
        return Lack.TEST_ONLY if offer.is_test_area else Lack.NO_TEST
    if offer.device and service is not None and service.device not in ("", offer.device):
        return Lack.DEVICE
    if beyond(signed, zones):
        return Lack.PLACE
    return Lack.USED if offer.is_test_area and uses else None


def beyond(signed: Consent, zones: Collection[str]) -> frozenset[str]:
    """Those of the zones that the sheet leaves out."""
    return frozenset(zones).difference(signed.offer.zones)


def uses_of(signed: Iterable[Consent]) -> dict[UUID, frozenset[UUID]]:
    """For each consent to a test area: the visits whose treatment began with it."""
    tests = [one for one in signed if one.offer.is_test_area]
    if not tests:
        return {}
    begun = Visit.objects.filter(
        patient__in={one.patient_id for one in tests},
        state__in=(State.TREATING, State.FINISHED),
        treatment_began_at__gte=min(one.signed_at for one in tests),
    )
    rows = list(begun.values_list("patient", "service", "pk", "treatment_began_at"))
    return {
        one.pk: frozenset(
            key
            for patient, service, key, at in rows
            if (patient, service) == (one.patient_id, one.service_id) and at and at >= one.signed_at
        )
        for one in tests
    }
