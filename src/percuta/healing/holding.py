"""What holds at one moment after a session: which advice, which signs, and what comes next."""

from enum import StrEnum

from percuta.healing.advice import Advice, Expectation

# What an advice to leave something ends with, in a patient's words.
AGAIN = {
    "after.sweat": "sport and sweat",
    "after.bath": "pool, sea, sauna and hot baths",
    "after.make_up": "make-up",
    "after.hair": "shaving, waxing and self-tanner",
    "after.long_sun": "sunbathing, with sunscreen",
    "after.actives": "retinol, vitamin C and acids",
    "after.peels": "scrubs and peels",
    "after.injectables": "filler, Botox, tattoo and laser",
}
# Of these, the end counts on calm skin alone.
ON_CALM_SKIN = frozenset({"after.actives", "after.peels"})


class Stage(StrEnum):
    """Where a sign of healing stands on a day."""

    AHEAD = "ahead"
    USUAL = "usual"
    SOME = "some"  # usual is over; it was still reported in some people
    OVER = "over"  # nobody was read to have it so late, or no last day was read


def stage_of(sign: Expectation, day: int) -> Stage:
    """Where a sign stands on ``day`` after the session, which is day 0."""
    if day < sign.from_day:
        return Stage.AHEAD
    if day <= sign.to_day.value:
        return Stage.USUAL
    latest = sign.latest_day
    return Stage.SOME if latest is not None and day <= latest.value else Stage.OVER


def is_on(advice: Advice, hour: float) -> bool:
    """Whether an advice holds ``hour`` hours after the last needle; its last hour is outside."""
    begins = advice.from_hour.value if advice.from_hour is not None else 0
    return begins <= hour and (advice.to_hour is None or hour < advice.to_hour.value)
