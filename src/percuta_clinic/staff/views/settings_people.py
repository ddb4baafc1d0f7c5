"""Who works here: accounts, roles, invitations."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from percuta_clinic.booking.offering import visits_ahead
from percuta_clinic.booking.unfit import unfit_visits
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.links import invitation_url
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.outbox.mail import has_no_server
from percuta_clinic.outbox.notices import invitation_send
from percuta_clinic.people.access import colleague_for, invitation_for
from percuta_clinic.people.models import Account, Invitation
from percuta_clinic.people.rights import Right, Role
from percuta_clinic.people.roster import invitations_open, roster, with_second_factor
from percuta_clinic.people.services import (
    account_close,
    account_reopen,
    invitation_make,
    invitation_withdraw,
    role_end,
    role_grant,
)
from percuta_clinic.staff.forms.people import InviteForm, RoleForm
from percuta_clinic.staff.views.settings_parts import part_page

HERE = "settings_people"


@require_safe
@needs(Right.EDIT_PEOPLE)
def people(request: ClinicRequest) -> HttpResponseBase:
    """Everybody who works here or did, and invitations that wait."""
    accounts = roster(request.user)
    secured = with_second_factor(accounts)
    rows = [(one, one.pk in secured) for one in accounts]
    return part_page(
        request,
        "staff/settings/people.html",
        HERE,
        active=[row for row in rows if row[0].is_active],
        closed=[row for row in rows if not row[0].is_active],
        invitations=[
            (one, _labels(one), not one.is_open(timezone.now()))
            for one in invitations_open(request.user)
        ],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EDIT_PEOPLE)
def invite(request: ClinicRequest) -> HttpResponseBase:
    """Asks somebody to open an account."""
    form = InviteForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.is_bound else 200
        return part_page(request, "staff/settings/invite.html", HERE, form=form, status=status)
    known = Account.objects.filter(email=form.cleaned_data["email"].strip().lower()).first()
    if known:
        messages.info(
            request, f"{known.email} has an account already. Give {known.name} a role here."
        )
        return redirect("settings_person", key=known.pk)
    return _invited(request, **form.cleaned_data)


@require_POST
@needs(Right.EDIT_PEOPLE)
def invite_again(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """A new link for the same person; the old one no longer opens."""
    old = invitation_for(request.user, key)
    if old.accepted_at or old.withdrawn_at:
        messages.error(request, f"The invitation of {old.email} was accepted or withdrawn already.")
        return redirect(HERE)
    try:
        return _invited(request, name=old.name, email=old.email, roles=old.roles)
    except ValidationError as refusal:
        messages.error(request, "; ".join(refusal.messages))
        return redirect(HERE)


def _invited(
    request: ClinicRequest, *, name: str, email: str, roles: list[str]
) -> HttpResponseBase:
    """The link stands on this page and nowhere else: only its digest is stored."""
    made, secret = invitation_make(
        by=request.user, email=email, name=name, roles=[Role(role) for role in roles]
    )
    link = invitation_url(secret)
    return part_page(
        request,
        "staff/settings/invited.html",
        HERE,
        invitation=made,
        no_server=has_no_server(),
        link=link,
        labels=_labels(made),
        trouble=_letter(request, made, link),
    )


def _letter(request: ClinicRequest, made: Invitation, link: str) -> str:
    """Puts the letter into the outbox; says what stands in its way, if something does."""
    try:
        invitation_send(by=request.user.actor, invitation=made, link=link)
    except ValidationError as refusal:
        return "; ".join(refusal.messages)
    return ""


def _labels(invitation: Invitation) -> list[str]:
    return [str(Role(role).label) for role in invitation.roles if role in Role.values]


@require_POST
@needs(Right.EDIT_PEOPLE)
def invitation_end(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Makes the link useless."""
    found: Invitation = invitation_for(request.user, key)
    invitation_withdraw(by=request.user.actor, invitation=found)
    messages.success(request, f"The invitation of {found.email} is withdrawn.")
    return redirect(HERE)


@require_safe
@needs(Right.EDIT_PEOPLE)
def person(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """One person: roles now and before, and what hangs on them."""
    account = colleague_for(request.user, key)
    return part_page(
        request,
        "staff/settings/person.html",
        HERE,
        person=account,
        secured=account.pk in with_second_factor([account]),
        held=account.grants.filter(ended_at=None).order_by("granted_at"),
        ended=account.grants.exclude(ended_at=None).order_by("-ended_at"),
        form=RoleForm(held=account.roles),
        ahead=visits_ahead(of="specialist", after=timezone.now()).get(account.pk, 0),
        unfit=len(unfit_visits(request.user, clinic=request.clinic, what=account.pk)),
    )


@require_POST
@needs(Right.EDIT_PEOPLE)
def role_give(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Gives a role."""
    account = colleague_for(request.user, key)
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose a role from the list.")
        return redirect("settings_person", key=key)
    if not account.is_active:
        messages.error(request, f"{account.name}'s account is closed. Open it again first.")
        return redirect("settings_person", key=key)
    role = Role(form.cleaned_data["role"])
    return _done(
        request,
        key,
        lambda: role_grant(by=request.user.actor, account=account, role=role),
        said=f"{account.name} is {role.label} now.",
    )


@require_POST
@needs(Right.EDIT_PEOPLE)
def role_take(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Ends a role."""
    account = colleague_for(request.user, key)
    given = request.POST.get("role", "")
    if given not in account.roles:
        messages.info(request, f"{account.name} does not have that role any more.")
        return redirect("settings_person", key=key)
    role = Role(given)
    return _done(
        request,
        key,
        lambda: role_end(by=request.user.actor, account=account, role=role),
        said=f"{account.name} is no longer {role.label}.",
    )


@require_POST
@needs(Right.EDIT_PEOPLE)
def close(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Shuts somebody out, everywhere and at once."""
    account = colleague_for(request.user, key)
    return _done(
        request,
        key,
        lambda: account_close(by=request.user.actor, account=account),
        said=f"{account.name} can no longer sign in and was signed out everywhere.",
    )


@require_POST
@needs(Right.EDIT_PEOPLE)
def reopen(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Lets somebody back in, without any role."""
    account = colleague_for(request.user, key)
    return _done(
        request,
        key,
        lambda: account_reopen(by=request.user.actor, account=account),
        said=f"{account.name} can sign in again. Give a role, or nothing opens.",
    )


def _done(
    request: ClinicRequest, key: UUID, act: Callable[[], Any], *, said: str
) -> HttpResponseBase:
    try:
        act()
    except ValidationError as refusal:
        messages.error(request, "; ".join(refusal.messages))
    else:
        messages.success(request, said)
    if not request.user.is_active or not Account.objects.get(pk=request.user.pk).rights:
        return redirect("home")
    return redirect("settings_person", key=key)
