"""How a visit looks: colour, icon and the patient's age on that day."""

from django import template

from percuta_clinic.booking.models import State, Visit

register = template.Library()
LOOKS = {
    State.BOOKED: ("idle", "circle-dashed"),
    State.CONFIRMED: ("ok", "circle-check"),
    State.ARRIVED: ("ok", "user-check"),
    State.IN_ROOM: ("info", "door-open"),
    State.FINISHED: ("ok", "check"),
    State.CANCELLED: ("idle", "x"),
    State.MISSED: ("warn", "triangle-alert"),
}


@register.filter
def tone(visit: Visit) -> str:
    """The colour of its state."""
    return LOOKS[State(visit.state)][0]


@register.filter
def sign(visit: Visit) -> str:
    """The icon of its state."""
    return LOOKS[State(visit.state)][1]


@register.filter
def age(visit: Visit) -> int | None:
    """How old the patient is on the day of the visit."""
    return visit.patient.age_on(visit.starts_at.date())
