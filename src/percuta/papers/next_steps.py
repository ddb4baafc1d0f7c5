"""The answer in a few kind words, and what a person can do next."""

from percuta.days import day_in_words
from percuta.papers.everyday import listed, place
from percuta.papers.page import Box
from percuta.report.document import Document
from percuta.screening.screen import Verdict

TITLES = {
    Verdict.PLAN: "Your plan",
    Verdict.DOCTOR: "First a talk with a doctor",
    Verdict.ASK: "A few questions first",
    Verdict.NOT_NOW: "Not yet",
    Verdict.NO: "We do not advise needling",
}
KEEP_MEDICINE = "Keep taking what a doctor told you to take. Never stop it to be treated sooner."
NOT_AT_HOME = "Please do not needle your skin at home."
STEPS = {
    Verdict.PLAN: (),
    Verdict.DOCTOR: (
        "Ask us for a time to talk with the doctor.",
        "Bring a list of your medicines and this page.",
        KEEP_MEDICINE,
        NOT_AT_HOME,
    ),
    Verdict.ASK: (
        "Answer what you can. Not to know is a good answer too.",
        "Look at the packs of your medicines, or ask who gave them to you.",
        "Then we look at it again with you.",
    ),
    Verdict.NOT_NOW: (
        "Keep this page, and come back to us then. We ask everything again.",
        KEEP_MEDICINE,
        "Ask us if you are not sure what to wait for.",
        NOT_AT_HOME,
    ),
    Verdict.NO: (
        "Ask us what else there is. Some ways need no needles.",
        "Ask your doctor if something here is new to you.",
        KEEP_MEDICINE,
        NOT_AT_HOME,
    ),
}


def next_steps(document: Document) -> tuple[tuple[str, str], ...]:
    """What to do now, where there is no plan to follow."""
    return tuple(("", step) for step in STEPS[document.verdict])


def box(document: Document) -> Box:
    """The answer in one frame."""
    if document.verdict is Verdict.PLAN:
        return _may(document)
    if document.verdict is Verdict.DOCTOR:
        words = "We plan nothing before a doctor has talked with you about the points below."
        return Box(tone="wait", title="A doctor looks first", text=words)
    if document.verdict is Verdict.ASK:
        words = "We need to know more before we can say yes or no. There is no wrong answer."
        return Box(tone="wait", title="We still need some answers", text=words)
    if document.verdict is Verdict.NOT_NOW:
        words = f"Your skin or your body needs something else first.{_opens(document)}"
        return Box(tone="wait", title="Not now, maybe later", text=words)
    words = "With your answers it would not be safe enough. It is nothing you did wrong."
    return Box(tone="stop", title="Not this treatment", text=words)


def _may(document: Document) -> Box:
    if document.plan is None:
        words = "We look at your skin together. Then we talk about what comes next."
        return Box(tone="good", title="No visit is left in this plan", text=words)
    held = [place(z.name) for z in document.zones if z.verdict is not Verdict.PLAN]
    but = f" For now we leave out: {listed(held)}." if held else ""
    words = f"A doctor has to agree to this plan before we start.{but}"
    return Box(tone="good", title="You may be treated", text=words)


def _opens(document: Document) -> str:
    days = [zone.opens_on for zone in document.zones if zone.opens_on is not None]
    return f" Come back to us from {day_in_words(min(days))}." if days else ""
