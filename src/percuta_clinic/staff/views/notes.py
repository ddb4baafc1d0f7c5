"""Signing and amending notes, and every text a note had."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from percuta_clinic.drafts.services import Stale
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.patients.access import chart_at_work, chart_for, note_for
from percuta_clinic.patients.differences import differences
from percuta_clinic.patients.models import Note, NoteText, Patient
from percuta_clinic.patients.notes import (
    AMENDMENT,
    AmendedMeanwhile,
    SignedAlready,
    digest_of,
    note_amend,
    note_opened,
    note_sign,
    unfinished,
)
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.queries import today
from percuta_clinic.staff.forms.chart import AmendForm, NoteForm
from percuta_clinic.staff.views.chart import chart_page, crumbs_to


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_NOTES)
def sign(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Locks a note; whoever had to sign in again first comes back by GET, to the kept draft."""
    if request.method != "POST":
        return redirect("chart", key)
    patient = chart_at_work(request.user, key, Right.WRITE_NOTES)
    form = NoteForm(request.POST, today=today(request.clinic))
    if not form.is_valid():
        return _not_signed(request, key, form=form)
    try:
        return _signed(request, patient, form.cleaned_data)
    except ValidationError as fault:
        form.add_error(None, fault)
        return _not_signed(request, key, form=form)
    except Stale as stale:
        return _two_texts(request, patient, mine=form.cleaned_data, stale=stale)
    except SignedAlready as signed:
        return _signed_in_another_tab(request, mine=form.cleaned_data["text"], note=signed.note)


def _not_signed(request: ClinicRequest, key: UUID, *, form: NoteForm) -> HttpResponseBase:
    """The chart again, which is one more opening of it."""
    return chart_page(request, chart_for(request.user, key), form=form)


def _signed(request: ClinicRequest, patient: Patient, given: dict[str, Any]) -> HttpResponseBase:
    note_sign(
        by=request.user,
        patient=patient,
        text=given["text"],
        about=given["about"],
        draft=(given["note"], given["version"]),
    )
    messages.success(request, "Signed and locked.")
    return redirect("chart", patient.pk)


def _two_texts(
    request: ClinicRequest, patient: Patient, *, mine: dict[str, Any], stale: Stale
) -> HttpResponseBase:
    """The same person wrote on in another tab or on another device."""
    theirs = str(stale.kept.values.get("text", ""))
    context = {
        "patient": patient,
        "mine": mine["text"],
        "theirs": theirs,
        "mine_pieces": differences(theirs, mine["text"]),
        "theirs_pieces": differences(mine["text"], theirs),
        "kept": stale.kept,
        "about": mine["about"],
        "crumbs": crumbs_to(patient, "Two texts"),
    }
    return render(request, "staff/chart/two_drafts.html", context, status=409)


def _signed_in_another_tab(request: ClinicRequest, *, mine: str, note: Note) -> HttpResponseBase:
    newest = note.texts.order_by("-number").first()
    form = AmendForm(initial={"text": mine, "seen": newest.number if newest else 1})
    return _amend_page(request, note, form=form, newest=newest, why="signed", status=409)


@require_safe
@needs(Right.OPEN_CHART)
def versions(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Every text a note had, with what changed."""
    note = note_for(request.user, key)
    note_opened(by=request.user, note=note)
    context = {
        "note": note,
        "patient": note.patient,
        "versions": _versions(list(note.texts.all())),
        "crumbs": crumbs_to(note.patient, "Note"),
    }
    return render(request, "staff/chart/versions.html", context)


def _versions(texts: list[NoteText]) -> list[dict[str, Any]]:
    before = [None, *texts]
    return [
        {
            "text": text,
            "holds": digest_of(text) == text.digest,
            "pieces": differences(earlier.text, text.text) if earlier else None,
        }
        for earlier, text in zip(before, texts, strict=False)
    ][::-1]


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_NOTES)
def amend(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """A new text with a reason; the earlier ones stay."""
    note = note_for(request.user, key, Right.WRITE_NOTES)
    if request.method == "POST":
        return _amended(request, note)
    note_opened(by=request.user, note=note)
    newest = note.texts.order_by("-number").first()
    draft = unfinished(request.user, form=AMENDMENT, subject=str(note.pk))
    form = AmendForm(initial=_amend_initial(newest, draft.values if draft else {}))
    return _amend_page(request, note, form=form, newest=newest, is_restored=draft is not None)


def _amend_initial(newest: NoteText | None, kept: dict[str, Any]) -> dict[str, Any]:
    stands = {"text": newest.text if newest else "", "seen": newest.number if newest else 1}
    return stands | {name: kept[name] for name in ("text", "reason", "seen") if name in kept}


def _amended(request: ClinicRequest, note: Note) -> HttpResponseBase:
    form = AmendForm(request.POST)
    if form.is_valid():
        try:
            note_amend(by=request.user, note=note, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, fault)
        except AmendedMeanwhile as other:
            return _amended_meanwhile(request, note, form=form, newest=other.newest)
        else:
            messages.success(request, "Amended. The earlier text stays readable.")
            return redirect("chart", note.patient_id)
    newest = note.texts.order_by("-number").first()
    return _amend_page(request, note, form=form, newest=newest, status=422)


def _amended_meanwhile(
    request: ClinicRequest, note: Note, *, form: AmendForm, newest: NoteText
) -> HttpResponseBase:
    again = AmendForm(initial=form.cleaned_data | {"seen": newest.number})
    return _amend_page(request, note, form=again, newest=newest, why="meanwhile", status=409)


def _amend_page(
    request: ClinicRequest,
    note: Note,
    *,
    form: AmendForm,
    newest: NoteText | None,
    status: int = 200,
    **more: Any,
) -> HttpResponseBase:
    mine = str(form["text"].value() or "")
    stands = newest.text if newest else ""
    context = {
        "note": note,
        "patient": note.patient,
        "form": form,
        "newest": newest,
        "draft": unfinished(request.user, form=AMENDMENT, subject=str(note.pk)),
        "pieces": differences(stands, mine),
        "crumbs": crumbs_to(note.patient, "Amend a note"),
    }
    return render(request, "staff/chart/amend.html", context | more, status=status)
