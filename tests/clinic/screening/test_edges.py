"""Every wait of the rules, asked through the clinic on its last day and the day after."""

from datetime import date, timedelta

import pytest

from clinic.intake.filled import Typed
from clinic.people_here import House
from clinic.screening.through import answer, last_time, today, tomorrow, visit_on
from percuta.finding import Finding
from percuta.questions import Kind, Question
from percuta.screening.catalogue import RULES
from percuta.screening.rule import Rule
from percuta_clinic.intake.models import Form, Source
from percuta_clinic.intake.science.told import Piece
from percuta_clinic.screening.queries import standing
from percuta_clinic.screening.science import result_of
from percuta_clinic.screening.services import answers_mended

HOLDING = ("stop", "defer", "doctor")
WAITS = [
    (rule, question) for rule in RULES for question in rule.asks if question.kind is Kind.LAST_TIME
]

WISHED: dict[str, dict[str, Typed]] = {
    "newest_stretch_mark": {"wish__stretch_marks": ["cheek_left"]},  # on a face by wish alone
}


def held(house: House, rule: Rule, day: date) -> list[Finding]:
    result = result_of(house.amara, day=day)
    assert result is not None
    found = result.screening.findings
    return [f for f in found if f.rule == rule.id and f.severity.value in HOLDING]


def last_on(house: House, form: Form, *, question: Question, day: date) -> None:
    zone = "cheek_left" if question.scope.value == "zone" else ""
    piece = Piece(key=question.key, zone=zone, value={"on": day.isoformat()})
    answers_mended(
        by=house.dora, form=form, pieces=[piece], source=Source.WITH_STAFF, reason="asked again"
    )


def ends_on(house: House, rule: Rule, day: date) -> tuple[date, str]:
    (found,) = held(house, rule, day)
    assert found.until is not None
    assert found.until.on is not None
    return found.until.on, found.severity.value


@pytest.mark.parametrize("device", ["skinpen", "exceed"])
@pytest.mark.parametrize(("rule", "question"), WAITS, ids=[rule.id for rule, _ in WAITS])
def test_a_wait_ends_on_its_day_and_no_day_before(
    house: House, *, rule: Rule, question: Question, device: str
) -> None:
    """Some devices let a doctor decide for a second stretch; each stretch has its own edge."""
    house.needling.device = device
    house.needling.save()
    visit, last = visit_on(house, tomorrow()), today()
    wishes: dict[str, Typed] = WISHED.get(question.key, {})
    form = answer(house, **wishes, **last_time(question, last, ["cheek_left"]))
    while held(house, rule, tomorrow()):
        end, severity = ends_on(house, rule, tomorrow())
        days = (end - last).days
        last_on(house, form, question=question, day=tomorrow() - timedelta(days=days - 1))
        assert ends_on(house, rule, tomorrow()) == (tomorrow() + timedelta(days=1), severity)
        now = standing(house.amara, day=tomorrow(), visit=visit)
        assert now.state == ("doctor" if severity == "doctor" else "not_now")
        assert severity == "doctor" or now.until == tomorrow() + timedelta(days=1)
        last = tomorrow() - timedelta(days=days)
        last_on(house, form, question=question, day=last)
    assert last < today()
    assert standing(house.amara, day=tomorrow(), visit=visit).state == "clear"
