"""A version that Amara was shown and asked about, and a draft that changes it."""

from typing import Any

from clinic.people_here import House
from clinic.planning.plans_here import approve
from clinic.planning.scarred import told
from percuta_clinic.booking.models import Service
from percuta_clinic.consent.services import patient_in_log
from percuta_clinic.planning.accepting import question_asked
from percuta_clinic.planning.models import Plan
from percuta_clinic.planning.services import draft_begun, plan_proposed, version_begun
from percuta_clinic.planning.templates import template_made


def plans(house: House) -> dict[str, dict[str, Any]]:
    """What to put into an address of a plan, by how its pattern begins."""
    told(house)
    shown = approve(house, _proposed(house))
    asked = question_asked(
        by=patient_in_log(house.amara_herself.pk), plan=shown, text="Does it hurt?", name="Amara"
    )
    draft = version_begun(by=house.sina, plan=shown, reason="Fewer visits")
    template = template_made(by=house.sina, plan=draft, name="Two cheeks")
    kept = ("document.json", "case.toml", "paper/", "approve/", "stop/", "hand-over/")
    return {
        "plans/": {"key": draft.pk},
        **{f"plans/<uuid:key>/{one}": {"key": shown.pk, "audience": "patient"} for one in kept},
        "plan-questions/": {"key": asked.pk},
        "my/plans/": {"key": shown.pk, "number": 0, "audience": "patient"},
        "settings/templates/": {"key": template.pk},
    }


def _proposed(house: House) -> Plan:
    """For a service of its own: she has a plan for the usual one."""
    service = Service.objects.create(
        name="Microneedling, cheeks",
        minutes=60,
        price=house.needling.price,
        is_needling=True,
        device=house.needling.device,
    )
    draft = draft_begun(by=house.sina, patient=house.amara, service=service)
    return plan_proposed(by=house.sina, plan=draft, version=draft.version)
