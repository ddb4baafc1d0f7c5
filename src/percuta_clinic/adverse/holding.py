"""An adverse event that is open holds the next session of its patient."""

from collections.abc import Collection, Mapping
from uuid import UUID

from percuta_clinic.adverse.models import AdverseEvent
from percuta_clinic.readiness.items import Item, Part, Tone, item_of
from percuta_clinic.treatment.models import Incident

WHO = "a doctor"


def events_open(patients: Collection[UUID]) -> Mapping[UUID, Item]:
    """An item for each of these patients who has one open.

    Where an incident of it is open, that is said already and says the same.
    """
    said = Incident.objects.filter(closed_at=None).values("pk")
    rows = AdverseEvent.objects.filter(patient__in=patients, closed_at=None)
    rows = rows.exclude(incidents__incident__in=said).distinct()
    counted: dict[UUID, int] = {}
    for patient in rows.order_by().values_list("patient_id", flat=True):
        counted[patient] = counted.get(patient, 0) + 1
    return {patient: _item(many) for patient, many in counted.items()}


def _item(many: int) -> Item:
    words = "Adverse event open" if many == 1 else f"{many} adverse events open"
    way = (
        "Under Adverse events a doctor writes the assessment, says how it ended, and closes it "
        "with the reason why treatment may go on."
    )
    desk = "A doctor looks at what happened after the last treatment"
    return item_of(Part.EVENT, Tone.MISSING, words, way=way, who=WHO, desk=desk)
