"""What the doors write into the log: who came in, who was refused, which keys changed."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from django.contrib.auth.signals import user_logged_in as let_in
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.services import record
from percuta_clinic.intake.links import VISIT
from percuta_clinic.people.models import Account

STRANGER = Actor(id=None, name="Somebody not signed in")


def note_opened(account: Account, *, how: str = "") -> None:
    """Somebody came in."""
    record(by=account.actor, action="session.opened", subject=account, reason=how)


def note_refused(account: Account | None, *, why: str) -> None:
    """Somebody did not come in; what was typed is not kept."""
    record(by=STRANGER, action="session.refused", subject=account, reason=why)


@receiver(user_logged_in, dispatch_uid="percuta")
def _opened(user: Account, **kwargs: Any) -> None:
    note_opened(user)


@receiver(let_in, dispatch_uid="percuta.visit")
def _visit_over(request: HttpRequest | None, **kwargs: Any) -> None:
    """Whoever came by a private link leaves when somebody signs in."""
    if request is not None:
        request.session.pop(VISIT, None)


@receiver(user_logged_out, dispatch_uid="percuta")
def _closed(user: Account | None, request: HttpRequest | None, **kwargs: Any) -> None:
    if user is not None:
        why = getattr(request, "ended_because", "signed out")
        record(by=user.actor, action="session.ended", subject=user, reason=why)


@receiver(authentication_failed, dispatch_uid="percuta")
def _second_step_failed(user: Account, **kwargs: Any) -> None:
    note_refused(user, why="wrong code")


@receiver(authenticator_added, dispatch_uid="percuta")
def _added(user: Account, authenticator: Authenticator, **kwargs: Any) -> None:
    _factor(user, "second_factor.added", authenticator)


@receiver(authenticator_removed, dispatch_uid="percuta")
def _removed(user: Account, authenticator: Authenticator, **kwargs: Any) -> None:
    _factor(user, "second_factor.removed", authenticator)


@receiver(authenticator_reset, dispatch_uid="percuta")
def _renewed(user: Account, authenticator: Authenticator, **kwargs: Any) -> None:
    _factor(user, "second_factor.renewed", authenticator)


@receiver(authenticator_used, dispatch_uid="percuta")
def _used(user: Account, authenticator: Authenticator, **kwargs: Any) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        _factor(user, "second_factor.spare_code_used", authenticator)


@receiver(password_changed, dispatch_uid="percuta")
def _password_changed(user: Account, **kwargs: Any) -> None:
    record(by=user.actor, action="password.changed", subject=user)


@receiver(password_reset, dispatch_uid="percuta")
def _password_reset(user: Account, **kwargs: Any) -> None:
    record(by=user.actor, action="password.reset", subject=user)


def _factor(user: Account, action: str, authenticator: Authenticator) -> None:
    record(by=user.actor, action=action, subject=user, fields=(str(authenticator.type),))
