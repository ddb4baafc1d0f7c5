"""What a doctor decides on a finding: what it lifts, and when it stops to count."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.screening.through import answer, last_time, today, visit_on
from percuta.screening.catalogue import QUESTIONS
from percuta_clinic.audit.models import Entry
from percuta_clinic.intake.models import Form, Source
from percuta_clinic.intake.science.told import Piece
from percuta_clinic.people.access import NotYours
from percuta_clinic.screening.models import Decision, Screened, What, Why
from percuta_clinic.screening.queries import standing
from percuta_clinic.screening.ruled import Stand
from percuta_clinic.screening.science import Result, answers_behind, result_of
from percuta_clinic.screening.services import answers_mended, decide, decision_withdraw

KELOID = "keloid.001"


def said(house: House, *, day: date | None = None) -> Result:
    result = result_of(house.amara, day=day or today())
    assert result is not None
    return result


def go_on(house: House, *, what: What = What.GO_ON, days: int = 30, rule: str = KELOID) -> Decision:
    return decide(
        by=house.dora,
        patient=house.amara,
        rule=rule,
        zones=[],
        what=what,
        reason="old scar, looked at it",
        until=today() + timedelta(days=days),
    )


def mend(house: House, form: Form, *, key: str, value: object, zone: str = "") -> None:
    piece = Piece(key=key, zone=zone, value=value)
    answers_mended(
        by=house.dora, form=form, pieces=[piece], source=Source.WITH_STAFF, reason="asked again"
    )


def test_a_decided_finding_lets_a_plan_through(house: House) -> None:
    answer(house, keloid="yes")
    assert said(house).document.plan is None
    assert standing(house.amara, day=today()).words == "Doctor decides: tendency to keloids"
    go_on(house)
    assert said(house).document.plan is not None
    assert standing(house.amara, day=today()).state == "clear"


def test_a_decision_ends_with_its_last_day(house: House) -> None:
    answer(house, keloid="yes")
    go_on(house, days=3)
    last = today() + timedelta(days=3)
    assert standing(house.amara, day=last).state == "clear"
    after = said(house, day=last + timedelta(days=1))
    assert after.document.plan is None
    assert after.decisions[0].stand is Stand.OVER


def test_a_decision_ends_with_the_answer_it_was_about(house: House) -> None:
    form = answer(house, keloid="yes", isotretinoin_now="no")
    go_on(house)
    mend(house, form, key="keloid", value="not known")
    mend(house, form, key="keloid", value="yes")
    assert standing(house.amara, day=today()).state == "clear"
    mend(house, form, key="keloid", value="not known")
    now = said(house)
    assert now.decisions[0].stand is Stand.CHANGED
    assert now.document.plan is None


def test_a_withdrawn_decision_lifts_nothing_and_stays_to_be_read(house: House) -> None:
    answer(house, keloid="yes")
    made = go_on(house)
    decision_withdraw(by=house.dora, decision=made, why="it grew after all")
    again = decision_withdraw(by=house.dora, decision=made, why="pressed it twice")
    assert again.withdrawn_why == "it grew after all"
    assert standing(house.amara, day=today()).state == "doctor"
    assert said(house).decisions[0].stand is Stand.WITHDRAWN


def test_a_doctor_may_hold_back_through_a_day(house: House) -> None:
    answer(house, keloid="yes")
    go_on(house, what=What.HOLD, days=10)
    last = today() + timedelta(days=10)
    after = last + timedelta(days=1)
    now = standing(house.amara, day=today())
    assert (now.state, now.until) == ("not_now", after)
    assert standing(house.amara, day=last).state == "not_now"
    assert standing(house.amara, day=after).state == "doctor"


@pytest.mark.parametrize("what", [What.GO_ON, What.HOLD])
def test_either_decision_counts_through_its_last_day(house: House, what: What) -> None:
    answer(house, keloid="yes")
    go_on(house, what=what, days=0)
    assert said(house).decisions[0].stand is Stand.COUNTS
    tomorrow = said(house, day=today() + timedelta(days=1))
    assert tomorrow.decisions[0].stand is Stand.OVER


def test_a_hold_outlasts_the_wait_it_was_put_on(house: House) -> None:
    answer(house, **last_time(QUESTIONS["self_tanner_last"], today(), []))
    go_on(house, what=What.HOLD, rule="skincare.002", days=20)
    later = today() + timedelta(days=6)
    assert standing(house.amara, day=later).state == "not_now"
    assert said(house, day=later).document.plan is None


def test_a_hold_from_before_the_answer_changed_asks_the_doctor_again(house: House) -> None:
    form = answer(house, keloid="yes")
    hold = go_on(house, what=What.HOLD, days=20)
    mend(house, form, key="keloid", value="no")
    now = standing(house.amara, day=today())
    assert now.state == "doctor"
    assert said(house).decisions[0].stand is Stand.CHANGED
    decision_withdraw(by=house.dora, decision=hold, why="there is no keloid")
    assert standing(house.amara, day=today()).state == "clear"


def test_the_later_decision_counts_even_once_it_is_withdrawn(house: House) -> None:
    answer(house, keloid="yes")
    go_on(house)
    hold = go_on(house, what=What.HOLD)
    assert standing(house.amara, day=today()).state == "not_now"
    decision_withdraw(by=house.dora, decision=hold, why="not needed any more")
    assert standing(house.amara, day=today()).state == "doctor"
    assert [one.stand for one in said(house).decisions] == [Stand.WITHDRAWN, Stand.REPLACED]


def test_a_button_pressed_twice_decides_once(house: House) -> None:
    answer(house, keloid="yes")
    assert go_on(house) == go_on(house)
    assert Decision.objects.count() == 1
    assert go_on(house, days=5) != go_on(house)


def test_a_decision_on_one_place_leaves_the_other_to_wait(house: House) -> None:
    answer(
        house,
        wish__fine_lines=["cheek_left", "cheek_right"],
        raised_scar="some",
        z__raised_scar=["cheek_left", "cheek_right"],
    )
    decide(
        by=house.dora,
        patient=house.amara,
        rule="keloid.002",
        zones=["cheek_left"],
        what=What.GO_ON,
        reason="hypertrophic, looked at it",
        until=today(),
    )
    assert said(house).screening.treatable == ("cheek_left",)
    assert standing(house.amara, day=today()).words == "Clear, 1 of 2 places"


@pytest.mark.parametrize(
    ("changed", "rule", "word"),
    [
        ({"isotretinoin_now": "yes"}, "isotretinoin.001", "nobody overrules it"),
        ({"keloid": "not known"}, KELOID, "an answer is wanted first"),
        ({}, KELOID, "finds nothing"),
        ({}, "no.such.rule", "finds nothing"),
    ],
)
def test_nothing_is_decided_where_nothing_can_be(
    house: House, *, changed: dict[str, str], rule: str, word: str
) -> None:
    house.needling.device = "exceed"
    house.needling.save()
    answer(house, **changed)
    with pytest.raises(ValidationError, match=word):
        go_on(house, rule=rule)
    assert not Decision.objects.exists()


def test_no_decision_shortens_a_wait_below_its_floor(house: House) -> None:
    visit_on(house, today() + timedelta(days=20))
    answer(house, **last_time(QUESTIONS["needled_last"], today(), ["cheek_left"]))
    with pytest.raises(ValidationError, match="No decision shortens this wait"):
        go_on(house, rule="recovery.001")
    later = today() + timedelta(days=20)
    decide(
        by=house.dora,
        patient=house.amara,
        rule="recovery.001",
        zones=[],
        what=What.GO_ON,
        reason="healed well so far",
        until=later,
        day=later,
    )
    assert standing(house.amara, day=today() + timedelta(days=13)).state == "not_now"
    assert standing(house.amara, day=later).words.startswith("Answers of")


def test_only_a_doctor_decides_and_withdraws(house: House) -> None:
    answer(house, keloid="yes")
    made = go_on(house)
    for other in (house.sina, house.fred, house.olga, house.nobody):
        with pytest.raises(NotYours):
            decision_withdraw(by=other, decision=made, why="because I say so")
        with pytest.raises(NotYours):
            decide(
                by=other,
                patient=house.amara,
                rule=KELOID,
                zones=[],
                what=What.GO_ON,
                reason="because I say so",
                until=today(),
            )


@pytest.mark.parametrize(
    ("days", "reason"), [(400, "a good reason"), (-1, "a good reason"), (5, "ok")]
)
def test_a_decision_without_reason_or_near_day_is_refused(
    house: House, days: int, reason: str
) -> None:
    answer(house, keloid="yes")
    with pytest.raises(ValidationError):
        decide(
            by=house.dora,
            patient=house.amara,
            rule=KELOID,
            zones=[],
            what=What.GO_ON,
            reason=reason,
            until=today() + timedelta(days=days),
        )


def test_answers_that_changed_while_the_doctor_read_refuse_her_decision(house: House) -> None:
    form = answer(house, keloid="yes")
    seen = answers_behind(KELOID, said(house))[1]
    mend(house, form, key="keloid", value="not known")
    with pytest.raises(ValidationError):
        decide(
            by=house.dora,
            patient=house.amara,
            rule=KELOID,
            zones=[],
            what=What.GO_ON,
            reason="looked at it",
            until=today(),
            seen=seen,
        )


def test_every_run_is_kept_once_with_its_reason(house: House) -> None:
    form = answer(house, keloid="yes")
    go_on(house)
    mend(house, form, key="keloid", value="no")
    kept = list(Screened.objects.values_list("why", "verdict"))
    assert kept == [(Why.SENT, "doctor"), (Why.DECIDED, "plan"), (Why.PUT_RIGHT, "plan")]


@pytest.mark.parametrize("table", [Decision, Screened])
def test_the_database_refuses_to_change_or_delete(
    house: House, table: type[Decision] | type[Screened]
) -> None:
    answer(house, keloid="yes")
    go_on(house)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        table.objects.update(rule_set="other")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        table.objects.all().delete()


def test_the_database_lets_a_decision_be_withdrawn_only_once(house: House) -> None:
    answer(house, keloid="yes")
    made = go_on(house)
    decision_withdraw(by=house.dora, decision=made, why="it grew after all")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Decision.objects.update(withdrawn_why="another reason")


def test_a_decision_on_everything_leaves_places_wished_for_later_undecided(house: House) -> None:
    answer(house, keloid="yes")
    go_on(house)
    assert standing(house.amara, day=today()).state == "clear"
    answer(house, wish__fine_lines=["cheek_left", "cheek_right"])
    assert said(house).screening.treatable == ("cheek_left",)
    answer(house, wish__fine_lines=["cheek_right"])
    assert standing(house.amara, day=today()).state == "doctor"


def test_a_hold_on_everything_reaches_places_wished_for_later(house: House) -> None:
    answer(house, keloid="yes")
    go_on(house, what=What.HOLD)
    answer(house, wish__fine_lines=["cheek_right"])
    assert standing(house.amara, day=today()).state == "not_now"


def old_decision(house: House, *, rule: str = KELOID, what: What = What.GO_ON) -> Decision:
    """As one was kept before the places wished for were kept with it."""
    return Decision.objects.create(
        patient=house.amara,
        rule=rule,
        what=what,
        reason="old scar, looked at it",
        until=today() + timedelta(days=30),
        decided_on=today(),
        made_by=house.dora,
        by_name=house.dora.name,
        rule_set="earlier",
        about={"keloid": "yes"},
    )


def test_a_decision_without_its_places_lets_nothing_go_on(house: House) -> None:
    answer(house, keloid="yes")
    old_decision(house)
    assert standing(house.amara, day=today()).state == "doctor"
    assert said(house).decisions[0].stand is Stand.UNHEARD


def test_a_hold_stands_once_a_later_decision_is_withdrawn(house: House) -> None:
    answer(house, keloid="yes")
    go_on(house, what=What.HOLD, days=60)
    mistake = go_on(house)
    assert standing(house.amara, day=today()).state == "clear"
    decision_withdraw(by=house.dora, decision=mistake, why="clicked at the wrong patient")
    assert standing(house.amara, day=today()).state == "not_now"


def test_a_hold_stands_once_a_later_decision_is_over(house: House) -> None:
    answer(house, keloid="yes")
    go_on(house, what=What.HOLD, days=60)
    go_on(house, days=2)
    assert standing(house.amara, day=today() + timedelta(days=2)).state == "clear"
    assert standing(house.amara, day=today() + timedelta(days=3)).state == "not_now"


def test_a_hold_on_a_rule_that_is_gone_waits_for_a_doctor(house: House) -> None:
    answer(house)
    hold = old_decision(house, rule="gone.001", what=What.HOLD)
    assert standing(house.amara, day=today()).words == "Doctor decides: an earlier rule"
    shown = SignedIn(house.dora).get(reverse("screening", args=[house.amara.pk]))
    assert "Held back under an earlier rule" in shown.content.decode()
    decision_withdraw(by=house.dora, decision=hold, why="looked at it again")
    assert standing(house.amara, day=today()).state == "clear"


def test_the_log_names_neither_rule_nor_reason(house: House) -> None:
    answer(house, keloid="yes")
    made = go_on(house)
    decision_withdraw(by=house.dora, decision=made, why="keloid grew after all")
    logged = Entry.objects.filter(action__startswith="finding.")
    assert [(one.subject_id, one.reason) for one in logged] == [(str(made.pk), "")] * 2
