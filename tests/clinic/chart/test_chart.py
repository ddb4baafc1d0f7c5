"""The chart shows the whole course to those who treat, and nothing of it to anybody else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.treatment.said import opened
from percuta_clinic.audit.models import Entry
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.config.ids import new_id
from percuta_clinic.outbox.models import Message
from percuta_clinic.patients.models import Attachment, Contact, Note, Patient, TeamMember
from percuta_clinic.patients.notes import note_amend, note_sign
from percuta_clinic.patients.restricting import glass_break
from percuta_clinic.premises.queries import today

HOSTILE = "<script>alert('x')</script>"


def visit(house: House, days: float, state: State = State.BOOKED) -> Visit:
    starts = timezone.now() + timedelta(days=days)
    return Visit.objects.create(
        patient=house.amara,
        service=house.talk,
        specialist=house.sina,
        room=house.room,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=30),
        state=state,
        made_by="Fred Front",
    )


def note(house: House, text: str = "Even redness.") -> Note:
    about = today(house.clinic)
    return note_sign(
        by=house.sina, patient=house.amara, text=text, about=about, draft=(new_id(), 0)
    )


def message(house: House, subject: str = "Your visit") -> Message:
    return Message.objects.create(
        patient_id=house.amara.pk,
        to_name="Amara Okafor",
        address="amara@mail.example",
        channel="email",
        purpose="care",
        occasion="reminder",
        subject=subject,
        body="words for her alone",
        message_id=f"<{new_id()}@clinic.example>",
        due_at=timezone.now(),
        sent_at=timezone.now(),
        state="sent",
    )


def page(client: Client, patient: Patient, query: str = "") -> str:
    answer = client.get(f"/patients/{patient.pk}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_course_holds_visits_notes_and_messages(house: House) -> None:
    visit(house, -3, State.FINISHED)
    note(house, "Cheeks evenly pink.")
    message(house)
    shown = page(SignedIn(house.sina), house.amara)
    for words in (
        "Visit: Consultation",
        "Booked by Fred Front",
        "Cheeks evenly pink.",
        "Your visit",
    ):
        assert words in shown
    assert "words for her alone" not in shown
    assert shown.index("Your visit") < shown.index("Cheeks evenly") < shown.index("Visit: Cons")


def test_an_amendment_stands_beside_the_original(house: House) -> None:
    signed = note(house, "Lot A11.")
    note_amend(by=house.dora, note=signed, text="Lot A12.", reason="wrong lot", seen=1)
    shown = page(SignedIn(house.sina), house.amara)
    for words in ("Lot A11.", "Lot A12.", "reason: wrong lot", "Dora Doktor", "Sina Sommer"):
        assert words in shown


def test_one_kind_can_be_shown_alone(house: House) -> None:
    visit(house, -3, State.FINISHED)
    note(house)
    shown = page(SignedIn(house.sina), house.amara, "?kind=visits")
    assert "Visit: Consultation" in shown
    assert "Even redness." not in shown


def test_nonsense_in_the_address_shows_everything(house: House) -> None:
    note(house)
    client = SignedIn(house.sina)
    for query in (
        "?kind=nonsense",
        "?before=nonsense",
        "?before=2026-01-01_x",
        "?before=2026-01-01T00:00_",
    ):
        assert "Even redness." in page(client, house.amara, query)


def test_older_pages_follow_without_gap_or_repeat(house: House) -> None:
    moment = timezone.now() - timedelta(days=9)
    for number in range(70):
        one = message(house, f"Letter {number:02}.")
        Message.objects.filter(pk=one.pk).update(made_at=moment - timedelta(days=number // 7))
    client, query, seen = SignedIn(house.sina), "", []
    for _ in range(3):
        answer = client.get(f"/patients/{house.amara.pk}/{query}")
        course = answer.context["course"]
        seen += [event.row.subject for event in course.events]
        query = f"?before={course.older.replace('+', '%2B')}"
    assert course.older == ""
    assert len(seen) == len(set(seen)) == 70


def test_an_older_page_is_reached_by_the_link(house: House) -> None:
    for number in range(31):
        message(house, f"Letter {number:02}.")
    client = SignedIn(house.sina)
    shown = page(client, house.amara)
    address = shown.split("before=")[1].split("#")[0]
    assert "Letter 00." in page(client, house.amara, f"?before={address}")


@pytest.mark.parametrize("many", [1, 40])
def test_the_number_of_queries_does_not_grow(
    house: House, django_assert_num_queries: Callable[..., Any], *, many: int
) -> None:
    for number in range(many):
        visit(house, -3 - number, State.FINISHED)
        note_amend(
            by=house.dora, note=note(house, f"Note {number}."), text="Other.", reason="so", seen=1
        )
        message(house)
        Contact.objects.create(patient=house.amara, name="Paul", relation="brother")
    visit(house, 3)
    client = SignedIn(house.sina)
    page(client, house.amara)
    with django_assert_num_queries(21):
        page(client, house.amara)


def test_each_opening_is_written_down_once(house: House) -> None:
    page(SignedIn(house.sina), house.amara)
    entry = Entry.objects.get(action="chart.opened")
    assert (entry.actor_name, entry.patient_id) == ("Sina Sommer", house.amara.pk)


@pytest.mark.parametrize("who", ["front desk", "owner"])
def test_those_who_do_not_treat_get_the_details(house: House, who: str) -> None:
    note(house, "A clinical word.")
    Contact.objects.create(patient=house.amara, name="Paul", relation="brother")
    visit(house, -3, State.FINISHED)
    client = SignedIn(house.everybody[who])
    address = f"/patients/{house.amara.pk}/details/"
    answer = client.get(f"/patients/{house.amara.pk}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, address)
    shown = client.get(address).content.decode()
    assert "Paul" in shown
    assert "Consultation" in shown
    assert "A clinical word." not in shown
    assert not Entry.objects.filter(action="chart.opened").exists()


@pytest.mark.parametrize("who", ["no role", "patient", "wrong patient"])
@pytest.mark.parametrize("rest", ["", "details/", "files/add/"])
def test_strangers_learn_nothing(house: House, who: str, rest: str) -> None:
    address = f"/patients/{house.amara.pk}/{rest}"
    assert SignedIn(house.everybody[who]).get(address).status_code == 404


@pytest.mark.parametrize("who", ["front desk", "owner"])
def test_notes_and_files_are_not_there_for_other_roles(house: House, who: str) -> None:
    signed, client = note(house), SignedIn(house.everybody[who])
    for address in (f"/notes/{signed.pk}/", f"/notes/{signed.pk}/amend/"):
        assert client.get(address).status_code == 404
    sign = f"/patients/{house.amara.pk}/notes/sign/"
    assert client.post(sign, {"text": "x"}).status_code == 404


def test_a_merged_record_leads_to_the_kept_one(house: House) -> None:
    Patient.objects.filter(pk=house.bea.pk).update(merged_into=house.amara)
    answer = SignedIn(house.sina).get(f"/patients/{house.bea.pk}/")
    assert answer.headers["Location"] == f"/patients/{house.amara.pk}/"
    answer = SignedIn(house.fred).get(f"/patients/{house.bea.pk}/details/")
    assert answer.headers["Location"] == f"/patients/{house.amara.pk}/details/"


def test_a_restricted_chart_opens_for_its_team_and_names_it(house: House) -> None:
    Patient.objects.filter(pk=house.amara.pk).update(restricted=True)
    TeamMember.objects.create(patient=house.amara, account=house.sina)
    shown = page(SignedIn(house.sina), house.amara)
    assert "Restricted to its team" in shown
    assert "Only this team opens this chart" in shown


def test_a_restricted_chart_stays_shut_for_the_others(house: House) -> None:
    signed = note(house)
    Patient.objects.filter(pk=house.amara.pk).update(restricted=True)
    client = SignedIn(house.dora)
    client.raise_request_exception = False
    for address in (f"/patients/{house.amara.pk}/", f"/notes/{signed.pk}/"):
        answer = client.get(address)
        assert answer.status_code != 200
        assert b"Even redness." not in answer.content
    assert not Entry.objects.filter(action="chart.opened").exists()


def test_hostile_words_come_out_as_words(house: House) -> None:
    Patient.objects.filter(pk=house.amara.pk).update(
        preferred_name=HOSTILE, address=HOSTILE, given_name=HOSTILE
    )
    signed = note(house, HOSTILE)
    note_amend(by=house.dora, note=signed, text=f"{HOSTILE} two", reason=HOSTILE, seen=1)
    message(house, HOSTILE)
    client = SignedIn(house.sina)
    for address in (
        f"/patients/{house.amara.pk}/",
        f"/patients/{house.amara.pk}/details/",
        f"/notes/{signed.pk}/",
        f"/notes/{signed.pk}/amend/",
    ):
        shown = client.get(address).content.decode()
        assert "&lt;script&gt;" in shown
        assert HOSTILE not in shown


def test_chips_say_what_is_true_today(house: House) -> None:
    visit(house, 2)
    Patient.objects.filter(pk=house.amara.pk).update(birth_date=None, phone="", email="")
    shown = page(SignedIn(house.sina), house.amara)
    for words in ("Birth date missing", "No phone, no e-mail", "Next visit"):
        assert words in shown
    assert "Birth date missing" not in page(SignedIn(house.sina), house.bea)


def test_visits_to_come_stand_beside_the_course(house: House) -> None:
    visit(house, 2)
    shown = page(SignedIn(house.sina), house.amara)
    assert "Visit: Consultation" not in shown
    assert "None is booked." not in shown


def test_an_empty_course_says_what_to_do_next(house: House) -> None:
    assert "Write the first note above" in page(SignedIn(house.sina), house.amara)
    assert not Attachment.objects.exists()


def test_the_head_says_until_when_a_restricted_chart_is_open(house: House) -> None:
    Patient.objects.filter(pk=house.amara.pk).update(restricted=True)
    house.amara.refresh_from_db()
    glass_break(by=house.dora, patient=house.amara, reason="called from the hospital")
    assert "Open to you until" in SignedIn(house.dora).get(f"/patients/{house.amara.pk}/").text


def test_glass_is_handed_on_to_the_page_that_asks_why(house: House) -> None:
    Patient.objects.filter(pk=house.amara.pk).update(restricted=True)
    answer = SignedIn(house.dora).get(f"/patients/{house.amara.pk}/")
    assert answer.headers["Location"].startswith(f"/patients/{house.amara.pk}/glass/?next=")


def test_the_record_of_a_treatment_is_one_tap_from_its_visit(house: House) -> None:
    session = opened(house)
    shown = page(SignedIn(house.sina), house.amara)
    assert f'href="/records/{session.pk}/">Record of the treatment' in shown
