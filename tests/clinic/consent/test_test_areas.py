"""A consent to a test area reaches as far as one visit in a small place, and no further."""

import re
from io import BytesIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from pypdf import PdfReader

from clinic.booking.treated import in_room
from clinic.conftest import SignedIn
from clinic.consent.papers_here import filled, offered, signed_now, words_in_use
from clinic.people_here import House
from clinic.readiness.gates import again_in_room, begin, gate
from clinic.readiness.test_questions_sent import visit_in
from clinic.screening.through import answer
from percuta.zones.skin_map import ZONES
from percuta_clinic.booking.models import Service, State, Visit
from percuta_clinic.config.ids import new_id
from percuta_clinic.consent.covering import Lack
from percuta_clinic.consent.models import Consent, How, Kind, Offer
from percuta_clinic.consent.queries import may_treat, offers_of
from percuta_clinic.consent.services import (
    Covers,
    Ended,
    consent_withdraw,
    offer_make,
    offer_open,
    question_ask,
)
from percuta_clinic.consent.signing import consent_sign
from percuta_clinic.files.store import content_of
from percuta_clinic.readiness.beginning import NotReady, treatment_resume
from percuta_clinic.readiness.informing import sheet_for
from percuta_clinic.readiness.items import Item, Part
from percuta_clinic.readiness.offering import offer_consents
from percuta_clinic.readiness.strip import strip_of

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')

GUARDS = {"consent_offer_stays", "consent_offer_signer", "consent_offer_test_area"}


def as_test(house: House, is_test: bool = True) -> None:
    Service.objects.filter(pk=house.needling.pk).update(is_test_area=is_test)
    house.needling.refresh_from_db()


def laid_out(house: House) -> Offer:
    """With the sheet that the plan makes, as the page of the consents offers it."""
    informed = sheet_for(house.amara, house.needling)
    assert informed is not None
    return offered(house, sheet=informed.sheet, covers=informed.covers)


@pytest.fixture
def visit(house: House) -> Visit:
    """Amara is in the room for a test area, and all but her consent is there."""
    gate(house)
    found = in_room(house, house.amara)
    answer(house)
    as_test(house)
    return found


def consent_now(visit: Visit) -> Item:
    strip = strip_of(Visit.objects.get(pk=visit.pk))
    assert strip is not None
    return next(item for item in strip.items if item.part is Part.CONSENT)


def test_a_consent_to_a_test_area_does_not_clear_a_course(house: House, visit: Visit) -> None:
    signed_now(house, laid_out(house))
    assert not consent_now(visit).is_missing
    as_test(house, is_test=False)
    found = consent_now(visit)
    assert found.is_missing
    assert found.words == "Consent is for a test area only"
    assert "Offer it anew" in found.way_out
    with pytest.raises(NotReady, match="test area only"):
        begin(house, Visit.objects.get(pk=visit.pk))


def test_a_consent_to_a_course_does_not_clear_a_test_area(house: House, visit: Visit) -> None:
    as_test(house, is_test=False)
    signed_now(house, laid_out(house))
    as_test(house)
    found = consent_now(visit)
    assert (found.is_missing, found.words) == (True, "Consent is not for a test area")


def test_a_course_consent_counts_again_once_its_service_is_a_course_again(
    house: House, visit: Visit
) -> None:
    as_test(house, is_test=False)
    course = signed_now(house, laid_out(house))
    as_test(house)
    signed_now(house, laid_out(house))
    as_test(house, is_test=False)
    assert not consent_now(visit).is_missing
    assert may_treat(house.amara, house.needling).consent == course


def test_a_course_consent_that_was_withdrawn_does_not_come_back(house: House, visit: Visit) -> None:
    as_test(house, is_test=False)
    signed_now(house, laid_out(house))
    as_test(house)
    signed = signed_now(house, laid_out(house))
    consent_withdraw(by=house.sina.actor, consent=signed, reason="changed her mind")
    as_test(house, is_test=False)
    assert consent_now(visit).is_missing


def test_unticking_a_test_area_in_the_settings_closes_the_gate(house: House, visit: Visit) -> None:
    signed_now(house, laid_out(house))
    olga, url = SignedIn(house.olga), reverse("settings_service", args=[house.needling.pk])
    page = olga.get(url)
    form = page.context["form"]
    sent = dict(HIDDEN.findall(page.content.decode()))
    sent |= {name: form[name].value() or "" for name in form.fields}
    sent |= {"is_needling": "True", "is_offered": "on"}
    assert sent.pop("is_test_area")
    olga.post(url, sent)
    house.needling.refresh_from_db()
    assert not house.needling.is_test_area
    with pytest.raises(NotReady):
        begin(house, Visit.objects.get(pk=visit.pk))


@pytest.mark.parametrize("first", [True, False])
def test_what_is_half_read_as_something_else_cannot_be_signed(
    house: House, visit: Visit, first: bool
) -> None:
    as_test(house, first)
    offer = laid_out(house)
    offer_open(by=house.amara_herself.actor, offer=offer)
    as_test(house, not first)
    amara, path = SignedIn(house.amara_herself), reverse("my_consent", args=[offer.pk])
    for page in (amara.get(path), amara.post(f"{path}sign/", {"seen": str(offer.text_id)})):
        words = page.content.decode()
        assert "This cannot be signed any more" in words
        assert ("for a test area only, and" in words) is first
    herself = house.amara_herself.actor
    with pytest.raises(Ended, match="gives you a new sheet"):
        consent_sign(by=herself, offer=offer, signing=filled(offer), how=How.ACCOUNT)
    with pytest.raises(Ended, match="new sheet"):
        question_ask(by=herself, offer=offer, text="And now?", key=new_id())
    assert not Consent.objects.exists()
    assert not offers_of(house.amara)
    seen = SignedIn(house.sina).get(reverse("consents", args=[house.amara.pk]))
    assert "What was offered cannot be signed any more" in seen.content.decode()
    assert consent_now(visit).words == "No consent"


