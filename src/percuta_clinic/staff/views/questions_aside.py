"""Questions put aside: untouched ones by anybody here, typed ones by whoever has read them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.queries import open_form
from percuta_clinic.intake.services import Closed, NotRead, form_put_aside
from percuta_clinic.intake.typed import typed_in
from percuta_clinic.patients.access import chart_at_work, chart_for, patient_for
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.forms.questions import AsideForm
from percuta_clinic.staff.views.questions import crumbs_of, questions_page


@require_safe
@needs(Right.TAKE_ANSWERS)
def typed(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """What stands in a form that was not sent; opening it is written down like the chart."""
    patient = chart_for(request.user, key)
    waiting = open_form(patient)
    if waiting is None or not waiting.saved_at:
        messages.info(request, "Nothing is typed that was not sent.")
        return redirect("questions", patient.pk)
    return _typed_page(request, waiting, AsideForm.of(waiting))


def _typed_page(
    request: ClinicRequest, form: Form, putting: AsideForm, *, status: int = 200
) -> HttpResponse:
    patient = form.patient
    context = {
        "patient": patient,
        "open": form,
        "typed": typed_in(form),
        "putting": putting,
        "crumbs": crumbs_of(request, patient),
    }
    return render(request, "staff/questions/typed.html", context, status=status)


@require_POST
@needs(Right.EDIT_PATIENTS)
def put_aside(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Closes a form that nobody goes on with; what was typed stays, and a new one can begin."""
    patient = patient_for(request.user, key, Right.EDIT_PATIENTS)
    putting = AsideForm(request.POST)
    if not putting.is_valid():
        return _again(request, patient, putting)
    given = putting.cleaned_data
    form = patient.forms.filter(pk=given["form"]).first()
    if form is None:
        raise NotYours("There is nothing of that name.")
    read = given["read"] if form.saved_at and _reads(request, patient) else None
    try:
        form_put_aside(by=request.user.actor, form=form, reason=given["reason"], read=read)
    except Closed:
        messages.info(request, "Nothing was put aside: these questions were sent or put aside.")
    except NotRead as refusal:
        messages.error(request, str(refusal))
    else:
        kept = "What was typed stays in the record." if form.saved_at else "Nothing was typed yet."
        messages.success(request, f"Put aside. {kept}")
    return redirect("questions", patient.pk)


def _again(request: ClinicRequest, patient: Patient, putting: AsideForm) -> HttpResponseBase:
    """The page it came from, with what is wrong."""
    waiting = open_form(patient)
    if waiting is not None and waiting.saved_at and _reads(request, patient):
        return _typed_page(request, waiting, putting, status=422)
    return questions_page(request, patient, putting=putting, status=422)


def _reads(request: ClinicRequest, patient: Patient) -> bool:
    """Whether this person reads answers in this chart; one that is shut leads to its reason."""
    if not request.user.may(Right.TAKE_ANSWERS):
        return False
    chart_at_work(request.user, patient.pk, Right.TAKE_ANSWERS)
    return True
