"""The skin types as a patient chooses one."""

from percuta.assessment.phototype import CHOICES, TOLD
from percuta_clinic.intake.science.places import Choice

QUESTION = TOLD


def skin_types() -> tuple[Choice, ...]:
    """What can be chosen, from the fairest skin to the darkest."""
    known = ((one.phototype, one.text) for one in CHOICES)
    return tuple(Choice(key=kind.roman, words=words) for kind, words in known if kind is not None)
