"""How allauth behaves in a clinic: no open sign-up, second-factor secrets encrypted."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from percuta_clinic.files.vault import seal_text, unseal_text


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come by invitation alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False


class MfaAdapter(DefaultMFAAdapter):
    """Secrets of the second factor lie encrypted in the database."""

    def encrypt(self, text: str) -> str:
        """Under the file key."""
        return seal_text(text)

    def decrypt(self, encrypted_text: str) -> str:
        """What ``encrypt`` made."""
        return unseal_text(encrypted_text)
