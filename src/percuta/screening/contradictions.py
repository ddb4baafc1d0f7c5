"""Stand-in."""


def contradictory(answers: object) -> list[tuple[str, str]]:
    """Nothing yet."""
    return []
