"""When to come back after a course, and why no session to keep a result up is proposed."""

from dataclasses import dataclass

from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.source import Source
from percuta.evidence.sources.concerns import ALSTER_SCARS2020
from percuta.evidence.sources.reviews import MINUTILLI2024
from percuta.evidence.sources.studies import AUST2008

LOOK_AGAIN = Parameter(
    key="review.look_again",
    value=365,
    unit="days",
    status=Status.ASSUMED,
    source=ALSTER_SCARS2020,
    note="a look a year after the last session, as late as the longest follow-up that was read; it "
    "printed no values over time, so when a gain fades is not known",
)


@dataclass(frozen=True, kw_only=True)
class ComingBack:
    """Days after the last session, and the sentences that go with it.

    ``maintenance`` says what can be proposed to keep a result up, and on what evidence.
    """

    days: int
    patient: str
    clinician: str
    maintenance: str
    sources: tuple[Source, ...]
    status: Status


def coming_back() -> ComingBack:
    """The recall: a look, never a session that nobody has shown to be of use."""
    return ComingBack(
        days=round(LOOK_AGAIN.value),
        patient=(
            "Come and let us look at your skin about a year after your last session. Nobody has "
            "measured how long a result lasts, so we look before we offer anything. Further "
            "sessions to keep a result up were not tested."
        ),
        clinician=(
            "Recall at one year to grade and photograph as before; decide by what is seen. The "
            "interval is assumed."
        ),
        maintenance=(
            "The evidence cannot carry an interval for maintenance sessions, and none is proposed. "
            "The longest follow-up read is 12 months in 120 people, without values over time; one "
            "layer of the epidermis was thicker a year after in 20. No rate of fading can be "
            "worked out, and no trial of maintenance sessions was read. Pages of clinics that say "
            "3 to 12 months give no data."
        ),
        sources=(ALSTER_SCARS2020, AUST2008, MINUTILLI2024),
        status=LOOK_AGAIN.status,
    )
