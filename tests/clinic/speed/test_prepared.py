"""Queries and pieces that are worked out once say the same as Django would each time."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.template import Context, Engine
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.config.prepared import Prepared, Slot
from percuta_clinic.patients.models import Patient
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import the_clinic


def html(text: str, **values: object) -> str:
    return str(Engine.get_default().from_string(text).render(Context(values)))


def test_a_prepared_query_answers_for_each_value(house: House) -> None:
    by_key: Prepared[Patient] = Prepared(lambda: Patient.objects.filter(pk=Slot("key", UUID)))
    assert by_key.rows(key=house.amara.pk) == [house.amara]
    assert by_key.first(key=house.bea.pk) == house.bea
    assert by_key.first(key=UUID(int=0)) is None


def test_a_prepared_query_goes_to_the_database_again(house: House) -> None:
    made: Prepared[Patient] = Prepared(
        lambda: Patient.objects.filter(made_at__gte=Slot("since", datetime)).order_by("pk")
    )
    since = timezone.now() - timedelta(days=1)
    first = made.rows(since=since)
    Patient.objects.filter(pk=house.amara.pk).update(given_name="Amira")
    with CaptureQueriesContext(connection) as asked:
        again = made.rows(since=since)
    assert len(asked) == 1
    assert first == again == list(Patient.objects.filter(made_at__gte=since).order_by("pk"))
    assert "Amira" in {one.given_name for one in again}
    assert made.rows(since=timezone.now() + timedelta(days=1)) == []


@pytest.mark.usefixtures("house")
def test_the_clinic_is_read_anew_each_time() -> None:
    Clinic.objects.update(name="Another name")
    clinic = the_clinic()
    assert clinic is not None
    assert clinic.name == "Another name"


def test_a_patient_text_is_escaped_in_every_piece() -> None:
    piece = '{% include "look/pieces/chip.html" with word=word tone="warn" only %}'
    for word in ("<b>", "plain", "<b>"):
        assert ("<b>" in html(piece, word=word)) is False
    assert "&lt;b&gt;" in html(piece, word="<b>")


def test_a_piece_tells_equal_values_of_other_kinds_apart() -> None:
    piece = '{% include "look/pieces/chip.html" with word=word only %}'
    assert "<span>True</span>" in html(piece, word=True)
    assert "<span>1</span>" in html(piece, word=1)


def test_an_icon_is_the_one_that_was_asked_for() -> None:
    piece = '{% include "look/pieces/icon.html" with name=name only %}'
    assert "#lock" in html(piece, name="lock")
    assert "#check" in html(piece, name="check")


def test_fixed_words_are_as_written() -> None:
    text = '{% load i18n %}{% translate "Don\'t, 100%" %}|{% translate word %}'
    assert html(text, word="<i>") == "Don't, 100%|&lt;i&gt;"


def test_a_chart_asks_few_questions(house: House) -> None:
    client = SignedIn(house.sina)
    client.get(f"/patients/{house.amara.pk}/")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/patients/{house.amara.pk}/")
    assert len(asked) <= 20  # one each for adverse events and for reviewed courses
