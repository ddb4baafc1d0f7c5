"""A published protocol beside the plan, for cases that were built from one."""

from percuta.papers.page import Section, Table, Text, section
from percuta.report.document import Document

AS_ENTERED = "As entered in the case, not checked against the paper:"


def beside_paper(document: Document) -> Section | None:
    """What the paper did beside what is planned."""
    published = document.published
    if published is None:
        return None
    about = " ".join(text for text in (published.people, published.result) if text)
    rows = tuple((row.what, row.paper or "not read", row.percuta) for row in published.rows)
    return section(
        "Beside the paper",
        Text(text=published.source),
        Text(text=f"{AS_ENTERED} {about}"),
        Table(head=("", "The paper did", "Percuta plans"), rows=rows, widths=(2, 5, 5)),
    )
