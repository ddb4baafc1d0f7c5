"""What may not wait in a restricted chart that no doctor opens: a doctor learns that it is so."""

from urllib.parse import quote

import pytest
from django.urls import reverse
from django.utils import timezone

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.screening.test_waiting import IN_FULL, SPOT
from clinic.screening.through import answer
from percuta_clinic.patients.models import Patient, TeamMember
from percuta_clinic.patients.restricting import glass_break
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.models import Account, RoleGrant
from percuta_clinic.screening.waiting import pressing_behind_glass, waiting

LINE = "Something may not wait in a restricted chart"
PAGES = ("board", "screening_waiting")


@pytest.fixture
def shut(house: House) -> House:
    """Amara has told of a spot, and Sina alone opens her chart."""
    answer(house, **SPOT)
    Patient.objects.filter(pk=house.amara.pk).update(restricted=True)
    TeamMember.objects.create(patient=house.amara, account=house.sina)
    return house


def page(account: Account, name: str) -> str:
    return SignedIn(account).get(reverse(name)).content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_a_doctor_reads_that_it_is_so_and_not_what(shut: House, name: str) -> None:
    shown = page(shut.dora, name)
    assert LINE in shown
    assert "Amara Okafor" in shown
    assert "Refer now" not in shown
    assert "cancer" not in shown
    glass, onward = (reverse(one, args=[shut.amara.pk]) for one in ("glass", "screening"))
    assert f'href="{glass}?next={quote(onward, safe="")}"' in shown


def test_through_the_glass_it_is_read_like_any_other(shut: House) -> None:
    glass, onward = (reverse(one, args=[shut.amara.pk]) for one in ("glass", "screening"))
    doctor = SignedIn(shut.dora)
    sent = {"reason": "Something may not wait", "next": onward}
    answered = doctor.post(glass, sent)
    assert answered.headers["Location"] == onward
    assert IN_FULL in page(shut.dora, "board")
    assert LINE not in page(shut.dora, "board")
    assert [one.patient for one in waiting(shut.dora)] == [shut.amara]


@pytest.mark.parametrize("name", PAGES)
def test_with_a_doctor_in_the_team_the_others_learn_nothing(shut: House, name: str) -> None:
    other = Account.objects.create(name="Dr Other", email="other@clinic.example")
    RoleGrant.objects.create(account=other, role="doctor", granted_by="Olga")
    TeamMember.objects.create(patient=shut.amara, account=other)
    assert LINE not in page(shut.dora, name)
    RoleGrant.objects.filter(account=other).update(ended_at=timezone.now())
    assert LINE in page(shut.dora, name)


def test_only_doctors_learn_of_it(shut: House) -> None:
    for account in (shut.fred, shut.sina, shut.olga):
        assert LINE not in page(account, "board")
        with pytest.raises(NotYours):
            pressing_behind_glass(account)
    assert IN_FULL in page(shut.sina, "board")


def test_in_a_restricted_chart_where_nothing_presses_nobody_is_named(shut: House) -> None:
    answer(shut, shut.bea, keloid="yes")
    Patient.objects.filter(pk=shut.bea.pk).update(restricted=True)
    assert pressing_behind_glass(shut.dora) == [shut.amara]


def test_a_chart_that_shut_again_is_named_again(shut: House) -> None:
    opened = glass_break(by=shut.dora, patient=shut.amara, reason="Something may not wait")
    assert pressing_behind_glass(shut.dora) == []
    opened.until = timezone.now()
    opened.save(update_fields=["until"])
    assert pressing_behind_glass(shut.dora) == [shut.amara]
