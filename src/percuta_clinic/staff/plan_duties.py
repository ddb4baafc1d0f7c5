"""Plans on the board: what waits for a doctor, what patients ask, what became of one's own."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.planning.access import answered_for, plans_to_approve, questions_for
from percuta_clinic.planning.models import Plan, State
from percuta_clinic.staff.duties import MOST, Duty, Item

TOLD_WITHIN = timedelta(days=7)
WORDS = {
    State.RETURNED: ("Returned", "stop", "Read why"),
    State.DECLINED: ("Declined", "warn", "Look"),
    State.APPROVED: ("Waits for the patient", "info", "Open"),
    State.ACCEPTED: ("Accepted", "ok", "Open"),
}


def plan_duties(account: Account) -> tuple[Duty, ...]:
    """Every list of plans that has something on it for this person."""
    found = (_to_approve(account), _asked(account), _own(account))
    return tuple(duty for duty in found if duty is not None and duty.items)


def _to_approve(account: Account) -> Duty | None:
    if not account.may(Right.APPROVE_PLANS):
        return None
    return Duty(
        key="approve",
        title="Plans to approve",
        icon="shield-check",
        tone="warn",
        items=tuple(
            _item(one, f"by {one.by_name}, {_day(one.proposed_at)}", act="Read it")
            for one in plans_to_approve(account, MOST)
        ),
    )


def _asked(account: Account) -> Duty | None:
    items = [
        Item(
            what=str(one.plan.patient),
            detail=f"{one.plan.service}, asked {_day(one.asked_at)}",
            url=f"{reverse('plan', args=[one.plan_id])}#question-{one.pk}",
            act="Answer",
            person=True,
        )
        for one in questions_for(account, MOST)
    ]
    return Duty(
        key="plan-questions",
        title="Questions about a plan",
        icon="message-square",
        tone="warn",
        items=tuple(items),
    )


def _own(account: Account) -> Duty | None:
    """What a doctor or the patient said to plans that this person made."""
    since = timezone.now() - TOLD_WITHIN
    items = []
    for one in answered_for(account, since=since, most=MOST):
        word, tone, act = WORDS[State(one.state)]
        items.append(_item(one, "made by you", act=act, word=word, tone=tone))
    return Duty(
        key="own-plans",
        title="Your plans",
        icon="clipboard-list",
        tone="info",
        items=tuple(items),
    )


def _item(plan: Plan, more: str, *, act: str, word: str = "", tone: str = "idle") -> Item:
    return Item(
        what=str(plan.patient),
        detail=f"{plan.service}, version {plan.number}, {more}",
        url=reverse("plan", args=[plan.pk]),
        act=act,
        person=True,
        word=word,
        tone=tone,
    )


def _day(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%-d %B, %H:%M}" if at is not None else ""
