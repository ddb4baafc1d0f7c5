"""An adverse event of Amara's, as staff, a tablet or a doctor write it."""

from clinic.people_here import House
from percuta_clinic.adverse.models import AdverseEvent, Source
from percuta_clinic.adverse.opening import Told, event_open
from percuta_clinic.adverse.services import event_assess, event_close
from percuta_clinic.treatment.models import Session

DARK = Told(term="hyperpigmentation", words="Dark patch on the left cheek", severity="mild")


def entered(
    house: House, session: Session | None = None, *, key: str = "a", told: Told = DARK
) -> AdverseEvent:
    """Sina enters it."""
    return event_open(
        by=house.sina.actor,
        patient=house.amara,
        session=session,
        source=Source.STAFF,
        key=key,
        told=told,
    )


def assessed(house: House, event: AdverseEvent, *, relation: str = "probable") -> None:
    """Dora says what she thinks of it."""
    words = "Dark marks after needling, no sun"
    event_assess(by=house.dora, event=event, words=words, severity="mild", relation=relation)


def closed(house: House, event: AdverseEvent, *, outcome: str = "recovered") -> AdverseEvent:
    """Dora assesses it and closes it."""
    assessed(house, event)
    event_close(by=house.dora, event=event, outcome=outcome, words="Gone; may go on")
    event.refresh_from_db()
    return event
