"""Reading the outbox."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from percuta_clinic.config.prepared import Prepared
from percuta_clinic.outbox.models import Channel, Message, State
from percuta_clinic.outbox.occasions import OCCASIONS
from percuta_clinic.outbox.placeholders import Occasion
from percuta_clinic.outbox.wording import Text, text_in_use
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right

MOST_UNDELIVERED = 6
_GIVEN_UP: Prepared[Message] = Prepared(
    lambda: Message.objects.filter(state=State.GIVEN_UP).order_by("-made_at")[:MOST_UNDELIVERED]
)
_TROUBLE = Q(state=State.GIVEN_UP) | Q(state=State.WAITING) & ~Q(trouble="")
KINDS = {
    "": Q(),
    "waiting": Q(state=State.WAITING),
    "trouble": _TROUBLE,
    "sent": Q(state=State.SENT),
    "given up": Q(state=State.GIVEN_UP),
}


def messages_listed(account: Account, *, kind: str, name: str = "") -> QuerySet[Message]:
    """Messages of one kind (a key of KINDS) to people called ``name``, the newest first."""
    require(account, Right.SEE_MESSAGES)
    found = Message.objects.filter(KINDS.get(kind, Q()))
    for word in name.split():
        found = found.filter(to_name__icontains=word)
    return found.order_by("-made_at")


def how_many(account: Account, *, kind: str) -> int:
    """How many there are of one kind."""
    require(account, Right.SEE_MESSAGES)
    return Message.objects.filter(KINDS[kind]).count()


def undelivered(account: Account) -> list[Message]:
    """The work list: the newest that could not be sent and nobody has dealt with yet."""
    require(account, Right.SEE_MESSAGES)
    return _GIVEN_UP.rows()


def patients_of(messages: Iterable[Message]) -> Mapping[UUID | None, Patient]:
    """The records these messages belong to."""
    keys = {message.patient_id for message in messages if message.patient_id}
    return {**Patient.objects.in_bulk(keys)}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One text in the list of texts."""

    occasion: Occasion
    channel: Channel
    text: Text


def texts(account: Account) -> list[Line]:
    """Every text in use, by occasion and way."""
    require(account, Right.EDIT_MESSAGES)
    return [
        Line(occasion=one, channel=channel, text=text_in_use(one, channel))
        for one in OCCASIONS.values()
        for channel in one.channels
    ]
