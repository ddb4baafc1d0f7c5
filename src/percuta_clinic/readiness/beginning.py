"""The way into a treatment: what is missing is said, with the way out; nothing goes round it."""

from datetime import date

from django.db import transaction
from django.utils.timezone import localdate

from percuta_clinic.billing.packages import visit_follow
from percuta_clinic.booking.daytime import why_not_today
from percuta_clinic.booking.models import Visit
from percuta_clinic.booking.services import Blocked, visit_resume, visit_treat
from percuta_clinic.patients.services import held_kept
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.planning.ending import course_begun
from percuta_clinic.planning.making import points_not_approved
from percuta_clinic.planning.queries import points_approved
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today
from percuta_clinic.readiness.allowed import places_cleared
from percuta_clinic.readiness.items import Part
from percuta_clinic.readiness.planned import Planned
from percuta_clinic.readiness.strip import Strip, strip_of
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
    cleared = strip.cleared
    if points_to_agree(strip.planned, day=today(clinic)) is not None:
        cleared[Part.PLAN.value] = _agreed(by, agreed_by)
    if strip.planned is not None:
        course_begun(by=by, plan=strip.planned.plan)
    run_kept(patient=patient, why=Why.TREATMENT, visit=visit)
    begun = visit_treat(by=by.actor, visit=visit, version=version, cleared=cleared)
    visit_follow(by=by, visit=begun)
    return begun


def points_to_agree(found: Planned | None, *, day: date) -> tuple[str, ...] | None:
    """What a doctor has to agree to before the treatment; None: a plan in force has all of it.

    Empty where nothing is planned here: then all points of the proposal.
    """
    if found is None or not found.agreed:
        return ()
    return points_not_approved(found.plan, day=day, approved=points_approved(found.plan)) or None


def _agreed(by: Account, doctor: Account | None) -> str:
    """Whose word it is that a doctor agreed, in words that stay with the treatment."""
    if doctor is None:
        raise NotAgreed("No doctor is named.")
    if not doctor.may(Right.DECIDE_FINDINGS):
        raise NotAgreed(f"{doctor.name} is not a doctor of this clinic.")
    return f"{doctor.name} agreed" + (f", says {by.name}" if doctor.pk != by.pk else "")


@transaction.atomic
def treatment_resume(*, by: Account, visit: Visit, version: int) -> Visit:
    """Back to a treatment finished by mistake, while all that allowed it holds. Raises NotReady."""
    _refuse_desk(by)
    held_kept(visit.patient_id)
    strip = strip_of(visit, day=_began_on(visit), but_them=True)
    if strip is not None and not strip.is_ready:
        raise NotReady(strip)
    if strip is not None:
        _refuse_other_places(visit, strip)
    return visit_resume(by=by.actor, visit=visit, version=version)


def _began_on(visit: Visit) -> date:
    """The day of the treatment that goes on; midnight makes no answer older."""
    clinic = Clinic.objects.get()
    began = visit.treatment_began_at
    return localdate(began, clinic.zone) if began else today(clinic)


def _refuse_other_places(visit: Visit, strip: Strip) -> None:
    """What is kept with a treatment says where it is allowed; it is never changed."""
    before, now = places_cleared(visit.cleared), places_cleared(strip.cleared)
    if before and before != now:
        which = "" if visit.patient.restricted else f" {now} When the treatment began: {before}"
        raise Blocked(
            f"The places that may be treated are others now.{which} So the visit stays finished, "
            "and the rest is for another one. If an answer was entered by mistake, a specialist or "
            "a doctor puts it right under All answers."
        )


def _refuse_desk(by: Account) -> None:
    if not by.may(Right.OPEN_CHART):
        raise Blocked("Only a specialist or a doctor begins a treatment. Nothing was changed.")
