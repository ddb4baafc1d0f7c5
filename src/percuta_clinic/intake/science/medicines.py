"""Names of medicines that are offered while somebody types."""

from collections.abc import Callable, Iterable

from percuta.screening import medicines_named

MOST, SHORTEST, LONGEST = 8, 2, 60


def suggestions(typed: str) -> list[str]:
    """Names that begin or sound like what is typed; none if the science offers none."""
    suggest: Callable[..., Iterable[object]] | None = getattr(medicines_named, "suggest", None)
    wanted = typed.strip()
    if suggest is None or not SHORTEST <= len(wanted) <= LONGEST:
        return []
    return [str(name) for name in suggest(wanted, most=MOST)][:MOST]
