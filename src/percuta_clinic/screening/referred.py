"""What a doctor referred, as it is read until it comes back; no needle goes there meanwhile."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from percuta_clinic.intake.science.places import place_words
from percuta_clinic.screening.models import What
from percuta_clinic.screening.ruled import Ruled, Stand

MOST_LETTERS = 40  # what a chip holds


@dataclass(frozen=True, kw_only=True)
class Referral:
    """What was referred, where, by whom and until when; ``reason`` says to whom."""

    title: str
    zones: tuple[str, ...]
    by: str
    on: date
    until: date
    reason: str

    @property
    def places(self) -> str:
        """Where no needle goes meanwhile."""
        return ", ".join(place_words(zone) for zone in self.zones)

    @property
    def words(self) -> str:
        """All of it, for whoever reads the chart."""
        return (
            f"{self.title}: {self.by} referred this on {_day(self.on)} (“{self.reason}”). "
            f"No needles on {self.places}. It comes back to the doctors’ list after "
            f"{_day(self.until)}."
        )


def referrals(findings: Iterable[Any], ruled: Sequence[Ruled]) -> Iterator[Referral]:
    """The referrals that count, each for what of it is still found."""
    pressing = [one for one in findings if one.urgent]
    for one in ruled:
        decision = one.decision
        if decision.what != What.REFERRED or one.stand is not Stand.COUNTS:
            continue
        for finding in pressing:
            zones = tuple(zone for zone in one.zones if zone in finding.zones)
            if finding.rule == decision.rule and zones:
                yield Referral(
                    title=finding.title,
                    zones=zones,
                    by=decision.by_name,
                    on=decision.decided_on,
                    until=decision.until,
                    reason=decision.reason,
                )


def in_short(found: Sequence[Referral]) -> str:
    """What a chip says; empty where nothing is referred."""
    if not found:
        return ""
    zones = tuple(dict.fromkeys(zone for one in found for zone in one.zones))
    words = f"Referred: no needles on {', '.join(place_words(zone) for zone in zones)}"
    if len(words) <= MOST_LETTERS:
        return words
    return f"Referred: no needles in {len(zones)} place{'s' * (len(zones) > 1)}"


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
