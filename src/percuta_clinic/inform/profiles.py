"""Who works here, as they wish to be shown."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from percuta_clinic.audit.services import record
from percuta_clinic.inform.cautions import cautions
from percuta_clinic.inform.models import Profile
from percuta_clinic.inform.words import Words
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right


class Changed(Exception):
    """The profile was changed in the meantime; ``now`` is what it says."""

    def __init__(self, now: Profile) -> None:
        super().__init__("The profile was changed in the meantime.")
        self.now = now


@transaction.atomic
def profile_save(
    *, by: Account, name: str, does: str, words: str, agreed: bool, seen: int
) -> Profile:
    """One's own profile; without agreeing nobody is shown."""
    if not by.is_staff_member:
        raise ValidationError("Only people who work here have a profile.")
    values = {
        "name": " ".join(name.split()),
        "does": " ".join(does.split()),
        "words": words.strip(),
    }
    if agreed:
        _refuse_promises(name, does, words)
    now = timezone.now()
    row = Profile.objects.select_for_update().filter(account=by).first()
    if row is None:
        row = _first(by, {**values, "agreed_at": now if agreed else None})
    elif row.version != seen:
        raise Changed(row)
    else:
        at = (row.agreed_at or now) if agreed else None
        Profile.objects.filter(pk=row.pk).update(version=F("version") + 1, agreed_at=at, **values)
    action = "profile.shown" if agreed else "profile.kept_back"
    record(by=by.actor, action=action, subject=row, fields=tuple(values))
    row.refresh_from_db()
    return row


def _refuse_promises(name: str, does: str, words: str) -> None:
    found = cautions(Words(title=name, summary=does, text=words))
    if found:
        said = "; ".join(f"“{one.found}”: {one.why}" for one in found)
        raise ValidationError(f"Public pages promise nothing. {said} Please write it otherwise.")


def _first(by: Account, values: dict[str, object]) -> Profile:
    try:
        with transaction.atomic():
            return Profile.objects.create(account=by, **values)
    except IntegrityError:
        raise Changed(Profile.objects.get(account=by)) from None


@transaction.atomic
def profile_hide(*, by: Account, profile: Profile, why: str) -> None:
    """Takes somebody out of the public pages; only they themselves can agree again."""
    require(by, Right.EDIT_WEBSITE)
    if not why.strip():
        raise ValidationError({"why": "Say why, in a few words; the log keeps it."})
    hidden = Profile.objects.filter(pk=profile.pk).exclude(agreed_at=None)
    if hidden.update(agreed_at=None, version=F("version") + 1):
        record(by=by.actor, action="profile.hidden", subject=profile, reason=why.strip())
