"""A public text as it is typed: saved field by field, discarded, taken back."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from percuta_clinic.drafts.services import draft_drop, draft_take_back
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.inform.services import DRAFT
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.views.drafts import saved
from percuta_clinic.staff.views.website import slug_of


@require_POST
@needs(Right.EDIT_WEBSITE)
def save(request: ClinicRequest, slug: str) -> HttpResponseBase:
    """Saves over the version the page knows; otherwise both texts go back."""
    return saved(request, form=DRAFT, subject=slug_of(slug).value)


@require_POST
@needs(Right.EDIT_WEBSITE)
def discard(request: ClinicRequest, slug: str) -> HttpResponseBase:
    """Puts the draft aside; it can be taken back."""
    place = slug_of(slug)
    draft_drop(account=request.user, form=DRAFT, subject=place.value)
    messages.info(request, "Discarded. You can take it back below for seven days.")
    return redirect("website_history", place.value)


@require_POST
@needs(Right.EDIT_WEBSITE)
def take_back(request: ClinicRequest, slug: str) -> HttpResponseBase:
    """Undoes the last discard."""
    place = slug_of(slug)
    if draft_take_back(account=request.user, form=DRAFT, subject=place.value) is None:
        messages.warning(request, "There is nothing to take back, or you began something new.")
    return redirect("website_text", place.value)
