"""Plans in a state of their own, frozen from packaged cases: no science is asked again."""

from functools import cache
from typing import Any

from django.utils import timezone

from clinic.consent.papers_here import DRAWN
from clinic.people_here import House
from percuta.cli.load import answer, load
from percuta.report.forecast import build_forecast
from percuta_clinic.booking.models import Service
from percuta_clinic.consent.models import How
from percuta_clinic.planning.accepting import Signing, plan_accepted
from percuta_clinic.planning.approving import plan_approved
from percuta_clinic.planning.making import kept_of, prices_of
from percuta_clinic.planning.models import Plan, State, Step, What
from percuta_clinic.planning.science import Made, frozen, points_of, print_of, zones_in


@cache
def made(example: str = "wedding") -> Made:
    """The document and forecast of a packaged case with a plan."""
    document = answer(load(None, example))
    return Made(document=document, forecast=build_forecast(document))


def proposed(house: House, *, example: str = "wedding", after: Plan | None = None) -> Plan:
    """Put before a doctor by Sina, for Amara; ``after``: as the next version of that."""
    found = made(example)
    document, forecast = frozen(found)
    service = Service.objects.get(pk=house.needling.pk)
    prices = prices_of(service, found)
    more: dict[str, Any] = {"course": after.course, "number": after.number + 1} if after else {}
    assert found.document is not None
    plan = Plan.objects.create(
        **{"number": 1, **more},
        patient=house.amara,
        service=service,
        state=State.PROPOSED,
        reason="You asked for another day." if after else "",
        made_by=house.sina,
        by_name=house.sina.name,
        proposed_at=timezone.now(),
        planned_from=found.document.planned_from,
        document=document,
        forecast=forecast,
        prices=prices,
        zones=sorted(zones_in(found)),
        digest=print_of(document, forecast, prices),
    )
    Step.objects.create(
        plan=plan, what=What.PROPOSED, by=house.sina, by_name=house.sina.name, digest=plan.digest
    )
    return plan


def approved(house: House, *, example: str = "wedding", after: Plan | None = None) -> Plan:
    """The same, and approved by Dora with all its points."""
    plan = proposed(house, example=example, after=after)
    found = points_of(kept_of(plan))
    points = [*(one.what for one in found), *(f"{one.what}: {one.why}" for one in found)]
    return plan_approved(by=house.dora, plan=plan, digest=plan.digest, points=points)


def signing(plan: Plan, **changed: object) -> Signing:
    """Drawn by hand by Amara."""
    given: dict[str, Any] = {"digest": plan.digest, "name": "Amara Okafor", "drawn": DRAWN}
    return Signing(**given | changed)


def accepted(house: House, *, example: str = "wedding", after: Plan | None = None) -> Plan:
    """Approved, then signed by Amara on her own phone."""
    plan = approved(house, example=example, after=after)
    by = house.amara_herself.actor
    return plan_accepted(by=by, plan=plan, signing=signing(plan), how=How.ACCOUNT)
