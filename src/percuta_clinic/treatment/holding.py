"""An adverse event that nobody has closed holds the next treatment of that patient."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Count

from percuta_clinic.readiness.items import Item, Part, Tone, item_of
from percuta_clinic.treatment.models import ADVERSE, Incident


def adverse_open(patients: Collection[UUID]) -> Mapping[UUID, Item]:
    """An item for each of these patients who has an adverse event open."""
    rows = Incident.objects.filter(patient__in=patients, closed_at=None, kind__in=ADVERSE)
    counted = rows.order_by().values_list("patient").annotate(Count("pk"))
    return {patient: _item(many) for patient, many in counted}


def _item(many: int) -> Item:
    words = "Adverse event open" if many == 1 else f"{many} adverse events open"
    way = "A doctor reads what happened and closes it with the reason why treatment may go on."
    desk, who = "A doctor looks at the last treatment", "a doctor"
    return item_of(Part.EVENT, Tone.MISSING, words, way=way, who=who, desk=desk)
