"""The mails of sign-in, put into the outbox instead of being sent from the page."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.contrib.sites.shortcuts import get_current_site

from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.outbox.models import Channel, Message, Purpose
from percuta_clinic.outbox.services import message_enqueue
from percuta_clinic.people.models import Account

RESET = "account/email/password_reset_key"


def send_account_mail(
    adapter: DefaultAccountAdapter, *, prefix: str, email: str, context: dict[str, Any]
) -> Message:
    """One mail about an account, in the clinic's words where it has some."""
    if prefix == RESET:
        return _queued(
            email,
            occasion="password_reset",
            values={"name": _name(email), "link": context["password_reset_url"]},
        )
    return _queued(email, occasion="account_notice", values=_rendered(adapter, prefix, context))


def _rendered(
    adapter: DefaultAccountAdapter, prefix: str, context: dict[str, Any]
) -> dict[str, str]:
    request = allauth_context.request
    given = {"request": request, "current_site": get_current_site(request), **context}
    mail = adapter.render_mail(prefix, given.get("email", ""), given)
    return {"title": str(mail.subject), "text": str(mail.body)}


def _queued(email: str, *, occasion: str, values: dict[str, str]) -> Message:
    return message_enqueue(
        by=SYSTEM,
        occasion=occasion,
        channel=Channel.EMAIL,
        to_name=_name(email),
        address=email,
        purpose=Purpose.ACCOUNT,
        values=values,
    )


def _name(email: str) -> str:
    account = Account.objects.filter(email=email.lower()).first()
    return account.name if account else email
