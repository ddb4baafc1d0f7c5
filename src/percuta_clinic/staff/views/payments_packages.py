"""Packages of a patient, and what is done about the money of one visit."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from percuta_clinic.billing.access import package_for, use_for
from percuta_clinic.billing.fees import (
    deposit_ask,
    deposit_release,
    fee_charge,
    fee_let_go,
    late_fee,
    session_charge,
)
from percuta_clinic.billing.models import Kind, Shown
from percuta_clinic.billing.packages import (
    package_end,
    package_extend,
    session_decide,
    use_give_back,
)
from percuta_clinic.billing.terms import terms_agreed
from percuta_clinic.booking.access import visit_for
from percuta_clinic.booking.models import Visit
from percuta_clinic.frame import sent
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.forms.payments import ExtendForm, WhyForm
from percuta_clinic.staff.views.payments import refused, said


@require_POST
@needs(Right.WAIVE_CHARGES)
def extend(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """A later last day."""
    package = package_for(request.user, key)
    form = ExtendForm(request.POST)
    if form.is_valid():
        until, why = form.cleaned_data["until"], form.cleaned_data["why"]
        said(
            request,
            lambda: package_extend(by=request.user, package=package, until=until, why=why),
            f"It can be used until {until:%-d %B %Y}.",
        )
    else:
        refused(request, form)
    return redirect("payments", package.patient_id)


@require_POST
@needs(Right.WAIVE_CHARGES)
def end(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Takes a package back."""
    package = package_for(request.user, key)
    form = WhyForm(request.POST)
    if form.is_valid():
        why = form.cleaned_data["why"]
        said(
            request,
            lambda: package_end(by=request.user, package=package, why=why),
            "Taken back. Only the sessions that were had are charged; the rest is in credit or is "
            "not asked for any more.",
        )
    else:
        refused(request, form)
    return redirect("payments", package.patient_id)


@require_POST
@needs(Right.TAKE_PAYMENTS)
def give_back(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """A visit took no session after all."""
    use = use_for(request.user, key)
    form = WhyForm(request.POST)
    if form.is_valid():
        why = form.cleaned_data["why"]
        said(
            request,
            lambda: use_give_back(by=request.user, use=use, why=why),
            "The session was given back.",
        )
    else:
        refused(request, form)
    return redirect("payments", use.package.patient_id)


@require_POST
@needs(Right.TAKE_PAYMENTS)
def visit_act(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """What somebody decided about the money of a visit."""
    visit = visit_for(request.user, key, Right.TAKE_PAYMENTS)
    act = _ACTS.get(request.POST.get("do", ""))
    if act is None:
        messages.error(request, "Choose what happens: one of the buttons on this page.")
    else:
        do, words = act
        said(request, lambda: do(request, visit), words)
    if request.POST.get("back") == "payments":
        return redirect("payments", visit.patient_id)
    return redirect("visit", visit.pk)


def _why(request: ClinicRequest) -> str:
    return sent.line(request.POST, "why")[:300]


def _agree(request: ClinicRequest, visit: Visit) -> None:
    how = Shown.PHONE if request.POST.get("how") == "phone" else Shown.DESK
    digest = sent.line(request.POST, "digest")
    terms_agreed(by=request.user, visit=visit, how=how, digest=digest)


def _fee_kind(visit: Visit) -> Kind:
    fee = late_fee(visit, visit.state_since)
    return fee.kind if fee else Kind.LATE


def _fee(request: ClinicRequest, visit: Visit) -> None:
    kind = _fee_kind(visit)
    fee_charge(by=request.user, visit=visit, kind=kind, why=_why(request))


def _let_go(request: ClinicRequest, visit: Visit) -> None:
    fee_let_go(by=request.user, visit=visit, kind=_fee_kind(visit), why=_why(request))


def _package(request: ClinicRequest, visit: Visit) -> None:
    kind = _fee_kind(visit)
    session_decide(by=request.user, visit=visit, why=_why(request) or kind.label)
    deposit_release(by=request.user, visit=visit, why=f"A session of the package: {kind.label}")


def _deposit(request: ClinicRequest, visit: Visit) -> None:
    deposit_ask(by=request.user, visit=visit)


def _release(request: ClinicRequest, visit: Visit) -> None:
    why = _why(request) or f"The visit is {visit.state_words}"
    deposit_release(by=request.user, visit=visit, why=why)


def _session(request: ClinicRequest, visit: Visit) -> None:
    session_charge(by=request.user, visit=visit)


_ACTS: dict[str, tuple[Callable[[ClinicRequest, Visit], None], str]] = {
    "agree": (_agree, "Kept with the visit: the terms were read and agreed to."),
    "deposit": (_deposit, "The deposit is charged. Take it under Payments when it comes."),
    "release": (_release, "The deposit is not asked for any more; what was paid is in credit."),
    "session": (_session, "Charged."),
    "fee": (_fee, "The fee is charged."),
    "package": (_package, "The visit took a session of the package."),
    "let-go": (_let_go, "The fee was waived. It stands in the books with your reason."),
}
