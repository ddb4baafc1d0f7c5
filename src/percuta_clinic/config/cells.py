"""Cells of the lists that people open in a spreadsheet."""

from unicodedata import category, normalize

RISKY = ("=", "+", "-", "@")
LEADS = ("\t", "\r")
UNSEEN = ("Cc", "Cf", "Zs", "Zl", "Zp")  # controls, marks without width, spaces


def harmless(cell: str) -> str:
    """A cell that a spreadsheet does not take for a formula, wide signs of Asia among them."""
    first = next((sign for sign in cell if category(sign) not in UNSEEN), "")
    is_risky = normalize("NFKC", first) in RISKY or cell.lstrip(" \n").startswith(LEADS)
    return f"'{cell}" if is_risky else cell
