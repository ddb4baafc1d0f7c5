"""A number with the word that a product is counted in."""


def amount(number: int, unit: str) -> str:
    """``1 piece``, ``17 pieces``, ``3 tubes of 30 g``."""
    first, *rest = unit.split() or ["pieces"]
    if number == 1:
        first = first.removesuffix("es") if first.endswith("xes") else first.removesuffix("s")
    elif first == "piece":
        first = "pieces"
    return " ".join([str(number), first, *rest])
