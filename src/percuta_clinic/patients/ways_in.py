"""When a merge is undone: nobody comes to one record by a letter or an account meant for both."""

from collections.abc import Collection, Iterator

from percuta_clinic.patients.models import Merge, Patient
from percuta_clinic.people.models import Account, Invitation
from percuta_clinic.people.services import invitation_withdraw

AGAIN = "Invite each person anew."


def shut(*, by: Account, merge: Merge, kept: Patient, made: Collection[str]) -> Iterator[str]:
    """Withdraws invitations ``made`` since, and unties an account opened since; says so."""
    letters = list(Invitation.objects.filter(pk__in=made, accepted_at=None, withdrawn_at=None))
    for letter in letters:
        invitation_withdraw(by=by.actor, invitation=letter)
    if letters:
        yield f"Invitations written while the records were one are withdrawn. {AGAIN}"
    if kept.account is not None and _was_opened_since(kept.account, merge):
        whose, kept.account = kept.account, None
        yield (
            f"The account of {whose.name} was opened while the records were one. It opens neither "
            f"record now, because nobody can tell whose it is. {AGAIN}"
        )


def _was_opened_since(account: Account, merge: Merge) -> bool:
    """Whether a letter to either record led to it."""
    taken = Invitation.objects.filter(
        patient_id__in=(merge.kept_id, merge.gone_id), accepted_at__gte=merge.at
    )
    return taken.filter(email__iexact=account.email).exists()
