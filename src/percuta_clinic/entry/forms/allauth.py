"""Allauth's forms in the clinic's words; what they check is allauth's."""

from typing import Any, ClassVar

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.http import HttpRequest

PASSWORD_HELP = (
    "At least 12 characters, not only digits, no common password, and nothing like your "
    "name or e-mail address. Four or five words in a row are good."
)
DIGITS = {"inputmode": "numeric", "class": "code", "spellcheck": "false"}


class Worded:
    """Gives fields the clinic's labels and takes placeholders away."""

    labels: ClassVar[dict[str, tuple[str, str]]] = {}
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, help_text) in self.labels.items():
            field = self.fields[name]
            field.label, field.help_text = label, help_text
            field.widget.attrs.pop("placeholder", None)


class SignIn(Worded, LoginForm):
    labels = {"login": ("E-mail address", ""), "password": ("Password", "")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autofocus": True}


class Confirm(Worded, ReauthenticateForm):
    labels = {"password": ("Your password", "")}


class AskReset(Worded, ResetPasswordForm):
    labels = {"email": ("Your e-mail address", "")}

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """A letter goes out whether or not the address is known, so that nothing shows."""
        if self.users:
            return str(super().save(request, **kwargs))
        email = str(self.cleaned_data["email"])
        get_adapter().send_mail("account/email/unknown_account", email, {"request": request})
        return email


class Reset(Worded, ResetPasswordKeyForm):
    labels = {"password1": ("New password", PASSWORD_HELP), "password2": ("Once more", "")}


class ChangePassword(Worded, ChangePasswordForm):
    labels = {
        "oldpassword": ("Password until now", ""),
        "password1": ("New password", PASSWORD_HELP),
        "password2": ("New password once more", ""),
    }


class SetPassword(Worded, SetPasswordForm):
    labels = {"password1": ("Password", PASSWORD_HELP), "password2": ("Once more", "")}


class Code(Worded, AuthenticateForm):
    labels = {
        "code": (
            "Code",
            "The six digits that your app shows now, or one of your spare codes.",
        )
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= DIGITS | {"autofocus": True}


class ConfirmCode(Worded, ReauthenticateCodeForm):
    labels = Code.labels

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= DIGITS


class FirstCode(Worded, ActivateTOTPForm):
    labels = {
        "code": (
            "The six digits it shows",
            "They change every 30 seconds; there is no hurry, take the next ones.",
        )
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= DIGITS


class AddPasskey(Worded, AddWebAuthnForm):
    labels = {"name": ("Its name", "So that you can tell it apart later, such as “my phone”.")}


class NamePasskey(Worded, EditWebAuthnForm):
    labels = {"name": ("Its name", "")}
