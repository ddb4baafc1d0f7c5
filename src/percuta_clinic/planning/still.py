"""Whether a version that was proposed still fits its patient and its service."""

from django.db.models import Q

from percuta_clinic.intake.science.places import place_words
from percuta_clinic.people.science import rules_in_use
from percuta_clinic.planning.making import kept_of, made_for
from percuta_clinic.planning.models import Plan
from percuta_clinic.planning.science import named, points_of, zones_in
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today


def why_not_still(plan: Plan) -> str:
    """What changed since it was proposed, so that nobody can agree to it as it stands."""
    kept = kept_of(plan)
    if kept.document is None:
        return "This version has no document."
    service = plan.service
    if not service.is_needling or service.device != kept.document.device_key:
        return f"{service} is done with another device now."
    if not _anything_new(plan, kept.document.made_by.rule_set):
        return ""
    day = max(today(Clinic.objects.get()), plan.planned_from or kept.document.planned_from)
    now = made_for(plan, day=day, house=plan.house, foretold=False)
    if not now.is_plan:
        return f"As the answers stand now: {now.why}"
    if lost := sorted(set(plan.zones) - zones_in(now)):
        return f"Not to be needled any more: {', '.join(place_words(zone) for zone in lost)}."
    known = {named(one) for one in points_of(kept)}
    new = [one.what for one in points_of(now) if named(one) not in known]
    return f"There is something new for a doctor: {'; '.join(new)}." if new else ""


def _anything_new(plan: Plan, rules: str) -> bool:
    """Whether answers, findings, decisions or rules are others than when it was proposed."""
    patient, at = plan.patient, plan.proposed_at
    return (
        at is None
        or rules != rules_in_use()[0]
        or patient.facts.filter(at__gt=at).exists()
        or patient.gradings.filter(at__gt=at).exists()
        or patient.decisions.filter(Q(made_at__gt=at) | Q(withdrawn_at__gt=at)).exists()
    )
