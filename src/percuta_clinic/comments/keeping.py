"""How long the address of somebody who commented is kept."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.audit.services import record
from percuta_clinic.comments.models import Comment
from percuta_clinic.outbox.models import Message, State

DAYS_KEPT = 90  # after the decision
DAYS_UNDECIDED = 180  # after it came, where nobody decided
OCCASIONS = ("comment_shown", "comment_answered")


@transaction.atomic
def forget_addresses() -> int:
    """Deletes addresses that were kept long enough; the comments stay. Says how many."""
    now = timezone.now()
    old = Q(decided_at__lte=now - timedelta(days=DAYS_KEPT)) | Q(
        decided_at=None, made_at__lte=now - timedelta(days=DAYS_UNDECIDED)
    )
    forgotten = Comment.objects.filter(old).exclude(sealed_email="").update(sealed_email="")
    stuck = Message.objects.filter(
        occasion__in=OCCASIONS, made_at__lte=now - timedelta(days=DAYS_KEPT)
    ).exclude(sealed_address="")
    stuck.update(state=State.CANCELLED, sealed="", sealed_address="", leased_until=None)
    if forgotten:
        record(by=SYSTEM, action="comment.addresses_deleted", reason=f"{forgotten} deleted")
    return forgotten
