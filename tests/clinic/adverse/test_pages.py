"""The pages of adverse events: who sees and writes what, and that nothing typed is lost."""

import pytest
from django.utils import timezone

from clinic.adverse.harm import assessed, closed, entered
from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.adverse.models import AdverseEvent, EventPhoto
from percuta_clinic.config.ids import new_id
from percuta_clinic.files.shapes import Clean
from percuta_clinic.files.store import keep
from percuta_clinic.patients.models import Patient
from percuta_clinic.photos.models import Photo


def text(client: SignedIn, path: str) -> str:
    return client.get(path, follow=True).content.decode()


def test_an_event_is_entered_from_the_chart_once_however_often_it_is_sent(house: House) -> None:
    page = f"/patients/{house.amara.pk}/adverse/new/"
    client = SignedIn(house.sina)
    assert page in text(client, f"/patients/{house.amara.pk}/")
    sent = {"term": "itch", "words": "Itches since Monday", "key": str(new_id())}
    for _ in range(2):
        client.post(page, sent)
    event = AdverseEvent.objects.get()
    assert (event.term, event.severity, event.onset_on) == ("itch", "", None)


def test_what_was_typed_stays_where_something_is_missing(house: House) -> None:
    page = f"/patients/{house.amara.pk}/adverse/new/"
    sent = {"term": "", "words": "Itches since Monday", "key": str(new_id())}
    answer = SignedIn(house.sina).post(page, sent)
    assert answer.status_code == 422
    assert "Itches since Monday" in answer.content.decode()


@pytest.mark.parametrize("page", ["/adverse/", "/today/"])
def test_an_open_event_stands_on_the_list_and_on_the_board(house: House, page: str) -> None:
    event = entered(house)
    assert f"/adverse/{event.pk}/" in text(SignedIn(house.dora), page)


def test_the_list_of_looks_due_names_only_what_is_due(house: House) -> None:
    entered(house)
    doctor = SignedIn(house.dora)
    assert "No look is due" in text(doctor, "/adverse/?show=due")
    AdverseEvent.objects.update(follow_up_on=timezone.localdate())
    assert "No look is due" not in text(doctor, "/adverse/?show=due")


def test_a_doctor_assesses_and_closes_on_the_page_under_her_name(house: House) -> None:
    event = entered(house)
    page, doctor = f"/adverse/{event.pk}/", SignedIn(house.dora)
    assert "Close the event" not in text(doctor, page)
    given = {"severity": "mild", "relation": "probable", "words": "Dark marks"}
    doctor.post(f"{page}assess/", given)
    assert "Close the event" in text(doctor, page)
    doctor.post(f"{page}close/", {"outcome": "recovered", "words": "Gone; may go on"})
    shown = text(doctor, page)
    assert "Dora Doktor" in shown
    assert "Open it again" in shown


def test_a_specialist_is_told_what_is_missing_and_who_can(house: House) -> None:
    event = entered(house)
    shown = text(SignedIn(house.sina), f"/adverse/{event.pk}/")
    assert "A doctor's assessment is missing" in shown
    assert "Sign the assessment" not in shown
    assert SignedIn(house.sina).post(f"/adverse/{event.pk}/close/", {}).status_code == 404


def test_a_follow_up_and_what_was_put_right_stand_in_the_history(house: House) -> None:
    event = entered(house)
    page, client = f"/adverse/{event.pk}/", SignedIn(house.sina)
    client.post(f"{page}follow/", {"words": "Paler today", "outcome": "recovering"})
    right = {"term": "bruise", "severity": "mild", "why": "It was a bruise"}
    client.post(f"{page}amend/", right)
    shown = text(client, page)
    assert "Paler today" in shown
    assert "Bruising (before: Post-inflammatory hyperpigmentation)" in shown


def test_a_refused_follow_up_comes_back_with_its_words(house: House) -> None:
    event = entered(house)
    sent = {"words": "Paler today", "next_on": "2001-01-01"}
    answer = SignedIn(house.sina).post(f"/adverse/{event.pk}/follow/", sent)
    assert answer.status_code == 422
    assert "Paler today" in answer.content.decode()


def test_a_photograph_of_somebody_else_is_not_linked(house: House) -> None:
    event = entered(house)
    for patient, links in ((house.bea, 0), (house.amara, 1)):
        photo = pictured(house, patient)
        SignedIn(house.sina).post(f"/adverse/{event.pk}/photos/", {"photo": str(photo.pk)})
        assert EventPhoto.objects.count() == links


def pictured(house: House, patient: Patient) -> Photo:
    content = b"a picture"
    return Photo.objects.create(
        patient=patient,
        file=keep(Clean(content=content, kind="image/jpeg", small=content), name="face-front"),
        view="face-front",
        width=400,
        height=300,
        how="file",
        added_by=house.sina,
        added_by_name="Sina",
        uses=["record"],
    )


def test_a_restricted_chart_keeps_its_events_to_its_team(house: House) -> None:
    event = entered(house)
    Patient.objects.filter(pk=house.amara.pk).update(restricted=True)
    assert str(event.pk) not in text(SignedIn(house.dora), "/adverse/?show=all")
    answer = SignedIn(house.dora).get(f"/adverse/{event.pk}/")
    assert "/glass/" in answer.headers.get("Location", "")


def test_a_closed_event_is_written_to_only_once_it_is_open_again(house: House) -> None:
    event = closed(house, entered(house))
    page, client = f"/adverse/{event.pk}/", SignedIn(house.sina)
    client.post(f"{page}follow/", {"words": "Dark again"})
    assert not event.notes.filter(words="Dark again").exists()
    client.post(f"{page}reopen/", {"why": "Dark again"})
    event.refresh_from_db()
    assert event.is_open


def test_an_assessment_that_lacks_the_relation_is_not_kept(house: House) -> None:
    event = entered(house)
    answer = SignedIn(house.dora).post(
        f"/adverse/{event.pk}/assess/", {"severity": "mild", "words": "Dark marks"}
    )
    assert answer.status_code == 422
    assessed(house, event)
    event.refresh_from_db()
    assert event.relation == "probable"


def test_an_event_shows_what_to_ask_and_do_with_where_it_was_read(house: House) -> None:
    event = entered(house)
    shown = text(SignedIn(house.sina), f"/adverse/{event.pk}/")
    assert "Hyperpigmentation: ask, do, refer" in shown
    assert "Davis EC, Callender VD" in shown
    assert "Custom of the house" in shown


def test_the_page_of_complications_holds_all_seven(house: House) -> None:
    shown = text(SignedIn(house.fred), "/adverse/complications/")
    for title in ("Acne flare", "Herpes", "Granuloma", "Tram-track scars", "Prolonged redness"):
        assert f">{title}</h2>" in shown
