"""The arithmetic of rates; the only way to it here."""

from percuta.healing.adverse.rates import (
    FEWEST_EVENTS,
    FEWEST_SESSIONS,
    Rate,
    is_signal,
    rate_of,
)

__all__ = ("FEWEST_EVENTS", "FEWEST_SESSIONS", "Rate", "is_signal", "rate_of")

TOO_FEW = "too few to say"


def share_words(rate: Rate) -> str:
    """The share with its limits in percent, or that there are too few sessions."""
    if rate.share is None or rate.low is None or rate.high is None:
        return TOO_FEW
    return f"{_percent(rate.share)} ({_percent(rate.low)} to {_percent(rate.high)})"


def _percent(share: float) -> str:
    return f"{share * 100:.1f} %"
