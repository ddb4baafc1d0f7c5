"""How a visit looks: colour, icon and the patient's age on that day."""

from django import template

from percuta_clinic.booking import looks
from percuta_clinic.booking.models import Visit

register = template.Library()
tone = register.filter("tone", looks.tone)
sign = register.filter("sign", looks.sign)


@register.filter
def age(visit: Visit) -> int | None:
    """How old the patient is on the day of the visit."""
    return visit.patient.age_on(visit.starts_at.date())
