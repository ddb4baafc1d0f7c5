"""Every source by its key."""

from collections.abc import Mapping
from types import MappingProxyType

from percuta.evidence.source import Source
from percuta.evidence.sources import (
    adverse,
    complications,
    concerns,
    emergency,
    healing,
    labels,
    laws,
    numbing,
    practice,
    repeats,
    reviews,
    safety,
    scales,
    skin,
    studies,
    trials,
)

FILES = (
    labels,
    laws,
    numbing,
    studies,
    concerns,
    healing,
    safety,
    emergency,
    scales,
    reviews,
    practice,
    skin,
    trials,
    adverse,
    complications,
    repeats,
)
SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        source.key: source
        for file in FILES
        for source in vars(file).values()
        if isinstance(source, Source)
    }
)
