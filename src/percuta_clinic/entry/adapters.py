"""How allauth behaves in a clinic: no open sign-up, one count per account, secrets encrypted."""

import unicodedata
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from percuta_clinic.entry.mails import send_account_mail
from percuta_clinic.entry.notes import note_refused
from percuta_clinic.files.vault import seal_text, unseal_text
from percuta_clinic.frame.links import outside
from percuta_clinic.people.models import Account

WAIT = timedelta(minutes=5)
WORDS = {
    "email_password_mismatch": "This e-mail address and password do not belong together.",
    "incorrect_password": "That is not your password.",
    "enter_current_password": "That is not your password until now.",
    "incorrect_code": (
        "That code is not right. Codes of the app change every 30 seconds; "
        "a spare code works only once."
    ),
    "account_inactive": "This account is closed.",
}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come by invitation alone."""

    error_messages = DefaultAccountAdapter.error_messages | WORDS

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Too many tries: the page says when to try again."""
        if code in ("too_many_login_attempts", "rate_limited"):
            return ValidationError(too_many(), code=code)
        error: ValidationError = super().validation_error(code, *args)
        return error

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Goes into the log, without what was typed."""
        account = Account.objects.filter(email=credentials.get("email", "").lower()).first()
        note_refused(account, why="wrong password" if account else "no such account")

    def reauthenticate(self, user: Account, password: str) -> bool:
        """Allauth looks for the address in a table that we do not use."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the outbox, which waits for a mail server that is away."""
        send_account_mail(self, prefix=template_prefix, email=email, context=context)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """From the clinic's own address, not from the one this request came by."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return outside(path.replace("UID-KEY", key))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to where the link was."""
        return reverse("my_account")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """By account alone; allauth adds the host name, which whoever asks may choose."""
        typed = unicodedata.normalize("NFKC", credentials.get("email", "").strip())
        return f"sign-in:{typed.casefold()}"


def too_many() -> str:
    """What to do after too many tries; the same for known and unknown addresses."""
    again = timezone.localtime(timezone.now() + WAIT)
    return (
        f"Too many wrong tries. Nobody can try again for this address before {again:%H:%M}; "
        "a right answer is refused until then too. A passkey still lets you in from the "
        "sign-in page."
    )


class MfaAdapter(DefaultMFAAdapter):
    """Secrets of the second factor lie encrypted; staff keep at least one factor."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WORDS["incorrect_code"],
        "cannot_delete_authenticator": (
            "This is your only second step, and whoever works here needs one. "
            "Set up another one first; then this one can go."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Under the file key."""
        return seal_text(text)

    def decrypt(self, encrypted_text: str) -> str:
        """What ``encrypt`` made."""
        return unseal_text(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Patients may, staff only while another one is left."""
        if not authenticator.user.is_staff_member:
            return True
        others = Authenticator.objects.filter(user=authenticator.user).exclude(
            type=Authenticator.Type.RECOVERY_CODES
        )
        return bool(others.exclude(pk=authenticator.pk).exists())

    def generate_authenticator_name(self, user: Account, kind: Authenticator.Type) -> str:
        """A name to start from."""
        count = Authenticator.objects.filter(user=user, type=kind).count()
        return f"Passkey {count + 1}" if count else "Passkey"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The clinic's name is what a phone shows."""
        found: dict[str, str] = super().get_public_key_credential_rp_entity()
        clinic = getattr(context.request, "clinic", None)
        return found | {"name": clinic.name if clinic else "Percuta"}
