"""From any number of a plan to its rule, its evidence, and who changed it when."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from percuta_clinic.planning.making import kept_of, made_for, prices_of
from percuta_clinic.planning.models import SAID_YES, Plan, State
from percuta_clinic.planning.queries import house_for, steps_of
from percuta_clinic.planning.science import Made
from percuta_clinic.planning.science_forecast import Foretold, foretold
from percuta_clinic.planning.science_numbers import Number, numbers_in
from percuta_clinic.planning.science_texts import newer_science
from percuta_clinic.planning.science_why import Science, behind

PRICE = "price"
PRICES = {
    "each": "Price of one session",
    "sessions": "Sessions that are paid",
    "total": "Price of the course",
}
GONE = "not in it"


class NoSuchNumber(LookupError):
    """A path that names nothing in this plan."""


@dataclass(frozen=True, kw_only=True)
class Changed:
    """One version in which a number came up or became another one."""

    plan: UUID
    number: int
    was: str
    now: str
    by: str
    at: datetime
    reason: str
    is_draft: bool


@dataclass(frozen=True, kw_only=True)
class Price:
    """Where a price comes from; ``now`` where the service costs another one by now."""

    service: str
    each: str
    sessions: str
    total: str
    currency: str
    on: date | None
    now: str


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """Who approved or accepted the version that the number stands in."""

    what: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Explained:
    """All of it. ``newer`` says that other rules run here than those that made the plan."""

    number: Number
    science: Science | None
    foretold: Foretold | None
    price: Price | None
    changes: tuple[Changed, ...]
    agreed: tuple[Agreed, ...]
    newer: str


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A plan as it is explained: frozen, or a draft as it would be proposed on that day."""

    plan: Plan
    made: Made
    prices: dict[str, Any]

    @property
    def numbers(self) -> dict[str, Number]:
        """Every number by its path."""
        found = numbers_in(self.made.plan, self.made.forecast)
        return found | {one.path: one for one in _prices(self.prices)}


def shown(plan: Plan, *, day: date) -> Shown:
    """What there is to explain; a draft is made now."""
    if not plan.document:
        made = made_for(plan, day=day, house=house_for(plan))
        return Shown(plan=plan, made=made, prices=prices_of(plan.service, made))
    return Shown(plan=plan, made=kept_of(plan), prices=plan.prices)


def _prices(prices: dict[str, Any]) -> Iterator[Number]:
    for key, label in PRICES.items():
        unit = "" if key == "sessions" else f" {prices.get('currency', '')}"
        if key in prices:
            yield Number(
                path=f"prices/{key}", label=label, family=PRICE, value=f"{prices[key]}{unit}"
            )


def in_parts(numbers: Iterable[Number]) -> list[tuple[str, list[tuple[str, Number]]]]:
    """Numbers with their labels in the parts of a plan; what stands alone comes last together."""
    parts: dict[str, list[tuple[str, Number]]] = {}
    for number in numbers:
        name, _, label = number.label.partition(": ")
        parts.setdefault(name, []).append((label or name, number))
    alone = [rows[0] for rows in parts.values() if len(rows) == 1]
    several = [(name, rows) for name, rows in parts.items() if len(rows) > 1]
    return [*several, *([("The whole course", alone)] if alone else [])]


def explained(about: Shown, path: str, *, versions: Sequence[Plan]) -> Explained:
    """One number. ``versions`` are those whoever asks may read. Raises NoSuchNumber."""
    number = about.numbers.get(path)
    document, forecast = about.made.document, about.made.forecast
    if number is None or document is None:
        raise NoSuchNumber(f"This plan has no number called {path!r}.")
    course = number.course
    is_course = course is not None and forecast is not None
    return Explained(
        number=number,
        science=None if number.family == PRICE or is_course else behind(document, number),
        foretold=foretold(document, forecast, course) if course and forecast else None,
        price=_price(about) if number.family == PRICE else None,
        changes=tuple(_changes(about, path, versions)),
        agreed=tuple(_agreed(about.plan)),
        newer=newer_science(document),
    )


def versions_of(plan: Plan) -> list[Plan]:
    """Every version of the course that was proposed, the first one first."""
    rows = Plan.objects.filter(course=plan.course).exclude(document="").exclude(pk=plan.pk)
    older = rows.exclude(state=State.DROPPED).order_by("number")
    return [*older.filter(number__lt=plan.number), plan, *older.filter(number__gt=plan.number)]


def _changes(about: Shown, path: str, versions: Sequence[Plan]) -> Iterator[Changed]:
    """The versions in which a number came up or became another one, the first one first."""
    before = ""
    for plan in versions:
        here = about if plan.pk == about.plan.pk else _kept(plan)
        found = here.numbers.get(path)
        value = found.value if found is not None else GONE
        if value != before and not (before == "" and found is None):
            yield _changed(plan, was=before, now=value)
            before = value


def _kept(plan: Plan) -> Shown:
    return Shown(plan=plan, made=kept_of(plan), prices=plan.prices)


def _changed(plan: Plan, *, was: str, now: str) -> Changed:
    return Changed(
        plan=plan.pk,
        number=plan.number,
        was=was,
        now=now,
        by=plan.by_name,
        at=plan.proposed_at or plan.saved_at,
        reason=plan.reason,
        is_draft=plan.is_draft,
    )


def _agreed(plan: Plan) -> Iterator[Agreed]:
    for step in steps_of(plan):
        if step.what in SAID_YES:
            yield Agreed(what=step.get_what_display(), by=step.by_name, at=step.at)


def _price(about: Shown) -> Price:
    kept, service = about.prices, about.plan.service
    now = f"{service.price} {service.currency}"
    each = f"{kept.get('each', '')} {kept.get('currency', '')}"
    return Price(
        service=str(kept.get("service", "")),
        each=each,
        sessions=str(kept.get("sessions", "")),
        total=f"{kept.get('total', '')} {kept.get('currency', '')}",
        currency=str(kept.get("currency", "")),
        on=about.plan.proposed_at.date() if about.plan.proposed_at else None,
        now="" if now == each else now,
    )
