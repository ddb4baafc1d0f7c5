"""How allauth behaves in a clinic: no open sign-up, second-factor secrets encrypted."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from percuta_clinic.entry.mails import send_account_mail
from percuta_clinic.files.vault import seal_text, unseal_text


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come by invitation alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the outbox, which waits for a mail server that is away."""
        send_account_mail(self, prefix=template_prefix, email=email, context=context)


class MfaAdapter(DefaultMFAAdapter):
    """Secrets of the second factor lie encrypted in the database."""

    def encrypt(self, text: str) -> str:
        """Under the file key."""
        return seal_text(text)

    def decrypt(self, encrypted_text: str) -> str:
        """What ``encrypt`` made."""
        return unseal_text(encrypted_text)
