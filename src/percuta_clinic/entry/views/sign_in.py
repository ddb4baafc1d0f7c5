"""Allauth's pages where they need a word more than it says."""

from typing import Any, cast

from allauth.account.views import LoginView, PasswordResetView
from allauth.mfa.adapter import get_adapter
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.webauthn.views import LoginWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator

from percuta_clinic.entry import demo_door
from percuta_clinic.entry.services import codes_kept
from percuta_clinic.frame.factors import KEPT_KEY
from percuta_clinic.outbox.mail import has_no_server
from percuta_clinic.people.models import Account


class SignIn(LoginView):
    """With the open door of the demo, where there is one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        if demo_door.is_open(self.request):
            found["sample_people"] = demo_door.people()
            found["sample_by_link"] = demo_door.by_link()
        return found


@method_decorator(login_not_required, name="dispatch")
class SignInByPasskey(LoginWebAuthnView):
    """Allauth forgets to say that strangers may use it."""


class AskReset(PasswordResetView):
    """Says so plainly where the clinic sends no e-mail."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        return found | {"can_send": _can_send()}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not _can_send():
            raise Http404("This clinic sends no e-mail.")
        return cast("HttpResponse", super().post(request, *args, **kwargs))


def _can_send() -> bool:
    return not has_no_server()


class SpareCodes(ViewRecoveryCodesView):
    """Shows the codes once, and asks whether they are kept."""

    template_name = "mfa/recovery_codes/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        codes = self.request.user.authenticator_set.filter(type="recovery_codes").first()
        return found | {"kept": bool(codes and KEPT_KEY in codes.data)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """They are kept."""
        codes_kept(account=cast("Account", request.user))
        return redirect("home" if request.POST.get("first") else "my_account")


class RemovePasskey(RemoveWebAuthnView):
    """The last factor of staff stays."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        passkey = self.get_queryset().filter(pk=kwargs["pk"]).first()
        adapter = get_adapter()
        if passkey and not adapter.can_delete_authenticator(passkey):
            messages.error(request, adapter.error_messages["cannot_delete_authenticator"])
            return redirect("my_account")
        return cast("HttpResponseBase", super().dispatch(request, *args, **kwargs))
