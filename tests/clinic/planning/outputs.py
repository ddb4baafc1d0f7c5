"""What each output says of a plan, and the numbers read back out of it."""

import io
import re
from html import unescape

from django.urls import reverse
from pypdf import PdfReader

from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta.casefile.reader import parse_case
from percuta.cli.load import answer
from percuta.cli.pages import plan_page
from percuta.cli.render import as_text
from percuta.report.document import Document, FigureDoc, ZonePlanDoc
from percuta.report.numbers import number
from percuta_clinic.people.models import Account
from percuta_clinic.planning.models import Plan
from percuta_clinic.planning.papers import paper_of
from percuta_clinic.planning.taking_out import case_taken

Rows = dict[str, tuple[str, ...]]
DAY = r"(\w{3} \d{1,2} \w+ \d{4})"
AMOUNT = r"([\d.]+(?: to [\d.]+)?)"
BY_PATIENT = rf"Visit (\d+) {DAY} about {AMOUNT} min"


def flat(text: str) -> str:
    """On one line; words that a paper parted at the end of a line are whole again."""
    return " ".join(text.replace("\u00ad\n", "").replace("\u00ad", "").split())


def command_line(house: House, plan: Plan) -> str:
    """What ``percuta plan`` prints of the plan's case file."""
    return flat(as_text(plan_page(planned_again(house, plan))))


def planned_again(house: House, plan: Plan) -> Document:
    """The document that the command line makes from the plan's case file."""
    return answer(parse_case(case_taken(by=house.sina, plan=plan), "case.toml"))


def paper(house: House, plan: Plan, audience: str) -> str:
    """The text of a PDF."""
    pages = PdfReader(io.BytesIO(paper_of(plan, audience, clinic=house.clinic).content)).pages
    return flat("\n".join(one.extract_text() for one in pages))


def page(account: Account, name: str, plan: Plan) -> str:
    """The text of a page."""
    answer = SignedIn(account).get(reverse(name, args=[plan.pk]))
    assert answer.status_code == 200, name
    return flat(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def rows(pattern: str, text: str) -> Rows:
    """Every row that a pattern finds, by its first part."""
    found = [tuple(part or "" for part in one.groups()) for one in re.finditer(pattern, text)]
    told = {key: tuple(rest) for key, *rest in found}
    assert all(told[key] == tuple(rest) for key, *rest in found), "two rows say different things"
    return told


def sessions(document: Document, *, with_cream: bool) -> Rows:
    """Day, length and cream of each session, as the document has them."""
    plan = document.plan
    assert plan is not None
    told: Rows = {}
    for one in plan.sessions:
        assert one.minutes is not None
        cream = number(one.cream) if one.cream is not None else ""
        row = (f"{one.day:%a %-d %B %Y}", number(one.minutes))
        told[f"{one.number}"] = (*row, cream) if with_cream else row
    return told


def deepest(zone: ZonePlanDoc) -> float | None:
    """The deepest setting of a zone; None where a doctor enters it."""
    ends = [end for one in zone.settings for end in (one.depth.value, one.depth.high)]
    return max((end for end in ends if end is not None), default=None)


def ends(figure: FigureDoc) -> tuple[float | None, float | None]:
    """Low and high of a figure, the same for a single value."""
    return (figure.value, figure.value) if figure.value is not None else (figure.low, figure.high)
