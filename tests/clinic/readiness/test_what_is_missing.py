"""Pages say who is not ready, lead to where it is cleared, and offer no beginning before."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from clinic.booking.treated import in_room
from clinic.conftest import SignedIn
from clinic.consent.papers_here import signed, signed_for
from clinic.intake.filled import Typed
from clinic.people_here import House
from clinic.readiness.gates import booked_from_now, gate
from clinic.screening.through import answer, last_time, today, tomorrow, visit_on
from percuta.screening.catalogue import QUESTIONS
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.people.models import Account
from percuta_clinic.readiness.strip import strip_of


@pytest.fixture
def visit(house: House) -> Visit:
    """Amara, in the room for a needling; the texts of consents are in use."""
    gate(house)
    return in_room(house, house.amara)


def green(page: str) -> list[str]:
    """What the main buttons inside the page say."""
    main = page[page.index('<main class="main') : page.index("</main>")]
    found = re.findall(r'class="btn[^"]*\bgo\b[^"]*"[^>]*>([^<]+)', main)
    return [words for words in found if words.strip() not in ("", "Book a visit")]


def test_the_visit_counts_what_is_missing_and_leads_there(house: House, visit: Visit) -> None:
    page = SignedIn(house.sina).get(f"/visits/{visit.pk}/").text
    assert "Not ready: 2 things missing" in page
    assert "Ready for treatment" not in page
    assert "Who can: a specialist or a doctor." in page
    assert green(page) == ["Go to questions"]
    assert "Treatment begins once this is cleared: Questions not answered; No consent." in page
    assert "Begin treatment" not in page
    assert "Finish without treatment" in page


def test_one_thing_left_is_one_thing(house: House, visit: Visit) -> None:
    answer(house)
    page = SignedIn(house.sina).get(f"/visits/{visit.pk}/").text
    assert "Not ready: 1 thing missing" in page
    assert green(page) == ["Go to consents"]


def test_the_beginning_is_offered_once_all_is_there(house: House, visit: Visit) -> None:
    answer(house)
    signed(house)
    page = SignedIn(house.sina).get(f"/visits/{visit.pk}/").text
    assert "Ready for treatment" in page
    assert green(page) == ["Begin treatment"]


@pytest.mark.usefixtures("visit")
def test_what_may_not_wait_stands_on_the_card_of_whoever_is_ready(house: House) -> None:
    spot: dict[str, Typed] = {"suspicious_spot": "some", "z__suspicious_spot": ["cheek_left"]}
    answer(house, **spot, wish__fine_lines=["cheek_left", "forehead"])
    signed_for(house, frozenset(("cheek_left", "forehead")))
    page = SignedIn(house.sina).get("/today/").text
    card = page[page.index('<main class="main') :]
    assert "Ready for treatment" in card
    assert "Refer now: skin cancer or a suspicious…" in card
    assert "Refer now" not in SignedIn(house.fred).get("/today/").text


def test_the_desk_is_offered_no_beginning_that_would_be_refused(house: House, visit: Visit) -> None:
    answer(house)
    signed(house)
    desk = SignedIn(house.fred)
    for path in (f"/visits/{visit.pk}/", "/today/"):
        page = desk.get(path).text
        assert "Begin treatment" not in page
        assert "A specialist or a doctor begins the treatment." in page


def test_the_board_leads_to_what_is_missing_instead(house: House, visit: Visit) -> None:
    sina = SignedIn(house.sina)
    page = sina.get("/today/").text
    assert green(page) == ["Go to questions"]
    assert "Begin treatment" not in page
    sent = {"to": "finished", "version": visit.version}
    assert "Finish without treatment" in page
    sina.post(f"/visits/{visit.pk}/move/", sent)
    assert Visit.objects.get().state == State.FINISHED


def test_the_chart_says_whether_the_next_visit_is_ready(house: House, visit: Visit) -> None:
    sina, path = SignedIn(house.sina), f"/patients/{house.amara.pk}/"
    page = sina.get(path).text
    assert "Not ready: 2 things missing" in page
    assert f'href="/visits/{visit.pk}/"' in page
    answer(house)
    signed(house)
    assert "Ready for treatment" in sina.get(path).text


def test_a_visit_of_another_day_is_not_offered_to_begin(house: House, visit: Visit) -> None:
    answer(house)
    signed(house)
    booked_from_now(visit, timedelta(days=-2))
    page = SignedIn(house.sina).get(f"/visits/{visit.pk}/").text
    assert "Begin treatment<" not in page
    assert "so no treatment begins now" in page


def ways(page: str) -> list[str]:
    """Where the strip and the list of what is missing lead."""
    main = page[page.index('<main class="main') :]
    found = re.findall(r'(?:<ul class="strip"|<ol class="missing").*?</(?:ul|ol)>', main, re.S)
    return [url for part in found for url in re.findall(r'<a href="([^"#]+)', part)]


def opens(account: Account, url: str) -> bool:
    client: Client = SignedIn(account)
    return client.get(url, follow=True).status_code == 200


@pytest.mark.parametrize("told", [{}, {"keloid": "yes"}, {"needled_last": "some"}])
def test_every_way_out_opens_for_whoever_sees_it(
    house: House, visit: Visit, told: dict[str, str]
) -> None:
    if told:
        last = {"d__needled_last": (today() - timedelta(days=3)).isoformat()}
        answer(house, **told, **(last if "needled_last" in told else {}))
    Visit.objects.update(state=State.BOOKED)
    for account in (house.fred, house.sina, house.dora, house.olga):
        client = SignedIn(account)
        for path in ("/today/", f"/visits/{visit.pk}/"):
            strips = ways(client.get(path).text)
            assert strips or account in (house.olga, house.fred)
            for url in strips:
                assert opens(account, url), (account.name, url)


def test_the_desk_moves_a_visit_that_is_too_early(house: House, visit: Visit) -> None:
    answer(house, needled_last="some", d__needled_last=(today() - timedelta(days=3)).isoformat())
    Visit.objects.update(state=State.BOOKED)
    assert f'href="/visits/{visit.pk}/#move"' in SignedIn(house.fred).get("/today/").text
    assert f"/patients/{house.amara.pk}/screening/" in SignedIn(house.sina).get("/today/").text


def test_the_owner_is_led_to_the_device_of_the_service(house: House, visit: Visit) -> None:
    answer(house)
    house.needling.device = "gone"
    house.needling.save()
    way = f"/settings/services/{house.needling.pk}/"
    assert way in SignedIn(house.olga).get(f"/visits/{visit.pk}/").text
    assert way not in SignedIn(house.sina).get(f"/visits/{visit.pk}/").text


def test_the_desk_reads_of_no_place_that_a_consent_lacks(house: House, visit: Visit) -> None:
    answer(house)
    signed_for(house, frozenset({"forehead"}))
    strip = strip_of(visit)
    assert strip is not None
    assert "left cheek" in strip.missing[0].way_out
    page = SignedIn(house.fred).get(f"/visits/{visit.pk}/").text
    assert "The sheet that was signed lacks one." in page
    assert "cheek" not in page


def desk_reads(house: House, visit: Visit) -> str:
    page = SignedIn(house.fred).get(f"/visits/{visit.pk}/").text
    assert "isotretinoin" not in page.lower()
    assert "pregnan" not in page.lower()
    return page


def test_the_desk_reads_the_day_to_which_a_visit_moves(house: House) -> None:
    visit = visit_on(house, tomorrow())
    answer(house, **last_time(QUESTIONS["filler_last"], today(), ["cheek_left"]))
    again = today() + timedelta(days=14)
    page = desk_reads(house, visit)
    assert f"Not before {again.day} {again:%b}" in page
    assert f"Move the visit to {again:%-d %B %Y} or a later day." in page
    assert "Who can: whoever books visits, or a doctor." in page


@pytest.mark.parametrize("key", ["pregnant", "isotretinoin_now"])
def test_where_no_day_is_known_the_desk_reads_who_speaks_with_the_patient(
    house: House, key: str
) -> None:
    visit = visit_on(house, tomorrow())
    answer(house, **{key: "yes"})
    page = desk_reads(house, visit)
    assert "A specialist or a doctor speaks with the patient" in page
    assert "or a later day" not in page
    assert "Who can: nobody" not in page
