"""The skin types as a patient chooses one; the wording is Fitzpatrick's, in plain words."""

from percuta_clinic.intake.science.places import Choice

_WORDS = {
    "I": "Always burns, never tans",
    "II": "Burns easily, tans a little",
    "III": "Burns sometimes, then tans",
    "IV": "Burns rarely, tans well",
    "V": "Hardly ever burns; brown skin",
    "VI": "Never burns; dark brown or black skin",
}
QUESTION = "What does your skin do in strong sun without sun cream?"


def skin_types() -> tuple[Choice, ...]:
    """What can be chosen, from the fairest skin to the darkest."""
    return tuple(Choice(key=key, words=words) for key, words in _WORDS.items())
