"""What the clinic asks the science about devices and creams; the only file here that knows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from percuta.devices.catalogue import DEVICES
from percuta.devices.device import Device
from percuta.evidence.parameter import Parameter
from percuta.planning.creams import CREAMS, NEVER_OFFERED


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A number in millimetres and where it was read."""

    mm: Decimal
    source: str


@dataclass(frozen=True, kw_only=True)
class Model:
    """A device that the science knows."""

    key: str
    name: str
    uses: tuple[str, ...]
    cleared: tuple[str, ...]  # each use with its places and its clearance number
    reach: Figure
    tolerance: Figure | None


def models_known() -> tuple[Model, ...]:
    """Every device the science knows."""
    return tuple(_model(device) for device in DEVICES.values())


def model_of(key: str) -> Model | None:
    """One of them."""
    device = DEVICES.get(key)
    return _model(device) if device else None


def creams_known() -> Mapping[str, str]:
    """Licensed creams the science knows, key to name."""
    return {cream.key: cream.name for cream in CREAMS.values()}


def creams_refused() -> tuple[tuple[str, str], ...]:
    """Compounded mixtures that are never offered, each with the reason."""
    return tuple((one.name, one.why) for one in NEVER_OFFERED.values())


def _model(device: Device) -> Model:
    return Model(
        key=device.key,
        name=device.name,
        uses=tuple(dict.fromkeys(str(one.use) for one in device.clearances)),
        cleared=tuple(
            f"{one.use}: {', '.join(sorted(one.places))} ({one.number})"
            for one in device.clearances
        ),
        reach=_figure(device.reach_mm),
        tolerance=_figure(device.tolerance_mm) if device.tolerance_mm else None,
    )


def _figure(number: Parameter) -> Figure:
    where = f", {number.where}" if number.where else ""
    source = f"{number.source.citation}{where}" if number.source else number.note
    return Figure(mm=Decimal(str(number.value)), source=source)