def test_what_became_something_else_is_laid_out_anew_ahead(house: House) -> None:
    words_in_use(house.dora, Kind.TREATMENT)
    visit_in(house, 3)
    answer(house)
    assert offer_consents() == 1
    assert offer_consents() == 0
    as_test(house)
    assert offer_consents() == 1
    assert [one.is_test_area for one in offers_of(house.amara)] == [True]
    assert offer_consents() == 0


def test_a_test_area_is_agreed_to_for_one_visit(house: House, visit: Visit) -> None:
    signed_now(house, laid_out(house))
    begun = begin(house, Visit.objects.get(pk=visit.pk))
    again = again_in_room(house, begun)
    found = consent_now(again)
    assert (found.is_missing, found.words) == (True, "Consent was for one test visit")
    assert may_treat(house.amara, house.needling).lack is Lack.USED
    page = SignedIn(house.sina).get(reverse("consents", args=[house.amara.pk])).content.decode()
    assert "For the next visit, to be signed again" in page
    signed_now(house, offered(house, covers=Covers(zones=frozenset(ZONES), test_area=True)))
    assert not consent_now(again).is_missing


def test_a_course_is_agreed_to_once(house: House, visit: Visit) -> None:
    as_test(house, is_test=False)
    signed_now(house, laid_out(house))
    again = again_in_room(house, begin(house, Visit.objects.get(pk=visit.pk)))
    assert not consent_now(again).is_missing


def test_a_treatment_taken_back_uses_no_consent_up(house: House, visit: Visit) -> None:
    signed_now(house, laid_out(house))
    begun = begin(house, Visit.objects.get(pk=visit.pk))
    SignedIn(house.sina).post(
        reverse("visit_move", args=[visit.pk]),
        {"to": State.IN_ROOM, "version": begun.version, "why": "Wrong patient"},
    )
    visit.refresh_from_db()
    assert visit.treatment_began_at is None
    assert may_treat(house.amara, house.needling).holds


def test_a_treatment_finished_by_mistake_goes_on_with_its_consent(
    house: House, visit: Visit
) -> None:
    signed_now(house, laid_out(house))
    begin(house, Visit.objects.get(pk=visit.pk))
    Visit.objects.filter(pk=visit.pk).update(state=State.FINISHED)
    visit.refresh_from_db()
    assert treatment_resume(by=house.sina, visit=visit, version=visit.version).state == "treating"


def test_the_limit_stays_with_the_treatment_and_is_shown(house: House, visit: Visit) -> None:
    signed_now(house, laid_out(house))
    sina, page = SignedIn(house.sina), reverse("visit", args=[visit.pk])
    before = sina.get(page).content.decode()
    assert "test area only" in before
    assert "Test area only." in before
    begun = begin(house, Visit.objects.get(pk=visit.pk))
    assert begun.cleared is not None
    assert begun.cleared["consent"].endswith("Test area only.")
    assert "<strong>Test area only. Only:" in sina.get(page).content.decode()
    assert "Test area only. Only:" in sina.get(reverse("board")).content.decode()


def test_the_database_keeps_what_a_signed_sheet_was_for(ready: House) -> None:
    offer = offered(ready)
    Offer.objects.filter(pk=offer.pk).update(is_test_area=True)
    Offer.objects.filter(pk=offer.pk).update(is_test_area=False)
    signed_now(ready, Offer.objects.get(pk=offer.pk))
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Offer.objects.filter(pk=offer.pk).update(is_test_area=True)


@pytest.mark.django_db
def test_every_guard_of_offers_stands_after_the_table_was_remade() -> None:
    assert guards() == GUARDS  # every migration ran on this database, one after the other
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for name in GUARDS:
                cursor.execute(f"DROP TRIGGER {name}")
    call_command("migrate", verbosity=0)
    assert guards() == GUARDS


def guards() -> set[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' "
                "AND tbl_name = 'consent_offer'"
            )
        else:
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE tgrelid = 'consent_offer'::regclass "
                "AND NOT tgisinternal"
            )
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.usefixtures("visit")
def test_a_signed_paper_says_that_it_is_for_one_test(house: House) -> None:
    signed = signed_now(house, laid_out(house))
    said = PdfReader(BytesIO(content_of(signed.pdf))).pages[0].extract_text()
    assert "a test area, in one visit" in said
    page = SignedIn(house.sina).get(reverse("consents", args=[house.amara.pk])).content.decode()
    assert "test area only" in page


@pytest.mark.usefixtures("visit")
def test_photographs_have_nothing_to_do_with_test_areas(house: House) -> None:
    made = offer_make(by=house.sina.actor, patient=house.amara, kind=Kind.PHOTOS)
    assert made.is_open
    assert list(offers_of(house.amara)) == [made]
