"""What a page of the builder sends, with scripts and without."""

import json
from typing import TYPE_CHECKING

from django.test import Client
from django.urls import reverse

from clinic.people_here import House
from percuta_clinic.planning.inputs import Inputs, inputs_of
from percuta_clinic.planning.models import Plan

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

Sent = str | int | list[str]
JSON = "application/json"
LEFT = "zones/cheek_left"
DEEP = "zones/cheek_left/depth_mm/2"


def at(name: str, plan: Plan) -> str:
    return reverse(name, args=[plan.pk])


def list_of(house: House) -> str:
    return reverse("plans", args=[house.amara.pk])


def look(client: Client, plan: Plan, inputs: object) -> "Answer":
    return client.post(at("plan_look", plan), {"inputs": inputs}, content_type=JSON)


def keep(client: Client, plan: Plan, inputs: object, *, version: int = 1) -> "Answer":
    sent = {"inputs": inputs, "version": version}
    return client.post(at("plan_keep", plan), sent, content_type=JSON)


def form(plan: Plan, **more: Sent) -> dict[str, Sent]:
    return {"inputs": json.dumps(plan.inputs), "version": plan.version, **more}


def pressed(client: Client, plan: Plan, **more: Sent) -> "Answer":
    """A page without scripts, with one thing other."""
    return client.post(at("plan_keep", plan), form(plan, **more))


def now(plan: Plan) -> Inputs:
    return inputs_of(Plan.objects.get(pk=plan.pk).inputs)
