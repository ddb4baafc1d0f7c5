"""An adverse event gives a doctor a task with a clock, once, until it is assessed or closed."""

import pytest
from django.core.exceptions import ValidationError

from clinic.adverse.harm import assessed, closed, entered
from clinic.conftest import SignedIn
from clinic.duty.watch_here import always
from clinic.people_here import House
from percuta_clinic.adverse.models import AdverseEvent
from percuta_clinic.adverse.opening import Told
from percuta_clinic.adverse.services import event_amend, event_follow, event_reopen, is_assessed
from percuta_clinic.duty.models import Task, Urgency


def told(severity: str = "", *serious: str) -> Told:
    return Told(term="infection", words="Warm and sore.", severity=severity, serious=serious)


@pytest.mark.parametrize(
    ("said", "urgency"),
    [
        (told("mild"), Urgency.WATCH),
        (told("moderate"), Urgency.WATCH),
        (told(), Urgency.TODAY),
        (told("severe"), Urgency.TODAY),
        (told("mild", "hospital"), Urgency.TODAY),
        (told("life_threatening"), Urgency.NOW),
        (told("", "death"), Urgency.NOW),
    ],
)
def test_how_bad_it_is_says_how_soon_a_doctor_looks(
    house: House, said: Told, urgency: Urgency
) -> None:
    event = entered(house, told=said)
    task = Task.objects.get()
    assert (task.urgency, task.patient) == (urgency, house.amara)
    assert task.link == f"/adverse/{event.pk}/"
    assert "A doctor assesses it. Warm and sore." in task.about
    assert SignedIn(house.dora).get(f"/tasks/{task.pk}/").status_code == 200


def test_entered_twice_it_opens_one_task(house: House) -> None:
    entered(house)
    entered(house)
    assert Task.objects.count() == 1


def test_the_assessment_closes_it_by_name(house: House) -> None:
    event = entered(house, told=told("severe"))
    event_follow(by=house.sina, event=event, words="She was called.")
    assert Task.objects.get().is_open
    assessed(house, event)
    task = Task.objects.get()
    assert (task.closed_by_name, task.outcome) == ("Dora Doktor", "Assessed: mild, probable.")


def test_worse_than_it_was_it_is_raised(house: House) -> None:
    event = entered(house, told=told("mild"))
    event_amend(by=house.sina, event=event, changes={"severity": "severe"}, why="It spreads.")
    assert Task.objects.get().urgency == Urgency.TODAY
    event_amend(by=house.sina, event=event, changes={"severity": "mild"}, why="I mistook it.")
    assert Task.objects.get().urgency == Urgency.TODAY


def test_opened_again_it_asks_a_doctor_again_and_closed_it_asks_nobody(house: House) -> None:
    event = closed(house, entered(house))
    assert not Task.objects.filter(closed_at=None).exists()
    event_reopen(by=house.sina, event=event, why="It came back.")
    assert Task.objects.filter(closed_at=None).count() == 1
    closed(house, AdverseEvent.objects.get())
    assert not Task.objects.filter(closed_at=None).exists()
    assert Task.objects.count() == 2


def test_a_doctor_who_looks_now_is_told_before_others(house: House) -> None:
    always(house.sina)
    always(house.dora)
    entered(house, key="b", told=told("severe"))
    assert {one.asked for one in Task.objects.filter(urgency=Urgency.TODAY)} == {house.dora}


def test_where_no_doctor_looks_it_goes_up_the_ladder_as_all_does(house: House) -> None:
    always(house.sina)
    entered(house)
    assert Task.objects.get().asked is None


def test_worse_after_the_assessment_asks_for_a_doctor_anew(house: House) -> None:
    event = entered(house)
    assessed(house, event)
    event_amend(by=house.sina, event=event, changes={"severity": "severe"}, why="It spread")
    event.refresh_from_db()
    assert not is_assessed(event)
    assert Task.objects.get(closed_at=None).urgency == Urgency.TODAY


def test_a_closed_event_is_opened_before_it_is_said_to_be_worse(house: House) -> None:
    event = closed(house, entered(house))
    with pytest.raises(ValidationError, match="Open it again first"):
        event_amend(by=house.sina, event=event, changes={"severity": "severe"}, why="It spread")
