"""What the science says of reviews: days, change, recall. Forecasts are in science_forecast."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from percuta.assessment.scale import NotOnScale
from percuta.assessment.scales import GAIS_CHANGE, SCALES
from percuta.review.asked import AGAIN, GAIS_PLAIN, GAIS_WORDS, SATISFACTION
from percuta.review.change import NO_ROOM, NOT_AFTER, NOT_BEFORE, Change, Verdict, change
from percuta.review.coming_back import ComingBack, coming_back
from percuta.review.repeatability import REPEATABILITY
from percuta.review.visits import LAST_DAY, Looked, Stand, reviews, why_not

GAIS = {str(key): words for key, words in GAIS_WORDS.items()}
GAIS_OWN = {str(key): words for key, words in GAIS_PLAIN.items()}
PLEASED = {str(key): words for key, words in SATISFACTION.items()}
ONCE_MORE = dict(AGAIN)
GAIS_SOURCE = GAIS_CHANGE.source.citation
BETTER, WORSE, SAME, OPEN = Verdict.BETTER, Verdict.WORSE, Verdict.SAME, Verdict.OPEN
__all__ = [
    "LAST_DAY",
    "NOT_AFTER",
    "NOT_BEFORE",
    "NO_ROOM",
    "Change",
    "ComingBack",
    "Looked",
    "Stand",
    "Verdict",
]


@dataclass(frozen=True, kw_only=True)
class Scored:
    """A change in words, for both readers, with where its least real change comes from."""

    change: Change
    verdict: str
    plain: str
    interval: str
    source: str

    @property
    def tone(self) -> str:
        """How it looks."""
        tones = {BETTER: "ok", WORSE: "stop", SAME: "idle", OPEN: "warn"}
        return tones[self.change.verdict]

    @property
    def icon(self) -> str:
        """The same as a sign."""
        signs = {BETTER: "check", WORSE: "triangle-alert", SAME: "minus", OPEN: "circle-help"}
        return signs[self.change.verdict]


PLAIN = {
    BETTER: "Better than before",
    WORSE: "Worse than before",
    SAME: "No real change",
    OPEN: "We cannot say",
}
GONE = "a grade here is on a scale that is not used any more"


def reviews_after(last: date, days: Sequence[int]) -> tuple[Looked, ...]:
    """The reviews of a course that ended on a day."""
    return reviews(last, days)


def days_refused(days: Sequence[int]) -> str:
    """Why a clinic cannot review on these days; empty where it can."""
    return why_not(days)


def come_back() -> ComingBack:
    """When to come back after a course, and why."""
    return coming_back()


def scored(scale: str, before: float | None, after: float | None) -> Scored:
    """What became of one concern in one place."""
    try:
        found = change(scale, before=before, after=after)
    except NotOnScale:
        found = Change(scale=scale, verdict=OPEN, before=before, after=after, why=GONE)
    return Scored(
        change=found,
        verdict=found.verdict.value,
        plain=PLAIN[found.verdict],
        interval=_interval(found),
        source=_source(scale),
    )


def _interval(found: Change) -> str:
    if found.by is None or found.low is None or found.high is None:
        return ""
    return f"{found.by:+g}, from {found.low:+.1f} to {found.high:+.1f}; real from {found.least:.1f}"


def _source(scale: str) -> str:
    known = REPEATABILITY.get(scale)
    if known is None:
        return ""
    cited = "; ".join(one.source.citation for one in known.from_what if one.source is not None)
    return f"{known.status.value}: {known.note}. {cited}"


def scale_name(scale: str) -> str:
    """What a scale is called."""
    return SCALES[scale].name if scale in SCALES else scale
