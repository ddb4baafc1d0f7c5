"""A link that staff made and saw opens what waits, never what was told or signed before."""

import io
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from clinic.conftest import SignedIn
from clinic.consent.papers_here import offered, signed, words_in_use
from clinic.consent.test_pages import form_of
from clinic.intake.filled import Typed, fill, sent
from clinic.intake.visiting import ByLink, try_date
from clinic.people_here import House
from clinic.screening.through import answer, tomorrow, visit_on
from percuta_clinic.audit.models import Entry
from percuta_clinic.consent.models import Consent, Kind, Withdrawal
from percuta_clinic.files.store import content_of
from percuta_clinic.intake.models import Form, Link
from percuta_clinic.intake.services import form_open, form_put_aside
from percuta_clinic.patients.models import Patient, TeamMember


@pytest.fixture
def ready(house: House) -> House:
    for kind in Kind.values:
        words_in_use(house.dora, kind)
    return house


def handed(house: House, name: str = "questions_hand") -> Client:
    """A browser that came by a link of Fred's, who knows the birth date."""
    answered: Any = SignedIn(house.fred).post(reverse(name, args=[house.amara.pk]))
    found = re.search(
        r"/my/link/([\w-]+)/", answered.headers.get("Location", str(answered.content))
    )
    browser = Client()
    assert found
    assert house.amara.birth_date
    assert try_date(browser, found[1], house.amara.birth_date).status_code == 302
    return browser


def before(house: House) -> list[str]:
    """Addresses of everything that was told and signed before."""
    form = sent(form_open(by=house.fred.actor, patient=house.amara))
    consent = signed(house)
    papers = ("my_consent_signed", "my_consent_paper", "my_consent_withdraw")
    return [
        reverse("my_result"),
        reverse("my_form", args=[form.pk]),
        reverse("my_form_check", args=[form.pk]),
        reverse("my_form_step", args=[form.pk, "wish"]),
        *(reverse(name, args=[consent.pk]) for name in papers),
    ]


@pytest.mark.parametrize("name", ["questions_hand", "questions_link"])
def test_who_makes_a_link_and_knows_the_birth_date_reads_nothing(ready: House, name: str) -> None:
    paths, browser = before(ready), handed(ready, name)
    for path in paths:
        shut = browser.get(path)
        assert shut.status_code == 403, path
        assert "handed over by Fred Front" in shut.content.decode()
    assert browser.post(paths[-1]).status_code == 403
    assert not Withdrawal.objects.exists()
    pages = [browser.get(reverse(one)).content.decode() for one in ("my_prepare", "my_consents")]
    for path in paths:
        assert not any(path in page for page in pages), path


@pytest.mark.parametrize("name", ["questions_hand", "questions_link"])
def test_who_hands_over_reads_nothing_that_may_not_wait(ready: House, name: str) -> None:
    answer(ready, suspicious_spot="some", z__suspicious_spot=["cheek_left"])
    soon, address = "should look at this spot soon", reverse("my_prepare")
    assert soon not in handed(ready, name).get(address).content.decode()
    assert soon in ByLink(ready.amara).get(address).content.decode()


def test_a_link_by_message_opens_all_of_it_as_before(ready: House) -> None:
    paths, browser = before(ready), ByLink(ready.amara)
    assert {browser.get(path).status_code for path in paths} == {200}


def test_a_form_is_filled_in_and_sent_on_a_device_handed_over(ready: House) -> None:
    browser = handed(ready)
    form = fill(Form.objects.get())
    assert browser.get(reverse("my_form_step", args=[form.pk, "wish"])).status_code == 200
    answer = browser.post(
        reverse("my_form_check", args=[form.pk]), {"version": form.version}, follow=True
    )
    assert answer.status_code == 200
    form.refresh_from_db()
    assert form.sent_by == "The patient, by a link that staff showed or handed over"
    assert Entry.objects.filter(action="form.sent", actor_name=form.sent_by).exists()


def test_a_consent_signed_on_a_device_handed_over_says_so(ready: House) -> None:
    offer, browser = offered(ready), handed(ready)
    assert browser.get(reverse("my_consent", args=[offer.pk])).status_code == 200
    page = browser.post(reverse("my_consent_sign", args=[offer.pk]), form_of(offer), follow=True)
    assert "Signed: Treatment" in page.content.decode()
    consent = Consent.objects.get()
    assert (consent.how, consent.with_staff) == ("clinic", "Fred Front")
    words = "in the clinic, on a device handed over by Fred Front"
    paper = PdfReader(io.BytesIO(content_of(consent.pdf))).pages
    assert words in " ".join(" ".join(one.extract_text() for one in paper).split())
    listed = SignedIn(ready.sina).get(reverse("consents", args=[ready.amara.pk]))
    assert words in listed.content.decode()


