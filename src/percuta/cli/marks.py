"""Small signs: numbers that point to the list of sources, states with word and icon."""

from rich.text import Text

from percuta.evidence.parameter import Status
from percuta.papers.marks import Marks
from percuta.screening.screen import Verdict

__all__ = ["ICONS", "STANDING", "Marks", "verdict_sign"]

ICONS = {
    Verdict.PLAN: ("✔", "bold green"),
    Verdict.DOCTOR: ("◆", "bold blue"),
    Verdict.ASK: ("?", "bold yellow"),
    Verdict.NOT_NOW: ("◷", "bold yellow"),
    Verdict.NO: ("✘", "bold red"),
}
STANDING = {
    Status.MEASURED: "printed in the source",
    Status.DERIVED: "derived: our arithmetic on printed numbers",
    Status.ASSUMED: "assumed: our choice, see docs/science/assumed.md",
}


def verdict_sign(verdict: Verdict) -> Text:
    """A verdict with its icon, word and colour."""
    icon, style = ICONS[verdict]
    return Text(f"{icon} {verdict.words}", style=style)
