"""How many times a stranger may have kept at once, so that nobody empties the clinic's days.

Nothing is looked up about anybody: what counts is what was kept from here, not who is known.
"""

from collections.abc import Iterable

from django.conf import settings
from django.core.cache import cache
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from percuta_clinic.booking.models import Hold
from percuta_clinic.booking.placing import Refused
from percuta_clinic.frame.limits import sender_of
from percuta_clinic.outbox.services import contact_of
from percuta_clinic.premises.models import Clinic

FROM_ONE = 8  # times kept from one connection: a phone network puts many people behind one
BY_EMAIL = 2  # asked for and not confirmed, for one address: a time, and a better one
BY_SESSION = 2  # the same, in one browser, whatever addresses are typed
REMEMBERED = 2 * 3600  # seconds; a time is kept for an hour at most
SESSION = "times asked for"  # where a session keeps which


def refuse_kept(request: HttpRequest, clinic: Clinic, *, but: Hold | None = None) -> None:
    """Before a time is kept: raises Refused; ``but`` is let go for the new one."""
    mine = [but.pk] if but else []
    if _standing(cache.get(_place(request), ())).exclude(pk__in=mine).count() >= FROM_ONE:
        raise Refused(
            f"{FROM_ONE} times are kept for people at your internet connection already. Wait an "
            f"hour, or ask us: {contact_of(clinic)}"
        )


def is_kept(request: HttpRequest, hold: Hold) -> None:
    """Counts a time that was kept just now."""
    _add(_place(request), hold)


def why_not_asked(request: HttpRequest, email: str, hold: Hold, *, clinic: Clinic) -> str:
    """Why no further time is asked for before those asked for are confirmed; empty: it may be."""
    mine, theirs = (
        _standing(kept).exclude(pk=hold.pk).count()
        for kept in (request.session.get(SESSION, ()), cache.get(_box(email), ()))
    )
    if mine < BY_SESSION and theirs < BY_EMAIL:
        return ""
    return (
        f"{max(mine, theirs)} times are kept already and not confirmed. Please open our e-mails "
        f"and confirm the time you want, or wait an hour. You can also ask us: {contact_of(clinic)}"
    )


def is_asked_for(request: HttpRequest, email: str, hold: Hold) -> None:
    """Counts a time that a letter was sent about."""
    _add(_box(email), hold)
    before = _standing(request.session.get(SESSION, ()))
    request.session[SESSION] = [str(one.pk) for one in before] + [str(hold.pk)]


def _standing(keys: Iterable[str]) -> QuerySet[Hold]:
    return Hold.objects.filter(pk__in=list(keys), until__gt=timezone.now())


def _add(where: str, hold: Hold) -> None:
    kept = {str(one.pk) for one in _standing(cache.get(where, ()))}
    cache.set(where, [*kept, str(hold.pk)], timeout=REMEMBERED)


def _place(request: HttpRequest) -> str:
    return _mark("place", sender_of(request))


def _box(email: str) -> str:
    """What follows a plus leads to the same mailbox."""
    name, _, domain = email.strip().lower().rpartition("@")
    return _mark("mailbox", f"{name.partition('+')[0]}@{domain}")


def _mark(kind: str, who: str) -> str:
    """No address is kept, only a mark of it."""
    return f"kept:{kind}:{str(settings.KEYS.mark(f'{kind} {who}'.encode()))[:32]}"
