"""The open door of the demo: invented people, only on the machine the demo runs on."""

from dataclasses import dataclass
from ipaddress import ip_address
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest

from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.intake.links import link_make
from percuta_clinic.intake.models import Form
from percuta_clinic.patients.access import live_patients
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.people.queries import having, staff
from percuta_clinic.people.rights import Role

PATIENTS_SHOWN = 3
DOES = {
    Role.FRONT_DESK: "books visits, takes patients in, keeps the stock",
    Role.SPECIALIST: "opens charts, writes notes, adds files",
    Role.DOCTOR: "opens charts, signs the rules, delegates",
    Role.OWNER: "runs the clinic: people, rooms, prices, the log",
    Role.PATIENT: "sees her own visits and data",
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


def by_link() -> Patient | None:
    """A patient who stopped half-way through the questions, to be met by private link."""
    begun = Form.objects.filter(
        sent_at=None, put_aside_at=None, saved_at__isnull=False, patient__in=live_patients()
    )
    form = begun.exclude(patient__birth_date=None).select_related("patient").last()
    return form.patient if form else None


def secret_link() -> str | None:
    """The secret of a new private link to that patient's pages."""
    patient = by_link()
    return link_make(by=SYSTEM, patient=patient)[1] if patient else None
