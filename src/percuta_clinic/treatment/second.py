"""The second person of a record: who has had a part in a session, and who may co-sign it."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from percuta_clinic.people.models import Account
from percuta_clinic.people.queries import having
from percuta_clinic.people.rights import RIGHTS, Right
from percuta_clinic.treatment.access import treats
from percuta_clinic.treatment.models import Amendment, CoSignature, Event, Record, Session
from percuta_clinic.treatment.writing import print_of

AMENDED = "amended after co-signature, not yet seen by a doctor"
NOBODY = "no second person"  # a clinic with one doctor, who treated


def had_part(account: Account, session: Session) -> bool:
    """Whether this person treated, began the session or entered anything in it."""
    if treats(account, session.visit) or account.pk == session.opened_by_id:
        return True
    return session.events.filter(Q(said_by=account.pk) | Q(by=account)).exists()


def own_work(account: Account) -> Q:
    """Records of what this person did or signed: somebody else co-signs them."""
    needled = Event.objects.filter(session=OuterRef("session"), slot__startswith="zone/")
    return (
        Q(signed_by=account)
        | Q(session__visit__specialist=account)
        | Q(session__visit__treatment_began_by=account)
        | Q(session__opened_by=account)
        | Q(Exists(needled.filter(said_by=account.pk)))
    )


def not_own_work(rows: QuerySet[Record], account: Account) -> QuerySet[Record]:
    """Those of ``rows`` that this person may be the second one to read."""
    mine = Record.objects.filter(own_work(account)).values("pk")
    return rows.exclude(pk__in=mine)


def is_second(account: Account, record: Record) -> bool:
    """Whether this doctor did none of what stands in it."""
    return not_own_work(Record.objects.filter(pk=record.pk), account).exists()


def second_there(record: Record) -> bool:
    """Whether this clinic has any doctor who may co-sign it."""
    doctors = having(*(role for role, rights in RIGHTS.items() if Right.APPROVE_PLANS in rights))
    return any(is_second(one, record) for one in doctors)


def unseen(record: Record) -> list[Amendment]:
    """What was amended after the newest co-signature, and not by whoever gave it."""
    last = record.cosignatures.last()
    if last is None:
        return []
    return list(record.amendments.filter(at__gt=last.at).exclude(by=last.by_id))


def amended_since(rows: QuerySet[Record]) -> QuerySet[Record]:
    """Those of ``rows`` that were amended after their newest co-signature."""
    newest = CoSignature.objects.filter(record=OuterRef("pk")).order_by("-at", "-id")
    rows = rows.annotate(
        seen_at=Subquery(newest.values("at")[:1]), seen_by=Subquery(newest.values("by")[:1])
    )
    later = Amendment.objects.filter(record=OuterRef("pk"), at__gt=OuterRef("seen_at"))
    return rows.filter(Exists(later.exclude(by=OuterRef("seen_by"))))


def why_read(record: Record) -> str:
    """Why a doctor has to read it now; empty where nobody has to."""
    if record.cosignatures.exists():
        later = unseen(record)
        return f"{AMENDED}: {'; '.join(one.text for one in later)}" if later else ""
    return record.cosign_why


def read_print(record: Record) -> str:
    """What a co-signature is for: the record with all that was put right in it since."""
    added = [f"{one.pk} {one.text} {one.why}" for one in record.amendments.order_by("at", "pk")]
    return print_of("\n".join((record.digest, *added))) if added else record.digest
