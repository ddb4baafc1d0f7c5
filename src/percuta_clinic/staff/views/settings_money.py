"""Prices of packages, and the terms for deposits and fees."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from percuta_clinic.billing.access import kind_for
from percuta_clinic.billing.models import PackageKind, Terms
from percuta_clinic.billing.money import words
from percuta_clinic.billing.packages import kind_add, kind_change
from percuta_clinic.billing.terms import (
    TERMS_FIELDS,
    newest_terms,
    terms_for,
    terms_in_use,
    terms_set,
)
from percuta_clinic.booking.access import service_for
from percuta_clinic.booking.models import Service
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.frame.sent import whole
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.forms.payments import PackageKindForm, TermsForm
from percuta_clinic.staff.views.changing import Work, put_errors, work_page
from percuta_clinic.staff.views.settings_parts import frame_of, part_page

PAGE = require_http_methods(["GET", "HEAD", "POST"])
PACKAGES, TERMS = "settings_packages", "settings_terms"


@require_safe
@needs(Right.EDIT_CLINIC)
def packages(request: ClinicRequest) -> HttpResponseBase:
    """All packages that are or were sold."""
    found = PackageKind.objects.select_related("service").order_by("-is_offered", "name")
    rows = [
        {
            "kind": one,
            "price": words(one.price, one.currency),
            "single": words(one.service.price * one.sessions, one.currency),
        }
        for one in found
    ]
    return part_page(request, "staff/settings/packages.html", PACKAGES, rows=rows)


@PAGE
@needs(Right.EDIT_CLINIC)
def package(request: ClinicRequest, key: UUID | None = None) -> HttpResponseBase:
    """One package to sell, new or changed."""
    row = kind_for(request.user, key) if key else PackageKind()
    by = request.user
    work = Work(
        form=PackageKindForm(request.POST or None, instance=row),
        row=row,
        save=partial(kind_change, by=by, kind=row) if key else partial(kind_add, by=by),
        template="staff/settings/package.html",
        done=reverse(PACKAGES),
        said="The package is saved.",
        context=frame_of(request, PACKAGES),
    )
    return work_page(request, work)


@require_safe
@needs(Right.EDIT_CLINIC)
def terms(request: ClinicRequest) -> HttpResponseBase:
    """What patients read before they book each service."""
    rows = [_terms_row(one) for one in Service.objects.filter(is_offered=True).order_by("name")]
    newest = newest_terms(None)
    return part_page(request, "staff/settings/terms.html", TERMS, rows=rows, newest=newest)


def _terms_row(service: Service) -> dict[str, Any]:
    found = terms_for(service)
    amounts = (found.deposit, found.late_fee, found.missed_fee)
    deposit, late, missed = (words(one, found.currency) if one else "none" for one in amounts)
    return {
        "service": service,
        "words": found,
        "own": _has_own(service),
        "deposit": deposit,
        "late": late,
        "missed": missed,
    }


def _has_own(service: Service) -> bool:
    own = terms_in_use(service)
    return own is not None and own.service_id is not None


@PAGE
@needs(Right.EDIT_CLINIC)
def general(request: ClinicRequest) -> HttpResponseBase:
    """The terms for every service that has none of its own."""
    return _terms_page(request, None)


@PAGE
@needs(Right.EDIT_CLINIC)
def of_service(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Terms of one service alone."""
    return _terms_page(request, service_for(request.user, key))


def _terms_page(request: ClinicRequest, service: Service | None) -> HttpResponseBase:
    newest, shown = newest_terms(service), terms_in_use(service)
    start = shown or Terms(currency=service.currency if service else "EUR")
    initial: dict[str, Any] = {name: getattr(start, name) for name in TERMS_FIELDS}
    initial["seen"] = newest.version if newest else 0
    form = TermsForm(request.POST or None, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and _saved(request, service, form):
            messages.success(request, "Saved. It counts for visits booked from now on.")
            return redirect(TERMS)
    context = {"form": form, "service": service, "own": bool(shown and shown.service_id)}
    return part_page(request, "staff/settings/terms_edit.html", TERMS, status=status, **context)


def _saved(request: ClinicRequest, service: Service | None, form: TermsForm) -> bool:
    details = dict(form.cleaned_data)
    seen = details.pop("seen")
    try:
        terms_set(by=request.user, service=service, seen=seen, details=details)
    except ValidationError as refusal:
        put_errors(form, refusal)
        return False
    return True


@require_POST
@needs(Right.EDIT_CLINIC)
def drop(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """A service goes by the general terms again."""
    service = service_for(request.user, key)
    newest = newest_terms(service)
    if newest is None or newest.follows_general:
        messages.error(request, f"{service} goes by the general terms already.")
        return redirect(TERMS)
    details = {name: getattr(newest, name) for name in TERMS_FIELDS} | {"follows_general": True}
    seen = whole(request.POST.get("seen", ""), otherwise=newest.version)
    try:
        terms_set(by=request.user, service=service, seen=seen, details=details)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, f"{service} goes by the general terms again.")
    return redirect(TERMS)
