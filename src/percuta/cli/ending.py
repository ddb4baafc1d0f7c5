"""How an answer ends: what is odd about its days, and the code of its verdict."""

from datetime import date
from typing import NoReturn

import typer

from percuta.casefile.checks import LATEST_START
from percuta.cli.render import say_beside
from percuta.report.document import Document
from percuta.screening.screen import Verdict

EXIT_CODES = {
    Verdict.PLAN: 0,
    Verdict.NOT_NOW: 3,
    Verdict.NO: 4,
    Verdict.DOCTOR: 5,
    Verdict.ASK: 6,
}


def ends(document: Document) -> NoReturn:
    """Say what is odd about the days beside the answer, and end with the code of the verdict."""
    if document.answered_on > date.today():
        what = "the assessment" if document.again is None else "the day it was asked again,"
        say_beside(f"note: {what} on {document.answered_on} lies in the future")
    elif document.plan is not None and document.planned_from < date.today():
        say_beside(f"note: {_in_the_past(document)}")
    raise typer.Exit(EXIT_CODES[document.verdict])


def _in_the_past(document: Document) -> str:
    """What to do about a plan whose first session lies in the past."""
    age = date.today() - document.answered_on
    past = f"the first session, {document.planned_from}, lies in the past"
    if age > LATEST_START:
        return f"{past}, and the answers are {age.days} days old: assess anew"
    return f"{past}; --on {date.today()} moves it, but the answers are {age.days} days old"
