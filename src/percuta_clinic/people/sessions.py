"""Where somebody is signed in, and how to end all of it at once."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from percuta_clinic.people.models import Account

_OWNER = "_auth_user_id"


def sessions_end(account: Account) -> int:
    """Signs ``account`` out everywhere, and says in how many places that was."""
    live = Session.objects.filter(expire_date__gt=timezone.now())
    theirs = [
        session.pk
        for session in live.iterator()
        if session.get_decoded().get(_OWNER) == str(account.pk)
    ]
    UserSession.objects.filter(user=account).delete()
    Session.objects.filter(pk__in=theirs).delete()
    return len(theirs)
