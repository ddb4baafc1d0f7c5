"""A patient reads a plan, asks, accepts it by signature or declines."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.services import record
from percuta_clinic.consent.models import How, Way
from percuta_clinic.consent.services import why_not_asked
from percuta_clinic.consent.signatures import drawn_path, stranger, typed_name, unsigned
from percuta_clinic.patients.services import held_kept
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.planning.approving import Moved, held_in, moved, put_in_force
from percuta_clinic.planning.models import IN_FORCE, Plan, Question, State, What
from percuta_clinic.planning.notices import answer_tell
from percuta_clinic.planning.services import step_kept
from percuta_clinic.planning.still import why_not_still

LOOK_AGAIN = (
    "Something changed since this plan was made, so your clinic has to look at it again first. "
    "Nothing was signed. Please call us."
)
MOST_ASKED, MOST_ANSWERED, MOST_OPEN = 1000, 2000, 10


@dataclass(frozen=True, kw_only=True)
class Signing:
    """What came from the page; nothing of it is believed yet. ``digest``: what was read."""

    digest: str
    name: str
    drawn: str = ""
    typed: str = ""
    no_answer_needed: bool = False
    name_differs: bool = False


@transaction.atomic
def plan_accepted(
    *, by: Actor, plan: Plan, signing: Signing, how: How, with_staff: str = ""
) -> Plan:
    """Accepts an approved plan, once. Raises Moved, or ValidationError by field."""
    held_kept(plan.patient_id)
    now = Plan.objects.select_for_update().get(pk=plan.pk)
    if now.state in IN_FORCE and now.digest == signing.digest:
        return now  # sent twice
    now = held_in(plan, State.APPROVED)
    if now.digest != signing.digest:
        raise Moved("The page showed another version than the one that counts. Read it again.")
    if why_not_still(now):
        raise Moved(LOOK_AGAIN)
    _refuse_unsigned(now, signing)
    drawn = signing.drawn.strip()
    return put_in_force(
        now,
        what=What.ACCEPTED,
        by=None,
        actor=by,
        by_name=typed_name(signing.name),
        way=Way.DRAWN if drawn else Way.TYPED,
        signature=drawn_path(drawn) if drawn else typed_name(signing.typed),
        how=how,
        with_staff=with_staff,
    )


def _refuse_unsigned(plan: Plan, signing: Signing) -> None:
    """Everything that is missing, at once."""
    missing: dict[str, str] = {}
    if why := why_not_asked(plan.patient):
        missing["__all__"] = why
    if not signing.no_answer_needed and plan.questions.filter(answered_at=None).exists():
        missing["no_answer_needed"] = (
            "Your question is not answered yet. Wait for the answer, or tick that you do not "
            "need it first."
        )
    missing |= unsigned(name=signing.name, drawn=signing.drawn, typed=signing.typed)
    if not missing and not signing.name_differs:
        patient = plan.patient
        known = (patient.given_name, patient.family_name, patient.preferred_name)
        missing = stranger(name=signing.name, drawn=signing.drawn, typed=signing.typed, known=known)
    if missing:
        raise ValidationError(missing)


@transaction.atomic
def plan_declined(*, by: Actor, plan: Plan, name: str, why: str, how: How) -> Plan:
    """The patient does not want this plan; why is theirs to say or not."""
    now = held_in(plan, State.APPROVED)
    moved(now, State.DECLINED)
    words = " ".join(why.replace("\x00", "").split())[:500]
    step_kept(now, What.DECLINED, by=None, actor=by, by_name=name, why=words, how=how)
    return now


@transaction.atomic
def question_asked(*, by: Actor, plan: Plan, text: str, name: str) -> Question:
    """Keeps what a patient asks about a plan."""
    now = held_in(plan, State.APPROVED, *IN_FORCE)
    words = text.replace("\x00", "").strip()
    if not words:
        raise ValidationError({"text": "Write your question first."})
    if len(words) > MOST_ASKED:
        raise ValidationError(
            {"text": f"Your question has {len(words)} letters; it may have {MOST_ASKED}."}
        )
    there = now.questions.filter(answered_at=None)
    if (same := there.filter(text=words).first()) is not None:
        return same  # sent twice
    if there.count() >= MOST_OPEN:
        raise ValidationError({"text": "Ten questions wait for an answer already. Call us."})
    asked = Question.objects.create(plan=now, text=words, asked_by=name)
    record(by=by, action="plan.asked", subject=now, patient_id=now.patient_id)
    return asked


@transaction.atomic
def question_answered(*, by: Account, question: Question, answer: str) -> Question:
    """Answers a question, once; the patient is told by message that there is an answer."""
    require(by, Right.MAKE_PLANS)
    held_kept(question.plan.patient_id)
    words = answer.replace("\x00", "").strip()
    if not words:
        raise ValidationError({"answer": "Write the answer first."})
    if len(words) > MOST_ANSWERED:
        raise ValidationError(
            {"answer": f"The answer has {len(words)} letters; it may have {MOST_ANSWERED}."}
        )
    now = timezone.now()
    done = Question.objects.filter(pk=question.pk, answered_at=None).update(
        answer=words, answered_by=by.name, answered_at=now
    )
    if not done:
        raise ValidationError({"answer": "Somebody answered this in the meantime. Read it first."})
    record(
        by=by.actor,
        action="plan.answered",
        subject=question.plan,
        patient_id=question.plan.patient_id,
    )
    answer_tell(by=by.actor, question=question)
    return Question.objects.get(pk=question.pk)
