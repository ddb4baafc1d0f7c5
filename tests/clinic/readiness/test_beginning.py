"""Whether a treatment may begin: only on fresh answers, a clear screening and a signed consent."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clinic.booking.treated import in_room
from clinic.conftest import SignedIn
from clinic.consent.papers_here import signed, signed_for
from clinic.people_here import House
from clinic.readiness.gates import again_in_room, begin, gate
from clinic.screening.through import answer, today
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.booking.services import Blocked, visit_move
from percuta_clinic.consent.models import Consent, Kind
from percuta_clinic.consent.services import consent_withdraw
from percuta_clinic.intake.models import Form
from percuta_clinic.readiness.beginning import NotReady, treatment_begin
from percuta_clinic.readiness.items import Part, Tone
from percuta_clinic.readiness.strip import OPEN, SHUT, strip_of, strips
from percuta_clinic.screening.models import Screened, What, Why
from percuta_clinic.screening.services import decide


@pytest.fixture
def visit(house: House) -> Visit:
    """Amara, in the room for a needling; the texts of consents are in use."""
    gate(house)
    return in_room(house, house.amara)


def missing(visit: Visit) -> list[Part]:
    strip = strip_of(visit)
    assert strip is not None
    return [item.part for item in strip.missing]


def withdraw(house: House, consent: Consent) -> None:
    consent_withdraw(by=house.amara_herself.actor, consent=consent, reason="")


def test_everything_is_missing_before_anybody_was_asked(house: House, visit: Visit) -> None:
    assert missing(visit) == [Part.FORM, Part.SCREENING, Part.CONSENT]
    with pytest.raises(NotReady, match="Questions not answered; Not screened yet; No consent"):
        begin(house, visit)
    assert Visit.objects.get(pk=visit.pk).state == State.IN_ROOM


def test_a_treatment_begins_once_all_is_there(house: House, visit: Visit) -> None:
    answer(house)
    signed(house)
    begun = begin(house, visit)
    assert begun.state == State.TREATING
    assert set(begun.cleared or {}) == {
        OPEN,
        SHUT,
        *(one.value for one in Part if one is not Part.EVENT),
    }
    assert Screened.objects.filter(patient=house.amara, why=Why.TREATMENT).count() == 1


def test_no_consent_no_treatment_even_when_all_else_is_there(house: House, visit: Visit) -> None:
    answer(house)
    with pytest.raises(NotReady, match="No consent"):
        begin(house, visit)


def test_a_withdrawn_consent_shuts_the_way_at_once(house: House, visit: Visit) -> None:
    answer(house)
    consent = signed(house)
    withdraw(house, consent)
    assert missing(visit) == [Part.CONSENT]
    with pytest.raises(NotReady, match="Consent withdrawn"):
        begin(house, visit)


def test_a_doctors_finding_holds_until_she_decides(house: House, visit: Visit) -> None:
    answer(house, keloid="yes")
    signed(house)
    with pytest.raises(NotReady, match="Doctor decides: tendency to keloids"):
        begin(house, visit)
    decide(
        by=house.dora,
        patient=house.amara,
        rule="keloid.001",
        zones=[],
        what=What.GO_ON,
        reason="old scar, looked at it",
        until=today() + timedelta(days=7),
    )
    assert begin(house, visit).state == State.TREATING


def test_answers_of_last_week_do_not_count(house: House, visit: Visit) -> None:
    form = answer(house)
    signed(house)
    Form.objects.filter(pk=form.pk).update(answered_on=today() - timedelta(days=8))
    assert missing(visit) == [Part.FORM, Part.SCREENING]
    Form.objects.filter(pk=form.pk).update(answered_on=today() - timedelta(days=7))
    assert missing(visit) == []


def test_the_desk_cannot_begin_a_treatment(house: House, visit: Visit) -> None:
    answer(house)
    signed(house)
    with pytest.raises(Blocked, match="Only a specialist or a doctor"):
        treatment_begin(by=house.fred, visit=visit, version=visit.version, agreed_by=house.dora)


def test_photos_hold_nothing_back_and_say_what_they_may_be_used_for(
    house: House, visit: Visit
) -> None:
    answer(house)
    signed(house)
    consent = signed(house, Kind.PHOTOS)
    strip = strip_of(visit)
    assert strip is not None
    assert strip.is_ready
    assert strip.items[-1].words == "Photos: record; none taken yet"
    assert strip.items[-1].for_desk == "Photos: record"
    withdraw(house, consent)
    again = strip_of(visit)
    assert again is not None
    assert (again.items[-1].words, again.items[-1].tone) == ("Photos withdrawn", Tone.OPTIONAL)


def test_the_button_leads_to_what_is_missing(house: House, visit: Visit) -> None:
    page = SignedIn(house.sina).post(
        f"/visits/{visit.pk}/move/", {"to": "treating", "version": visit.version}
    )
    assert page.status_code == HTTPStatus.CONFLICT
    text = page.content.decode()
    assert "Not ready for treatment" in text
    assert f"/patients/{house.amara.pk}/consents/" in text
    assert "Who can: the patient on the phone" in text


def test_the_desk_sees_that_something_waits_and_not_what(house: House, visit: Visit) -> None:
    answer(house, keloid="yes")
    seen = SignedIn(house.fred).get(f"/visits/{visit.pk}/").content.decode()
    assert "A doctor decides" in seen
    assert "keloid" not in seen
    assert (
        "Doctor decides: tendency to keloids"
        in SignedIn(house.sina).get(f"/visits/{visit.pk}/").content.decode()
    )


def test_a_full_day_takes_as_many_queries_as_one_visit(house: House, visit: Visit) -> None:
    answer(house)
    signed(house)
    rows = list(Visit.objects.filter(pk=visit.pk).select_related("patient", "service"))
    with CaptureQueriesContext(connection) as one:
        strips(rows)
    with CaptureQueriesContext(connection) as many:
        strips(rows * 30)
    assert len(many) == len(one)


def test_the_record_knows_of_a_treatment_that_an_answer_denies(house: House, visit: Visit) -> None:
    answer(house)
    signed(house)
    begun = begin(house, visit)
    visit_move(by=house.sina.actor, visit=begun, to=State.FINISHED, version=begun.version)
    soon = again_in_room(house, begun)
    answer(house, needled_last="never", not_calm_yet="no", unexpected_since="no", new_since="no")
    with pytest.raises(NotReady, match="Not before"):
        begin(house, soon)


def test_a_consent_covers_no_place_that_its_sheet_leaves_out(house: House, visit: Visit) -> None:
    answer(house)
    signed(house)
    assert missing(visit) == []
    signed_for(house, frozenset({"forehead"}))
    with pytest.raises(NotReady, match="Consent lacks a place"):
        begin(house, visit)