@pytest.mark.parametrize("name", ["questions_hand", "questions_link"])
def test_a_restricted_chart_is_handed_over_by_its_team_alone(ready: House, name: str) -> None:
    Patient.objects.filter(pk=ready.amara.pk).update(restricted=True)
    TeamMember.objects.create(patient=ready.amara, account=ready.sina)
    path = reverse(name, args=[ready.amara.pk])
    for account in (ready.fred, ready.dora):
        browser = SignedIn(account)
        page = browser.post(path, follow=True).content.decode()
        assert "Only the named team opens this chart" in page
        assert path not in page
        assert "_auth_user_id" in browser.session
    assert not Link.objects.exists()
    SignedIn(ready.sina).post(path)
    assert Link.objects.get().handed_by == "Sina Sommer"


def test_signing_here_signs_out_who_works_here_and_leads_to_the_consent(ready: House) -> None:
    offer, browser = offered(ready), SignedIn(ready.sina)
    answer: Any = browser.post(reverse("consent_hand", args=[offer.pk]))
    secret = answer.headers["Location"].split("/")[-2]
    assert "_auth_user_id" not in browser.session
    assert "Amara" not in browser.get(answer.headers["Location"]).content.decode()
    assert ready.amara.birth_date
    opened = try_date(browser, secret, ready.amara.birth_date)
    assert opened.headers["Location"] == reverse("my_consent", args=[offer.pk])
    browser.get(opened.headers["Location"])
    browser.post(reverse("my_consent_sign", args=[offer.pk]), form_of(offer))
    consent = Consent.objects.get()
    assert (consent.how, consent.with_staff) == ("clinic", "Sina Sommer")
    assert browser.get(reverse("consents", args=[ready.amara.pk])).status_code == 302


def test_the_desk_cannot_hand_over_a_consent(ready: House) -> None:
    offer = offered(ready)
    assert SignedIn(ready.fred).post(reverse("consent_hand", args=[offer.pk])).status_code == 404
    assert not Link.objects.exists()


SPEAK = "Please speak with us before you leave"
SPOT: dict[str, Typed] = {"suspicious_spot": "some", "z__suspicious_spot": ["cheek_left"]}
EACH: tuple[dict[str, Typed], ...] = ({}, {"keloid": "yes"}, {"pregnant": "yes"}, SPOT)


def in_main(browser: Client) -> str:
    text = browser.get(reverse("my_prepare")).content.decode()
    return re.sub(r'value="[^"]+"', "", text[text.index("<main") : text.index("</main>")])


@pytest.mark.parametrize("name", ["questions_hand", "questions_link"])
def test_everybody_reads_the_same_on_a_device_handed_over_once_answers_are_sent(
    ready: House, name: str
) -> None:
    visit_on(ready, tomorrow())
    pages = []
    for given in EACH:
        answer(ready, **given)
        pages.append(in_main(handed_again(ready, name)))
    assert len(set(pages)) == 1
    assert SPEAK in pages[0]
    assert "Nothing waits for you now" not in pages[0]
    assert "We cannot treat your skin yet" not in pages[0]


def handed_again(house: House, name: str) -> Client:
    """Handed over once more, though the questions that this opens are taken back at once."""
    browser = handed(house, name)
    for form in Form.objects.filter(sent_at=None, put_aside_at=None):
        form_put_aside(by=house.sina.actor, form=form)
    return browser


def test_until_answers_are_sent_nobody_is_asked_to_speak_with_the_staff(ready: House) -> None:
    browser = handed(ready)
    assert SPEAK not in browser.get(reverse("my_prepare")).content.decode()
    browser = ByLink(ready.amara)
    answer(ready, **SPOT)
    assert SPEAK not in browser.get(reverse("my_prepare")).content.decode()


def test_giving_the_device_back_says_to_speak_and_how_to_get_a_link(ready: House) -> None:
    ready.clinic.phone = "+49 30 555"
    ready.clinic.save()
    left = handed(ready).post(reverse("my_leave")).content.decode()
    assert "speak with us before you leave" in left
    for page in (left, ByLink(ready.amara).post(reverse("my_leave")).content.decode()):
        assert "sk the clinic for a link" in page
        assert "+49 30 555" in page
    own = ByLink(ready.amara).post(reverse("my_leave")).content.decode()
    assert "speak with us before you leave" not in own
    again = Client().get(reverse("my_link_again")).content.decode()
    assert "Ask the clinic for a link" in again


def test_what_is_not_shown_here_is_told_in_person(ready: House) -> None:
    answer(ready, **SPOT)
    shut = handed(ready).get(reverse("my_result")).content.decode()
    assert "speak with us before you leave" in shut
    assert "Ask the clinic for one" in shut
