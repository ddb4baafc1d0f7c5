"""When a merge is undone: a doctor's word on two people at once lets neither go on."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django.db.models import Q
from django.utils import timezone

from percuta_clinic.audit.services import record
from percuta_clinic.config.ids import new_id
from percuta_clinic.intake.science.request import DeviceGone
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.parting import SEPARATED, Parted
from percuta_clinic.screening.models import Decision, What, Why
from percuta_clinic.screening.services import run_kept

AGAIN = f"{SEPARATED}; decide again."
HELD = f"Held back while two records were one. {AGAIN}"
OURS = "screening.decision.patient"


def separate(parting: Parted) -> Iterator[str]:
    """What let go on is withdrawn; what held back holds both. The rules look at each anew."""
    since = Decision.objects.filter(pk__in=parting.since[OURS])
    withdrawn = [_withdraw(one, parting) for one in _standing(since).exclude(what=What.HOLD)]
    holds = _standing(since).filter(what=What.HOLD, until__gte=timezone.localdate())
    copied = [_hold(one, parting.left, parting, about={}) for one in holds]
    lifted = [_hold(one, one.patient, parting, about=one.about) for one in _lifted(parting)]
    for patient in parting.both:
        _look_again(patient)
    yield from _told(parting, withdrawn=len(withdrawn), copied=len(copied), lifted=len(lifted))


def _standing(rows: Any) -> Any:
    return rows.filter(withdrawn_at=None).select_for_update(of=("self",)).order_by("pk")


def _lifted(parting: Parted) -> list[Decision]:
    """Holds of one of them that were withdrawn on the answers of both."""
    rows = Decision.objects.filter(
        Q(patient=parting.kept) | Q(patient=parting.left),
        what=What.HOLD,
        withdrawn_at__gte=parting.at,
        until__gte=timezone.localdate(),
    )
    return list(rows.exclude(pk__in=parting.since[OURS]).select_related("patient").order_by("pk"))


def _withdraw(decision: Decision, parting: Parted) -> Decision:
    decision.withdrawn_at, decision.withdrawn_by_name = timezone.now(), parting.by.name
    decision.withdrawn_why = AGAIN
    decision.save(update_fields=["withdrawn_at", "withdrawn_by_name", "withdrawn_why"])
    record(
        by=parting.by.actor,
        action="finding.decision_withdrawn",
        subject=decision,
        patient_id=decision.patient_id,
        fields=("withdrawn_at",),
        reason=SEPARATED,
    )
    return decision


def _hold(given: Decision, patient: Patient, parting: Parted, *, about: dict[str, Any]) -> Decision:
    """The same hold, of the same doctor, without words or answers that may be the other's."""
    made = Decision(
        id=new_id(),
        patient=patient,
        rule=given.rule,
        zones=given.zones,
        what=What.HOLD,
        reason=HELD,
        until=given.until,
        decided_on=given.decided_on,
        made_by_id=given.made_by_id,
        by_name=given.by_name,
        rule_set=given.rule_set,
        about=about,
    )
    made.save(force_insert=True)
    record(
        by=parting.by.actor,
        action="finding.held_again",
        subject=made,
        patient_id=patient.pk,
        reason=SEPARATED,
    )
    return made


def _look_again(patient: Patient) -> None:
    """The newest run may speak of the answers of both."""
    with suppress(DeviceGone):
        run_kept(patient=patient, why=Why.SEPARATED)


def _told(parting: Parted, *, withdrawn: int, copied: int, lifted: int) -> Iterator[str]:
    if withdrawn:
        yield (
            f"{_decisions(withdrawn)} that rested on the answers of both no longer "
            f"{'counts' if withdrawn == 1 else 'count'}. A doctor decides again."
        )
    if copied:
        yield (
            f"{_decisions(copied)} made since to hold treatment back: "
            f"{'it holds' if copied == 1 else 'they hold'} {parting.kept} and {parting.left} back "
            "until a doctor decides again."
        )
    if lifted:
        yield (
            f"{_decisions(lifted)} to hold treatment back, withdrawn while the records were one, "
            f"{'holds' if lifted == 1 else 'hold'} again until a doctor decides."
        )


def _decisions(number: int) -> str:
    return "1 decision" if number == 1 else f"{number} decisions"
