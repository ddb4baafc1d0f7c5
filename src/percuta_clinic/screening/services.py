"""Receiving and mending answers, and what doctors decide on them; every run is kept."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.actor import SYSTEM, Actor
from percuta_clinic.audit.services import record
from percuta_clinic.booking.daytime import treatment_day
from percuta_clinic.booking.models import Visit
from percuta_clinic.intake.models import Fact, Form, Source
from percuta_clinic.intake.queries import about, answered, device_for, last_sent
from percuta_clinic.intake.science.told import Piece
from percuta_clinic.intake.science.words import question_text
from percuta_clinic.intake.services import answers_put_right, form_send
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.services import held_kept
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.queries import having
from percuta_clinic.people.rights import Right, Role
from percuta_clinic.people.science import rules_in_use
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today
from percuta_clinic.screening.models import Decision, Screened, What, Why
from percuta_clinic.screening.putting_right import (
    WHY,
    Change,
    changes_much,
    for_a_doctor,
    refuse_impossible,
    says_why,
)
from percuta_clinic.screening.ruled import WISHED, Stand, may_not_decide
from percuta_clinic.screening.science import (
    Result,
    answers_behind,
    findings_kept,
    result_of,
    zones_kept,
)

LONGEST = timedelta(days=366)
MOST_LETTERS = 500
FEWEST_WORDS = 2


@transaction.atomic
def answers_received(
    *,
    by: Actor,
    form: Form,
    source: Source = Source.PATIENT,
    account: Account | None = None,
    seen: int | None = None,
) -> Form:
    """Sends a form, once, and lets the rules look at the answers. Raises Incomplete, Changed."""
    sent = form_send(by=by, form=form, source=source, account=account, seen=seen)
    if not sent.screenings.filter(why=Why.SENT).exists():
        run_kept(patient=sent.patient, why=Why.SENT, visit=sent.visit)
    return sent


class Older(ValidationError):
    """Answers of a form that newer ones have replaced."""


@transaction.atomic
def answers_mended(
    *, by: Account, form: Form, pieces: Iterable[Piece], source: Source, reason: str = ""
) -> list[Fact]:
    """Answers put right or added by staff; the rules look again at once. All or nothing."""
    held_kept(form.patient_id)
    _refuse_older(form)
    change = _change(form, list(pieces))
    refuse_impossible(change)
    _refuse_alone(by, change, reason)
    why = reason.strip() or source.label
    for older, outweighing in list(change.through):
        answers_put_right(by=by, form=older, pieces=outweighing, source=source, reason=why)
    made = answers_put_right(by=by, form=form, pieces=change.pieces, source=source, reason=why)
    if run_kept(patient=form.patient, why=Why.PUT_RIGHT, visit=form.visit) is None:
        raise ValidationError("No place would be left to treat. Leave at least one wish.")
    return made


def _refuse_older(form: Form) -> None:
    newest = last_sent(form.patient)
    if newest is None:
        raise ValidationError("These questions are not sent yet. Fill in the form itself.")
    if form.pk != newest.pk:
        raise Older(
            "Newer answers count instead of these. Nothing was saved. Put it right in the newest "
            f"answers, of {newest.answered_on:%-d %B %Y}."
        )


def _change(form: Form, pieces: list[Piece]) -> Change:
    patient, answers = form.patient, answered(form.patient)
    known = about(patient, device=device_for(patient, form.visit), answers=answers)
    day = today(Clinic.objects.get())
    return Change(answers=answers, pieces=pieces, known=known, day=day)


def _refuse_alone(by: Account, change: Change, reason: str) -> None:
    """Nobody clicks a yes away: it takes a reason, and a doctor where it holds something back."""
    keys = for_a_doctor(change)
    if keys and not by.may(Right.DECIDE_FINDINGS):
        names = ", ".join(one.name for one in having(Role.DOCTOR))
        raise ValidationError(
            f"Only a doctor takes this back: {names or 'none works here; the owner invites one'}. "
            f"Nothing was saved for: {question_text(keys[0])}"
        )
    if (keys or changes_much(change)) and not says_why(reason):
        raise ValidationError({"reason": WHY})


@transaction.atomic
def run_kept(*, patient: Patient, why: Why, visit: Visit | None = None) -> Screened | None:
    """Keeps what the rules say now, for the day of a visit to come or for today."""
    day = treatment_day(visit, Clinic.objects.get())
    result, form = result_of(patient, day=day, visit=visit), last_sent(patient)
    if result is None or form is None:
        return None
    kept = Screened(
        patient=patient,
        form=form,
        visit=visit,
        day=day,
        why=why,
        rule_set=rules_in_use()[0],
        verdict=result.document.verdict.value,
        zones=zones_kept(result),
        findings=findings_kept(result),
    )
    kept.save()
    _end_referrals(patient, result)
    return kept


def _end_referrals(patient: Patient, result: Result) -> None:
    """A referral ends for good once its spot is answered otherwise: a later one presses anew."""
    pressing = {(f.rule, zone) for f in result.screening.findings if f.urgent for zone in f.zones}
    for one in patient.decisions.filter(what=What.REFERRED, withdrawn_at=None):
        if any((one.rule, zone) in pressing for zone in one.zones or result.screening.zones):
            continue
        one.withdrawn_at, one.withdrawn_by_name = timezone.now(), SYSTEM.name
        one.withdrawn_why = "Answered otherwise since; a later spot presses anew."
        one.save(update_fields=["withdrawn_at", "withdrawn_by_name", "withdrawn_why"])
        record(
            by=SYSTEM,
            action="finding.decision_withdrawn",
            subject=one,
            patient_id=patient.pk,
            fields=("withdrawn_at",),
        )


@transaction.atomic
def decide(
    *,
    by: Account,
    patient: Patient,
    rule: str,
    zones: Sequence[str],
    what: What | str,
    reason: str,
    until: date,
    day: date | None = None,
    seen: str | None = None,
) -> Decision:
    """A doctor's word on a finding. ``day`` is that of the treatment, today if none is named.

    ``seen`` is the key of the answers she was shown; where others stand now, nothing is decided.
    """
    require(by, Right.DECIDE_FINDINGS)
    held, now = held_kept(patient.pk), today(Clinic.objects.get())
    result = _decidable(
        held, rule=rule, zones=zones, day=max(day or now, now), what=What(what), until=until
    )
    behind, key = answers_behind(rule, result)
    if seen is not None and seen != key:
        raise ValidationError("The answers behind this changed while you read. Look again.")
    asked = Decision(
        patient=held,
        rule=rule,
        zones=list(zones),
        what=what,
        reason=_checked(reason),
        until=_within(until, now=now),
        decided_on=now,
        made_by=by,
        by_name=by.name,
        rule_set=rules_in_use()[0],
        about=behind | {WISHED: list(result.screening.zones)},
    )
    return _pressed_before(asked, result) or _kept(asked, by=by)


def _pressed_before(asked: Decision, result: Result) -> Decision | None:
    """The same decision, where the button was pressed twice and no spot was told between."""
    over = {one.decision.pk for one in result.decisions if one.stand is Stand.TOLD_ANEW}
    mine = asked.patient.decisions.filter(rule=asked.rule).order_by("made_at", "pk").last()
    same = ("zones", "what", "reason", "until", "made_by_id", "about", "withdrawn_at")
    if (
        mine is not None
        and mine.pk not in over
        and all(getattr(mine, name) == getattr(asked, name) for name in same)
    ):
        return mine
    return None


def _kept(asked: Decision, *, by: Account) -> Decision:
    asked.save(force_insert=True)
    record(
        by=by.actor,
        action="finding.decided",
        subject=asked,
        patient_id=asked.patient_id,
        fields=("what", "until", "reason"),
    )
    run_kept(patient=asked.patient, why=Why.DECIDED)
    return asked


def _decidable(
    patient: Patient, *, rule: str, zones: Sequence[str], day: date, what: What, until: date
) -> Result:
    """The result that holds a finding of this rule a doctor may decide on, or a refusal."""
    result = result_of(patient, day=day)
    found = [f for f in result.screening.findings if f.rule == rule] if result else []
    if result is None or not found:
        raise ValidationError("This rule finds nothing in the answers now. Nothing was decided.")
    wished = set(result.screening.zones)
    if stray := [zone for zone in zones if zone not in wished]:
        raise ValidationError(f"{stray[0]!r} is no place this person wishes to have treated.")
    met = [f for f in found if not zones or any(f.concerns(zone) for zone in zones)]
    if not met:
        raise ValidationError("This rule finds nothing at these places now.")
    ends = until if what == What.GO_ON else date.max
    begins = day if what == What.GO_ON else date.max
    refusals = [may_not_decide(f, what, day=begins, until=ends) for f in met]
    if all(refusals):
        raise ValidationError(refusals[0])
    first = today(Clinic.objects.get()) if what == What.REFERRED else day
    if until < first:
        raise ValidationError({"until": f"Choose {first:%-d %B %Y} or a later day."})
    return result


def _checked(reason: str) -> str:
    words = " ".join(reason.replace("\x00", "").split())
    if len(words.split()) < FEWEST_WORDS or len(words) < 8:
        raise ValidationError({"reason": "Say why in a few words. It stays with the decision."})
    if len(words) > MOST_LETTERS:
        raise ValidationError(
            {"reason": f"The reason has {len(words)} letters; it may have {MOST_LETTERS}."}
        )
    return words


def _within(until: date, *, now: date) -> date:
    if until > now + LONGEST:
        raise ValidationError(
            {"until": "A decision holds for at most a year. Choose a nearer day."}
        )
    return until


@transaction.atomic
def decision_withdraw(*, by: Account, decision: Decision, why: str) -> Decision:
    """Takes a decision back, once, with a reason; it stays to be read."""
    require(by, Right.DECIDE_FINDINGS)
    held = held_kept(decision.patient_id)
    words = _checked(why)
    now = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if now.withdrawn_at is not None:
        return now
    now.withdrawn_at, now.withdrawn_by_name = timezone.now(), by.name
    now.withdrawn_why = words
    now.save(update_fields=["withdrawn_at", "withdrawn_by_name", "withdrawn_why"])
    record(
        by=by.actor,
        action="finding.decision_withdrawn",
        subject=now,
        patient_id=held.pk,
        fields=("withdrawn_at",),
    )
    run_kept(patient=held, why=Why.WITHDRAWN)
    return now
