"""What a new clinic still lacks before its first visit, for its owner's first page."""

from dataclasses import dataclass

from django.urls import reverse

from percuta_clinic.booking.models import Service
from percuta_clinic.booking.offering import NO_DEVICE, services_without_device
from percuta_clinic.duty.models import OnCall
from percuta_clinic.duty.queries import duty_rules
from percuta_clinic.people.models import Account
from percuta_clinic.people.queries import having, rules_signature
from percuta_clinic.people.rights import Right, Role
from percuta_clinic.premises.models import Clinic, Room
from percuta_clinic.premises.queries import today
from percuta_clinic.roster.queries import hours_in_force


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing to set up, and whether it is."""

    title: str
    why: str
    url: str
    act: str
    done: bool


def first_steps(account: Account, clinic: Clinic) -> tuple[Step, ...]:
    """All steps for whoever sets the clinic up; none once every one is done."""
    if not account.may(Right.EDIT_CLINIC):
        return ()
    steps = (
        *(_reach(clinic), _people(), _hours(clinic), _on_call(), _rooms()),
        *(_services(), _stages(), _devices(), _rules()),
    )
    return () if all(step.done for step in steps) else steps


def _reach(clinic: Clinic) -> Step:
    return Step(
        title="How the clinic is reached",
        why="Phone, address, and whom to call in an emergency: patients read it on every letter.",
        url=reverse("settings_clinic"),
        act="Fill in",
        done=bool(clinic.phone and clinic.address and clinic.emergency),
    )


def _people() -> Step:
    missing = [
        str(role.label) for role in (Role.DOCTOR, Role.SPECIALIST) if not having(role).exists()
    ]
    why = f"Still missing: a {' and a '.join(missing)}. " if missing else ""
    return Step(
        title="People",
        why=f"{why}You can invite others, and give roles to yourself too.",
        url=reverse("settings_people"),
        act="See the people",
        done=not missing,
    )


def _hours(clinic: Clinic) -> Step:
    treating = having(Role.DOCTOR, Role.SPECIALIST)
    without = [one.name for one in treating if not hours_in_force(one.pk, today(clinic))]
    return Step(
        title="Working hours",
        why=f"Without hours, nobody books them online: {', '.join(without)}."
        if without
        else "When each specialist and doctor works; free times follow from it.",
        url=reverse("settings_hours"),
        act="Enter hours",
        done=not without and treating.exists(),
    )


def _on_call() -> Step:
    return Step(
        title="Who looks outside your hours",
        why="Who is on call for what is urgent, or the number patients call when nobody is.",
        url=reverse("settings_on_call"),
        act="Say who",
        done=bool(duty_rules().line) or OnCall.objects.exists(),
    )


def _rooms() -> Step:
    return Step(
        title="Rooms",
        why="At least one, so that visits can be booked.",
        url=reverse("settings_rooms"),
        act="Add a room",
        done=Room.objects.filter(is_open=True).exists(),
    )


def _services() -> Step:
    return Step(
        title="Services and prices",
        why="What people come for, how long it takes and what it costs.",
        url=reverse("settings_services"),
        act="Add a service",
        done=Service.objects.filter(is_offered=True).exists(),
    )


def _stages() -> Step:
    needling = Service.objects.filter(is_offered=True, is_needling=True)
    whole = [service.name for service in needling.filter(stages=None)]
    return Step(
        title="The stages of each needling",
        why=f"{', '.join(whole)}: without stages, the specialist is taken while a cream works."
        if whole
        else "Whom and what each stage needs; the specialist is free while a cream works.",
        url=reverse("settings_services"),
        act="Set stages",
        done=not whole,
    )


def _devices() -> Step:
    missing = [service.name for service in services_without_device()]
    return Step(
        title="The device of each needling",
        why=f"{', '.join(missing)}: {NO_DEVICE}"
        if missing
        else "What a device is cleared for decides who may be treated with it.",
        url=reverse("settings_services"),
        act="Name the device",
        done=not missing and Service.objects.filter(is_offered=True).exists(),
    )


def _rules() -> Step:
    return Step(
        title="A doctor's name under the rules",
        why="A doctor reads and signs the rules before anybody is needled.",
        url=reverse("settings_rules"),
        act="See the rules",
        done=rules_signature() is not None,
    )
