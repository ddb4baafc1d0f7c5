"""How many comments may come from one connection, and altogether; nobody waits for long."""

from django.conf import settings
from django.http import HttpRequest

from percuta_clinic.frame.limits import sender_of, within

MINUTES = 10
FROM_ONE = 5  # in that time; a household or a waiting room shares a connection
A_DAY_FROM_ONE = 30
AN_HOUR_CALM = 40  # more than that look like a flood: kept, but looked through as spam
AN_HOUR = 400
_HOUR, _DAY = 3600, 24 * 3600
HOURS_MARKED = 48  # a mark outlives the day it counts by one


def from_one(request: HttpRequest) -> int | None:
    """Minutes to wait for a connection that sent too many; its address is not kept, only a mark."""
    who = str(settings.KEYS.mark(f"comments {sender_of(request)}".encode()))[:32]
    if not within(who, what="comment", times=FROM_ONE, seconds=MINUTES * 60):
        return MINUTES
    if not within(who, what="comments a day", times=A_DAY_FROM_ONE, seconds=_DAY):
        return _DAY // 60
    return None


def too_many() -> bool:
    """Whether so many came from everywhere that no more are kept this hour."""
    return not within("all", what="comments an hour", times=AN_HOUR, seconds=_HOUR)


def doubts() -> tuple[str, ...]:
    """Why a comment in a flood is looked through as spam."""
    if within("all", what="comments in calm", times=AN_HOUR_CALM, seconds=_HOUR):
        return ()
    return ("It came in a flood of comments.",)
