"""What booking asks the science: the devices it can screen for; only this file knows it."""

from collections.abc import Mapping

from percuta.devices.catalogue import DEVICES


def devices_known() -> Mapping[str, str]:
    """Every device of the catalogue, key to name."""
    return {device.key: device.name for device in DEVICES.values()}
