"""A treatment room at noon: Bea with 30 g of EMLA on her cheeks, put on at ten."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from percuta.planning.creams import EMLA
from percuta.treatment.applied import Applied, InTheRoom, Told
from percuta.treatment.moment import Moment

CHEEK, OTHER_CHEEK, EYE = "cheek_right", "cheek_left", "periorbital_left"
NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)


def moment(minutes: float = 0, *, doubt: float = 0) -> Moment:
    """So many minutes after noon; before it where they are below 0. ``doubt`` in seconds."""
    return Moment(at=NOON + timedelta(minutes=minutes), doubt=timedelta(seconds=doubt))


ON_THE_CHEEKS = Applied(
    name="EMLA", cream=EMLA, grams=30, area_cm2=150, zones=(CHEEK, OTHER_CHEEK), on=moment(-120)
)
OFF_AND_FINE = replace(ON_THE_CHEEKS, off=moment(-1), clean=True, intact=True)
ROOM = InTheRoom(
    now=moment(),
    applied=(ON_THE_CHEEKS,),
    home=Told.NO,
    age=34,
    weight_kg=61,
    to_needle=(CHEEK, OTHER_CHEEK),
)


def with_cream(*applied: Applied) -> InTheRoom:
    """The room with other creams."""
    return replace(ROOM, applied=applied)
