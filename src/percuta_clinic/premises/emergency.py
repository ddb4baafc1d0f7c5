"""Whom to call in an emergency: the clinic's own words, else the number of its country.

112 in the European Union: Directive (EU) 2018/1972, Article 109. 911 in the United States:
47 U.S.C. 251(e)(3). 999 or 112 in the United Kingdom: Ofcom, General Condition A3. Where we have
read no law, no number is named.
"""

from percuta_clinic.premises.models import Clinic

_UNION = (
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"),
    *("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
)
NUMBERS = dict.fromkeys(_UNION, "112") | {"US": "911", "GB": "999 or 112"}


def emergency_number(country: str) -> str:
    """The number everybody may call there; empty where we do not know it."""
    return NUMBERS.get(country.upper(), "")


def emergency_words(clinic: Clinic) -> str:
    """What the clinic wrote, else the number of the country; empty if neither is known."""
    return clinic.emergency or emergency_number(clinic.country)
