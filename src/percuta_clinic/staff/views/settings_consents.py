"""The texts of consents: changed as new versions, compared with the one in use."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from percuta_clinic.booking.models import Service
from percuta_clinic.booking.offering import services_without_extras
from percuta_clinic.consent.models import ConsentText, Kind, Level
from percuta_clinic.consent.starting import Words
from percuta_clinic.consent.texts import Stale, right_to_use, text_save, versions, words_of
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.patients.differences import Piece, differences
from percuta_clinic.people.models import Account
from percuta_clinic.people.queries import having
from percuta_clinic.people.rights import Right, Role
from percuta_clinic.staff.forms.consents import ConsentTextForm
from percuta_clinic.staff.views.settings_parts import part_page

PART = "settings_consents"
Place = tuple[str, Service | None]


@require_safe
@needs(Right.EDIT_CONSENTS)
def consents(request: ClinicRequest) -> HttpResponseBase:
    """Every text, the general ones first."""
    services = Service.objects.filter(is_needling=True)
    places: list[tuple[Kind, Service | None]] = [(Kind.TREATMENT, None), (Kind.PHOTOS, None)]
    places += [(Kind.TREATMENT, service) for service in services]
    lines = [_line(kind, service) for kind, service in places]
    unsaid = services_without_extras()
    return part_page(request, "staff/settings/consents.html", PART, lines=lines, unsaid=unsaid)


def _line(kind: Kind, service: Service | None) -> dict[str, Any]:
    texts = list(versions(kind, service))
    return {
        "name": name_of(kind, service),
        "url": address(kind, service),
        "own": service is not None,
        "newest": texts[0] if texts else None,
        "used": next((one for one in texts if one.used_at), None),
    }


def name_of(kind: str, service: Service | None) -> str:
    """What a text is for, in words."""
    if service is not None:
        return service.name
    return "Photographs" if kind == Kind.PHOTOS else "Treatment, every service"


def address(kind: str, service: Service | None) -> str:
    """Where a text is changed."""
    found = reverse("settings_consent", args=[kind])
    return f"{found}?service={service.pk}" if service else found


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EDIT_CONSENTS)
def text(request: ClinicRequest, kind: str) -> HttpResponseBase:
    """One text: changed as a new version, compared with the one in use."""
    service = _service(request, kind)
    newest = versions(kind, service).first()
    words, now = words_of(newest, kind), newest.version if newest else 0
    if request.method != "POST":
        return _page(request, (kind, service), ConsentTextForm(words=words, version=now))
    form = ConsentTextForm(request.POST, words=_longest(words, request), version=now)
    if form.is_valid():
        try:
            seen = form.cleaned_data["version"]
            text_save(by=request.user, kind=kind, service=service, words=form.words, seen=seen)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        except Stale as stale:
            return _conflict(request, kind, service, mine=form.words, stale=stale)
        else:
            messages.success(request, _saved(request.user, kind))
            return redirect(address(kind, service))
    return _page(request, (kind, service), form, status=422)


def _saved(account: Account, kind: str) -> str:
    if account.may(right_to_use(kind)):
        return "Saved. Look it over below, then put it in use."
    return "Saved. A doctor looks it over and puts it in use."


def _longest(words: Words, request: ClinicRequest) -> Words:
    """As many rows as were sent, also where the newest text has fewer by now."""
    sent = sum(name.startswith("text_") for name in request.POST)
    missing = max(0, sent - 2 - len(words.statements))
    empty = {"key": "", "text": "", "required": True, "kind": "tick"}
    more: Any = (*words.statements, *[empty] * min(missing, 15))
    return Words(title=words.title, body=words.body, statements=more)


def _service(request: ClinicRequest, kind: str) -> Service | None:
    if kind not in Kind.values:
        raise Http404("There is no such text.")
    key = request.GET.get("service", "")
    if not key or kind == Kind.PHOTOS:
        return None
    try:
        return Service.objects.get(pk=UUID(key), is_needling=True)
    except (ValueError, Service.DoesNotExist) as error:
        raise Http404("There is no such service.") from error


def _page(
    request: ClinicRequest,
    place: Place,
    form: ConsentTextForm,
    **more: Any,
) -> HttpResponseBase:
    kind, service = place
    history = list(versions(kind, service))
    newest = history[0] if history else None
    used = next((one for one in history if one.used_at), None)
    waits = newest if newest and not newest.used_at else None
    context = {
        "form": form,
        "name": name_of(kind, service),
        "here": address(kind, service),
        "history": history,
        "newest": newest,
        "used": used,
        "waits": waits,
        "pieces": changes(used, waits) if used and waits else [],
        "may_use": request.user.may(right_to_use(kind)),
        "doctors": [one.name for one in having(Role.DOCTOR)],
        "levels": [level.label for level in Level] if kind == Kind.PHOTOS else [],
    }
    return part_page(request, "staff/settings/consent.html", PART, **(context | more))


def changes(used: ConsentText, waits: ConsentText) -> Sequence[Piece]:
    """What differs, piece by piece."""
    return differences(_flat(used), _flat(waits))


def _flat(text: ConsentText) -> str:
    """A text as one piece of writing, to be compared."""
    return "\n\n".join([text.title, text.body, *(f"▢ {one['text']}" for one in text.statements)])


def _conflict(
    request: ClinicRequest, kind: str, service: Service | None, *, mine: Words, stale: Stale
) -> HttpResponseBase:
    """Both texts are shown; saving again makes a newer version of one's own knowingly."""
    again = ConsentTextForm(words=mine, version=stale.newest.version)
    return _page(request, (kind, service), again, mine=mine, theirs=stale.newest, status=409)
