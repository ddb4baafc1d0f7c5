"""Names of medicines that are offered while somebody types."""

from percuta.screening.medicines_named import suggest

MOST, SHORTEST, LONGEST = 8, 2, 60


def suggestions(typed: str) -> list[str]:
    """Names that begin like what is typed, or hold it further in."""
    wanted = typed.strip()
    if not SHORTEST <= len(wanted) <= LONGEST:
        return []
    return [medicine.name for medicine in suggest(wanted, most=MOST)]
