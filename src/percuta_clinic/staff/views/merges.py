"""Two records of one person side by side, made one, and two again."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.frame.sent import whole
from percuta_clinic.patients.access import merge_for, patient_for
from percuta_clinic.patients.belongings import what_moves
from percuta_clinic.patients.duplicates import alike
from percuta_clinic.patients.merging import Shown, merge, undo_merge
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.queries import patients_found
from percuta_clinic.patients.services import DETAILS, Stale
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.forms.patients import shown
from percuta_clinic.staff.views.shown import crumbs, row
from percuta_clinic.staff.views.words import label_of, spoken


@require_safe
@needs(Right.MERGE_PATIENTS)
def choose(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Which other record is of the same person."""
    patient = patient_for(request.user, key, Right.MERGE_PATIENTS)
    text = request.GET.get("q", "").strip()
    hits, _ = patients_found(request.user, text)
    found = [row(request, hit.patient, why=hit.why) for hit in hits if hit.patient != patient]
    like = [
        {**row(request, one.patient), "why": ", ".join(one.agrees)}
        for one in alike(request.user, shown(patient), but=patient.pk)
    ]
    context = {
        "patient": patient,
        "q": text,
        "rows": found if text else like,
        "crumbs": _crumbs(patient, "Merge"),
    }
    return render(request, "staff/patients/merge_choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MERGE_PATIENTS)
def compare(request: ClinicRequest, key: UUID, other: UUID) -> HttpResponseBase:
    """Both side by side; which is kept, and which details it takes."""
    both = [patient_for(request.user, one, Right.MERGE_PATIENTS) for one in (key, other)]
    if request.method == "POST":
        kept = _merged(request, both)
        if kept:
            return redirect("patient_details", key=kept.pk)
    fuller = max(both, key=lambda one: (sum(n for _, n in _has(one)), -one.made_at.timestamp()))
    kept_first = request.POST.get("keep", str(fuller.pk)) != str(both[1].pk)
    context = {
        "both": [{**row(request, one), "has": _has(one), "made": one.made_at} for one in both],
        "keep": str(both[0 if kept_first else 1].pk),
        "differences": [_line(name, both) for name in DETAILS if _differs(name, both)],
        "same": [(label_of(n), spoken(getattr(both[0], n), n)) for n in DETAILS if _same(n, both)],
        "crumbs": _crumbs(both[0], "Merge"),
    }
    return render(request, "staff/patients/merge_compare.html", context)


def _merged(request: ClinicRequest, both: list[Patient]) -> Patient | None:
    by_key = {str(one.pk): one for one in both}
    keep = by_key.get(request.POST.get("keep", ""))
    if keep is None:
        messages.error(request, "Choose which of the two records is kept.")
        return None
    gone = both[1] if keep == both[0] else both[0]
    take = [name for name in DETAILS if request.POST.get(f"take-{name}") == str(gone.pk)]
    versions = [whole(request.POST.get(f"version-{one.pk}", "")) for one in (keep, gone)]
    try:
        merge(
            by=request.user,
            keep=keep,
            gone=gone,
            take=take,
            shown=Shown(keep=versions[0], gone=versions[1]),
        )
    except Stale:
        messages.error(
            request,
            "One of the two records was changed by somebody else in the meantime. "
            "Nothing was merged; look at both once more.",
        )
        return None
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return None
    messages.success(request, f"The two records of {keep} are one now. You can undo this below.")
    return keep


@require_POST
@needs(Right.MERGE_PATIENTS)
def undo(request: ClinicRequest, made: UUID) -> HttpResponseBase:
    """Two records again."""
    found = merge_for(request.user, made)
    try:
        undone = undo_merge(by=request.user, merge=found)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        told = f"{found.kept} and {found.gone} are two records again. {undone.went}"
        messages.success(request, told.strip())
        for remark in undone.remarks:
            messages.warning(request, remark)
    return redirect("patient_details", key=found.kept_id)


def _has(patient: Patient) -> list[tuple[str, int]]:
    """How many rows of each kind would move; numbers only, nothing of the chart."""
    found: Counter[str] = Counter()
    for one in what_moves():
        found[str(one.model._meta.verbose_name_plural)] += len(one.keys(patient.pk))
    return [(name, number) for name, number in found.items() if number]


def _differs(name: str, both: list[Patient]) -> bool:
    return bool(getattr(both[0], name) != getattr(both[1], name))


def _same(name: str, both: list[Patient]) -> bool:
    return not _differs(name, both) and getattr(both[0], name) not in (None, "")


def _line(name: str, both: list[Patient]) -> dict[str, Any]:
    """One detail; proposed is the first record's, or the only one that says something."""
    values = [getattr(one, name) for one in both]
    chosen = 1 if values[0] in (None, "", "not known") else 0
    return {
        "name": name,
        "label": label_of(name),
        "choices": [
            {
                "key": str(one.pk),
                "value": spoken(value, name),
                "checked": index == chosen,
                "of": "first record" if index == 0 else "second record",
            }
            for index, (one, value) in enumerate(zip(both, values, strict=True))
        ],
    }


def _crumbs(patient: Patient, here: str) -> list[dict[str, Any]]:
    return crumbs((str(patient), reverse("patient_details", args=[patient.pk])), here=here)
