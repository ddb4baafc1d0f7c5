"""After a finished visit of which nothing was recorded here she can tell, and it counts alike."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from clinic.conftest import SignedIn
from clinic.healing.checking import BERLIN, Clock, calm, last_of, needled_session, send, told
from clinic.intake.visiting import ByLink
from clinic.people_here import House
from percuta.healing.triage.bands import last_days
from percuta.healing.triage.questions import EYE, NEAR_EYE
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.duty.models import Task, Urgency
from percuta_clinic.healing.asking import follow_check_ins
from percuta_clinic.healing.check_ins import tell_open
from percuta_clinic.healing.models import CheckIn, Kind, Urgent
from percuta_clinic.healing.pages import page_of
from percuta_clinic.healing.science_triage import given_for
from percuta_clinic.leaving.exporting import everything
from percuta_clinic.patients.models import Patient


def on_paper(house: House, *, ago: int = 3, patient: Patient | None = None) -> Visit:
    """A visit that is over, needled so many days ago, and signed on paper alone."""
    began = timezone.now() - timedelta(days=ago)
    return Visit.objects.create(
        patient=patient or house.amara,
        service=house.needling,
        specialist=house.sina,
        room=house.room,
        starts_at=began,
        ends_at=began + timedelta(hours=1),
        state=State.FINISHED,
        treatment_began_at=began,
        made_by="Fred",
    )


@pytest.fixture
def visit(house: House, clock: Clock) -> Visit:
    assert clock.is_noon
    return on_paper(house)


def about(house: House, visit: Visit, **signs: str) -> CheckIn:
    """She told this about it."""
    made = tell_open(by=SYSTEM, patient=house.amara, visit=visit)
    send(SignedIn(house.amara_herself), made, calm(**signs), anyway="1")
    made.refresh_from_db()
    return made


def test_she_tells_from_her_own_page_and_by_a_private_link(house: House, visit: Visit) -> None:
    url = reverse("my_tell_visit", args=[visit.pk])
    assert url in SignedIn(house.amara_herself).get("/my/").text
    phone = ByLink(house.amara)
    assert url in phone.get("/my/prepare/").text
    opened = phone.post(url).headers["Location"]
    assert "Day 3 after" in phone.get(opened).text
    assert phone.post(url).headers["Location"] == opened
    assert CheckIn.objects.get().of_visit == visit


def test_pus_is_judged_told_and_escalated_as_after_a_recorded_session(
    house: House, visit: Visit
) -> None:
    found = about(house, visit, pus="yes")
    assert last_of(found).level == Urgent.TODAY
    assert (
        "Call us today"
        in SignedIn(house.amara_herself).get(reverse("my_check_in", args=[found.pk])).text
    )
    task = Task.objects.get()
    assert task.urgency == Urgency.TODAY
    assert "(not recorded here)" in task.about
    again = CheckIn.objects.get(kind=Kind.AGAIN)
    assert (again.visit, again.session) == (visit, None)


def test_what_nobody_recorded_is_judged_by_the_shortest_healing(house: House, clock: Clock) -> None:
    assert clock.is_noon
    made = tell_open(by=SYSTEM, patient=house.amara, visit=on_paper(house, ago=1))
    found = given_for(made, BERLIN)
    assert found is not None
    shallow = replace(found.treated, deepest_mm=0.5)
    assert last_days("redness", found.treated) == last_days("redness", shallow)
    usual, _ = last_days("redness", shallow)
    late = about(house, on_paper(house, ago=usual + 1), redness="moderate")
    assert last_of(late).level == Urgent.WATCH


def test_where_nobody_knows_the_place_all_places_are_asked_about(
    house: House, visit: Visit
) -> None:
    made = tell_open(by=SYSTEM, patient=house.amara, visit=visit)
    asked = page_of(made, house.clinic).asked
    assert {f"q-{one.key}" for one in (*EYE, NEAR_EYE)} <= set(asked)
    found = about(house, visit, near_eye="yes")
    assert last_of(found).level == Urgent.TODAY


def test_she_is_asked_again_after_a_warning_and_silence_is_told(
    house: House, visit: Visit, clock: Clock
) -> None:
    about(house, visit, pus="yes")
    clock.at += timedelta(days=1)
    follow_check_ins()
    assert CheckIn.objects.get(kind=Kind.AGAIN).asked_at is not None
    clock.at += timedelta(days=4)
    follow_check_ins()
    assert CheckIn.objects.get(kind=Kind.AGAIN).missed_at is not None
    assert Task.objects.filter(about__contains="Silence after a warning").exists()


def test_silence_of_one_patient_is_no_warning_of_another(house: House, visit: Visit) -> None:
    about(house, visit, pus="yes")
    other = on_paper(house, patient=house.bea)
    found = tell_open(by=SYSTEM, patient=house.bea, visit=other)
    send(SignedIn(house.bea_herself), found, calm(), anyway="1")
    assert last_of(found).level == Urgent.EXPECTED
    assert found.alike.count() == 1


def test_staff_read_that_nothing_was_recorded(house: House, visit: Visit) -> None:
    found = about(house, visit, pus="yes")
    browser = SignedIn(house.sina)
    for url in (reverse("check_in", args=[found.pk]), reverse("healing", args=[house.amara.pk])):
        assert "is not recorded here" in browser.get(url).text
    assert reverse("check_in", args=[found.pk]) in browser.get("/today/").text
    harm = browser.get(reverse("adverse_new", args=[house.amara.pk]), {"check_in": str(found.pk)})
    assert harm.status_code == 200


def test_a_newer_recorded_session_is_what_she_tells_about(house: House, clock: Clock) -> None:
    assert clock.is_noon
    visit = on_paper(house, ago=40)
    session = needled_session(house)
    shown = SignedIn(house.amara_herself).get("/my/").text
    assert reverse("my_tell", args=[session.pk]) in shown
    assert reverse("my_tell_visit", args=[visit.pk]) not in shown
    assert told(house, session).session == session


def test_a_visit_without_needles_or_of_another_is_nothing_to_tell_of(
    house: House, visit: Visit
) -> None:
    url = reverse("my_tell_visit", args=[visit.pk])
    assert SignedIn(house.bea_herself).post(url).status_code == 404
    assert ByLink(house.bea).post(url).status_code == 404
    Visit.objects.filter(pk=visit.pk).update(treatment_began_at=None)
    assert SignedIn(house.amara_herself).post(url).status_code == 404
    assert not CheckIn.objects.exists()


def test_a_check_in_is_about_one_thing_in_the_database_too(house: House, visit: Visit) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckIn.objects.create(patient=house.amara, kind=Kind.TOLD, day=1, due_at=timezone.now())
    found = tell_open(by=SYSTEM, patient=house.amara, visit=visit)
    assert found.of_visit == visit


def test_what_she_told_is_in_what_she_takes_along(house: House, visit: Visit) -> None:
    found = about(house, visit)
    taken = everything(house.amara)["check_ins"]
    assert [(one["id"], one["visit_id"]) for one in taken] == [(found.pk, visit.pk)]
