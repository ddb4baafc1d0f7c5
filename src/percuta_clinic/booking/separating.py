"""When a merge is undone: says which treatments somebody has to ask both persons about."""

from collections.abc import Iterator

from django.utils import timezone

from percuta_clinic.booking.models import State, Visit
from percuta_clinic.booking.queries import given_as_one
from percuta_clinic.patients.parting import Parted
from percuta_clinic.premises.models import Clinic


def separate(parting: Parted) -> Iterator[str]:
    """Nobody knows whose skin was needled while they were one; the rest counts for both."""
    keys = [patient.pk for patient in parting.both]
    found = {visit.pk: visit for some in given_as_one(keys).values() for visit in some}
    zone = Clinic.objects.get().zone
    for visit in sorted(found.values(), key=lambda one: str(one.treatment_began_at)):
        began = visit.treatment_began_at
        if began is None or began < parting.at:
            continue
        yield (
            f"{_needled(visit)} {timezone.localtime(began, zone):%-d %B %Y, %H:%M} "
            f"({visit.service}), while the records were one. Ask {parting.kept} and "
            f"{parting.left} both whose skin it was. It counts as the last treatment of "
            "each, so both rest; and both answer their questions anew before anything is planned."
        )


def _needled(visit: Visit) -> str:
    return "Skin is being needled since" if visit.state == State.TREATING else "Skin was needled on"
