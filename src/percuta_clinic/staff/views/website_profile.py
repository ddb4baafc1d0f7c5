"""How somebody of the staff is shown to the public."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from percuta_clinic.frame import sent
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.inform.models import Profile
from percuta_clinic.inform.profiles import Changed, profile_hide, profile_save
from percuta_clinic.inform.queries import profile_of
from percuta_clinic.people.access import fetch
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.forms.website import ProfileForm
from percuta_clinic.staff.views.changing import put_errors
from percuta_clinic.staff.views.settings_parts import part_page
from percuta_clinic.staff.views.website import PART


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.SEE_BOARD)
def profile(request: ClinicRequest) -> HttpResponseBase:
    """One's own: nobody else writes it, and it is shown only with one's own consent."""
    if request.method != "POST":
        return _page(request, ProfileForm.of(profile_of(request.user)))
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    given = form.cleaned_data
    try:
        profile_save(by=request.user, **given)
    except ValidationError as refusal:
        put_errors(form, refusal)
        return _page(request, form, status=422)
    except Changed as meanwhile:
        again = ProfileForm(initial={**given, "seen": meanwhile.now.version})
        return _page(request, again, status=409, theirs=meanwhile.now)
    said = "Saved. You are shown." if given["agreed"] else "Saved. You are not shown."
    messages.success(request, said)
    return redirect("website")


def _page(request: ClinicRequest, form: ProfileForm, **more: Any) -> HttpResponseBase:
    return part_page(request, "staff/website/profile.html", PART, form=form, **more)


@require_POST
@needs(Right.EDIT_WEBSITE)
def hide(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Takes somebody out; only they themselves can agree again."""
    found = fetch(request.user, Right.EDIT_WEBSITE, rows=Profile.objects.all(), key=key)
    try:
        profile_hide(by=request.user, profile=found, why=sent.line(request.POST, "why"))
    except ValidationError as refusal:
        messages.warning(request, f"Not done. {refusal.messages[0]}")
    else:
        messages.success(request, f"{found.name} is no longer shown.")
    return redirect("website")
