"""The papers of a plan, all from its frozen version: what the patient reads, signs and keeps."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec
from django.utils import timezone

from percuta.days import date_in_words
from percuta.papers.agreement import Costs, agreement, care_sections, changed
from percuta.papers.calendar_file import calendar_file
from percuta.papers.card import card
from percuta.papers.clinician import clinician_page
from percuta.papers.everyday import everyday
from percuta.papers.handouts import Clinic as Here
from percuta.papers.outlook import outlook_page
from percuta.papers.page import Block, Bullets, Lines, Page, Section, Table
from percuta.papers.pdf import pdf
from percuta.report.document import Document
from percuta.report.forecast_doc import ForecastDoc
from percuta_clinic.consent.models import PDF
from percuta_clinic.consent.paper import asked_part, in_words
from percuta_clinic.consent.science import section_of, signature_of
from percuta_clinic.people.access import NotYours
from percuta_clinic.planning.agreed import Agreed, agreed_before, agreed_in
from percuta_clinic.planning.changing import differences
from percuta_clinic.planning.making import kept_of
from percuta_clinic.planning.models import Plan, Step, What
from percuta_clinic.premises.models import Clinic

ICS = "text/calendar"
DAYS, POINT, NOTHING = "Days of the sessions", "Point: ", "not in the plan"
_CLOSED = (What.PROPOSED, What.RETURNED, What.APPROVED, What.ACCEPTED, What.CARRIED, What.DECLINED)


class Audience(StrEnum):
    """Whom a paper is for, or what it is."""

    PATIENT = "patient"
    CLINICIAN = "clinician"
    CARD = "card"
    CALENDAR = "calendar"


OF_PATIENTS = frozenset({Audience.PATIENT, Audience.CARD, Audience.CALENDAR})


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A file to keep."""

    content: bytes
    kind: str
    name: str


def paper_of(plan: Plan, audience: str, *, clinic: Clinic) -> Paper:
    """The paper for somebody; the same version gives the same bytes. Raises NotYours."""
    if audience not in set(Audience) or not plan.document:
        raise NotYours("There is no such paper.")
    content = _WRITTEN[Audience(audience)](plan, clinic)
    is_calendar = audience == Audience.CALENDAR
    return Paper(
        content=content,
        kind=ICS if is_calendar else PDF,
        name=f"plan-{plan.number}-{audience}.{'ics' if is_calendar else 'pdf'}",
    )


def sections_to_read(plan: Plan, *, clinic: Clinic) -> list[dict[str, Any]]:
    """What the patient reads on the screen, as plain data: the same as on the paper."""
    told: list[dict[str, Any]] = msgspec.to_builtins(told_to_patient(plan, clinic=clinic).sections)
    return told


def told_to_patient(plan: Plan, *, clinic: Clinic) -> Page:
    """The plan in plain words: what changed first, who planned and approved it last."""
    document, forecast = _kept(plan)
    page = agreement(document, forecast, costs_of(plan.prices))
    by = Section(title="Who planned it", blocks=(Bullets(items=tuple(_by(plan, clinic))),))
    news = what_changed(plan)
    return replace(page, sections=(*((news,) if news else ()), *page.sections, by))


def what_changed(plan: Plan) -> Section | None:
    """What is other than in the version that was agreed before, in the patient's words."""
    older = agreed_before(plan)
    if older is None:
        return None
    told = [one for one in differences(older, plan) if one.asks or one.label == DAYS]
    rows = tuple((_label(one.label), _said(one.was), _said(one.now)) for one in told)
    return changed(rows, why=plan.reason)


def _label(label: str) -> str:
    return (
        everyday("To mind" if label.startswith(POINT) else label)
        .replace("Sessions", "Visits")
        .replace("sessions", "visits")
    )


def _said(words: str) -> str:
    return everyday(words) or NOTHING


def costs_of(prices: Mapping[str, Any]) -> Costs:
    """The frozen prices in words."""
    currency = str(prices.get("currency", ""))
    return Costs(
        each=f"{prices.get('each', '')} {currency}".strip(),
        total=f"{prices.get('total', '')} {currency}".strip(),
        to_buy=str(prices.get("to_buy", "")),
        minutes=prices.get("minutes"),
    )


def _kept(plan: Plan) -> tuple[Document, ForecastDoc | None]:
    made = kept_of(plan)
    if made.document is None:
        raise NotYours("There is no such paper.")
    return made.document, made.forecast


def _by(plan: Plan, clinic: Clinic) -> Iterator[tuple[str, str]]:
    """Who planned, who approved, and when."""
    if plan.proposed_at is not None:
        yield "Planned by", f"{plan.by_name}, on {_day(plan.proposed_at, clinic)}"
    for step in plan.steps.filter(what=What.APPROVED):
        yield "Approved by", f"{step.by_name}, on {_day(step.at, clinic)}"
    yield "Version", f"{plan.number}"


