"""What a version of a plan changes, and whether the patient has to be asked again."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from percuta_clinic.planning.making import kept_of
from percuta_clinic.planning.models import IN_FORCE, Plan
from percuta_clinic.planning.science import Made
from percuta_clinic.planning.science_lines import POINT, Line, first_session_in, lines_of


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One line of a plan that is another now; ``asks``: it was part of what was agreed."""

    label: str
    was: str
    now: str
    asks: bool


def differences(older: Plan, newer: Plan) -> list[Difference]:
    """What is other in the newer of two proposed versions, of the sessions still to come."""
    return differences_to(older, kept_of(newer), newer.prices)


def differences_to(older: Plan, made: Made, prices: dict[str, Any]) -> list[Difference]:
    """What a draft would change, of the sessions still to come."""
    since = first_session_in(made)
    before = _lines(kept_of(older), older.prices, since=since)
    return list(_between(before, _lines(made, prices, since=since)))


def goes_on(plan: Plan) -> bool:
    """Whether the agreement there is goes on with this version, once it is approved."""
    earlier = Plan.objects.filter(
        course=plan.course, number__lt=plan.number, state__in=IN_FORCE
    ).first()
    return earlier is not None and not asks_patient(earlier, plan)


def asks_patient(older: Plan, newer: Plan) -> bool:
    """Whether anything is other of what the patient agreed to."""
    return any(one.asks for one in differences(older, newer))


def _between(before: dict[str, Line], after: dict[str, Line]) -> Iterator[Difference]:
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key), after.get(key)
        known = now or was
        if known is not None and (was is None or now is None or was.value != now.value):
            yield Difference(
                label=known.label,
                was=was.value if was is not None else "",
                now=now.value if now is not None else "",
                asks=known.asks and not (now is None and key.startswith(POINT)),
            )


def _lines(made: Made, prices: dict[str, Any], *, since: int) -> dict[str, Line]:
    return {**lines_of(made, since=since), **_price_lines(prices)}


def _price_lines(prices: dict[str, Any]) -> dict[str, Line]:
    each = f"{prices.get('each', '')} {prices.get('currency', '')}".strip()
    buy = str(prices.get("to_buy", ""))
    return {
        "price": Line(label="Price of a session", value=each, asks=True),
        "service": Line(label="Service", value=str(prices.get("service", "")), asks=True),
        "to_buy": Line(label="To buy besides", value=buy, asks=True),
    }
