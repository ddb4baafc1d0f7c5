"""Small signs behind a sentence: numbers that point to the list of sources, and how sure it is."""

from collections.abc import Iterable

from percuta.evidence.parameter import Status
from percuta.report.document import Document

STATUS_NOTES = {
    Status.MEASURED: "",
    Status.DERIVED: "(derived)",
    Status.ASSUMED: "(assumed)",
}


class Marks:
    """Numbers for the sources of one document, in the order of its list."""

    def __init__(self, document: Document, *, numbered: bool = True) -> None:
        """Number the sources of a document from 1; not numbered, no mark is ever shown."""
        sources = document.sources if numbered else ()
        self._numbers = {s.key: n for n, s in enumerate(sources, start=1)}

    def of(self, sources: Iterable[str]) -> str:
        """Marks such as ``[3, 7]``, empty without sources."""
        numbers = sorted(self._numbers[key] for key in sources if key in self._numbers)
        return f"[{', '.join(map(str, numbers))}]" if numbers else ""

    def tail(self, sources: Iterable[str], status: Status | None) -> str:
        """Marks and standing, to stand behind a reason."""
        note = STATUS_NOTES[status] if status is not None else ""
        parts = [part for part in (self.of(sources), note) if part]
        return f" {' '.join(parts)}" if parts else ""
