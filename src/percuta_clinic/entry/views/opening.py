"""Pages for people who have no account yet: first run, invitations, the demo's door."""

from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from percuta_clinic.entry import demo_door
from percuta_clinic.entry.first_run import first_run_open
from percuta_clinic.entry.forms.doors import FirstRun, TakeInvitation
from percuta_clinic.entry.notes import note_opened
from percuta_clinic.entry.services import clinic_found, invitation_take
from percuta_clinic.frame.sent import inside
from percuta_clinic.people.models import Account
from percuta_clinic.people.services import invitation_of
from percuta_clinic.premises.queries import the_clinic


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def first_run(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Opens the clinic; nobody can have an account yet, the link is the key."""
    if not first_run_open(secret):
        return render(request, "entry/first_run_over.html", {"opened": the_clinic()}, status=404)
    form = FirstRun(request.POST or None)
    if form.is_valid():
        try:
            owner = clinic_found(secret=secret, clinic=form.clinic, owner=form.owner)
            return _enter(request, owner)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
    return render(request, "entry/first_run.html", {"form": form})


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Opens an invited account; whoever was invited has none yet, the link is the key."""
    found = invitation_of(secret)
    if found is None:
        return render(request, "entry/invitation_over.html", status=404)
    form = TakeInvitation(request.POST or None, email=found.email, initial={"name": found.name})
    if form.is_valid():
        given = form.cleaned_data
        try:
            account = invitation_take(secret=secret, name=given["name"], password=given["password"])
            return _enter(request, account)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
    return render(request, "entry/invitation.html", {"form": form, "invitation": found})


def _enter(request: HttpRequest, account: Account) -> HttpResponseBase:
    """Signs the new account in; the password just chosen counts as typed."""
    goal = reverse("second_factor") if account.is_staff_member else reverse("home")
    answer: HttpResponseBase = perform_login(request, account, redirect_url=goal)
    record_authentication(request, account, method="password", reauthenticated=True)
    return answer


@login_not_required
@require_POST
def demo_link(request: HttpRequest) -> HttpResponse:
    """In the demo, a private link of a patient; the page it leads to asks for the birth date."""
    secret = demo_door.secret_link() if demo_door.is_open(request) else None
    if secret is None:
        raise Http404("There is no open door here.")
    return redirect("my_link", secret)


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest, key: UUID) -> HttpResponse:
    """One click in the demo; nowhere else does this page exist."""
    account = demo_door.person(key) if demo_door.is_open(request) else None
    if account is None:
        raise Http404("There is no open door here.")
    get_adapter().login(request, account)
    note_opened(account, how="through the demo's open door")
    goal = request.POST.get("next", "")
    return redirect(goal if inside(goal) else "home")
