"""What the model of the skin counts with: each number with its spread between people."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.source import Source
from percuta.evidence.sources.healing import HK2018
from percuta.evidence.sources.reviews import CHU2021
from percuta.evidence.sources.skin import OGUNJIMI2020


class Shape(StrEnum):
    """How people differ: by a factor, or as a part of one."""

    LOGNORMAL = "log-normal around its median"
    PART = "log-normal, never over 1"


@dataclass(frozen=True, kw_only=True)
class Prior:
    """One number of the model: ``median`` of people, ``spread`` their coefficient of variation."""

    median: Parameter
    spread: float
    says: str
    shape: Shape = Shape.LOGNORMAL

    def __post_init__(self) -> None:
        """Refuse a spread that cannot be, and a part over one."""
        if not 0 <= self.spread < WIDEST:
            raise ValueError(f"{self.median.key}: a spread of {self.spread:g} is not usable")
        if self.shape is Shape.PART and self.median.value > 1:
            raise ValueError(f"{self.median.key}: a part of {self.median.value:g} is over 1")


WIDEST = 2.0
PROPOSED = "our proposal; nothing read measures it by itself"


def _prior(
    key: str,
    median: float,
    spread: float,
    *,
    says: str,
    unit: str = "per day",
    source: Source | None = None,
    note: str = PROPOSED,
    shape: Shape = Shape.LOGNORMAL,
) -> Prior:
    number = Parameter(
        key=f"skin.{key}",
        value=median,
        unit=unit,
        status=Status.ASSUMED,
        source=source,
        note=note,
    )
    return Prior(median=number, spread=spread, says=says, shape=shape)


PRIORS: Mapping[str, Prior] = MappingProxyType(
    {
        "closing": _prior(
            "closing",
            0.80,
            0.50,
            says="rate at which open channels close",
            source=OGUNJIMI2020,
            note="a fifth is open after 50 hours; closure took 44 to 66 hours by group",
        ),
        "calming": _prior(
            "calming",
            0.65,
            0.40,
            says="rate at which inflammation fades",
            source=CHU2021,
            note="redness from hours to a week; half of it is gone after a day",
        ),
        "swelling": _prior(
            "swelling",
            1.5,
            0.30,
            says="rate at which swelling follows inflammation",
            source=HK2018,
            note="swelling was told for hours to three days",
        ),
        "renewal": _prior("renewal", 0.75, 0.25, says="rate of each step of the epidermis"),
        "signal": _prior("signal", 0.18, 0.30, says="rate of the repair signal"),
        "cells": _prior("cells", 0.070, 0.30, says="rate at which fibroblasts calm down"),
        "calling": _prior(
            "calling", 3.0, 0.50, unit="1", says="how strongly the signal calls fibroblasts"
        ),
        "building": _prior(
            "building", 0.17, 0.50, says="new collagen made by fully active fibroblasts"
        ),
        "ripening": _prior("ripening", 0.011, 0.35, says="rate at which new collagen matures"),
        "losing": _prior("losing", 0.005, 0.40, says="rate at which new collagen is taken down"),
        "burning": _prior(
            "burning", 1.0, 0.50, unit="1", says="how much inflammation speeds that loss"
        ),
        "eating": _prior(
            "eating", 0.001, 0.50, says="mature collagen taken down under full inflammation"
        ),
        "ageing": _prior(
            "ageing",
            0.0125 / 365.25,
            0.30,
            says="collagen lost with the years",
            note="1.25 % a year; texts give 0.6 to 2 %, the latter after the menopause only",
        ),
        "room": _prior("room", 1.8, 0.08, unit="1", says="most collagen there is room for"),
        "kept": _prior(
            "kept",
            0.8,
            0.07,
            unit="1",
            says="part of new collagen that matures",
            shape=Shape.PART,
        ),
        "darkening": _prior(
            "darkening", 0.0042, 0.90, says="excess pigment made under full inflammation, type III"
        ),
        "fading": _prior("fading", 0.018, 0.40, says="rate at which excess pigment fades"),
        "gain": _prior("gain", 1.0, 0.35, unit="1", says="how strongly skin answers an injury"),
        "reaching": _prior(
            "reaching",
            0.85,
            0.15,
            unit="1",
            says="part of the setting that needles reach",
            shape=Shape.PART,
            note="a pen reached about its setting, rollers and patches a fifth to four fifths",
        ),
        "epidermis": _prior("epidermis", 0.08, 0.20, unit="mm", says="depth of the epidermis"),
    }
)
