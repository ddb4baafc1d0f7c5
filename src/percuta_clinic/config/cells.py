"""Cells of the lists that people open in a spreadsheet."""

RISKY = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: str) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{cell}" if cell.lstrip(" \n").startswith(RISKY) else cell
