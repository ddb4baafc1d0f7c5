"""A patient's plans: read in plain words, asked about, accepted by signature, or declined."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from percuta_clinic.audit.services import record
from percuta_clinic.booking.own import choice_of
from percuta_clinic.consent.screen import drawings_in, parts_of
from percuta_clinic.frame.files import drawing_answer, file_answer
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import NotYours
from percuta_clinic.planning.accepting import (
    Signing,
    plan_accepted,
    plan_declined,
    question_asked,
)
from percuta_clinic.planning.access import own_plan, shown_to
from percuta_clinic.planning.agreed import agreed_in, newer_shown
from percuta_clinic.planning.approving import Moved
from percuta_clinic.planning.dates import course_dates, next_to_book
from percuta_clinic.planning.models import IN_FORCE, Plan, State, What
from percuta_clinic.planning.papers import OF_PATIENTS, paper_of, sections_to_read
from percuta_clinic.portal.views.prepare import shared
from percuta_clinic.portal.visitor import PatientRequest, alone, how_of, not_here, of_patient
from percuta_clinic.readiness.holding import held_by
from percuta_clinic.readiness.items import Part

PAGE = require_http_methods(["GET", "HEAD", "POST"])
KEPT = ("name", "typed", "no_answer_needed", "name_differs", "why")
ASKED_IN = (State.APPROVED, *IN_FORCE)
FOLDED = frozenset({"What can go wrong", "Other ways, and doing nothing"})
NOTHING = "Nothing was signed or changed."
DECLINED = "You declined this plan. Nothing is done to your skin under it."


@require_safe
@of_patient
@alone
def plans(request: PatientRequest) -> HttpResponseBase:
    """Every plan that was put before the patient."""
    found = shown_to(request.patient).defer("document", "forecast")
    return render(request, "portal/plans/list.html", {"plans": found} | shared(request))


@require_safe
@of_patient
def plan(request: PatientRequest, key: UUID) -> HttpResponseBase:
    """All of it on one page: what there is to read, one's questions, the decision."""
    return _page(request, own_plan(request.patient, key))


def _page(
    request: PatientRequest, plan: Plan, *, sent: dict[str, str] | None = None, **more: Any
) -> HttpResponseBase:
    if request.handed_by and plan.state != State.APPROVED:
        return not_here(request)
    first, *rest = parts_of(sections_to_read(plan, clinic=request.clinic))
    changed, short = (first, rest.pop(0)) if first["title"] != "In short" else (None, first)
    questions = list(plan.questions.all())
    context = {
        "plan": plan,
        "changed": changed,
        "short": short,
        "parts": [_folded(one) for one in rest],
        "questions": questions,
        "waiting": any(one.answered_at is None for one in questions),
        "answered": any(one.answered_at for one in questions),
        "may_decide": plan.state == State.APPROVED,
        "may_ask": plan.state in ASKED_IN,
        "agreed": agreed_in(plan),
        "declined": plan.steps.filter(what=What.DECLINED).first(),
        "newer": newer_shown(plan),
        **_dates(request, plan),
        "values": {name: (sent or {}).get(name, "") for name in (*KEPT, "question")},
        "wrong": {},
    }
    status = more.pop("status", 200)
    return render(
        request, "portal/plans/plan.html", context | shared(request) | more, status=status
    )


def _dates(request: PatientRequest, plan: Plan) -> dict[str, Any]:
    """The sessions of a plan that counts, and whether the next one may be booked here."""
    if not plan.in_force or request.handed_by:
        return {}
    dates = course_dates(plan, request.clinic)
    following = next_to_book(dates)
    choice = choice_of(plan.service, request.patient, request.clinic)
    opens = [day for day in (choice.first_day, following and following.opens) if day]
    return {
        "dates": dates,
        "to_book": following,
        "left": sum(one.visit is None for one in dates),
        "to_book_from": max(opens, default=None),
        "may_book": choice.may,
        "held": _held(request.patient) and any(not one.is_given for one in dates),
    }


def _held(patient: Patient) -> bool:
    """Whether something that happened has to be looked at by a doctor before the next session."""
    return any(one.part is Part.EVENT for one in held_by([patient.pk]).get(patient.pk, ()))


def _folded(part: dict[str, Any]) -> dict[str, Any]:
    """Long tables with a word for each row, and the rest behind a button of their own."""
    if part["title"] not in FOLDED:
        return part
    tables = [one for one in part["blocks"] if one["kind"] == "table"]
    names = [row[0][1] for one in tables for row in one["lines"]]
    shown = [one for one in part["blocks"] if one["kind"] != "table"]
    return {**part, "blocks": shown, "names": names, "more": tables}


