"""The clinic in numbers; each opens the list of what it counts."""

from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from percuta_clinic.audit.services import record
from percuta_clinic.frame import sent
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.numbers.queries import Listed, behind, numbers_of
from percuta_clinic.numbers.sections import Section
from percuta_clinic.numbers.spans import Span, span_of, usual
from percuta_clinic.numbers.tables import list_of, table_of
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right

PAGE = 200  # rows; the file has all of them
# Where what is counted has its page, and who may open that.
PAGES = {
    "record": Right.OPEN_CHART,
    "visit": Right.SEE_BOARD,
    "plan": Right.MAKE_PLANS,
    "course_reviews": Right.ASSESS_SKIN,
    "adverse_event": Right.OPEN_CHART,
    "screening": Right.TAKE_ANSWERS,
    "incident": Right.OPEN_CHART,
    "task": Right.SEE_BOARD,
    "check_in": Right.OPEN_CHART,
    "stock_lot": Right.SEE_STOCK,
}
# Pages that say more of one kind of number.
MORE = {
    "events": (("How often, with limits", "adverse_rates", Right.OPEN_CHART),),
    "outcomes": (("Whether forecasts held", "reviews", Right.ASSESS_SKIN),),
    "incidents": (
        ("To be settled", "incidents", Right.OPEN_CHART),
        ("Colleagues who were hurt", "staff_hurt", Right.EDIT_PEOPLE),
    ),
    "overrides": (("Against which rules", "screening_overrides", Right.TAKE_ANSWERS),),
    "tasks": (("Open tasks", "tasks", Right.SEE_BOARD),),
    "stock": (("Stock", "stock", Right.SEE_STOCK),),
}


def _span(request: ClinicRequest) -> Span:
    first, last = (sent.day(request.GET.get(name, "")) for name in ("first", "last"))
    return span_of(first, last, request.clinic)


@require_safe
@needs(Right.SEE_NUMBERS)
def numbers(request: ClinicRequest) -> HttpResponse:
    """Every number over the days that were asked for."""
    span = _span(request)
    sections = numbers_of(request.user, span)
    context = {
        "span": span,
        "usual": list(_usual(span)),
        "sections": [_shown(request.user, one, span) for one in sections],
        "is_empty": all(one.is_empty for one in sections if one.is_of_days),
        "csv": _url("numbers_csv", span),
        "crumbs": [{"label": "Today", "url": reverse("board")}, {"label": "Numbers"}],
    }
    return render(request, "staff/numbers/numbers.html", context)


def _usual(span: Span) -> Iterator[tuple[str, str, bool]]:
    for words, first, last in usual(span.clinic):
        asked = urlencode({"first": first, "last": last})
        yield words, f"?{asked}", (span.first, span.last) == (first, last)


def _shown(account: Account, section: Section, span: Span) -> dict[str, object]:
    more = [
        (words, reverse(name))
        for words, name, right in MORE.get(section.key, ())
        if account.may(right)
    ]
    rows = [(one, _url("numbers_list", span, number=one.key)) for one in section.numbers]
    return {"section": section, "numbers": rows, "more": more}


def _url(name: str, span: Span, **more: str) -> str:
    return f"{reverse(name)}?{urlencode(more | _days(span))}"


def _days(span: Span) -> dict[str, date]:
    return {"first": span.first, "last": span.last}


@require_safe
@needs(Right.SEE_NUMBERS)
def behind_number(request: ClinicRequest) -> HttpResponse:
    """The rows of one number, as far as this person may read them; without one, all numbers."""
    span, key = _span(request), sent.line(request.GET, "number")
    home = _url("numbers", span)
    if not key:
        return redirect(home)
    found = behind(request.user, span, key)
    page = Paginator(range(len(found.rows)), PAGE).get_page(request.GET.get("page"))
    context = {
        "span": span,
        "found": found,
        "rows": _rows(request.user, found.rows[(page.number - 1) * PAGE : page.end_index()]),
        "page": page,
        "here": _url("numbers_list", span, number=key),
        "csv": _url("numbers_list_csv", span, number=key),
        "crumbs": [
            {"label": "Today", "url": reverse("board")},
            {"label": "Numbers", "url": home},
            {"label": found.number.words},
        ],
    }
    return render(request, "staff/numbers/list.html", context)


def _rows(account: Account, rows: Iterable[Listed]) -> list[tuple[Listed, str]]:
    return [(one, _page(account, one)) for one in rows]


def _page(account: Account, one: Listed) -> str:
    """Where to read more; nowhere for a chart that is shut."""
    row = one.row
    may = one.is_open and account.may(PAGES[row.page])
    return reverse(row.page, args=[row.key]) if may else ""


@require_safe
@needs(Right.SEE_NUMBERS)
def download(request: ClinicRequest) -> HttpResponseBase:
    """All numbers as CSV; that they were taken out is written down."""
    span = _span(request)
    table = table_of(numbers_of(request.user, span))
    record(by=request.user.actor, action="numbers.taken", fields=[_said(span)])
    return _file([table], f"numbers-{span.first}-{span.last}.csv")


@require_safe
@needs(Right.SEE_NUMBERS)
def download_list(request: ClinicRequest) -> HttpResponseBase:
    """The list behind one number as CSV; which one was taken out is written down."""
    span, key = _span(request), sent.line(request.GET, "number")
    if not key:
        return redirect(_url("numbers", span))
    found = behind(request.user, span, key)
    fields = [_said(span), f"number: {found.number.key}", f"rows: {len(found.rows)}"]
    record(by=request.user.actor, action="numbers.rows_taken", fields=fields)
    name = found.section.key
    return _file(list_of(found), f"numbers-{name}-{span.first}-{span.last}.csv")


def _said(span: Span) -> str:
    return f"days: {span.first} to {span.last}"


def _file(table: Iterable[str], name: str) -> StreamingHttpResponse:
    return StreamingHttpResponse(
        table,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
