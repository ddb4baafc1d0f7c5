"""Reading about people."""

from datetime import date

from django.db.models import QuerySet

from percuta_clinic.config.prepared import Prepared, Slot
from percuta_clinic.people.models import Account, Delegation, RuleSetSignature
from percuta_clinic.people.rights import STAFF, Role
from percuta_clinic.people.science import rules_in_use


def staff() -> QuerySet[Account]:
    """Everybody who works here now."""
    return having(*STAFF)


def having(*roles: Role) -> QuerySet[Account]:
    """Active accounts with one of these roles now."""
    return (
        Account.objects.filter(is_active=True, grants__role__in=roles, grants__ended_at=None)
        .distinct()
        .order_by("name")
    )


_SIGNATURES: Prepared[RuleSetSignature] = Prepared(
    lambda: RuleSetSignature.objects.filter(digest=Slot("digest", str), withdrawn_at=None).order_by(
        "-signed_at"
    )[:1]
)


def rules_signature() -> RuleSetSignature | None:
    """The doctor's signature under exactly the rules in use, if there is one that holds."""
    digest, _ = rules_in_use()
    return _SIGNATURES.first(digest=digest)


def delegations_on(*, specialist: Account, day: date) -> list[Delegation]:
    """What a specialist may do on ``day`` in a doctor's name."""
    given = specialist.delegations.filter(
        withdrawn_at=None, starts_on__lte=day, ends_on__gte=day
    ).select_related("doctor")
    return [one for one in given if Role.DOCTOR in one.doctor.roles]
