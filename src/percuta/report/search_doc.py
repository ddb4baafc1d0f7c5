"""The published form of a search: plain values, as ``percuta plan --search --json`` prints them.

Parts run from 0 to 1; bands are five quantiles: 5, 25, 50, 75 and 95 of 100 virtual people.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from percuta.report.band import Band


@dataclass(frozen=True, kw_only=True)
class CostDoc:
    """What a course costs. None is not known.

    ``red_days`` are those of the person in the middle, ``red_band`` of nine people in ten.
    ``marks`` are low, middle and high of our doubt.
    ``minutes`` are those of work on the longest visit, ``creamless`` visits without the cream
    wished for, which would be too much for one day.
    """

    visits: int
    red_days: float
    red_band: tuple[float, float]
    marks: tuple[float, float, float] | None
    price: float | None
    minutes: float
    creamless: int


@dataclass(frozen=True, kw_only=True)
class FoundDoc:
    """One course: sessions by zone, its days, what it may bring and what it costs.

    ``level`` counts from 1, the most gain; courses of one level cannot be told apart by gain. None
    is the planned course where it does not keep to the wish, ``over`` says in what.
    ``alike`` are the shortest and longest interval that bring as much. ``gentle`` is the cost
    with every depth at its start. ``no_better`` are greater numbers of visits that bring no more
    than can be told. ``apart`` are zones on visits of their own, empty where none are.
    """

    level: int | None
    sessions: Mapping[str, int]
    interval_days: int
    alike: tuple[int, int]
    days: tuple[date, ...]
    at: date
    concern: str
    chance: float
    band: Band
    cost: CostDoc
    gentle: CostDoc | None
    beyond: tuple[str, ...]
    no_better: tuple[int, ...]
    is_planned: bool
    apart: tuple[tuple[str, ...], ...] = ()
    over: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SearchDoc:
    """A whole search. The same case, wish and seed give the same document."""

    format: Literal["percuta.search/1"]
    title: str
    least: float
    by: date | None
    found: tuple[FoundDoc, ...]
    planned: FoundDoc
    looked_at: int
    left_out: Mapping[str, int]
    unknown: tuple[str, ...]
    said: tuple[str, ...]
    seed: int
    fitted_on: str
    percuta: str
