"""What a tablet needs to go on alone: frozen as the session begins, and what changes since."""

from typing import Any

from django.utils import timezone

from percuta_clinic.booking.models import Visit
from percuta_clinic.people.queries import having
from percuta_clinic.people.rights import Role
from percuta_clinic.planning.dates import plan_in_force, session_number
from percuta_clinic.planning.making import kept_of
from percuta_clinic.planning.science import sessions_in
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today
from percuta_clinic.readiness.allowed import limits_kept, where_cleared
from percuta_clinic.readiness.items import Part
from percuta_clinic.readiness.strip import OPEN
from percuta_clinic.treatment.gate import creams_with_lots, in_pack
from percuta_clinic.treatment.going_home import going_home
from percuta_clinic.treatment.last_time import with_last
from percuta_clinic.treatment.models import Session
from percuta_clinic.treatment.problems import problems_told
from percuta_clinic.treatment.science import (
    creams_for,
    endpoints,
    numbing_planned,
    pain_words,
    passes_most,
    weight_of,
    zones_for,
    zones_open_for,
)


def frozen_pack(visit: Visit) -> dict[str, Any]:
    """What was known and planned as the treatment began."""
    plan, clinic = plan_in_force(visit.patient, visit.service), Clinic.objects.get()
    made, number = (kept_of(plan) if plan else None), session_number(visit, plan, clinic)
    open_zones = (visit.cleared or {}).get(OPEN, "").split()
    zones = zones_for(made, number) or zones_open_for(open_zones, visit.service.device)
    patient = _patient(visit, clinic) | {"weight_kg": weight_of(made)}
    return {
        "patient": patient,
        "service": visit.service.name,
        "is_test_area": visit.service.is_test_area,
        "plan": str(plan.pk) if plan else "",
        "agreed": (visit.cleared or {}).get(Part.PLAN.value, ""),
        "places": where_cleared(visit.cleared),
        "limits": list(limits_kept(visit.cleared)),
        "zones_open": open_zones,
        "session_number": number,
        "sessions_planned": sessions_in(made) if made else 0,
        "zones": with_last(zones, visit, clinic),
        "creams": creams_for(made, age=patient["age"], weight_kg=patient["weight_kg"]),
        "numbing_planned": numbing_planned(made, number),
        "endpoints": endpoints(),
        "pain": pain_words(),
        "passes_most": passes_most(),
        "device": _device(visit),
        "emergency": clinic.emergency,
    }


def _patient(visit: Visit, clinic: Clinic) -> dict[str, Any]:
    patient, day = visit.patient, today(clinic)
    return {
        "name": str(patient),
        "born": patient.birth_date.isoformat() if patient.birth_date else "",
        "age": patient.age_on(day),
        "restricted": patient.restricted,
    }


def _device(visit: Visit) -> dict[str, Any]:
    if (device := visit.device) is None:
        return {}
    return {
        "key": visit.service.device,
        "name": device.name,
        "model": device.model,
        "serial": device.serial,
        "max_mm": float(device.max_depth_mm),
        "tolerance_mm": None if device.tolerance_mm is None else float(device.tolerance_mm),
    }


def pack_of(session: Session) -> dict[str, Any]:
    """All of it for one session, with what only the present knows."""
    return {
        "session": str(session.pk),
        "visit": str(session.visit_id),
        **session.pack,
        **going_home(session),
        **in_pack(session),
        "creams": creams_with_lots(session.pack.get("creams", [])),
        "problems": list(problems_told()),
        "doctors": [one.name for one in having(Role.DOCTOR)],
        "time_zone": Clinic.objects.get().time_zone,
        "opened_at": session.opened_at.isoformat(timespec="milliseconds"),
        "signed": session.signed_at is not None,
        "now": timezone.now().isoformat(timespec="milliseconds"),
    }
