"""The devices that Percuta knows, by key."""

from collections.abc import Mapping
from types import MappingProxyType

from percuta.devices.device import Device
from percuta.devices.exceed import EXCEED
from percuta.devices.skinpen import SKINPEN

DEVICES: Mapping[str, Device] = MappingProxyType({d.key: d for d in (SKINPEN, EXCEED)})
