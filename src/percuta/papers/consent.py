"""The sheet to read before saying yes or no, from the facts of one plan. It signs nothing."""

from collections.abc import Iterator

from percuta.assessment.concern import NO_FORECAST
from percuta.papers.cream import NUMBS, cream_or_none, felt
from percuta.papers.everyday import concern, everyday, listed, place, sentence
from percuta.papers.foot import foot
from percuta.papers.handouts import Clinic, parts
from percuta.papers.page import Bullets, Lines, Page, Section, Table, Text, present, section
from percuta.papers.patient import (
    DECIDES,
    asked_when,
    counted,
    first_of_all,
    for_you,
    others,
    said,
    treated,
    uncleared,
)
from percuta.papers.picture import healing_days, timeline
from percuta.report.care import CareDoc, CountDoc, EffectDoc
from percuta.report.document import Document, PlanDoc, ZonePlanDoc
from percuta.report.numbers import BY_DOCTOR, number
from percuta.zones.skin_map import ZONES

STUDIES = "What studies saw, in numbers"
HOW = (
    "Fine clean needles make tiny holes in the skin. The skin heals them, and builds new support "
    "while it does so. That takes weeks to months. How much it changes differs from person to "
    "person."
)
HELP = (
    "Maybe. Many people see some change, and some see none. Nobody can tell before who will. "
    "The numbers below are from other people, not about you."
)
ASK_US = (
    "How often have you done this on skin like mine?",
    "What do you do if I get dark marks?",
    "Who looks at my skin at night or on a Sunday?",
    "What if I see no change after the last visit?",
    "What happens if I wait, or do nothing?",
    "What do I pay if I need more visits, or if we stop?",
)
TO_BUY = "What else I may have to buy"
COSTS = ("Price of one visit", "Price of all visits planned", TO_BUY)
TEST_COSTS = ("Price of this test area", TO_BUY)
TEST_AREA = (
    "This sheet asks you about one visit only. In it we needle a small place, the test area, to "
    "see how your skin takes it. About all the rest you decide later, on another sheet."
)
AFTER_TEST = "If we both want to go on after the test, this is what we have in mind."


def consent(
    document: Document, clinic: Clinic, *, kept: int | None = None, test_area: bool = False
) -> Page:
    """What a person reads before deciding; ``kept``: minutes a clinic keeps for a visit.

    ``test_area``: it is asked about one visit in which only a small place is needled. Raises NoPlan
    without a plan.
    """
    plan, care = parts(document)
    return Page(
        title="Before you decide",
        subtitle="Information about needling your skin. Take it home, read it, ask us.",
        sections=present(
            [
                _test_area() if test_area else None,
                _what(document, plan, care, test_area=test_area),
                section("How it is meant to work", Text(text=HOW)),
                section("Will it help?", Text(text=HELP), *said(care)),
                section("What it feels like", Text(text=feels(plan, kept))),
                for_you(document),
                section("What is normal after it", healing_days(care.expect)),
                risks(care),
                section(
                    "Other ways, and doing nothing",
                    Text(text="You may also wait, or do nothing. That is a good choice too."),
                    Text(text=in_general(plan)),
                    others(care, ("downtime", "sessions", "pigment")),
                ),
                _studies(plan),
                section("What it costs", Lines(labels=TEST_COSTS if test_area else COSTS)),
                section(
                    "Questions you may want to ask",
                    Bullets(items=tuple(("", one) for one in ASK_US)),
                    Lines(labels=("My own questions", "")),
                ),
                section("Your decision", Text(text=DECIDES), *_signatures(clinic)),
            ]
        ),
        foot=foot(document),
        for_patient=True,
    )


def _test_area() -> Section | None:
    return section("A test area first", Text(text=TEST_AREA))


def _what(document: Document, plan: PlanDoc, care: CareDoc, *, test_area: bool) -> Section | None:
    begins = AFTER_TEST if test_area else "You asked for this."
    return section(
        "What may come after it" if test_area else "What is planned, and why",
        Text(text=f"{begins} {counted(plan)} {AGREES}"),
        Text(text=asked_when(document)),
        treated(plan),
        uncleared(document),
        first_of_all(document, plan),
        timeline(plan, care.expect),
        Bullets(items=tuple(_depths(plan))),
        Lines(labels=tuple(_set_by_doctor(plan))),
    )


