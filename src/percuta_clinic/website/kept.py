"""What is kept about people and how long: told by the same numbers that delete it."""

from dataclasses import dataclass
from datetime import timedelta

from percuta_clinic.booking.request_letters import KEPT
from percuta_clinic.booking.requests import SHOWN
from percuta_clinic.comments.keeping import DAYS_KEPT, DAYS_UNDECIDED
from percuta_clinic.premises.models import Clinic
from percuta_clinic.website.flood import HOURS_MARKED


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One kind of thing."""

    what: str
    long: str
    who: str


def kept_rows(clinic: Clinic) -> tuple[Kept, ...]:
    """Everything, in the order in which somebody new meets it."""
    return (*_commented(), *_asked(), *_treated(clinic))


def _commented() -> tuple[Kept, ...]:
    return (
        Kept(
            what="The name and the comment that you write under an article",
            long="Until you or we take it out",
            who="Everybody, once it is shown",
        ),
        Kept(
            what="Your e-mail address under a comment",
            long=f"{DAYS_KEPT} days after we decide on the comment, or {DAYS_UNDECIDED} days if "
            "nobody does",
            who="Nobody reads it; it is stored locked and used to write to you if you wished so",
        ),
        Kept(
            what="A mark of your internet connection, to stop floods of comments; not its address",
            long=f"{HOURS_MARKED} hours at most",
            who="Nobody",
        ),
    )


def _asked() -> tuple[Kept, ...]:
    return (
        Kept(
            what="What you type to book a first visit, while you have not confirmed it by e-mail",
            long=f"{_hours(KEPT)} hours",
            who="Nobody; it is stored locked",
        ),
        Kept(
            what="What you confirmed; it begins your record",
            long="As long as your record; what you wrote about your wish until "
            f"{SHOWN.days} days after the visit",
            who="Those who work here",
        ),
    )


def _treated(clinic: Clinic) -> tuple[Kept, ...]:
    years = f"{clinic.keep_years} full year{'' if clinic.keep_years == 1 else 's'}"
    return (
        Kept(
            what="Your record: answers about your health, notes, plans, photos, consents",
            long=f"{years} after the year of your last visit or note, then until we erase it; "
            "you may ask for that",
            who="Those who treat you; the front desk sees how to reach you and when you come",
        ),
        Kept(
            what="What you paid",
            long="It stays; when you are erased, only amounts, days and numbers are left",
            who="The front desk, those who treat you, the owner",
        ),
        Kept(
            what="The list of who opened or changed a record",
            long="It stays, so that nobody can hide; it names records by number",
            who="The owner; what is in it about you is in your file",
        ),
    )


def _hours(span: timedelta) -> int:
    return int(span.total_seconds()) // 3600
