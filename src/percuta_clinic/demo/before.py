"""How far the patients of today are before their needling, each in another way."""

from collections.abc import Callable, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from percuta_clinic.booking.models import Visit
from percuta_clinic.config.ids import new_id
from percuta_clinic.consent.models import How, Kind, Offer
from percuta_clinic.consent.queries import may_treat, photo_levels
from percuta_clinic.consent.services import offer_make, offer_open, patient_in_log, question_ask
from percuta_clinic.consent.signing import Signing, consent_sign
from percuta_clinic.demo.answers import KELOID, half, isotretinoin, whole
from percuta_clinic.demo.people_here import Staff
from percuta_clinic.demo.plans import planned
from percuta_clinic.intake.inviting import prepare_send
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.services import Incomplete, form_open
from percuta_clinic.patients.models import Patient
from percuta_clinic.premises.queries import the_clinic, today
from percuta_clinic.readiness.informing import sheet_for
from percuta_clinic.screening.models import Decision
from percuta_clinic.screening.reminding import newest_runs

DRAWN = "[[[40,120],[70,60],[95,140],[130,70],[160,130],[210,80]],[[250,120],[330,70],[420,110]]]"
ASKED = "Is my face covered if you show the photographs to others?"
YOUNGEST = 25  # beyond the age that any label of a device asks for
Story = Callable[[Staff, Visit], None]


def tell(staff: Staff, visit: Visit, story: str) -> None:
    """Lets a patient do what is to be done before the visit, as far as the story goes."""
    try:
        with transaction.atomic():
            STORIES[story](staff, visit)
    except (ValidationError, Incomplete):
        return  # the clinic was changed by its user: its rules count


def ready_first(people: Sequence[Patient], day: date) -> list[Patient]:
    """Those whom healthy answers make ready: nothing was ever found, and no age needs a doctor."""
    keys = [one.pk for one in people]
    runs = newest_runs(Patient.objects.filter(pk__in=keys))
    held = {run.patient_id for run in runs if run.verdict != "plan"}
    held |= set(Decision.objects.filter(patient__in=keys).values_list("patient_id", flat=True))
    begun = set(
        Form.objects.filter(patient__in=keys, sent_at=None, put_aside_at=None).values_list(
            "patient_id", flat=True
        )
    )
    return [
        one for one in people if one.pk not in held | begun and (one.age_on(day) or 0) >= YOUNGEST
    ]


def _treated(staff: Staff, visit: Visit) -> None:
    """Answered at home, signed by typing the name."""
    whole(staff["front"].actor, visit.patient, visit)
    consent(staff, visit)


def _ready(staff: Staff, visit: Visit) -> None:
    """The same, signed by hand; photographs are for the record and for teaching."""
    whole(staff["front"].actor, visit.patient, visit)
    consent(staff, visit, drawn=DRAWN)
    if not photo_levels(visit.patient):
        _sign(_photos(staff, visit), drawn=DRAWN)


def _planned(staff: Staff, visit: Visit, *, story: Story) -> None:
    """With a plan for what is needled; its service is the visit's."""
    story(staff, visit)
    planned(staff, visit.patient, visit.service)


def _doctor(staff: Staff, visit: Visit) -> None:
    """Something a doctor decides on; and a question about the photographs."""
    whole(staff["front"].actor, visit.patient, visit, but=KELOID)
    offer, herself = _photos(staff, visit), patient_in_log(None)
    offer_open(by=herself, offer=offer)
    question_ask(by=herself, offer=offer, text=ASKED, key=new_id())


def _later(staff: Staff, visit: Visit) -> None:
    """Something that needs more months."""
    clinic = the_clinic()
    if clinic is not None:
        but = isotretinoin(today(clinic))
        whole(staff["front"].actor, visit.patient, visit, but=but)


def _unopened(staff: Staff, visit: Visit) -> None:
    """The link is in the mail."""
    by = staff["front"].actor
    form = form_open(by=by, patient=visit.patient, visit=visit)
    prepare_send(by=by, patient=visit.patient, form=form, visit=visit)


def _half(staff: Staff, visit: Visit) -> None:
    half(staff["front"].actor, visit.patient, visit)


STORIES: dict[str, Story] = {
    "": lambda _staff, _visit: None,
    "treated": _treated,
    "ready": _ready,
    "planned, treated": lambda staff, visit: _planned(staff, visit, story=_treated),
    "planned, ready": lambda staff, visit: _planned(staff, visit, story=_ready),
    "doctor": _doctor,
    "later": _later,
    "unopened": _unopened,
    "half": _half,
}


def _photos(staff: Staff, visit: Visit) -> Offer:
    by = staff["sofia"].actor
    return offer_make(by=by, patient=visit.patient, kind=Kind.PHOTOS, visit=visit)


def consent(staff: Staff, visit: Visit, *, drawn: str = "") -> None:
    """The sheet is offered, read and signed."""
    if may_treat(visit.patient, visit.service).holds:
        return
    informed = sheet_for(visit.patient, visit.service)
    offer = offer_make(
        by=staff["sofia"].actor,
        patient=visit.patient,
        kind=Kind.TREATMENT,
        service=visit.service,
        sheet=informed.sheet if informed else None,
        covers=informed.covers if informed else None,
        visit=visit,
    )
    _sign(offer, drawn=drawn)


def _sign(offer: Offer, *, drawn: str) -> None:
    name, herself = str(offer.patient), patient_in_log(None)
    offer_open(by=herself, offer=offer)
    signing = Signing(
        seen=offer.text_id,
        answers={one["key"]: "yes" for one in offer.text.statements},
        levels={"record": "yes", "teaching": "yes", "publication": "no"},
        name=name,
        drawn=drawn,
        typed="" if drawn else name,
    )
    consent_sign(by=herself, offer=offer, signing=signing, how=How.LINK)
