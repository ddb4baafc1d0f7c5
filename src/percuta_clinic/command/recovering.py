"""``user recover``: lets somebody in again who lost every second factor."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.urls import reverse

from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.audit.services import record
from percuta_clinic.config.environment import Environment
from percuta_clinic.people.models import Account


def account_of(email: str) -> Account | None:
    """Whoever signs in with this address and may."""
    return Account.objects.filter(email=email.strip().lower(), is_active=True).first()


@transaction.atomic
def recover(environment: Environment, account: Account) -> str:
    """Takes the second factors away, ends every session, and gives a link that works once."""
    removed = Authenticator.objects.filter(user=account)
    kinds = sorted(set(removed.values_list("type", flat=True)))
    removed.delete()
    for session in UserSession.objects.filter(user=account):
        session.end()
    account.set_unusable_password()
    account.save(update_fields=["password"])
    record(
        by=SYSTEM,
        action="account.recovered",
        subject=account,
        fields=kinds,
        reason="on the server's own command line",
    )
    key, token = user_pk_to_url_str(account), default_token_generator.make_token(account)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": key, "key": token})
    return f"{environment.url}{path}"