def _day(at: datetime, clinic: Clinic) -> str:
    return date_in_words(timezone.localdate(at, clinic.zone))


def _patient(plan: Plan, clinic: Clinic) -> bytes:
    """What was read, with the signature where there is one."""
    document, _forecast = _kept(plan)
    page = told_to_patient(plan, clinic=clinic)
    agreed = agreed_in(plan)
    front = Section(title="For whom", blocks=(Bullets(items=tuple(_whom(plan, clinic))),))
    signed = () if agreed is None else tuple(_signed(agreed, clinic))
    sections = (front, *signed, *page.sections, *care_sections(document))
    return pdf(replace(page, sections=sections))


def _whom(plan: Plan, clinic: Clinic) -> Iterator[tuple[str, str]]:
    born = plan.patient.birth_date
    yield "Patient", str(plan.patient)
    yield "Born", f"{born:%-d %B %Y}" if born else "not known"
    yield "For", plan.prices.get("service", "")
    yield "Clinic", clinic.name
    yield "Fingerprint of this plan (SHA-256)", plan.digest


def _signed(agreed: Agreed, clinic: Clinic) -> Iterator[Section]:
    """Who agreed, when and how, and what was asked before."""
    step = agreed.step
    facts = [
        ("Agreed by", f"{step.by_name}, the patient"),
        ("Signed on", in_words(step.at, clinic)),
        ("How", agreed.where),
        ("Fingerprint of what was signed (SHA-256)", step.digest),
    ]
    if agreed.carried is not None:
        at = in_words(agreed.carried.at, clinic)
        words = f"Nothing that was agreed on has changed; it goes on since {at}."
        facts.append((f"Signed for version {agreed.number}", words))
    yield Section(title="Agreed", blocks=(Bullets(items=tuple(facts)),))
    if agreed.questions:
        yield section_of(asked_part(agreed.questions, clinic))
    way = "Drawn by hand" if agreed.is_drawn else f"Typed as “{step.signature}”"
    words = f"{way} by {step.by_name}, on {in_words(step.at, clinic)}."
    yield signature_of(step.signature if agreed.is_drawn else "", words=words)


def _clinician(plan: Plan, clinic: Clinic) -> bytes:
    """Numbers, walls, reasons and sources, with what was decided on them."""
    document, forecast = _kept(plan)
    page = clinician_page(document)
    agreed = agreed_in(plan)
    front = [
        Section(title="For whom", blocks=(Bullets(items=tuple(_whom(plan, clinic))),)),
        *_decided(plan, clinic),
        Section(title="Prices", blocks=(Bullets(items=tuple(_prices(plan))),)),
        *(() if agreed is None else _signed(agreed, clinic)),
    ]
    body = [Section(title=one.title, blocks=_printed(one)) for one in page.sections]
    told = () if forecast is None else outlook_page(document, forecast).sections
    sections = (*front, *(one for one in body if one.blocks), *told)
    return pdf(replace(page, sections=sections))


def _printed(section: Section) -> tuple[Block, ...]:
    """Without the lines to write on: what belongs there is decided and stands in front."""
    return tuple(block for block in section.blocks if not isinstance(block, Lines))


def _decided(plan: Plan, clinic: Clinic) -> Iterator[Section]:
    steps = list(plan.steps.filter(what__in=_CLOSED))
    rows = tuple(
        (in_words(one.at, clinic), one.get_what_display(), one.by_name, _why(one)) for one in steps
    )
    head = ("When", "What", "Who", "Words")
    blocks: list[Block] = [Table(head=head, rows=rows, widths=(5, 3, 4, 6))]
    points = [(what, "confirmed") for one in steps for what in one.points]
    house = [("House protocol", f"{plan.house.number}")] if plan.house else []
    blocks += [Bullets(items=(*points, *house))] if points or house else []
    yield Section(title="What was decided", blocks=tuple(blocks))


def _why(step: Step) -> str:
    under = "within a doctor’s delegation" if step.under else ""
    return "; ".join(part for part in (step.why, under) if part)


def _prices(plan: Plan) -> Iterator[tuple[str, str]]:
    costs = costs_of(plan.prices)
    yield "One visit", costs.each
    yield f"All {plan.prices.get('sessions', '')}", costs.total
    if costs.to_buy:
        yield "To buy besides", costs.to_buy


def _card(plan: Plan, clinic: Clinic) -> bytes:
    document, _forecast = _kept(plan)
    return pdf(card(document, Here(name=clinic.name, phone=clinic.phone)), tight=True)


def _calendar(plan: Plan, _clinic: Clinic) -> bytes:
    document, _forecast = _kept(plan)
    is_approved = plan.steps.filter(what=What.APPROVED).exists()
    return calendar_file(document, agreed=is_approved)


_WRITTEN: Mapping[Audience, Callable[[Plan, Clinic], bytes]] = {
    Audience.PATIENT: _patient,
    Audience.CLINICIAN: _clinician,
    Audience.CARD: _card,
    Audience.CALENDAR: _calendar,
}
