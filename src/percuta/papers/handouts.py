"""Two short papers for the patient: the aftercare card, and the sheet to read before consent."""

from dataclasses import dataclass

from percuta.days import day_in_words
from percuta.papers.foot import foot
from percuta.papers.page import Bullets, Lines, Page, Table, Text, present, section
from percuta.papers.patient import DECIDES, asked_when, flag_box, for_you, what
from percuta.papers.picture import healing_days
from percuta.papers.when import when
from percuta.report.care import CareDoc
from percuta.report.document import Document, PlanDoc


class NoPlan(ValueError):
    """A handout asked for where there is no plan to hand out."""

    def __init__(self, document: Document) -> None:
        """Name the verdict, and where the reason stands."""
        what = document.verdict.words
        super().__init__(f"there is no plan to hand out: {what}; the plan says why and what to do")


@dataclass(frozen=True, kw_only=True)
class Clinic:
    """Whom to call; empty lines are left to write on where it is not known."""

    name: str = ""
    phone: str = ""


def card(document: Document, clinic: Clinic) -> Page:
    """One page for the fridge: what to do until when, what is normal, whom to call."""
    _plan, care = _parts(document)
    after = tuple((when(a.from_hour, a.to_hour), a.patient) for a in care.aftercare)
    return Page(
        title="After your visit",
        subtitle="The day of your visit is day 0. Keep this card where you see it.",
        sections=present(
            [
                section("Call us", *_call(clinic)),
                section("When to call", *(flag_box(flag) for flag in care.flags)),
                section(
                    "What to do",
                    Table(head=("When", "What"), rows=after, widths=(2, 9)),
                ),
                section("What is normal", healing_days(care.expect)),
                for_you(document),
            ]
        ),
        foot=foot(document),
        for_patient=True,
    )


def _call(clinic: Clinic) -> tuple[Text | Lines, ...]:
    if clinic.name and clinic.phone:
        return (Text(text=f"{clinic.name}, {clinic.phone}"),)
    known = (Text(text=clinic.name or clinic.phone),) if clinic.name or clinic.phone else ()
    labels = (
        *(() if clinic.name else ("Clinic",)),
        *(() if clinic.phone else ("Phone, day and night",)),
    )
    return (*known, Lines(labels=labels))


def consent(document: Document, clinic: Clinic) -> Page:
    """What a person reads before saying yes or no, from the facts of this plan."""
    plan, care = _parts(document)
    return Page(
        title="Before you decide",
        subtitle="Information about needling your skin. Take it home, read it, ask us.",
        sections=present(
            [
                what(document, plan, _visits(plan), Text(text=asked_when(document))),
                for_you(document),
                section("How it is meant to work", Text(text=HOW)),
                section("Will it help?", *_help(care)),
                section("What it feels like", Text(text=_feels(plan))),
                section("What is normal after it", Bullets(items=_normal(care))),
                section(
                    "What can go wrong",
                    Bullets(items=tuple((e.effect, e.patient) for e in care.effects)),
                ),
                section("Other ways, and doing nothing", _others(care)),
                section("What it costs", Lines(labels=("Price of one visit", "Price of all"))),
                section("Your questions", Lines(labels=("", "", ""))),
                section("Your decision", Text(text=DECIDES), *_signatures(clinic)),
            ]
        ),
        foot=foot(document),
        for_patient=True,
    )


HOW = (
    "Fine clean needles make tiny holes in the skin. The skin heals them, and builds new support "
    "while it does so. That takes weeks to months. How much it changes differs from person to "
    "person."
)


def _visits(plan: PlanDoc) -> Text:
    first = day_in_words(plan.sessions[0].day)
    visits = len(plan.sessions)
    many = "one visit" if visits == 1 else f"{visits} visits"
    return Text(text=f"We plan {many}, the first from {first}. A doctor has to agree first.")


def _help(care: CareDoc) -> tuple[Bullets | Text, ...]:
    said = tuple(("", one.patient) for one in care.unknown)
    stop = (Text(text=care.stop.patient),) if care.stop is not None else ()
    return (Bullets(items=said), *stop)


def _feels(plan: PlanDoc) -> str:
    visit = plan.visit.total
    cream = (
        "A cream numbs the skin first. It takes time, and has risks of its own: see below."
        if plan.numbing is not None
        else "No numbing cream is planned. It pricks and burns while we work."
    )
    return f"A visit takes about {visit.value:g} minutes. {cream}"


def _normal(care: CareDoc) -> tuple[tuple[str, str], ...]:
    return tuple((sign.sign, sign.patient) for sign in care.expect)


def _others(care: CareDoc) -> Table:
    rows = tuple((a.treatment, a.downtime, a.sessions) for a in care.alternatives)
    return Table(head=("Treatment", "You see it for", "How often"), rows=rows, widths=(4, 5, 2))


def _signatures(clinic: Clinic) -> tuple[Text | Lines, ...]:
    return (
        Text(text="This sheet is only information. Nobody has signed anything yet."),
        Lines(labels=("Name and date of birth",)),
        Lines(labels=("I have read this and had my questions answered: day, signature",)),
        Lines(labels=(f"For {clinic.name or 'the clinic'}: name, day, signature",)),
    )


def _parts(document: Document) -> tuple[PlanDoc, CareDoc]:
    if document.plan is None or document.care is None:
        raise NoPlan(document)
    return document.plan, document.care
