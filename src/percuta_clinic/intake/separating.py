"""When a merge is undone: links lead nobody to the other, forms begin anew, answers are checked."""

from collections.abc import Iterator

from percuta_clinic.intake.links import links_shut
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.services import form_put_aside, untouched_aside
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.parting import SEPARATED, Parted


def separate(parting: Parted) -> Iterator[str]:
    """Ends what was made for both at once, and says whose answers somebody has to look at."""
    for patient in parting.both:
        links = parting.since["intake.link.patient"]
        links_shut(by=parting.by.actor, patient=patient, why=SEPARATED.lower(), only=links)
    made = Form.objects.filter(pk__in=parting.since["intake.form.patient"])
    untouched_aside(made, by=parting.by.actor, reason=SEPARATED)
    for patient in parting.both:
        yield from _half_filled(parting, patient)
        yield from _sent(parting, patient)


def _half_filled(parting: Parted, patient: Patient) -> Iterator[str]:
    """Neither reads what the other typed; staff still can, where it was put aside."""
    typed = patient.forms.filter(sent_at=None, put_aside_at=None, saved_at__gte=parting.at)
    number = 0
    for form in typed.select_for_update(of=("self",)).order_by("pk"):
        form_put_aside(by=parting.by.actor, form=form, reason=SEPARATED, read=form.version)
        number += 1
    if number:
        forms = "1 form is" if number == 1 else f"{number} forms are"
        yield (
            f"{forms} put aside with {patient}, half filled in while the records were one. Ask "
            f"{patient} anew."
        )


def _sent(parting: Parted, patient: Patient) -> Iterator[str]:
    """Nobody knows which of the two persons gave them."""
    number = patient.forms.filter(sent_at__gte=parting.at).count()
    if number:
        forms = "1 form was" if number == 1 else f"{number} forms were"
        yield (
            f"{forms} sent for {patient} while the records were one. Ask {patient} whether "
            "these are their own answers before anything is decided on them."
        )
