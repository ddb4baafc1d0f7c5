"""Calendar feeds: made and withdrawn by whom they are about, dead once the role has ended."""

import secrets

from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.services import record
from percuta_clinic.config.digests import digest_of
from percuta_clinic.people.models import Account, CalendarFeed
from percuta_clinic.people.rights import STAFF, Right


@transaction.atomic
def feed_make(*, by: Account) -> str:
    """The secret of a new address, which is stored nowhere; the one before it ends."""
    feed_end(by=by)
    secret = secrets.token_urlsafe(32)
    made = CalendarFeed.objects.create(account=by, digest=digest_of(secret))
    record(by=by.actor, action="feed.made", subject=made)
    return secret


@transaction.atomic
def feed_end(*, by: Account) -> None:
    """Nothing is read at the address any more."""
    Account.objects.select_for_update().get(pk=by.pk)  # a button pressed twice makes one
    for feed in CalendarFeed.objects.filter(account=by, ended_at=None):
        CalendarFeed.objects.filter(pk=feed.pk).update(ended_at=timezone.now())
        record(by=by.actor, action="feed.ended", subject=feed)


def feed_of(account: Account) -> CalendarFeed | None:
    """The one in use, if any."""
    found = CalendarFeed.objects.filter(account=account, ended_at=None).first()
    return found if found and _still_works_here(found) else None


def feed_owner(secret: str) -> Account | None:
    """Whose feed it is; nobody's once it ended, or the role they had when they made it did."""
    rows = CalendarFeed.objects.filter(digest=digest_of(secret), ended_at=None)
    found = rows.select_related("account").first()
    return found.account if found and _still_works_here(found) else None


def _still_works_here(feed: CalendarFeed) -> bool:
    """An address from before somebody left stays dead when they come back."""
    held = feed.account.grants.filter(
        role__in=STAFF, ended_at=None, granted_at__lte=feed.made_at
    ).exists()
    return held and feed.account.may(Right.SEE_BOARD)
