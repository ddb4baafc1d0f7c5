"""When a merge is undone: what was agreed while two records were one counts for neither."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet

from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.parting import SEPARATED, Parted
from percuta_clinic.planning.approving import moved
from percuta_clinic.planning.models import IN_FORCE, SAID_YES, Plan, State, Step, What
from percuta_clinic.planning.services import step_kept

OURS = "planning.plan.patient"
AGAIN = f"{SEPARATED}; what it rests on may be the other person's. Plan again."
WAITING = (State.PROPOSED, State.RETURNED)
COUNTING = (State.APPROVED, *IN_FORCE)


def separate(parting: Parted) -> Iterator[str]:
    """Puts aside what was drafted, ends what was proposed, approved or agreed for both at once."""
    for patient in parting.both:
        _aside(parting, patient)
        yield from _told(
            patient, waiting=_waiting(parting, patient), ended=_ended(parting, patient)
        )


def _aside(parting: Parted, patient: Patient) -> None:
    """Drafts that were worked on while the records were one."""
    drafts = Plan.objects.filter(patient=patient, state=State.DRAFT, saved_at__gte=parting.at)
    for plan in drafts.select_for_update(of=("self",)):
        moved(plan, State.DROPPED)
        step_kept(plan, What.DROPPED, by=parting.by, why=AGAIN)


def _waiting(parting: Parted, patient: Patient) -> int:
    """Versions proposed since: they were made from the answers of both."""
    rows = Plan.objects.filter(patient=patient, state__in=WAITING, pk__in=parting.since[OURS])
    return _stop(parting, rows)


def _ended(parting: Parted, patient: Patient) -> int:
    """Versions that count because of something agreed since, whenever they were proposed."""
    agreed = Step.objects.filter(plan=OuterRef("pk"), at__gte=parting.at, what__in=SAID_YES)
    return _stop(parting, Plan.objects.filter(Exists(agreed), patient=patient, state__in=COUNTING))


def _stop(parting: Parted, rows: QuerySet[Plan]) -> int:
    found = list(rows.select_for_update(of=("self",)))
    for plan in found:
        moved(plan, State.STOPPED)
        step_kept(plan, What.STOPPED, by=parting.by, why=AGAIN)
    return len(found)


def _told(patient: Patient, *, waiting: int, ended: int) -> Iterator[str]:
    if waiting:
        yield (
            f"{_plans(waiting)} of {patient}, proposed while the records were one, "
            f"{'waits' if waiting == 1 else 'wait'} for nobody any more. Plan again."
        )
    if ended:
        yield (
            f"{_plans(ended)} of {patient}, approved or accepted while the records were one, no "
            f"longer {'counts' if ended == 1 else 'count'}. Plan again, and let {patient} agree."
        )


def _plans(number: int) -> str:
    return "1 plan" if number == 1 else f"{number} plans"
