"""What the short papers share: the clinic to call, and that there has to be a plan."""

from dataclasses import dataclass

from percuta.report.care import CareDoc
from percuta.report.document import Document, PlanDoc


class NoPlan(ValueError):
    """A handout asked for where there is no plan to hand out."""


@dataclass(frozen=True, kw_only=True)
class Clinic:
    """Whom to call; empty lines are left to write on where it is not known."""

    name: str = ""
    phone: str = ""


def planned(document: Document) -> PlanDoc:
    """The plan; raises NoPlan with the verdict where there is none."""
    if document.plan is None:
        what = document.verdict.words
        raise NoPlan(f"there is no plan to hand out: {what}; the plan says why and what to do")
    return document.plan


def parts(document: Document) -> tuple[PlanDoc, CareDoc]:
    """The plan with its care; raises NoPlan where one of them is missing."""
    plan = planned(document)
    if document.care is None:
        raise NoPlan("there is nothing to hand out: this answer says nothing about care")
    return plan, document.care
