"""The answer in one or two sentences, and days as people write them."""

from dataclasses import replace
from datetime import date

from percuta.devices.catalogue import DEVICES
from percuta.planning.clearance import outside_clearance
from percuta.planning.plan import Plan, Proposal
from percuta.planning.request import Request
from percuta.screening.screen import Screening, Verdict, screen
from percuta.zones.face import ZONES


def day_in_words(day: date) -> str:
    """A day such as ``Mon 2 November 2026``, the same in every locale."""
    weekdays = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    months = (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    )
    return f"{weekdays[day.weekday()]} {day.day} {months[day.month - 1]} {day.year}"


def answer_in_words(request: Request, proposal: Proposal) -> str:
    """What the verdict means for this wish, and what to do next."""
    screening = proposal.screening
    verdict = screening.verdict
    if verdict is Verdict.PLAN:
        return _may(screening, proposal.plan)
    if verdict is Verdict.DOCTOR:
        return (
            "A doctor has to decide before anything is planned; the findings below say on what. "
            "This release cannot take the decision in; never change an answer to get a plan."
        )
    if verdict is Verdict.ASK:
        return "Not before every question below is answered; a missing answer is never a no."
    if verdict is Verdict.NOT_NOW:
        return _not_now(screening)
    return _no(request)


def _may(screening: Screening, plan: Plan | None) -> str:
    held = [ZONES[key].name for key in screening.zones if key not in screening.treatable]
    planned = ", ".join(ZONES[key].name for key in screening.treatable)
    where = f" on {planned}. Not on {', '.join(held)}; see why below" if held else ""
    points = "" if plan is None else f"; {len(plan.confirmations)} points below wait for them"
    return f"May be treated{where}. Only once a doctor has approved the plan{points}."


def _not_now(screening: Screening) -> str:
    days = [day for key in screening.zones if (day := screening.opens_on(key)) is not None]
    if not days:
        return "Not now. What has to happen first stands below; assess again after it."
    return f"Not now. Assess again from {day_in_words(min(days))}."


def _no(request: Request) -> str:
    """No, and whether another device would answer otherwise."""
    others = [replace(request, device=device) for device in DEVICES.values()]
    hopeful = [said for other in others if (said := _otherwise(other))]
    if not hopeful:
        return "No, with no device that Percuta knows."
    return f"No, not with the {request.device.name}; {'; '.join(hopeful)}."


def _otherwise(request: Request) -> str:
    """What a device would answer, empty if it is no as well; with its clearance."""
    verdict = screen(request.situation, request.zones).verdict
    if verdict is Verdict.NO:
        return ""
    outside = outside_clearance(request, request.zones)
    beyond = ", and the wish lies outside its clearance" if outside else ""
    return f"with the {request.device.name} the answer would be: {verdict}{beyond}"
