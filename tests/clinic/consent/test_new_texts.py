"""A new text: who may put it in use, whom it concerns, and what becomes of what was signed."""

import pytest
from django.test.client import Client

from clinic.booking.days import book
from clinic.conftest import SignedIn
from clinic.consent.papers_here import signed, words_in_use
from clinic.people_here import House
from percuta_clinic.booking.models import Service
from percuta_clinic.consent.models import ConsentText, Kind
from percuta_clinic.consent.queries import State, may_treat, photo_levels
from percuta_clinic.consent.starting import STARTING, Words
from percuta_clinic.consent.texts import text_save, text_use
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.models import Account
from percuta_clinic.staff.duties import duties_of


def written(by: Account, kind: str = Kind.TREATMENT, service: Service | None = None) -> ConsentText:
    """Version 2, which waits; or the first words of a service."""
    start = STARTING[Kind(kind)]
    words = Words(title=start.title, body="Needles. Nothing else.", statements=start.statements)
    return text_save(by=by, kind=kind, service=service, words=words, seen=0 if service else 1)


def page(browser: Client, text: ConsentText) -> str:
    return browser.get(f"/settings/consents/{text.pk}/use/").content.decode()


def put(browser: Client, text: ConsentText, **sent: str) -> int:
    return browser.post(f"/settings/consents/{text.pk}/use/", sent).status_code


def in_use(text: ConsentText) -> bool:
    return ConsentText.objects.get(pk=text.pk).used_at is not None


def test_it_says_how_many_signed_and_whose_treatment_is_to_come(ready: House) -> None:
    signed(ready)
    text, dora = written(ready.olga), SignedIn(ready.dora)
    shown = page(dora, text)
    assert "1 person has signed, and it counts today." in shown
    assert "What was signed stays as it is and can always be read." in shown
    assert "None of them has a treatment still to come." in shown
    visit = book(ready, ready.amara, after=60 * 24)
    shown = page(dora, text)
    assert "1 of them has a treatment still to come." in shown
    assert f'href="/visits/{visit.pk}/"' in shown


def test_visits_of_others_and_what_was_withdrawn_are_not_counted(ready: House) -> None:
    book(ready, ready.bea, after=60 * 24)
    shown = page(SignedIn(ready.dora), written(ready.olga))
    assert "No signature counts today, so nobody has to sign again." in shown
    assert str(ready.bea) not in shown


def test_nobody_outdates_signatures_without_saying_so(ready: House) -> None:
    signed(ready)
    text, dora = written(ready.olga), SignedIn(ready.dora)
    assert put(dora, text, people="1") == 422
    assert put(dora, text, people="1", meaning="new") == 422
    assert put(dora, text, people="0", meaning="new", sure="on") == 422
    assert not in_use(text)
    assert put(dora, text, people="1", meaning="new", sure="on") == 302
    assert may_treat(ready.amara, ready.needling).state == State.OUTDATED


def test_a_small_correction_leaves_what_was_signed(ready: House) -> None:
    signed(ready)
    text = written(ready.olga)
    assert put(SignedIn(ready.dora), text, people="1", meaning="same") == 302
    assert in_use(text)
    assert may_treat(ready.amara, ready.needling).holds


def test_words_on_treatment_wait_for_a_doctor(ready: House) -> None:
    text, olga = written(ready.olga), SignedIn(ready.olga)
    shown = olga.get("/settings/consents/treatment/").content.decode()
    assert "A doctor puts it in use" in shown
    assert "Dora Doktor" in shown
    assert put(olga, text, people="0", meaning="same") == 404
    with pytest.raises(NotYours):
        text_use(by=ready.olga, text=text, renews=False)
    assert not in_use(text)


def test_the_owner_who_saves_is_told_who_goes_on(ready: House) -> None:
    start = STARTING[Kind.TREATMENT]
    sent = {"version": "1", "title": start.title, "body": "New.", "text_0": "Yes", "kind_0": "tick"}
    sent |= {"required_0": "on", "key_0": "read"}
    address = "/settings/consents/treatment/"
    answer = SignedIn(ready.olga).post(address, sent, follow=True)
    assert "Saved. A doctor looks it over" in answer.content.decode()


def test_words_on_photographs_are_put_in_use_by_the_owner(ready: House) -> None:
    yes = {"record": "yes", "teaching": "no", "publication": "no"}
    signed(ready, Kind.PHOTOS, levels=yes)
    text, olga = written(ready.olga, Kind.PHOTOS), SignedIn(ready.olga)
    assert "their photographs may be used for nothing" in page(olga, text)
    assert put(olga, text, people="1", meaning="new", sure="on") == 302
    assert not photo_levels(ready.amara)


def test_a_text_that_waits_is_a_duty_of_other_doctors(ready: House) -> None:
    text = written(ready.olga)
    today = text.made_at.date()

    def has(account: Account) -> bool:
        return "texts" in {duty.key for duty in duties_of(account, today)}

    assert (has(ready.dora), has(ready.olga), has(ready.sina)) == (True, False, False)
    text_use(by=ready.dora, text=text, renews=False)
    assert not has(ready.dora)


def test_own_words_of_a_service_do_not_revive_what_was_outdated(ready: House) -> None:
    signed(ready)
    words_in_use(ready.dora, Kind.TREATMENT, body="New.", renews=True)
    assert may_treat(ready.amara, ready.needling).state == State.OUTDATED
    words_in_use(ready.dora, Kind.TREATMENT, body="Its own.", service=ready.needling)
    assert may_treat(ready.amara, ready.needling).state == State.OUTDATED


def test_general_words_do_not_concern_a_service_with_its_own(ready: House) -> None:
    signed(ready)
    words_in_use(ready.dora, Kind.TREATMENT, body="Its own.", service=ready.needling)
    shown = page(SignedIn(ready.dora), written(ready.olga))
    assert "No signature counts today" in shown


def put_and_read(browser: Client, text: ConsentText, **sent: str) -> str:
    return browser.post(f"/settings/consents/{text.pk}/use/", sent, follow=True).text


def test_a_second_doctor_who_means_something_else_is_told(ready: House) -> None:
    signed(ready)
    text = written(ready.olga)
    text_use(by=ready.dora, text=text, renews=False)
    told = put_and_read(SignedIn(ready.dora), text, people="1", meaning="new", sure="on")
    assert "Not done: Dora Doktor has put version 2 in use already" in told
    assert "save the text once more as a new version" in told
    assert may_treat(ready.amara, ready.needling).holds


def test_a_second_press_that_means_the_same_is_no_fault(ready: House) -> None:
    text = written(ready.olga)
    text_use(by=ready.dora, text=text, renews=True)
    assert "Not done" not in put_and_read(SignedIn(ready.dora), text, meaning="new")
    assert "cannot be taken back" in put_and_read(SignedIn(ready.dora), text, meaning="same")


def test_a_signature_on_words_made_anew_counts_and_not_on_those_before(ready: House) -> None:
    words_in_use(ready.dora, Kind.TREATMENT, body="New.", renews=True)
    signed(ready)
    assert may_treat(ready.amara, ready.needling).holds
    words_in_use(ready.dora, Kind.TREATMENT, body="Its own.", service=ready.needling, renews=True)
    assert may_treat(ready.amara, ready.needling).state == State.OUTDATED
    signed(ready)
    assert may_treat(ready.amara, ready.needling).holds
