"""A report on paper and as text: the same fields in the same order."""

from collections.abc import Iterator

from django.utils import timezone

from percuta.papers.page import Box, Bullets, Page, Table, Text, present, section
from percuta.papers.pdf import pdf
from percuta_clinic.adverse.models import Report
from percuta_clinic.adverse.reporting import title_of

WIDTHS = (1, 3, 5)


def report_paper(report: Report) -> bytes:
    """As a PDF; the same report with the same sendings gives the same bytes."""
    return pdf(report_page(report))


def report_page(report: Report) -> Page:
    """Its fields, who made it and when, the edition, and where it was sent."""
    rows = tuple((number or "-", name, value) for number, name, value in report.fields)
    note = Box(tone="note", title="Edition of the form", text=report.edition)
    return Page(
        title=title_of(report),
        subtitle=_made(report),
        sections=present(
            (
                section("About this report", note),
                section("Fields", Table(head=("No.", "Field", "Value"), rows=rows, widths=WIDTHS)),
                section("Sent", _sent(report)),
            )
        ),
        foot=f"Report {report.pk}",
    )


def _made(report: Report) -> str:
    at = timezone.localtime(report.made_at)
    return f"Made {at.day} {at:%B %Y, %H:%M} by {report.by_name}; {report.get_duty_display()}"


def _sent(report: Report) -> Text | Bullets:
    items = tuple(_sendings(report))
    return Bullets(items=items) if items else Text(text="Not sent yet, as far as is written here.")


def _sendings(report: Report) -> Iterator[tuple[str, str]]:
    for one in report.sendings.all():
        reference = one.reference or "none was given"
        day = f"{one.sent_on.day} {one.sent_on:%B %Y}"
        yield day, f"to {one.receiver}, reference: {reference}; {one.by_name}"


def report_text(report: Report) -> str:
    """As plain text, for a mail or an online form."""
    head = [title_of(report), _made(report), report.edition, ""]
    fields = [_line(*field) for field in report.fields]
    sent = [f"Sent {day}: {words}" for day, words in _sendings(report)]
    return "\n".join([*head, *fields, "", *(sent or ["Not sent yet."]), ""])


def _line(number: str, name: str, value: str) -> str:
    told = value.replace("\n", "\n    ")
    return f"{number + ' ' if number else ''}{name}: {told}"
