"""Who may see which plan. Staff come through the chart; patients see their own."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from percuta_clinic.patients.access import chart_at_work, open_charts
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import NotYours, fetch
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.planning.models import Plan, Question, State, Step, Template, What

_CLOSED = (State.RETURNED, State.DECLINED)
_PLANS = ("patient", "service", "house")
# A patient is shown what a doctor has approved, whatever became of it since.
_APPROVED = Step.objects.filter(plan=OuterRef("pk"), what__in=(What.APPROVED, What.CARRIED))


def plan_for(account: Account, key: UUID, right: Right = Right.MAKE_PLANS) -> Plan:
    """A plan of a patient whose chart this person may open."""
    found = fetch(account, right, rows=Plan.objects.select_related(*_PLANS), key=key)
    chart_at_work(account, found.patient_id, right)
    return found


def question_for(account: Account, key: UUID) -> Question:
    """A question about a plan, for whoever may answer it."""
    rows = Question.objects.select_related("plan__patient", "plan__service")
    found = fetch(account, Right.MAKE_PLANS, rows=rows, key=key)
    chart_at_work(account, found.plan.patient_id, Right.MAKE_PLANS)
    return found


def plans_to_approve(account: Account, most: int) -> list[Plan]:
    """Plans that wait for a doctor, in charts this person may open, the longest waiting first."""
    if not account.may(Right.APPROVE_PLANS):
        return []
    rows = Plan.objects.filter(state=State.PROPOSED, patient__in=open_charts(account))
    rows = rows.defer("document", "forecast").select_related("patient", "service")
    return list(rows.order_by("proposed_at")[:most])


def questions_for(account: Account, most: int) -> list[Question]:
    """Questions about plans that wait for an answer, in charts this person may open."""
    if not account.may(Right.MAKE_PLANS):
        return []
    rows = Question.objects.filter(answered_at=None, plan__patient__in=open_charts(account))
    return list(rows.select_related("plan__patient", "plan__service")[:most])


def answered_for(account: Account, *, since: datetime, most: int) -> list[Plan]:
    """Plans of this person's making to which somebody said something; the newest word first.

    What was approved waits for the patient; what was returned or declined, for another version;
    acceptances are told of since a day.
    """
    if not account.may(Right.MAKE_PLANS):
        return []
    said = Step.objects.filter(plan=OuterRef("pk"), what=OuterRef("state")).order_by("-at")
    drafts = Plan.objects.filter(course=OuterRef("course"), state=State.DRAFT)
    rows = Plan.objects.annotate(said_at=Subquery(said.values("at")[:1])).filter(
        Q(state__in=(State.RETURNED, State.APPROVED, State.DECLINED))
        | Q(state=State.ACCEPTED, said_at__gte=since),
        made_by=account,
        patient__in=open_charts(account),
    )
    told = rows.alias(drafted=Exists(drafts)).exclude(state__in=_CLOSED, drafted=True)
    return list(
        told.defer("document", "forecast")
        .select_related("patient", "service")
        .order_by("-said_at")[:most]
    )


def template_for(account: Account, key: UUID) -> Template:
    """A template in use."""
    return fetch(account, Right.MAKE_PLANS, rows=Template.objects.filter(retired_at=None), key=key)


def shown_to(patient: Patient) -> QuerySet[Plan]:
    """The plans that a patient has been shown, the newest first."""
    rows = Plan.objects.filter(Exists(_APPROVED), patient=patient).select_related(*_PLANS)
    return rows.order_by("-made_at", "-id")


def own_plan(patient: Patient, key: UUID) -> Plan:
    """A plan that was put before the patient who asks."""
    found = shown_to(patient).filter(pk=key).first()
    if found is None:
        raise NotYours("There is nothing of that name.")
    return found
