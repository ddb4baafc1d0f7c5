"""A plan of a packaged case as if it had been proposed and approved; no questions are asked."""

from functools import cache

from django.utils import timezone

from clinic.people_here import House
from percuta.cli.load import answer, load
from percuta.report.document import Document, PlanDoc
from percuta.report.forecast import build_forecast
from percuta_clinic.planning.making import prices_of
from percuta_clinic.planning.models import Plan, State, Step, What
from percuta_clinic.planning.science import Made, frozen, print_of, thawed, zones_in


@cache
def made(example: str = "wedding") -> Made:
    """Document, forecast and request of a packaged case."""
    case = load(None, example)
    document = answer(case)
    return Made(document=document, forecast=build_forecast(document), request=case.request)


def document() -> Document:
    """The document alone, as it is read back once it was frozen."""
    found = thawed(*frozen(made())).document
    assert found is not None
    return found


def plan_of(found: Document) -> PlanDoc:
    """The plan in a document."""
    assert found.plan is not None
    return found.plan


def approved(house: House, example: str = "wedding") -> Plan:
    """Approved by Dora, to be read by Amara."""
    found = made(example)
    document, forecast = frozen(found)
    prices = prices_of(house.needling, found)
    plan = Plan.objects.create(
        patient=house.amara,
        number=1,
        service=house.needling,
        state=State.APPROVED,
        made_by=house.sina,
        by_name=house.sina.name,
        proposed_at=timezone.now(),
        document=document,
        forecast=forecast,
        prices=prices,
        zones=sorted(zones_in(found)),
        digest=print_of(document, forecast, prices),
    )
    Step.objects.create(
        plan=plan, what=What.APPROVED, by=house.dora, by_name=house.dora.name, digest=plan.digest
    )
    return plan
