"""How a visit stands with the plan of its course: agreed on, on its way, or not there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from percuta_clinic.booking.models import Visit
from percuta_clinic.planning.dates import zones_due
from percuta_clinic.planning.models import IN_FORCE, Plan, State
from percuta_clinic.planning.queries import Agreement, agreements, standing_plans
from percuta_clinic.premises.models import Clinic
from percuta_clinic.readiness.items import Item, Part, Tone, Where, item_of, named, short
from percuta_clinic.screening.standing import Standing as Screened

MOVES = "whoever books visits, or a doctor"

ON_ITS_WAY = {
    State.DRAFT: (
        "Plan is a draft",
        "Whoever drew it up proposes it, or puts the draft aside.",
        "a specialist or a doctor",
    ),
    State.PROPOSED: (
        "Plan waits for a doctor",
        "A doctor reads it and approves it, or returns it.",
        "a doctor",
    ),
    State.RETURNED: (
        "Plan returned by the doctor",
        "Change it as a new version; the doctor wrote down why.",
        "a specialist or a doctor",
    ),
    State.APPROVED: (
        "Plan not accepted yet",
        "The patient reads and accepts it, on the phone or here.",
        "the patient, at home or on your device",
    ),
}


@dataclass(frozen=True, kw_only=True)
class Planned:
    """The plan that counts for a visit. ``agreed`` says who approved and accepted it, if it is.

    ``doubled``: another one for the same service is in force too, from a record merged with this.
    ``due`` is what the visit needles, where zones have visits of their own.
    """

    plan: Plan
    agreed: str = ""
    since: str = ""
    doubled: bool = False
    due: tuple[str, ...] = ()


def planned(visits: Iterable[Visit]) -> Mapping[UUID, Planned]:
    """For each visit of a course, the plan in force, or else the newest that is on its way.

    A test area comes before any plan, so it has none.
    """
    wanted = [visit for visit in visits if not visit.service.is_test_area]
    plans = standing_plans({visit.patient_id for visit in wanted})
    found = {
        visit.pk: plan
        for visit in wanted
        if (plan := _counts(plans.get(visit.patient_id, ()), visit)) is not None
    }
    told = agreements([one for one in found.values() if one.in_force])
    every = [plan for some in plans.values() for plan in some if plan.in_force]
    due = _due(wanted, found)
    return {
        key: replace(_with(plan, told, doubled=_is_doubled(plan, every)), due=due.get(key, ()))
        for key, plan in found.items()
    }


def _due(visits: Iterable[Visit], plans: Mapping[UUID, Plan]) -> dict[UUID, tuple[str, ...]]:
    """What visits needle of a plan that gives zones visits of their own."""
    mine = [(one, plans[one.pk]) for one in visits if one.pk in plans]
    turning = [(one, plan) for one, plan in mine if plan.in_force and plan.inputs.get("apart")]
    if not turning:
        return {}
    clinic = Clinic.objects.get()
    return {one.pk: zones_due(one, plan, clinic) for one, plan in turning}


def _is_doubled(plan: Plan, every: Iterable[Plan]) -> bool:
    same = (plan.patient_id, plan.service_id)
    return any((o.patient_id, o.service_id) == same and o.pk != plan.pk for o in every)


def _counts(plans: Sequence[Plan], visit: Visit) -> Plan | None:
    mine = [one for one in plans if one.service_id == visit.service_id]
    return next((one for one in mine if one.state in IN_FORCE), mine[0] if mine else None)


def _with(plan: Plan, told: Mapping[UUID, Agreement], *, doubled: bool) -> Planned:
    agreement = told.get(plan.pk)
    if agreement is None:
        return Planned(plan=plan)
    since = short(agreement.accepted_at)
    return Planned(plan=plan, agreed=f"{agreement}", since=since, doubled=doubled)


def plan_item(screened: Screened, plan: Planned | None) -> Item:
    """Where nothing is planned here, whoever begins says which doctor agreed to the proposal."""
    if screened.free_on is not None:
        return _planned_later(screened, screened.free_on)
    if plan is not None:
        return _agreed_on(screened, plan)
    asked = "Doctor's agreement is asked at the beginning"
    words = asked if screened.state == "clear" else "No plan proposed"
    return Item(part=Part.PLAN, tone=Tone.OPTIONAL, words=words, holds=False)


def _agreed_on(screened: Screened, found: Planned) -> Item:
    if not found.agreed:
        words, way, who = ON_ITS_WAY[State(found.plan.state)]
        return item_of(Part.PLAN, Tone.UNDER_WAY, words, way=way, who=who)
    if found.doubled:
        way = "Read both, and stop the one that does not count."
        return item_of(Part.PLAN, Tone.MISSING, "Two plans agreed", way=way, who="a doctor")
    if found.due and screened.open_zones and not {*found.due} & {*screened.open_zones}:
        return _not_clear(found.due)
    beside = sorted(set(screened.open_zones) - set(found.plan.zones))
    places = (
        f"This visit: {named(found.due)}." if found.due else "",
        f"Not in the plan: {named(beside)}." if beside else "",
    )
    return Item(
        part=Part.PLAN,
        tone=Tone.THERE,
        words=f"Plan agreed {found.since}",
        kept=found.agreed,
        places=" ".join(one for one in places if one),
    )


def _not_clear(due: Iterable[str]) -> Item:
    way = (
        f"This visit needles {named(due)}, and nothing there is clear today. Move the visit, or "
        "change the plan."
    )
    return item_of(Part.PLAN, Tone.MISSING, "Nothing of this visit is clear", way=way, who=MOVES)


def _planned_later(screened: Screened, free_on: date) -> Item:
    """The plan keeps off the patient's own days, and the consent sheet says so."""
    move = f"Move the visit to {free_on:%-d %B %Y} or a later day."
    way = (
        f"The plan leaves this day out: {screened.off}. {move} Where the days away or the special "
        "day are others now, ask the questions again."
    )
    words = f"Planned from {short(free_on)}"
    found = item_of(Part.PLAN, Tone.MISSING, words, way=way, who=MOVES)
    return replace(found, desk_way=move, where=Where.VISIT)
