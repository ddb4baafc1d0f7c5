"""Putting a text of a consent in use, with what becomes of what was signed before."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from percuta_clinic.consent.models import ConsentText
from percuta_clinic.consent.renewing import Concerned, concerned_by
from percuta_clinic.consent.texts import Stale, right_to_use, text_for, text_use, versions
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.access import require
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.forms.consents import UseForm
from percuta_clinic.staff.views.settings_consents import PART, address, changes, name_of
from percuta_clinic.staff.views.settings_parts import part_page

MOST = 20


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EDIT_CONSENTS)
def use(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Says whom it concerns, counted now, and puts the newest version in use."""
    found = text_for(request.user, key)
    require(request.user, right_to_use(found.kind))
    back = address(found.kind, found.service)
    if found.used_at is not None:
        return _used_already(request, found)
    concerned, used = concerned_by(found), _used(found)
    form = UseForm(
        request.POST if request.method == "POST" else None,
        people=len(concerned.people),
        is_first=used is None,
    )
    if form.is_bound and form.is_valid():
        _put(request, found, renews=form.renews)
        return redirect(back)
    return _page(request, found, form=form, used=used, concerned=concerned)


def _used_already(request: ClinicRequest, text: ConsentText) -> HttpResponseBase:
    """Nobody's choice is dropped without a word because somebody else was faster."""
    meaning = request.POST.get("meaning")
    if meaning:
        _put(request, text, renews=meaning == "new")
    else:
        messages.info(request, f"Version {text.version} is in use.")
    return redirect(address(text.kind, text.service))


def _used(text: ConsentText) -> ConsentText | None:
    return versions(text.kind, text.service).exclude(used_at=None).first()


def _put(request: ClinicRequest, text: ConsentText, *, renews: bool) -> None:
    try:
        text_use(by=request.user, text=text, renews=renews)
    except Stale:
        messages.warning(request, "There is a newer version by now. Look that one over first.")
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, "In use. Whoever signs from now on signs these words.")


def _page(
    request: ClinicRequest,
    text: ConsentText,
    *,
    form: UseForm,
    used: ConsentText | None,
    concerned: Concerned,
) -> HttpResponseBase:
    sees_names = request.user.may(Right.SEE_PATIENTS)
    return part_page(
        request,
        "staff/settings/consent_use.html",
        PART,
        status=422 if form.errors else 200,
        text=text,
        name=name_of(text.kind, text.service),
        back=address(text.kind, text.service),
        form=form,
        used=used,
        pieces=changes(used, text) if used else [],
        concerned=concerned,
        signed=len(concerned.people),
        visits=concerned.visits[:MOST] if sees_names else [],
        more=max(0, len(concerned.visits) - MOST),
    )
