"""What an export holds of somebody's money, and what is left of it once they are erased."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model

from percuta_clinic.billing.models import PackageStep, PackageUse
from percuta_clinic.patients.models import Patient

Plain = Callable[[Model], dict[str, Any]]


def money_of(patient: Patient, plain: Plain) -> dict[str, Any]:
    """Charges, payments, packages and terms, each with what was done about it."""
    charges = patient.charges.prefetch_related("reversals")
    payments = patient.payments.prefetch_related("reversals", "allocations")
    packages = patient.packages.prefetch_related("uses", "steps")
    return {
        "charges": [_with(plain, row, "reversals") for row in charges],
        "payments": [_with(plain, row, "reversals", "allocations") for row in payments],
        "packages": [_with(plain, row, "uses", "steps") for row in packages],
        "terms_agreed": [plain(row) for row in patient.terms_agreed.all()],
    }


def _with(plain: Plain, row: Model, *parts: str) -> dict[str, Any]:
    more = {part: [plain(one) for one in getattr(row, part).all()] for part in parts}
    return plain(row) | more


def money_blanked(patient: Patient) -> None:
    """Amounts stay as numbers, as books must be kept; words that may tell of somebody go."""
    patient.charges.update(why="")
    patient.payments.update(reference="")
    patient.reversals.update(why="")
    PackageStep.objects.filter(package__patient=patient).update(why="")
    PackageUse.objects.filter(package__patient=patient).update(why="", given_back_why="")
