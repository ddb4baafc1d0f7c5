"""When to come back after a course, and why: what was read, and what nobody has measured."""

from dataclasses import dataclass

from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.source import Source
from percuta.evidence.sources.labels import SKINPEN_STUDY
from percuta.evidence.sources.reviews import MINUTILLI2024

LOOK_AGAIN = Parameter(
    key="review.look_again",
    value=365,
    unit="days",
    status=Status.ASSUMED,
    source=SKINPEN_STUDY,
    note="a look a year after the last session: no trial read followed people longer than about "
    "six months, so when a gain fades is not known",
)


@dataclass(frozen=True, kw_only=True)
class ComingBack:
    """Days after the last session, and the sentences that go with it."""

    days: int
    patient: str
    clinician: str
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
            "Recall at one year to grade and photograph as before. Maintenance sessions: no trial "
            "of their interval or use was read; decide by what is seen. The interval is assumed."
        ),
        sources=(SKINPEN_STUDY, MINUTILLI2024),
        status=LOOK_AGAIN.status,
    )
