"""The clinic's own words for each occasion."""

from typing import TypedDict

from django.contrib import messages as toasts
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.outbox import queries
from percuta_clinic.outbox.models import Channel
from percuta_clinic.outbox.occasions import OCCASIONS
from percuta_clinic.outbox.placeholders import Occasion
from percuta_clinic.outbox.services import Stale, about_clinic, text_save
from percuta_clinic.outbox.wording import (
    Text,
    came_with,
    check_text,
    sample,
    text_in_use,
    text_of,
    versions,
)
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.forms.messages import TextForm
from percuta_clinic.staff.views.settings_parts import part_page


@require_safe
@needs(Right.EDIT_MESSAGES)
def texts(request: ClinicRequest) -> HttpResponseBase:
    """Every occasion with its texts."""
    lines = queries.texts(request.user)
    return part_page(request, "staff/messages/texts.html", "texts", lines=lines)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EDIT_MESSAGES)
def text(request: ClinicRequest, occasion: str, channel: str) -> HttpResponseBase:
    """One text: changed, looked at, its earlier versions."""
    place = _place(occasion, channel)
    form = _form(request, place)
    if form.is_bound and form.is_valid():
        try:
            text_save(by=request.user.actor, **place, **_typed(form))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        except Stale:
            return _conflict(request, place, form)
        else:
            toasts.success(request, "Saved. The next message goes out with these words.")
            return redirect("text", occasion=occasion, channel=channel)
    return _page(request, place, form)


class Place(TypedDict):
    """Which text it is about."""

    occasion: Occasion
    channel: Channel


class Typed(TypedDict):
    """What was filled in."""

    subject: str
    body: str
    version: int


def _place(occasion: str, channel: str) -> Place:
    found = OCCASIONS.get(occasion)
    if found is None or channel not in found.channels:
        raise Http404("There is no such text.")
    return {"occasion": found, "channel": Channel(channel)}


def _form(request: ClinicRequest, place: Place) -> TextForm:
    """What was typed; otherwise the text in use, or the earlier one that is asked for."""
    if request.method == "POST":
        return TextForm(request.POST, **place)
    now, wanted = text_in_use(**place), request.GET.get("from", "")
    earlier = [one for one in _history(place) if str(one.version) == wanted]
    shown = earlier[0] if earlier else now
    initial = {"subject": shown.subject, "body": shown.body, "version": now.version}
    return TextForm(initial=initial, **place)


def _typed(form: TextForm) -> Typed:
    given = form.cleaned_data
    return {
        "subject": given.get("subject", ""),
        "body": given["body"],
        "version": given["version"],
    }


def _history(place: Place) -> list[Text]:
    """All texts, the newest first; the last is the one it came with."""
    return [*(text_of(one) for one in versions(**place)), came_with(**place)]


def _page(request: ClinicRequest, place: Place, form: TextForm, **more: object) -> HttpResponseBase:
    words = Text(
        subject=str(form["subject"].value() or "") if "subject" in form.fields else "",
        body=str(form["body"].value() or ""),
    )
    given = {
        "form": form,
        "words": sample(
            occasion=place["occasion"], text=words, clinic=about_clinic(request.clinic)
        ),
        "history": _history(place),
        "now": text_in_use(**place),
        **place,
        **more,
    }
    return part_page(request, "staff/messages/text.html", "texts", **given)


def _conflict(request: ClinicRequest, place: Place, form: TextForm) -> HttpResponseBase:
    """Both texts are shown; saving again replaces the other one knowingly."""
    theirs = text_in_use(**place)
    again = TextForm(initial={**_typed(form), "version": theirs.version}, **place)
    return _page(request, place, again, theirs=theirs, mine=_typed(form))


@require_POST
@needs(Right.EDIT_MESSAGES)
def preview(request: ClinicRequest, occasion: str, channel: str) -> HttpResponseBase:
    """What a message would look like, while its text is typed."""
    place = _place(occasion, channel)
    typed = Text(subject=request.POST.get("subject", ""), body=request.POST.get("body", ""))
    given = {
        "words": sample(
            occasion=place["occasion"], text=typed, clinic=about_clinic(request.clinic)
        ),
        "refusals": _refusals(place, typed),
    }
    return render(request, "staff/messages/preview.html", given)


def _refusals(place: Place, typed: Text) -> list[str]:
    try:
        check_text(subject=typed.subject, body=typed.body, **place)
    except ValidationError as refusal:
        return refusal.messages
    return []
