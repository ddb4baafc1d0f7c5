"""The open door of the demo: invented people, only on the machine the demo runs on."""

from dataclasses import dataclass
from ipaddress import ip_address
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from percuta_clinic.audit.actor import Actor
from percuta_clinic.intake.links import link_make
from percuta_clinic.intake.models import Form, Link
from percuta_clinic.intake.queries import last_sent, open_form
from percuta_clinic.patients.access import live_patients
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.people.queries import having, staff
from percuta_clinic.people.rights import Role

DOOR = Actor(id=None, name="The open door of the demo")
PATIENTS_SHOWN = 3
DOES = {
    Role.FRONT_DESK: "books visits, takes patients in, keeps the stock",
    Role.SPECIALIST: "opens charts, writes notes, adds files",
    Role.DOCTOR: "opens charts, signs the rules, delegates",
    Role.OWNER: "runs the clinic: people, rooms, prices, the log",
    Role.PATIENT: "sees their own visits, plans and data",
}


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One invented person on the sign-in page."""

    key: str
    name: str
    role: str
    does: str


def is_open(request: HttpRequest) -> bool:
    """In a demo, for a browser on the same machine; a forwarded request came from elsewhere."""
    if not settings.DEMO or "X-Forwarded-For" in request.headers:
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def people() -> list[Sample]:
    """All staff, and the first patients who have an account."""
    patients = having(Role.PATIENT).filter(Q(patient__isnull=False)).order_by("pk")
    return [_sample(account) for account in (*staff(), *patients[:PATIENTS_SHOWN])]


def person(key: UUID) -> Account | None:
    """One of those shown."""
    shown = {sample.key for sample in people()}
    return Account.objects.filter(pk=key).first() if str(key) in shown else None


def _sample(account: Account) -> Sample:
    return Sample(
        key=str(account.pk),
        name=account.name,
        role=", ".join(role.label for role in account.roles),
        does="; ".join(DOES[role] for role in account.roles),
    )


@dataclass(frozen=True, kw_only=True)
class ByLink:
    """A patient to be met by private link, and how far the questions are."""

    patient: Patient
    stands: str


def by_link() -> ByLink | None:
    """Whoever was met so before; else who stopped half-way, or sent the answers last."""
    met = Link.objects.filter(made_by=DOOR.name, patient__in=_known())
    link = met.select_related("patient").order_by("made_at").last()
    patient = link.patient if link else _answering()
    return ByLink(patient=patient, stands=_stands(patient)) if patient else None


def _answering() -> Patient | None:
    typed = Form.objects.filter(put_aside_at=None, saved_at__isnull=False, patient__in=_known())
    typed = typed.select_related("patient")
    form = typed.filter(sent_at=None).last() or typed.order_by("sent_at").last()
    return form.patient if form else None


def _known() -> QuerySet[Patient]:
    """A link asks for the birth date."""
    return live_patients().exclude(birth_date=None)


def _stands(patient: Patient) -> str:
    waiting = open_form(patient)
    if waiting is not None:
        return "half-way through the questions" if waiting.saved_at else "asked new questions"
    return "with the answers sent" if last_sent(patient) else "asked nothing now"


def secret_link() -> str | None:
    """The secret of a new private link to that patient's pages."""
    found = by_link()
    return link_make(by=DOOR, patient=found.patient)[1] if found else None
