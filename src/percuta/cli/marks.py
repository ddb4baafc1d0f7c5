"""Small signs: numbers that point to the list of sources, states with word and icon."""

from collections.abc import Iterable

from rich.text import Text

from percuta.evidence.parameter import Status
from percuta.report.document import Document
from percuta.screening.screen import Verdict

ICONS = {
    Verdict.PLAN: ("✔", "bold green"),
    Verdict.DOCTOR: ("◆", "bold blue"),
    Verdict.ASK: ("?", "bold yellow"),
    Verdict.NOT_NOW: ("◷", "bold yellow"),
    Verdict.NO: ("✘", "bold red"),
}
STATUS_NOTES = {
    Status.MEASURED: "",
    Status.DERIVED: "(derived)",
    Status.ASSUMED: "(assumed)",
}


class Marks:
    """Numbers for the sources of one document, in the order of its list."""

    def __init__(self, document: Document) -> None:
        """Number the sources of a document from 1."""
        self._numbers = {s.key: n for n, s in enumerate(document.sources, start=1)}

    def of(self, sources: Iterable[str]) -> str:
        """Marks such as ``[3, 7]``, empty without sources."""
        numbers = sorted(self._numbers[key] for key in sources)
        return f"[{', '.join(map(str, numbers))}]" if numbers else ""

    def tail(self, sources: Iterable[str], status: Status) -> str:
        """Marks and standing, to stand behind a reason."""
        parts = [part for part in (self.of(sources), STATUS_NOTES[status]) if part]
        return f" {' '.join(parts)}" if parts else ""


def verdict_sign(verdict: Verdict) -> Text:
    """A verdict with its icon, word and colour."""
    icon, style = ICONS[verdict]
    return Text(f"{icon} {verdict.value}", style=style)
