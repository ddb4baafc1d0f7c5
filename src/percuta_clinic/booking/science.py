"""What booking asks the science: devices it can screen for, usual minutes; only this knows it."""

from collections.abc import Mapping

from percuta.devices.catalogue import DEVICES
from percuta.planning.creams import CREAMS, LMX4
from percuta.planning.visit import CLEANSE, FINISH


def devices_known() -> Mapping[str, str]:
    """Every device of the catalogue, key to name."""
    return {device.key: device.name for device in DEVICES.values()}


def minutes_of_cleansing() -> int:
    """Cleaning and preparing the skin."""
    return round(CLEANSE.value)


def minutes_of_numbing() -> int:
    """The shortest time on the label of the cream that plans take unless told otherwise."""
    return round(LMX4.minutes_fewest.value)


def numbing_too_short(minutes: int, *, other_cream: bool) -> str:
    """Why skin is not numbed for so few minutes: by the labels of the creams; or empty."""
    least = min(CREAMS.values(), key=lambda one: one.minutes_fewest.value)
    if minutes < least.minutes_fewest.value:
        return (
            f"Numbing of {minutes} minutes is shorter than the label of every cream allows. The "
            f"least is {least.minutes_fewest.value:g} minutes, for {least.name}."
        )
    if minutes < minutes_of_numbing() and not other_cream:
        return (
            f"Numbing of {minutes} minutes is too short for {LMX4.name}, with which plans are made "
            f"unless they say otherwise: its label says {minutes_of_numbing()} minutes or more. "
            "Set them, or tick that another cream is used here."
        )
    return ""


def minutes_of_finishing() -> int:
    """Soothing, looking once more, explaining."""
    return round(FINISH.value)