@PAGE
@of_patient
def accept(request: PatientRequest, key: UUID) -> HttpResponseBase:
    """Signs; everything is checked again on the server. Sent twice, it is signed once."""
    found = own_plan(request.patient, key)
    if request.method != "POST":
        return redirect("my_plan", key)
    sent = request.POST.dict()
    try:
        plan_accepted(
            by=request.actor,
            plan=found,
            signing=_signing(sent),
            how=how_of(request),
            with_staff=request.handed_by,
        )
    except Moved as moved:
        return _moved(request, key, moved)
    except ValidationError as refusal:
        wrong = {name: words[0] for name, words in refusal.message_dict.items()}
        drawn = "" if "drawn" in wrong else sent.get("drawn", "")
        return _page(request, found, sent=sent, wrong=wrong, drawn=drawn, status=422)
    return _done(request, key, "You agreed to this plan. Thank you.")


def _signing(sent: dict[str, str]) -> Signing:
    return Signing(
        digest=sent.get("digest", ""),
        name=sent.get("name", "").replace("\0", ""),
        drawn=sent.get("drawn", ""),
        typed=sent.get("typed", "").replace("\0", ""),
        no_answer_needed=sent.get("no_answer_needed") == "yes",
        name_differs=sent.get("name_differs") == "yes",
    )


def _done(request: PatientRequest, key: UUID, words: str) -> HttpResponseBase:
    """Back to the plan, or to what waits where others may look on."""
    messages.success(request, words)
    return redirect("my_prepare") if request.handed_by else redirect("my_plan", key)


def _moved(request: PatientRequest, key: UUID, why: Moved) -> HttpResponseBase:
    """The plan is another by now: it is shown as it stands, and nothing was done."""
    now = own_plan(request.patient, key)
    return _page(request, now, moved=f"{why.messages[0]} {NOTHING}", status=409)


@PAGE
@of_patient
def decline(request: PatientRequest, key: UUID) -> HttpResponseBase:
    """No, with a reason or without one; said twice, it is said once."""
    found = own_plan(request.patient, key)
    if request.method != "POST":
        return redirect("my_plan", key)
    if found.state == State.DECLINED:
        return _done(request, key, DECLINED)
    try:
        if request.POST.get("digest", "") != found.digest:
            raise Moved("The page showed another version than the one that counts.")
        why, name = request.POST.get("why", ""), str(request.patient)
        plan_declined(by=request.actor, plan=found, name=name, why=why, how=how_of(request))
    except Moved as moved:
        return _moved(request, key, moved)
    return _done(request, key, DECLINED)


@PAGE
@of_patient
def ask(request: PatientRequest, key: UUID) -> HttpResponseBase:
    """Sends a question; whoever had to sign in first comes back by GET."""
    found = own_plan(request.patient, key)
    if request.method != "POST":
        return redirect("my_plan", key)
    if request.handed_by and found.state != State.APPROVED:
        return not_here(request)
    words = request.POST.get("question", "")
    try:
        question_asked(by=request.actor, plan=found, text=words, name=str(request.patient))
    except Moved as moved:
        return _moved(request, key, moved)
    except ValidationError as refusal:
        wrong = refusal.messages[0]
        return _page(request, found, sent={"question": words}, not_asked=wrong, status=422)
    messages.success(request, "Sent. You get a message when it is answered.")
    return redirect("my_plan", key)


@require_safe
@of_patient
def picture(request: PatientRequest, key: UUID, number: int) -> HttpResponseBase:
    """A drawing of the plan; it can do nothing but be looked at."""
    found = own_plan(request.patient, key)
    if request.handed_by and found.state != State.APPROVED:
        return not_here(request)
    drawn = drawings_in(sections_to_read(found, clinic=request.clinic))
    if number >= len(drawn):
        raise NotYours("There is no such picture.")
    return drawing_answer(drawn[number])


@require_safe
@of_patient
@alone
def paper(request: PatientRequest, key: UUID, audience: str) -> HttpResponseBase:
    """The plan to keep: as a paper, as the card for after a visit, or as days for a calendar."""
    found = own_plan(request.patient, key)
    if audience not in OF_PATIENTS:
        raise NotYours("There is no such paper.")
    made = paper_of(found, audience, clinic=request.clinic)
    record(by=request.actor, action="plan.opened", subject=found, patient_id=found.patient_id)
    return file_answer(made.content, kind=made.kind, name=made.name, as_attachment=True)
