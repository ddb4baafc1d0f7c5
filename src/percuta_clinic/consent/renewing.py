"""Whom a new text concerns: who signed, and which of their treatments are still to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from percuta_clinic.booking.course import to_come_or_going_on
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.consent.models import Consent, ConsentText, Kind
from percuta_clinic.consent.queries import Wanted, standings
from percuta_clinic.patients.access import live_patients


@dataclass(frozen=True, kw_only=True)
class Concerned:
    """People whose signature counts now, and their visits before which they would sign again."""

    people: frozenset[UUID]
    visits: Sequence[Visit]

    @property
    def with_visits(self) -> int:
        """How many of the people have a treatment still to come."""
        return len({visit.patient_id for visit in self.visits})


def concerned_by(text: ConsentText) -> Concerned:
    """Counted now, for a text that is not in use yet."""
    signed = Consent.objects.filter(kind=text.kind, patient__in=live_patients())
    if text.service_id is not None:
        signed = signed.filter(service=text.service_id)
    elif text.kind == Kind.TREATMENT:
        signed = signed.exclude(service__in=_with_own_words())
    pairs = list(signed.order_by().values_list("patient", "service").distinct())
    holding = {pair for pair, one in standings(pairs, kind=text.kind).items() if one.holds}
    visits = _to_come(holding) if text.kind == Kind.TREATMENT else []
    return Concerned(people=frozenset(patient for patient, _ in holding), visits=visits)


def _with_own_words() -> list[UUID]:
    own = ConsentText.objects.filter(kind=Kind.TREATMENT).exclude(used_at=None)
    return list(own.exclude(service=None).values_list("service", flat=True).distinct())


def _to_come(holding: set[Wanted]) -> list[Visit]:
    rows = (
        Visit.objects.filter(
            to_come_or_going_on(timezone.now()),
            patient__in=[patient for patient, _ in holding],
            service__is_needling=True,
        )
        .exclude(state=State.TREATING)
        .select_related("patient", "service")
        .order_by("starts_at")
    )
    return [visit for visit in rows if (visit.patient_id, visit.service_id) in holding]
