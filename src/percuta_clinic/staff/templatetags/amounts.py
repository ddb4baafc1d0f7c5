"""How much is on the shelf."""

from django import template

from percuta_clinic.stock.amounts import amount

register = template.Library()
register.filter("of", amount)
