"""The way into a treatment: what is missing is said, with the way out; nothing goes round it."""

from django.db import transaction

from percuta_clinic.booking.daytime import why_not_today
from percuta_clinic.booking.models import Visit
from percuta_clinic.booking.services import Blocked, visit_resume, visit_treat
from percuta_clinic.patients.services import held_kept
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today
from percuta_clinic.readiness.strip import Part, Strip, strip_of
from percuta_clinic.screening.models import Why
from percuta_clinic.screening.services import run_kept


class NotReady(Blocked):
    """Treatment cannot begin yet; ``strip`` says what is missing and who can clear it."""

    def __init__(self, strip: Strip) -> None:
        missing = "; ".join(item.words for item in strip.missing)
        super().__init__(f"Not ready for treatment: {missing}.")
        self.strip = strip


class NotAgreed(Blocked):
    """No doctor of this clinic is named who has agreed to the plan and its points."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"{found} Choose on the visit's page which doctor of this clinic has agreed to the "
            "plan and its points; if none has, ask one first. Nothing was begun."
        )


@transaction.atomic
def treatment_begin(*, by: Account, visit: Visit, version: int, agreed_by: Account | None) -> Visit:
    """Begins the treatment of a visit, if everything is there. Raises NotReady, NotAgreed.

    ``agreed_by`` is the doctor who has agreed to the plan; whoever begins vouches for it.
    """
    _refuse_desk(by)
    patient = held_kept(visit.patient_id)  # nobody signs, withdraws or answers meanwhile
    clinic = Clinic.objects.get()
    strip = strip_of(visit, day=today(clinic))
    if strip is None:
        raise Blocked(f"At {visit.service} no skin is needled, so there is no treatment to begin.")
    if why := why_not_today(visit, clinic):
        raise Blocked(why)
    if not strip.is_ready:
        raise NotReady(strip)
    cleared = strip.cleared | {Part.PLAN.value: _agreed(by, agreed_by)}
    run_kept(patient=patient, why=Why.TREATMENT, visit=visit)
    return visit_treat(by=by.actor, visit=visit, version=version, cleared=cleared)


def _agreed(by: Account, doctor: Account | None) -> str:
    """Whose word it is that a doctor agreed, in words that stay with the treatment."""
    if doctor is None:
        raise NotAgreed("No doctor is named.")
    if not doctor.may(Right.DECIDE_FINDINGS):
        raise NotAgreed(f"{doctor.name} is not a doctor of this clinic.")
    return f"{doctor.name} agreed" + (f", says {by.name}" if doctor.pk != by.pk else "")


@transaction.atomic
def treatment_resume(*, by: Account, visit: Visit, version: int) -> Visit:
    """Back to a treatment finished by mistake, while its consent holds. Raises NotReady."""
    _refuse_desk(by)
    held_kept(visit.patient_id)
    strip = strip_of(visit)
    consent = tuple(item for item in strip.items if item.part is Part.CONSENT) if strip else ()
    if any(item.is_missing for item in consent):
        raise NotReady(Strip(items=consent))
    return visit_resume(by=by.actor, visit=visit, version=version)


def _refuse_desk(by: Account) -> None:
    if not by.may(Right.OPEN_CHART):
        raise Blocked("Only a specialist or a doctor begins a treatment. Nothing was changed.")
