"""Stages of a service, drawn as a bar."""

from collections.abc import Sequence
from typing import Any

from django import template

from percuta_clinic.booking.models import Part, Place
from percuta_clinic.booking.stages import Stage, minutes_inside

register = template.Library()


@register.inclusion_tag("staff/settings/stages_bar.html")
def stages_drawn(stages: Sequence[Stage]) -> dict[str, Any]:
    """One after the other, each as long as it lasts; says how long the specialist is free."""
    bars, at = [], 0
    for one in stages:
        bars.append(_bar(one, at))
        at += one.minutes
    inside = minutes_inside(stages)
    specialist = sum(one.minutes for one in stages if one.specialist)
    return {
        "bars": bars,
        "total": max(at, 1),
        "inside": inside,
        "after": at - inside,
        "specialist": specialist,
        "free": max(inside - specialist, 0),
    }


def _bar(one: Stage, at: int) -> dict[str, Any]:
    needs = [
        "specialist" if one.specialist else "assistant" if one.assistant else "",
        "device" if one.device else "",
        {Place.ROOM: "whole room", Place.CHAIR: "chair"}.get(one.place, ""),
    ]
    return {
        "part": one.part.value,
        "label": Part(one.part).label,
        "x": at,
        "minutes": one.minutes,
        "specialist": one.specialist,
        "needs": ", ".join(word for word in needs if word),
    }
