"""Packages: used session by session, given back, kept longer, taken back."""

import calendar
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from percuta_clinic.audit.change import add, change
from percuta_clinic.audit.services import record
from percuta_clinic.billing.ledger import (
    By,
    actor,
    charge_turn,
    named,
    needs_reason,
)
from percuta_clinic.billing.models import (
    Kind,
    Package,
    PackageKind,
    PackageStep,
    PackageUse,
    Turned,
)
from percuta_clinic.booking.models import Service, State, Visit
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.services import held_kept
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today

SOON = timedelta(days=30)  # how long before its end a package says so
BEGAN, FINISHED = "The treatment began", "The visit took place"
BY_ITSELF = (BEGAN, FINISHED)
TAKEN_BACK = "The treatment or visit was taken back"


class NoneLeft(ValidationError):
    """No package of this service has a session left on that day."""


@dataclass(frozen=True, kw_only=True)
class Left:
    """What somebody has left of the package that is used next."""

    package: Package
    left: int
    of: int
    until: date
    day: date

    @property
    def is_over(self) -> bool:
        """Its time has run out with sessions left."""
        return self.until < self.day

    @property
    def ends_soon(self) -> bool:
        """Its time runs out within a month."""
        return not self.is_over and self.until - self.day <= SOON

    @property
    def count(self) -> str:
        """As a chip says it."""
        return f"{self.left} of {self.of} left"

    @property
    def words(self) -> str:
        """With its last day: 3 of 4 left, until 3 May 2027."""
        ends = "ended on" if self.is_over else "until"
        return f"{self.count}, {ends} {self.until:%-d %B %Y}"


def package_left(patient: Patient, service: Service, day: date | None = None) -> Left | None:
    """What is left for a service: of what can be used that day, else of what has run out."""
    now = day or today(Clinic.objects.get())
    found = [one for one in packages_of(patient) if one.service_id == service.pk and one.left]
    in_time = sorted((one for one in found if one.until >= now), key=lambda one: one.until)
    return left_on((in_time or found[-1:])[0], now) if found else None


def left_by_visit(visits: Iterable[Visit], day: date) -> Mapping[UUID, Left]:
    """The same for many visits at once, of what can be used."""
    shown = list(visits)
    rows = Package.objects.filter(patient__in={visit.patient_id for visit in shown})
    by_pair: dict[tuple[UUID, UUID], Left] = {}
    for one in sorted(_whole(rows), key=lambda one: one.until, reverse=True):
        if one.left and one.until >= day:
            by_pair[one.patient_id, one.service_id] = left_on(one, day)
    pairs = ((visit.pk, by_pair.get((visit.patient_id, visit.service_id))) for visit in shown)
    return {key: left for key, left in pairs if left is not None}


def lefts_of(patient: Patient, day: date) -> list[Left]:
    """Every package of a patient, the newest first."""
    return [left_on(one, day) for one in reversed(packages_of(patient))]


def left_on(package: Package, day: date) -> Left:
    """What is left of one package, as seen from a day."""
    return Left(
        package=package, left=package.left, of=package.sessions, until=package.until, day=day
    )


def packages_of(patient: Patient) -> list[Package]:
    """Every package with its uses and steps, the oldest first."""
    return _whole(Package.objects.filter(patient=patient))


def _whole(rows: QuerySet[Package]) -> list[Package]:
    return list(rows.select_related("service").prefetch_related("steps", "uses__visit__service"))


