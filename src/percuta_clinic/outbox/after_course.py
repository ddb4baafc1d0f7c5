"""The words of letters after a course: a review is due, a look a year after; and once more."""

from percuta_clinic.outbox.models import Purpose
from percuta_clinic.outbox.placeholders import END, LINK, Occasion, Placeholder

_HELP = "\n\nIs something wrong with your skin? Then do not wait for this visit: call us today."
_LINK = "\n\nThe page asks for your birth date first. The link works up to {until}."
_WAYS = "Book a visit there, ask us to call you, or say that you do not wish to come:\n\n{link}"
_ABOUT = (
    *LINK,
    Placeholder(name="months", meaning="how long after the last session", sample="3 months"),
    Placeholder(name="day", meaning="the day it is meant for", sample="12 August 2026"),
)
AFTER_COURSE = (
    Occasion(
        key="review_due",
        title="A review is due",
        when="Sent from a week before the day of a review on, unless a visit is booked.",
        purpose=Purpose.CARE,
        placeholders=_ABOUT,
        subject="How is your skin now?",
        body="Hello {name},\n\nAbout {months} have gone by since your last session. We would like "
        "to look at the result, about {day}. On this page you can book the visit and tell us "
        "in a minute how you see your skin:\n\n{link}" + _LINK + _HELP + END,
        sms="{clinic}: your review is due. Book it, or tell us how it is: {link} {contact}",
    ),
    Occasion(
        key="review_reminder",
        title="A review is still due",
        when="Sent once, if nothing came of the letter that a review is due.",
        purpose=Purpose.CARE,
        placeholders=_ABOUT,
        subject="May we look at your skin?",
        body="Hello {name},\n\nWe wrote to you that we would like to look at your skin, about "
        "{months} after your last session. " + _WAYS + _LINK + " If we hear nothing, somebody of "
        "us may call you." + _HELP + END,
        sms="{clinic}: your review is still due. Book it, or tell us how it is: {link} {contact}",
    ),
    Occasion(
        key="look_due",
        title="A look a year after a course",
        when="Sent about a year after the last session, unless the patient declined it before.",
        purpose=Purpose.CARE,
        placeholders=_ABOUT,
        subject="A look at your skin, a year after",
        body="Hello {name},\n\nAbout {months} have gone by since your last session. If you like, "
        "we look at your skin and compare it with the first day. It is a look, no treatment: "
        "nobody has measured how long a result lasts, or whether more sessions keep it up. "
        + _WAYS
        + _LINK
        + _HELP
        + END,
        sms="{clinic}: a look at your skin, a year after? Book it, or decline: {link} {contact}",
    ),
    Occasion(
        key="look_reminder",
        title="A look a year after a course, once more",
        when="Sent once, if nothing came of the letter about the look a year after.",
        purpose=Purpose.CARE,
        placeholders=_ABOUT,
        subject="Would you like us to look at your skin?",
        body="Hello {name},\n\nWe wrote to you about a look at your skin, {months} after your last "
        "session. It is a look, no treatment. " + _WAYS + _LINK + _HELP + END,
        sms="{clinic}: a look at your skin? Book it, or decline: {link} {contact}",
    ),
)