AGREES = "A doctor has to agree first."


def _depths(plan: PlanDoc) -> Iterator[tuple[str, str]]:
    """How deep at the most; places with the same depth together."""
    where: dict[str, list[str]] = {}
    for zone in plan.zones:
        where.setdefault(_depth(zone), []).append(place(zone.name))
    for depth, names in where.items():
        yield sentence(listed(names))[:-1], depth


def _set_by_doctor(plan: PlanDoc) -> Iterator[str]:
    """A blank for each depth that no text gives, for the doctor to fill in before it is read."""
    for zone in plan.zones:
        if _is_open(zone):
            yield f"{sentence(place(zone.name))[:-1]}: depth the doctor sets, in mm"


def _is_open(zone: ZonePlanDoc) -> bool:
    return BY_DOCTOR in (number(zone.start), number(zone.up_to))


def _depth(zone: ZonePlanDoc) -> str:
    if _is_open(zone):
        return "The doctor sets how deep the needles go. It is written below."
    return f"The needles are set to {number(zone.up_to)} mm at the most."


def feels(plan: PlanDoc, kept: int | None) -> str:
    """How long a visit is, and what numbs."""
    cream = (
        f"{NUMBS}{felt(plan)}. It takes time, and has risks of its own: see below."
        if (plan.numbing or plan.later_numbing) is not None
        else f"{cream_or_none(plan)} It pricks and burns while we work."
    )
    return f"{takes(plan, kept)} {cream}"


def takes(plan: PlanDoc, kept: int | None) -> str:
    """How long a visit is: what the clinic keeps for it, and what it comes to if that is more."""
    total, under_cream = plan.visit.total, plan.visit.numbing.value
    if kept is None:
        return f"A visit takes about {number(total)} minutes."
    told = f"We keep {kept} minutes for your visit."
    if total.value is None or total.value <= kept:
        return told
    cream = "With the time under the cream, it" if under_cream else "It"
    return f"{told} {cream} may take about {number(total)} minutes: ask us how long to plan for."


def risks(care: CareDoc) -> Section | None:
    """What can go wrong, with what studies counted."""
    rows = tuple(
        (sentence(effect.effect)[:-1], effect.patient, _counted(effect)) for effect in care.effects
    )
    head = ("What can go wrong", "What it is", "How many, in studies")
    return section("What can go wrong", Table(head=head, rows=rows, widths=(3, 5, 5)))


def _counted(effect: EffectDoc) -> str:
    return "; ".join(_count(count) for count in effect.counts) or "nobody has counted"


def _count(count: CountDoc) -> str:
    who = everyday(count.who)
    if count.events is not None and count.people is not None:
        return f"{count.events} of {count.people} ({who})"
    return f"{count.text} ({who})"


def _studies(plan: PlanDoc) -> Section | None:
    known = tuple((concern(one.what), one.why.replace(NO_FORECAST, FOR_YOU)) for one in plan.known)
    told = Text(text=FOR_DOCTORS) if known else None
    return section(STUDIES, told, Bullets(items=known))


IN_GENERAL = (
    "These are other treatments in general. We did not read whether they help with what you wish."
)


def in_general(plan: PlanDoc) -> str:
    """What was not read of other treatments: all that is known of them is about the face."""
    off_face = any(z.zone not in ZONES or not ZONES[z.zone].on_face for z in plan.zones)
    return IN_GENERAL if off_face else ""


FOR_YOU = "This sheet makes no forecast for you."
FOR_DOCTORS = "These lines are in the words of doctors. Ask us to explain them."


def _signatures(clinic: Clinic) -> tuple[Text | Lines, ...]:
    return (
        Text(text="This sheet is only information. Percuta has signed nothing for anybody."),
        Lines(labels=("Name and date of birth",)),
        Lines(labels=("I have read this and had my questions answered: day, signature",)),
        Lines(labels=(f"For {clinic.name or 'the clinic'}: name, day, signature",)),
    )