def months_on(day: date, months: int) -> date:
    """The same day so many months later; the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def kind_add(*, by: Account, **details: Any) -> PackageKind:
    """A new kind of package."""
    require(by, Right.EDIT_CLINIC)
    return add(PackageKind(), by=by.actor, action="package_kind.added", details=details)


def kind_change(
    *, by: Account, kind: PackageKind, as_shown: str = "", **details: Any
) -> PackageKind:
    """For packages that are sold from now on; what was sold stays as it was."""
    require(by, Right.EDIT_CLINIC)
    action = "package_kind.changed"
    return change(kind, by=by.actor, action=action, details=details, as_shown=as_shown)


@transaction.atomic
def session_use(*, by: By, visit: Visit, why: str) -> PackageUse:
    """Takes one session for a visit, once; of the package that ends first. Raises NoneLeft."""
    held = held_kept(visit.patient_id)
    if there := PackageUse.objects.filter(visit=visit, given_back_at=None).first():
        return there
    day = visit.starts_at.astimezone(Clinic.objects.get().zone).date()
    package = _usable(held, visit.service, day)
    taken = {use.slot for use in package.uses.all() if use.given_back_at is None}
    made = PackageUse.objects.create(
        package=package,
        visit=visit,
        slot=next(slot for slot in range(1, package.sessions + 1) if slot not in taken),
        out_of=package.sessions,
        why=why.replace("\0", "").strip()[:300],
        by_name=named(by),
    )
    record(by=actor(by), action="package.used", subject=made, patient_id=held.pk)
    return made


def session_decide(*, by: Account, visit: Visit, why: str) -> PackageUse:
    """Somebody decides that a visit takes a session, such as one that was missed."""
    require(by, Right.TAKE_PAYMENTS)
    needs_reason(why)
    return session_use(by=by, visit=visit, why=why)


def _usable(patient: Patient, service: Service, day: date) -> Package:
    """The one that ends first of those that can be used on a day, from the day it was sold."""
    found = [one for one in packages_of(patient) if one.service_id == service.pk and one.left]
    found = [one for one in found if one.sold_on <= day]
    in_time = sorted((one for one in found if one.until >= day), key=lambda one: one.until)
    if in_time:
        return in_time[0]
    if found:
        raise NoneLeft(
            f"{found[-1]} could be used until {found[-1].until:%-d %B %Y}. A doctor or the owner "
            "can let it be used longer, under Payments."
        )
    raise NoneLeft(
        f"No session was left of a package of {service} on {day:%-d %B %Y}. Charge the visit "
        "instead."
    )


@transaction.atomic
def use_give_back(*, by: By, use: PackageUse, why: str) -> PackageUse:
    """The visit did not take a session after all."""
    needs_reason(why)
    held = held_kept(use.package.patient_id)
    changed = PackageUse.objects.filter(pk=use.pk, given_back_at=None).update(
        given_back_at=timezone.now(),
        given_back_why=why.replace("\0", "").strip()[:300],
        given_back_by=named(by),
    )
    if changed:
        record(by=actor(by), action="package.given_back", subject=use, patient_id=held.pk)
    use.refresh_from_db()
    return use


@transaction.atomic
def package_extend(*, by: Account, package: Package, until: date, why: str) -> PackageStep:
    """Lets a package be used longer."""
    require(by, Right.WAIVE_CHARGES)
    needs_reason(why)
    held, now = _held(package)
    if until <= now.until:
        raise ValidationError(
            f"It can be used until {now.until:%-d %B %Y} already. Enter a later day."
        )
    made = PackageStep.objects.create(
        package=now, until=until, why=why.strip()[:300], by_name=named(by)
    )
    record(by=by.actor, action="package.extended", subject=now, patient_id=held.pk)
    return made


@transaction.atomic
def package_end(*, by: Account, package: Package, why: str) -> PackageStep:
    """Takes a package back: what was not paid of it is not asked for any more.

    What was paid of it is in credit, less the sessions that were had at their share of the price.
    """
    require(by, Right.WAIVE_CHARGES)
    needs_reason(why)
    held, now = _held(package)
    made = PackageStep.objects.create(package=now, why=why.strip()[:300], by_name=named(by))
    record(by=by.actor, action="package.ended", subject=now, patient_id=held.pk)
    had = (now.price * now.used / now.sessions).quantize(now.price)
    charge = getattr(now, "charge", None)
    if charge is not None and now.price > had:
        back = min(now.price - had, charge.amount - charge.turned)
        if back > 0:
            charge_turn(by=by, charge=charge, why=why, amount=back, what=Turned.RELEASED)
    return made


def _held(package: Package) -> tuple[Patient, Package]:
    held = held_kept(package.patient_id)
    now = _whole(Package.objects.filter(pk=package.pk))[0]
    if now.ended:
        raise ValidationError(f"{now} was taken back on {now.ended.at:%-d %B %Y}.")
    return held, now


def visit_follow(*, by: By, visit: Visit) -> PackageUse | None:
    """Books or gives back the session of a visit, by how far it has come; asking twice is safe."""
    use = PackageUse.objects.filter(visit=visit, given_back_at=None).first()
    if takes_one(visit):
        return use or _taken(by, visit)
    if use is not None and use.why in BY_ITSELF:
        return use_give_back(by=by, use=use, why=TAKEN_BACK)
    return use


def takes_one(visit: Visit) -> bool:
    """Whether a session was had: needling that began, or anything else that is finished."""
    if visit.service.is_needling:
        return visit.treatment_began_at is not None
    return visit.state == State.FINISHED


def _taken(by: By, visit: Visit) -> PackageUse | None:
    """A session given back by hand, or charged by itself, is not taken again."""
    if visit.package_uses.exclude(given_back_why=TAKEN_BACK).exists():
        return None
    if visit.charges.filter(kind=Kind.SESSION).exists():
        return None
    try:
        return session_use(by=by, visit=visit, why=BEGAN if visit.service.is_needling else FINISHED)
    except NoneLeft:
        return None


def catch_up() -> int:
    """Books what a visit of the last two days took and nobody wrote down."""
    lately = timezone.now() - timedelta(days=2)
    rows = Visit.objects.filter(
        state__in=(State.TREATING, State.FINISHED),
        state_since__gt=lately,
        patient__packages__isnull=False,
        package_uses=None,
    )
    found = rows.select_related("service", "patient").distinct()
    return sum(visit_follow(by=None, visit=one) is not None for one in found)


def announcements(day: date) -> Iterator[Left]:
    """Packages with sessions left that end within a month."""
    rows = Package.objects.filter(first_until__lte=day + SOON, patient__erased_at=None)
    for one in _whole(rows.select_related("patient")):
        left = left_on(one, day)
        if left.left and left.ends_soon:
            yield left
