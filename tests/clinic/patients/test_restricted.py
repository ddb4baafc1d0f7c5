"""A restricted chart opens for its team, for a reason given, and for nobody else."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.patients.access import GlassShut, chart_for
from percuta_clinic.patients.models import GlassBreak, Patient
from percuta_clinic.patients.restricting import access_set, glass_break, glass_seen
from percuta_clinic.patients.services import Stale
from percuta_clinic.people.access import NotYours

pytestmark = pytest.mark.django_db
REASON = "Allergic reaction, must see what was used"


@pytest.fixture
def shut(house: House) -> Patient:
    """Amara's chart, open to Dora alone."""
    return access_set(
        by=house.dora, patient=house.amara, version=1, restricted=True, team=[house.dora]
    )


def test_only_the_team_opens_a_restricted_chart(house: House, shut: Patient) -> None:
    assert chart_for(house.dora, shut.pk) == shut
    with pytest.raises(GlassShut):
        chart_for(house.sina, shut.pk)
    with pytest.raises(NotYours):
        chart_for(house.fred, shut.pk)


def test_a_team_of_nobody_is_refused(house: House) -> None:
    with pytest.raises(ValidationError, match="Nobody could open"):
        access_set(by=house.dora, patient=house.amara, version=1, restricted=True, team=[])


def test_opening_to_all_empties_the_team(house: House, shut: Patient) -> None:
    access_set(by=house.dora, patient=shut, version=2, restricted=False, team=[house.dora])
    assert chart_for(house.sina, shut.pk) == shut
    assert not shut.team.exists()


@pytest.mark.usefixtures("shut")
def test_restricting_from_an_old_version_is_refused(house: House) -> None:
    with pytest.raises(Stale):
        access_set(
            by=house.dora, patient=house.amara, version=1, restricted=True, team=[house.sina]
        )


def test_a_reason_opens_the_chart_for_an_hour(house: House, shut: Patient) -> None:
    made = glass_break(by=house.sina, patient=shut, reason=REASON)
    assert chart_for(house.sina, shut.pk) == shut
    entry = Entry.objects.get(action="glass.broken")
    assert (entry.actor_id, entry.reason) == (house.sina.pk, REASON)
    past = timezone.now() - timedelta(minutes=61)
    GlassBreak.objects.filter(pk=made.pk).update(at=past, until=past + timedelta(minutes=60))
    with pytest.raises(GlassShut):
        chart_for(house.sina, shut.pk)


@pytest.mark.parametrize("reason", ["", "because", "   a        b ", "x" * 9])
def test_a_short_reason_opens_nothing(house: House, shut: Patient, reason: str) -> None:
    browser = SignedIn(house.sina)
    answer = browser.post(f"/patients/{shut.pk}/glass/", {"reason": reason})
    assert answer.status_code == 200
    assert not GlassBreak.objects.exists()


def test_the_page_of_the_reason_leads_back_to_where_one_was(house: House, shut: Patient) -> None:
    browser = SignedIn(house.sina)
    shown = browser.get(f"/patients/{shut.pk}/glass/?next=/patients/{shut.pk}/")
    assert "Dora Doktor" in shown.text
    answer = browser.post(
        f"/patients/{shut.pk}/glass/", {"reason": REASON, "next": f"/patients/{shut.pk}/"}
    )
    assert answer.headers["Location"] == f"/patients/{shut.pk}/"


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_it_never_leads_out_of_the_clinic(house: House, shut: Patient, onward: str) -> None:
    answer = SignedIn(house.sina).post(
        f"/patients/{shut.pk}/glass/", {"reason": REASON, "next": onward}
    )
    assert answer.headers["Location"] == f"/patients/{shut.pk}/"


def test_a_shut_chart_leads_a_doctor_to_the_reason(house: House) -> None:
    access_set(by=house.dora, patient=house.amara, version=1, restricted=True, team=[house.sina])
    answer = SignedIn(house.dora).get(f"/patients/{house.amara.pk}/access/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(f"/patients/{house.amara.pk}/glass/?next=")


def test_somebody_else_looks_an_opening_over(house: House, shut: Patient) -> None:
    made = glass_break(by=house.sina, patient=shut, reason=REASON)
    browser = SignedIn(house.olga)
    assert REASON in browser.get("/patients/opened/").text
    browser.post(f"/patients/opened/{made.pk}/seen/")
    made.refresh_from_db()
    assert made.seen_by == house.olga
    assert Entry.objects.filter(action="glass.seen").count() == 1


def test_nobody_looks_over_an_opening_of_her_own(house: House) -> None:
    access_set(by=house.dora, patient=house.amara, version=1, restricted=True, team=[house.sina])
    made = glass_break(by=house.dora, patient=house.amara, reason=REASON)
    with pytest.raises(ValidationError, match="yourself"):
        glass_seen(by=house.dora, opening=made)
    assert "another doctor or the owner" in SignedIn(house.dora).get("/patients/opened/").text


def test_the_front_desk_can_give_no_reason(house: House, shut: Patient) -> None:
    browser = SignedIn(house.fred)
    assert browser.get(f"/patients/{shut.pk}/glass/").status_code == 404
    assert browser.get("/patients/opened/").status_code == 404


def test_the_team_is_chosen_on_a_page(house: House) -> None:
    browser = SignedIn(house.dora)
    assert "Sina Sommer" in browser.get(f"/patients/{house.amara.pk}/access/").text
    browser.post(
        f"/patients/{house.amara.pk}/access/",
        {"restricted": "1", "team": [str(house.dora.pk), str(house.sina.pk)], "version": "1"},
    )
    house.amara.refresh_from_db()
    assert house.amara.restricted
    assert house.amara.team.count() == 2


def test_a_script_is_led_to_the_reason_too(house: House) -> None:
    access_set(by=house.dora, patient=house.amara, version=1, restricted=True, team=[house.sina])
    answer = SignedIn(house.dora).get(
        f"/patients/{house.amara.pk}/access/", headers={"HX-Request": "true"}
    )
    assert answer.headers["HX-Redirect"].startswith(f"/patients/{house.amara.pk}/glass/")
