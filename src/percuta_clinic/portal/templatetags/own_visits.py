"""How one's own visit looks: colour and icon."""

from django import template

from percuta_clinic.booking import looks

register = template.Library()
register.filter("tone", looks.tone)
register.filter("sign", looks.sign)
