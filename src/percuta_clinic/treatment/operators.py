"""Who needled in a session: whoever entered its places, not whoever was booked for it."""

from collections.abc import Collection
from uuid import UUID

from percuta_clinic.people.models import Account
from percuta_clinic.treatment.models import Event, Session


def operators_of(sessions: Collection[Session]) -> dict[UUID, tuple[str, ...]]:
    """Their names by session, in the order in which they began; who was booked where nobody is."""
    booked = {one.pk: one.visit.specialist.name for one in sessions}
    rows = Event.objects.filter(session__in=booked, late=False, slot__startswith="zone/")
    said = [
        (one.session_id, one.said_by, one.by_name)
        for one in rows.order_by("number").only("session", "said_by", "by_name", "value")
        if one.value
    ]
    names = dict(
        Account.objects.filter(pk__in={who for _, who, _ in said}).values_list("pk", "name")
    )
    found: dict[UUID, dict[str, None]] = {}
    for session, who, sent_by in said:
        found.setdefault(session, {})[names.get(who, sent_by)] = None
    return {key: tuple(found.get(key, {name: None})) for key, name in booked.items()}
