"""How patients stand before their visits."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clinic.intake.filled import fill
from clinic.people_here import House
from clinic.screening.through import AMARA, HEALTHY, answer, last_time, today, visit_on
from percuta.screening.catalogue import QUESTIONS
from percuta_clinic.booking.models import Visit
from percuta_clinic.intake.models import Source
from percuta_clinic.intake.science.told import Piece
from percuta_clinic.intake.services import form_open
from percuta_clinic.patients.models import Patient
from percuta_clinic.screening.models import Screened, Why
from percuta_clinic.screening.queries import standing, standings
from percuta_clinic.screening.reminding import waits_kept
from percuta_clinic.screening.science import result_of
from percuta_clinic.screening.services import answers_mended, answers_received, run_kept
from percuta_clinic.screening.waiting import waiting
from percuta_clinic.screening.waits import Wait


def test_before_any_answer_it_says_what_is_awaited(house: House) -> None:
    assert standing(house.amara, day=today()).state == "missing"
    form_open(by=house.fred.actor, patient=house.amara)
    assert standing(house.amara, day=today()).state == "waiting"
    assert result_of(house.amara, day=today()) is None


def test_answers_sent_twice_are_screened_once(house: House) -> None:
    form = fill(form_open(by=house.fred.actor, patient=house.amara), **HEALTHY)
    answers_received(by=AMARA, form=form)
    answers_received(by=AMARA, form=form)
    assert Screened.objects.count() == 1


def test_clear_answers_grow_stale_before_a_late_visit(house: House) -> None:
    answer(house)
    assert standing(house.amara, day=today() + timedelta(days=7)).state == "clear"
    late = standing(house.amara, day=today() + timedelta(days=8))
    assert (late.state, late.answered_on) == ("stale", today())
    result = result_of(house.amara, day=today() + timedelta(days=8))
    assert result is not None
    assert result.stale


@pytest.mark.parametrize(
    "key", ["keloid", "pregnant", "isotretinoin_last", "sun_last", "phototype"]
)
def test_what_nobody_knows_is_never_clear(house: House, key: str) -> None:
    answer(house, **{key: "not known"})
    now = standing(house.amara, day=today())
    assert now.state != "clear"
    assert now.open_questions >= 1


def test_an_answer_missing_for_a_new_place_is_never_clear(house: House) -> None:
    form = answer(house)
    answers_mended(
        by=house.sina,
        form=form,
        pieces=[
            Piece(key="wish.fine_lines", zone="cheek_right", value="yes"),
            Piece(key="wish.fine_lines", zone="cheek_left", value="no"),
        ],
        source=Source.WITH_STAFF,
        reason="she wants the other side",
    )
    assert standing(house.amara, day=today()).state == "ask"


def test_a_correction_may_not_take_the_last_wish_away(house: House) -> None:
    form = answer(house)
    with pytest.raises(ValidationError, match="at least one wish"):
        answers_mended(
            by=house.sina,
            form=form,
            pieces=[Piece(key="wish.fine_lines", zone="cheek_left", value="no")],
            source=Source.WITH_STAFF,
            reason="she wants nothing",
        )
    assert standing(house.amara, day=today()).state == "clear"


def test_the_most_hopeful_place_decides_and_the_words_count(house: House) -> None:
    tanned = last_time(QUESTIONS["filler_last"], today(), ["cheek_left"])
    answer(house, wish__fine_lines=["cheek_left", "cheek_right", "forehead"], **tanned)
    now = standing(house.amara, day=today())
    assert (now.state, now.words) == ("clear", "Clear, 2 of 3 places")


@pytest.mark.parametrize("key", ["cancer_therapy_now", "isotretinoin_now", "pregnant", "keloid"])
def test_words_fit_on_a_chip(house: House, key: str) -> None:
    filled = last_time(QUESTIONS["filler_last"], today(), ["cheek_left"])
    answer(house, wish__fine_lines=["cheek_left", "cheek_right"], **{key: "yes"}, **filled)
    now = standing(house.amara, day=today())
    assert now.state != "clear"
    assert len(now.words) <= 40


def test_words_name_the_finding_and_how_many_more(house: House) -> None:
    answer(house, heart_disease="yes", keloid="yes")
    now = standing(house.amara, day=today())
    assert now.words == "Doctor decides: heart disease +1"
    assert now.for_doctor == "Heart disease +1"


def test_a_place_that_waits_for_a_doctor_is_in_her_list(house: House) -> None:
    answer(
        house,
        wish__fine_lines=["cheek_left", "forehead"],
        raised_scar="some",
        z__raised_scar=["cheek_left"],
    )
    visit_on(house, today() + timedelta(days=40))
    now = standing(house.amara, day=today())
    assert now.words == "Clear, 1 of 2 places"
    (one,) = waiting(house.dora)
    assert one.patient == house.amara
    assert one.standing.for_doctor == "Raised scar in the area, 1 of 2 places"


def test_a_board_of_visits_needs_few_queries(house: House) -> None:
    visits = []
    for number in range(4):
        patient = Patient.objects.create(
            given_name=f"P{number}", family_name="Q", birth_date=house.bea.birth_date
        )
        answer(house, patient, keloid="yes" if number % 2 else "no")
        visits.append(visit_on(house, today(), patient, after=70 * number))
    rows = list(Visit.objects.select_related("patient", "service").order_by("starts_at"))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = standings(rows)
    assert len(asked) <= 8
    assert [found[visit.pk].state for visit in rows] == ["clear", "doctor", "clear", "doctor"]
    one = standing(rows[1].patient, day=today(), visit=rows[1])
    assert found[rows[1].pk] == one


def test_waits_name_the_day_or_the_event(house: House) -> None:
    answer(house, pregnant="yes", **last_time(QUESTIONS["filler_last"], today(), ["cheek_left"]))
    run = run_kept(patient=house.amara, why=Why.DECIDED)
    assert run is not None
    filler, *rest = waits_kept(run)
    assert filler == Wait(
        rule="procedures.001",
        title=filler.title,
        zones=("cheek_left",),
        on=today() + timedelta(days=14),
    )
    assert all(wait.on or wait.event for wait in rest)
