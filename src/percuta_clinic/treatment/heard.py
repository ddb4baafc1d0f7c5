"""What an entry claims of itself: whose tablet it came from, its count, what that had seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from django.db.models import Max, Min

from percuta_clinic.patients.access import GlassShut
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.models import Account
from percuta_clinic.treatment.access import session_for
from percuta_clinic.treatment.models import Event, Session

MOST_AHEAD = 200  # a tablet counts what was refused too, so its counts have gaps


class Claims(Protocol):
    """The part of an entry that is about itself."""

    @property
    def device(self) -> UUID: ...
    @property
    def n(self) -> int: ...
    @property
    def seen(self) -> Mapping[UUID, int]: ...
    @property
    def by(self) -> UUID: ...


@dataclass(kw_only=True)
class Heard:
    """What each tablet of a session has said so far; a tablet belongs to who first spoke with it.

    ``names`` holds the accounts that may speak in the session, and None for those that may not.
    """

    by: Account
    session: Session
    owners: dict[UUID, UUID] = field(default_factory=dict)
    counted: dict[UUID, int] = field(default_factory=dict)
    names: dict[UUID, str | None] = field(default_factory=dict)

    def refusal(self, said: Claims) -> tuple[str, str]:
        """A code and why this cannot be what it says it is; empty if it can."""
        if self.name_of(said.by) is None:
            return "by", (
                "This entry names somebody who may not open this session. Sign in as yourself, "
                "and enter it again."
            )
        if (owner := self.owners.get(said.device, said.by)) != said.by:
            name = self.name_of(owner) or "somebody else"
            return "device", f"This tablet speaks for {name} in this session. Enter it again."
        return self._of_counts(said)

    def _of_counts(self, said: Claims) -> tuple[str, str]:
        for device, count in said.seen.items():
            if count > (there := self.counted.get(device, 0)):
                told = f"This entry claims to know {count} entries of another tablet"
                return "seen", f"{told}, which has said {there}. Enter it again."
        last = self.counted.get(said.device, 0)
        ahead = MOST_AHEAD if said.by == self.by.pk else 1
        if said.n > last + ahead:
            told = f"This is entry {said.n} of a tablet that has said {last}"
            return "n", f"{told}. Say it again as a new entry."
        return "", ""

    def note(self, said: Claims) -> None:
        """It is in the stream now."""
        self.owners.setdefault(said.device, said.by)
        self.counted[said.device] = max(said.n, self.counted.get(said.device, 0))

    def name_of(self, account: UUID) -> str | None:
        """Who may speak here; None for anybody else."""
        if account not in self.names:
            self.names[account] = self._may_speak(account)
        return self.names[account]

    def _may_speak(self, key: UUID) -> str | None:
        if key == self.by.pk:
            return self.by.name
        found = Account.objects.filter(pk=key).first()
        if found is None:
            return None
        try:
            session_for(found, self.session.pk)
        except (NotYours, GlassShut):
            return None
        return found.name

    def told_by(self, said: Claims) -> str:
        """Who said it; with whoever sent it, if that was somebody else."""
        if said.by == self.by.pk:
            return self.by.name
        return f"{(self.name_of(said.by) or '')[:50]} (sent by {self.by.name[:50]})"


def heard_in(session: Session, by: Account) -> Heard:
    """What was said in a session until now, whose entries ``by`` sends."""
    found = Heard(by=by, session=session)
    rows = Event.objects.filter(session=session).order_by().values_list("device", "said_by")
    for device, said_by, most, _ in sorted(
        rows.annotate(most=Max("n"), first=Min("number")), key=lambda row: row[3]
    ):
        found.owners.setdefault(device, said_by)
        found.counted[device] = max(most, found.counted.get(device, 0))
    return found
