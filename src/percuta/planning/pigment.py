"""Why pigment is at risk in a person, which makes a course gentler."""

from percuta.person import Person

DARKER = "phototype IV to VI or not known"
MARKED = "dark marks or melasma, now or in the past"


def by_phototype(person: Person) -> str:
    """The risk that the phototype alone gives; empty where it gives none."""
    return DARKER if person.may_be_darker() else ""
