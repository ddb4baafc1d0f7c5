"""A form as somebody healthy fills it in."""

from percuta.questions import Kind
from percuta.screening.catalogue import QUESTIONS
from percuta_clinic.audit.actor import Actor
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.science.faults import TAKEN
from percuta_clinic.intake.services import form_save, form_send, reading_of

Typed = str | list[str]

WISHES: dict[str, Typed] = {
    "wish-acne_scars": ["cheek_left", "cheek_right"],
    "phototype": "III",
    "medicines_any": "no",
    "numbing": "yes",
    "event_any": "no",
    "away_any": "no",
    "hope": "Softer scars",
}


def clear(key: str) -> str:
    """The answer that lets a question pass."""
    question = QUESTIONS[key]
    return "never" if question.kind is Kind.LAST_TIME else "no"


def fill(form: Form, **changed: Typed) -> Form:
    """Answers everything that is asked; what is given in ``changed`` (a_b for q-a_b) instead."""
    told = {f"q-{key}": value for key, value in changed.items() if key in QUESTIONS}
    other = {key: value for key, value in changed.items() if key not in QUESTIONS}
    if any(changed.get(key) == "yes" for key in TAKEN) and "medicines_any" not in changed:
        other |= {"medicines_any": "yes", "medicine": ["What the doctor gave me"]}
    values = WISHES | {name.replace("__", "-"): value for name, value in other.items()} | told
    form = form_save(form=form, changed=values, version=form.version).form
    while missing := _unanswered(form):
        form = form_save(form=form, changed=missing, version=form.version).form
    return form


def _unanswered(form: Form) -> dict[str, str]:
    asked = reading_of(form).asked
    return {f"q-{key}": _passing(key) for key in asked if f"q-{key}" not in form.values}


def _passing(key: str) -> str:
    """Scars that are to be treated came at some time: long ago."""
    return "not known" if key.startswith("newest_") else clear(key)


def sent(form: Form, **changed: Typed) -> Form:
    """The same, sent."""
    return form_send(by=Actor(id=None, name="Amara"), form=fill(form, **changed))
