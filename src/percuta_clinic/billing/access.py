"""Who may see which money; permission and fetch are one call. None of it opens a chart."""

from uuid import UUID

from percuta_clinic.billing.models import Charge, Package, PackageKind, PackageUse, Payment
from percuta_clinic.patients.access import live_patients, patient_for
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import NotYours, fetch, require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right


def payer_for(account: Account, key: UUID, right: Right = Right.SEE_MONEY) -> Patient:
    """A patient whose payments are looked at or changed."""
    return patient_for(account, key, right)


def charge_for(account: Account, key: UUID, right: Right = Right.WAIVE_CHARGES) -> Charge:
    """A charge of somebody whose record is in use."""
    rows = Charge.objects.filter(patient__in=live_patients()).select_related("patient")
    return fetch(account, right, rows=rows, key=key)


def payment_for(account: Account, key: UUID, right: Right = Right.SEE_MONEY) -> Payment:
    """A payment of somebody whose record is in use."""
    rows = Payment.objects.filter(patient__in=live_patients()).select_related("patient")
    return fetch(account, right, rows=rows, key=key)


def package_for(account: Account, key: UUID, right: Right = Right.WAIVE_CHARGES) -> Package:
    """A package of somebody whose record is in use."""
    rows = Package.objects.filter(patient__in=live_patients()).select_related("patient")
    return fetch(account, right, rows=rows, key=key)


def use_for(account: Account, key: UUID) -> PackageUse:
    """A session that a visit took, for whoever may give it back."""
    rows = PackageUse.objects.filter(package__patient__in=live_patients(), given_back_at=None)
    return fetch(account, Right.TAKE_PAYMENTS, rows=rows.select_related("package"), key=key)


def kind_for(account: Account, key: UUID) -> PackageKind:
    """A kind of package, for whoever sets prices."""
    return fetch(account, Right.EDIT_CLINIC, rows=PackageKind.objects.all(), key=key)


def kind_on_sale(account: Account, key: UUID) -> PackageKind:
    """A kind of package that is offered, for whoever sells."""
    rows = PackageKind.objects.filter(is_offered=True).select_related("service")
    return fetch(account, Right.TAKE_PAYMENTS, rows=rows, key=key)


def own_receipt(account: Account, key: UUID) -> Payment:
    """A payment of the patient who is signed in."""
    require(account, Right.SEE_OWN)
    rows = Payment.objects.filter(patient__in=live_patients(), patient__account=account)
    found = rows.filter(pk=key).select_related("patient").first()
    if found is None:
        raise NotYours("There is nothing of that name.")
    return found
