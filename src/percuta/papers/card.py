"""The aftercare card: one page that says what to do until when, and whom to call."""

from percuta.papers.foot import foot
from percuta.papers.handouts import Clinic, parts
from percuta.papers.page import Bullets, Lines, Page, Text, present, section
from percuta.papers.patient import after, flag_box, for_you
from percuta.papers.picture import healing_days
from percuta.report.care import CareDoc
from percuta.report.document import Document


def card(document: Document, clinic: Clinic) -> Page:
    """The card of one visit, whose day and hour are written in. Raises NoPlan without a plan."""
    _plan, care = parts(document)
    return Page(
        title="After your visit",
        subtitle="The day of your visit is day 0. Keep this card where you see it.",
        sections=present(
            [
                section("Your visit", Lines(labels=("Day, and hour of the last needle",))),
                section("When to call", *_call(clinic), *(flag_box(f) for f in care.flags)),
                section("What to do", *after(care)),
                section("What is normal", _today(care), healing_days(care.expect)),
                for_you(document),
            ]
        ),
        foot=foot(document),
        for_patient=True,
    )


def _today(care: CareDoc) -> Bullets:
    today = [sign.sign for sign in care.expect if sign.from_day <= 0]
    return Bullets(
        items=((f"Usual on the day of the visit: {'; '.join(today)}", ""),) if today else ()
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
