"""What was agreed on in a plan: the signature, how it came to be, what was asked before it."""

from dataclasses import dataclass

from django.db.models import Q

from percuta_clinic.consent.models import Way, signed_where
from percuta_clinic.planning.models import AGREED, Plan, Question, State, Step, What


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """The patient's own step; ``carried`` is where it goes on in a later version."""

    step: Step
    number: int
    carried: Step | None
    questions: tuple[Question, ...]

    @property
    def is_drawn(self) -> bool:
        """Whether the name was drawn by hand."""
        return self.step.way == Way.DRAWN

    @property
    def where(self) -> str:
        """How and where it was signed, in words."""
        return signed_where(self.step.how, self.step.with_staff)


def agreed_in(plan: Plan) -> Agreed | None:
    """The agreement that this version rests on; None where nobody agreed to it."""
    own = plan.steps.filter(what__in=AGREED).first()
    if own is None:
        return None
    if own.what == What.ACCEPTED:
        return Agreed(step=own, number=plan.number, carried=None, questions=_asked(plan, own))
    rows = Step.objects.filter(plan__course=plan.course, what=What.ACCEPTED)
    signed = rows.filter(at__lte=own.at).select_related("plan").order_by("-at", "-id").first()
    if signed is None:
        return None
    return Agreed(
        step=signed, number=signed.plan.number, carried=own, questions=_asked(signed.plan, signed)
    )


def _asked(plan: Plan, signed: Step) -> tuple[Question, ...]:
    """What was asked before the signature, with the answers that were there by then."""
    found = list(plan.questions.filter(asked_at__lte=signed.at))
    for one in found:
        if one.answered_at is not None and one.answered_at > signed.at:
            one.answer, one.answered_by, one.answered_at = "", "", None
    return tuple(found)


def agreed_before(plan: Plan) -> Plan | None:
    """The newest version before this one that was agreed on."""
    earlier = Plan.objects.filter(course=plan.course, number__lt=plan.number)
    return earlier.filter(steps__what__in=AGREED).order_by("-number").first()


def newer_shown(plan: Plan) -> Plan | None:
    """The newest later version that waits for the patient, or that was agreed on."""
    later = Plan.objects.filter(course=plan.course, number__gt=plan.number)
    shown = Q(state=State.APPROVED) | Q(steps__what__in=AGREED)
    return later.filter(shown).order_by("-number").first()
