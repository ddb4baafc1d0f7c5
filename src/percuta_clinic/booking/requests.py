"""A visitor's request for a time: kept, confirmed from the mailbox, or forgotten after a day."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.audit.services import record
from percuta_clinic.booking.holding import as_held, hold_longer
from percuta_clinic.booking.models import HOLDS, Hold, Request, Visit
from percuta_clinic.booking.placing import Refused, Wish, visit_book
from percuta_clinic.booking.request_letters import KEPT, VISITOR, letters_of, request_tell
from percuta_clinic.config.digests import digest_of
from percuta_clinic.files.vault import seal_text, unseal_text
from percuta_clinic.outbox.services import contact_of
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.services import patient_enter
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Clinic

TO_ANSWER = timedelta(minutes=60)
MOST_AHEAD = 4  # visits to come by one e-mail address: a household may share it
SHOWN = timedelta(days=14)  # after the visit
DETAILS = ("given_name", "family_name", "email", "phone", "birth_date", "time_zone")


@dataclass(frozen=True, kw_only=True)
class Confirmed:
    """The visit of a request; ``again``: it was confirmed before."""

    visit: Visit
    again: bool


@transaction.atomic
def request_make(*, person: Mapping[str, Any], hold: Hold, terms: str, once: str = "") -> Request:
    """Keeps the time while a letter is answered; one request and one letter for one form.

    ``terms`` were shown, and stand in the letter. Nothing is looked up about the person.
    Raises Refused if the time is gone.
    """
    Clinic.objects.select_for_update().get()  # before holds and requests, everywhere
    name = digest_of(once) if once else None
    if there := Request.objects.filter(Q(hold=hold) | Q(once=name, once__isnull=False)).first():
        if there.hold_id != hold.pk:
            hold.delete()
        return there
    said = {**person, "terms": terms}
    secret, hold = secrets.token_urlsafe(24), hold_longer(hold, timezone.now() + TO_ANSWER)
    made = Request.objects.create(
        digest=digest_of(secret),
        service=hold.service,
        starts_at=hold.starts_at,
        hold=hold,
        specialist=hold.specialist,
        once=name,
        sealed=seal_text(json.dumps(said, default=str)),
    )
    record(by=VISITOR, action="request.made", subject=made)
    request_tell(made, hold, secret=secret, said=said)
    return made


def is_asked(once: str) -> bool:
    """Whether a form was sent before."""
    return Request.objects.filter(once=digest_of(once)).exists()


def request_of(secret: str) -> Request | None:
    """The request of a letter, unless it is forgotten by now."""
    found = Request.objects.filter(digest=digest_of(secret)).select_related("service", "visit")
    first = found.select_related("visit__patient").first()
    if first is None or (first.visit and first.visit.patient.erased_at):
        return None
    return first if first.visit or first.made_at > _oldest() else None


@transaction.atomic
def request_confirm(
    *, request: Request, starts_at: datetime | None = None, specialist: Account | None = None
) -> Confirmed:
    """Makes the record and books, once; ``starts_at`` is chosen where the first time was taken.

    Raises Refused with the nearest free times.
    """
    held = _held(request)
    if held.visit is not None:
        return Confirmed(visit=held.visit, again=True)
    told = json.loads(unseal_text(held.sealed))
    at = starts_at or held.starts_at
    if (twin := _twin(held, at, told)) is not None:
        if held.hold:
            held.hold.delete()
        return Confirmed(visit=twin, again=True)
    _refuse_many(told["email"])
    patient = patient_enter(by=VISITOR, details=_details(told), told=_agreed(told))
    visit = _booked(held, at, patient=patient, specialist=specialist)
    wish = str(told.get("wish", ""))
    Request.objects.filter(pk=held.pk).update(visit=visit, sealed=seal_text(wish) if wish else "")
    letters_of(held).update(patient_id=patient.pk)
    record(by=VISITOR, action="request.confirmed", subject=held, patient_id=patient.pk)
    return Confirmed(visit=visit, again=False)


def _held(request: Request) -> Request:
    """The clinic is held before a request: whoever books lets go what was kept for one."""
    Clinic.objects.select_for_update().get()
    rows = Request.objects.select_for_update(of=("self",))
    return rows.select_related("service", "specialist").get(pk=request.pk)


def _refuse_many(email: str) -> None:
    """Only whoever reads that mailbox comes here, so nobody else learns what is booked."""
    rows = Request.objects.filter(
        visit__patient__email__iexact=email,
        visit__state__in=HOLDS,
        visit__starts_at__gt=timezone.now(),
    )
    if rows.count() >= MOST_AHEAD:
        raise Refused(
            f"{MOST_AHEAD} visits are booked by this e-mail address already. For one more, please "
            f"ask us: {contact_of(Clinic.objects.get())}"
        )


def _twin(held: Request, at: datetime, told: Mapping[str, Any]) -> Visit | None:
    """The visit of the same person at the same time, where they asked for it twice."""
    details = _details(told)
    who = ("given_name", "family_name", "email", "birth_date")
    rows = Request.objects.filter(
        visit__service=held.service,
        visit__starts_at=at,
        visit__state__in=HOLDS,
        **{f"visit__patient__{name}": details[name] for name in who},
    )
    found = rows.exclude(pk=held.pk).select_related("visit").first()
    return found.visit if found else None


def _booked(held: Request, at: datetime, *, patient: Patient, specialist: Account | None) -> Visit:
    """What was kept, with whom it was named; or a time that was chosen in its place."""
    is_named, hold = at == held.starts_at, held.hold
    what: dict[str, Any] = {
        "service": held.service,
        "starts_at": at,
        "specialist": specialist or (held.specialist if is_named else None),
    }
    visit = visit_book(
        by=VISITOR,
        patient=patient,
        wish=Wish(themselves=True),
        **(as_held(hold) if hold and is_named else what),
    )
    if hold and not is_named:
        hold.delete()
    return visit


def wish_of(request: Request) -> str:
    """What somebody wrote when they asked for the visit."""
    return unseal_text(request.sealed) if request.visit_id and request.sealed else ""


def sweep_requests(now: datetime | None = None) -> int:
    """Forgets what nobody confirmed within a day, and what was asked for long ago."""
    now = now or timezone.now()
    old = Request.objects.filter(
        Q(visit=None, made_at__lte=now - KEPT) | Q(visit__ends_at__lte=now - SHOWN)
    )
    return sum(_forget(request) for request in list(old))


@transaction.atomic
def _forget(request: Request) -> int:
    Clinic.objects.select_for_update().get()
    held = Request.objects.select_for_update(of=("self",)).filter(pk=request.pk).first()
    if held is None or held.visit_id != request.visit_id:
        return 0
    if held.visit_id is None:
        if held.hold:
            held.hold.delete()
        letters_of(held).filter(patient_id=None).delete()
        record(by=SYSTEM, action="request.forgotten", subject=held)
    held.delete()
    return 1


def _oldest() -> datetime:
    return timezone.now() - KEPT


def _details(told: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: told.get(name) or "" for name in DETAILS}
    return found | {"birth_date": date.fromisoformat(told["birth_date"])}


def _agreed(told: Mapping[str, Any]) -> str:
    return f"read how the clinic keeps data on {told['agreed_on']}, and agreed"
