"""A rule that comes later asks by itself, wherever its family stands."""

from dataclasses import replace
from types import ModuleType

import pytest
from django.urls import reverse

from clinic.intake.filled import fill
from clinic.intake.visiting import ByLink
from clinic.people_here import House
from percuta.finding import Severity
from percuta.questions import Question
from percuta.screening import catalogue
from percuta.screening.judges import present
from percuta.screening.rules import fainting
from percuta_clinic.intake.models import Fact
from percuta_clinic.intake.science.topics import MORE
from percuta_clinic.intake.services import Incomplete, form_open, form_save, form_send, reading_of

ASK = Question(key="sleeps_badly", text="Do you sleep badly before a visit?")


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> str:
    """A rule of a family that no group of ours names; gives the key of its question."""
    rule = replace(
        fainting.RULES[0], id="sleep.001", asks=(ASK,), judge=present(ASK, Severity.CAUTION)
    )
    family = ModuleType("percuta.screening.rules.sleep")
    vars(family)["RULES"] = (rule,)
    monkeypatch.setitem(catalogue.QUESTIONS, ASK.key, ASK)
    monkeypatch.setattr("percuta.screening.screen.RULES", (*catalogue.RULES, rule))
    families = (*catalogue.FAMILIES, family)
    monkeypatch.setattr("percuta_clinic.intake.science.topics.FAMILIES", families)
    return ASK.key


def test_a_later_question_stands_in_the_form_and_has_to_be_answered(
    house: House, later: str
) -> None:
    form = fill(form_open(by=house.fred.actor, patient=house.amara))
    page = ByLink(house.amara).get(reverse("my_form_step", args=[form.pk, MORE]))
    shown = page.content.decode()
    assert "More questions" in shown
    assert ASK.text in shown
    del form.values[f"q-{later}"]
    form.save()
    assert [one.field for one in reading_of(form).faults] == [f"q-{later}"]
    with pytest.raises(Incomplete):
        form_send(by=house.sina.actor, form=form)
    form = form_save(form=form, changed={f"q-{later}": "yes"}, version=form.version).form
    form_send(by=house.sina.actor, form=form)
    assert Fact.objects.get(key=later).value == "yes"
