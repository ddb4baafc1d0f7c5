"""Reading sessions and records: what waits for whom."""

from django.db.models import Q, QuerySet

from percuta_clinic.booking.models import State
from percuta_clinic.patients.access import open_charts
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.treatment.models import Record, Session
from percuta_clinic.treatment.second import amended_since, not_own_work


def to_cosign(account: Account) -> QuerySet[Record]:
    """Records that wait for another doctor than who treated or signed, the oldest first.

    One that was amended after its co-signature waits again.
    """
    require(account, Right.APPROVE_PLANS)
    never = Record.objects.exclude(cosign_why="").filter(cosignatures=None)
    again = amended_since(Record.objects.all())
    rows = Record.objects.filter(Q(pk__in=never.values("pk")) | Q(pk__in=again.values("pk")))
    rows = rows.filter(patient__in=open_charts(account).values("pk"))
    return (
        not_own_work(rows, account)
        .select_related("patient", "session__visit__service")
        .order_by("signed_at")
    )


def to_sign(account: Account) -> QuerySet[Session]:
    """Sessions that are over and not signed, the oldest first: one's own, or all for a doctor."""
    require(account, Right.WRITE_NOTES)
    rows = Session.objects.filter(signed_at=None, visit__state=State.FINISHED)
    rows = rows.filter(patient__erased_at=None, patient__removed_at=None)
    if not account.may(Right.APPROVE_PLANS):
        rows = rows.filter(opened_by=account)
    return rows.select_related("patient", "visit__service").order_by("opened_at")
