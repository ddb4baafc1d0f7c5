"""A patient tells how the skin heals, and reads at once what to do."""

import json
from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.healing.checking import Clock, calm, day_of, last_of, send, told
from clinic.intake.visiting import ByLink, born, try_date
from clinic.people_here import House
from clinic.treatment.said import opened as begun
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.healing.check_ins import tell_open
from percuta_clinic.healing.models import Answer, CheckIn, Urgent
from percuta_clinic.intake.links import link_make
from percuta_clinic.treatment.models import Session


@pytest.fixture
def phone(house: House, session: Session) -> Client:
    assert session.patient == house.amara
    return SignedIn(house.amara_herself)


def page(phone: Client, check_in: CheckIn) -> str:
    answer = phone.get(reverse("my_check_in", args=[check_in.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_nothing_is_chosen_before_she_chooses(
    house: House, session: Session, phone: Client
) -> None:
    shown = page(phone, told(house, session))
    assert "How is your skin?" in shown
    assert 'name="q-pus"' in shown
    assert " checked" not in shown


def test_calm_skin_reads_as_expected_and_no_all_clear(
    house: House, session: Session, phone: Client
) -> None:
    check_in = told(house, session)
    assert send(phone, check_in, calm()).status_code == 302
    shown = page(phone, check_in)
    assert "This is as expected" in shown
    assert "That is no all-clear" in shown
    assert last_of(check_in).level == Urgent.EXPECTED


def test_pus_reads_call_today_with_its_reason_and_the_number(
    house: House, session: Session, phone: Client
) -> None:
    house.clinic.phone = "+49 30 555"
    house.clinic.save()
    check_in = told(house, session)
    send(phone, check_in, calm(pus="yes"))
    shown = page(phone, check_in)
    assert "Call us today" in shown
    assert "There is pus." in shown
    assert "tel:+49 30 555" in shown
    found = last_of(check_in).found
    assert found[0]["rule"] == "today.006"
    assert found[0]["sources"]


def test_trouble_with_breathing_reads_the_emergency_route_first(
    house: House, session: Session, phone: Client
) -> None:
    house.clinic.emergency = "Call 112."
    house.clinic.save()
    check_in = told(house, session)
    send(phone, check_in, calm(breath="yes"))
    shown = page(phone, check_in)
    assert "Call the emergency number now" in shown
    assert shown.index("tel:112") < shown.index("Who looks at it")


def test_what_is_open_is_named_and_never_taken_for_a_no(
    house: House, session: Session, phone: Client
) -> None:
    check_in = told(house, session)
    values = calm(pus="", fever="not known")
    asked = send(phone, check_in, values)
    assert asked.status_code == 422
    assert "2 questions have no answer: pus; fever." in asked.text
    assert not check_in.answers.exists()
    assert send(phone, check_in, values, anyway="1").status_code == 302
    answer = last_of(check_in)
    assert "pus" not in answer.values
    assert "fever" not in answer.values
    assert answer.level == Urgent.WATCH
    assert "We do not take that for a no" in page(phone, check_in)


def test_what_is_urgent_is_not_kept_waiting_for_open_questions(
    house: House, session: Session, phone: Client
) -> None:
    check_in = told(house, session)
    assert send(phone, check_in, {"q-breath": "yes"}).status_code == 302
    assert last_of(check_in).level == Urgent.NOW


def test_her_own_worry_alone_raises_the_level(
    house: House, session: Session, phone: Client
) -> None:
    check_in = told(house, session)
    send(phone, check_in, calm(worry="severe"))
    answer = last_of(check_in)
    assert (answer.level, answer.worry) == (Urgent.TODAY, "severe")
    assert "You are very worried, and that is reason enough." in page(phone, check_in)


def test_each_tap_is_kept_at_once_and_found_again(
    house: House, session: Session, phone: Client
) -> None:
    check_in = told(house, session)
    url = reverse("my_check_in_save", args=[check_in.pk])
    body = {"values": {"q-redness": "mild"}, "version": 1, "page": "0" * 16, "turn": 1}
    answer = phone.post(url, json.dumps(body), content_type="application/json").json()
    assert answer["version"] == 2
    assert "q-redness" in answer["asked"]["check-in"]
    assert 'value="mild" id="i-q-redness-2" checked' in page(phone, check_in)


def test_an_odd_field_is_refused_with_words(house: House, session: Session, phone: Client) -> None:
    url = reverse("my_check_in_save", args=[told(house, session).pk])
    body = {"values": {"q-wrinkles": "yes"}, "version": 1}
    answer = phone.post(url, json.dumps(body), content_type="application/json")
    assert answer.status_code == 422
    assert "q-wrinkles" in answer.json()["words"]


def test_a_temperature_with_a_comma_counts_and_an_odd_one_is_asked_about(
    house: House, session: Session, phone: Client
) -> None:
    check_in = told(house, session)
    asked = send(phone, check_in, calm(fever="") | {"temperature": "hot"})
    assert asked.status_code == 422
    assert "We cannot read this as a temperature" in asked.text
    send(phone, check_in, calm(fever="") | {"temperature": "38,4 °C"})
    assert last_of(check_in).values["temperature_c"] == 38.4
    assert last_of(check_in).level == Urgent.TODAY


def test_growth_is_asked_for_once_a_sign_is_there_on_a_later_day(
    house: House, session: Session, clock: Clock
) -> None:
    clock.after(session, days=2)
    phone, check_in = SignedIn(house.amara_herself), told(house, session)
    assert "Is there more redness than yesterday?" not in page(phone, check_in)
    send(phone, check_in, {"q-redness": "mild"})
    assert "Is there more redness than yesterday?" in page(phone, check_in)


def test_a_later_answer_amends_and_the_first_stays(
    house: House, session: Session, phone: Client
) -> None:
    check_in = told(house, session)
    send(phone, check_in, calm())
    phone.post(reverse("my_check_in_again", args=[check_in.pk]))
    send(phone, check_in, calm(pus="yes"))
    levels = [(one.number, one.level) for one in check_in.answers.all()]
    assert levels == [(1, Urgent.EXPECTED), (2, Urgent.TODAY)]


def test_on_another_day_she_tells_anew(house: House, session: Session, clock: Clock) -> None:
    clock.after(session, days=1)
    first = told(house, session)
    send(SignedIn(house.amara_herself), first, calm())
    clock.after(session, days=2)
    SignedIn(house.amara_herself).post(reverse("my_check_in_again", args=[first.pk]))
    newest = CheckIn.objects.filter(answered_at=None).get()
    assert (newest.pk != first.pk, newest.day) == (True, 2)


def test_what_was_sent_is_not_written_into_by_an_open_page(
    house: House, session: Session, phone: Client
) -> None:
    check_in = told(house, session)
    send(phone, check_in, calm())
    url = reverse("my_check_in_save", args=[check_in.pk])
    body = {"values": {"q-pus": "yes"}, "version": 1}
    answer = phone.post(url, json.dumps(body), content_type="application/json")
    assert answer.status_code == 409
    assert check_in.answers.count() == 1


def test_the_database_itself_keeps_an_answer(house: House, session: Session, phone: Client) -> None:
    check_in = told(house, session)
    send(phone, check_in, calm())
    with pytest.raises(DatabaseError), transaction.atomic():
        Answer.objects.update(level=Urgent.NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        Answer.objects.all().delete()
    assert last_of(check_in).level == Urgent.EXPECTED


def test_her_link_opens_the_check_in_after_her_birth_date(house: House, session: Session) -> None:
    check_in = told(house, session)
    secret = link_make(by=SYSTEM, patient=house.amara, opens=check_in.pk)[1]
    phone = Client()
    url = reverse("my_check_in", args=[check_in.pk])
    assert phone.get(url).status_code == 302
    opened = try_date(phone, secret, date(1997, 3, 14))
    assert opened.headers["Location"] == url
    assert send(phone, check_in, calm()).status_code == 302
    assert "This is as expected" in page(phone, check_in)
    assert last_of(check_in).by_name == "The patient, by private link"


def test_a_used_link_shows_what_she_read_and_an_old_one_nothing(
    house: House, session: Session, clock: Clock
) -> None:
    check_in = told(house, session)
    secret = link_make(by=SYSTEM, patient=house.amara, opens=check_in.pk)[1]
    phone = Client()
    try_date(phone, secret, date(1997, 3, 14))
    send(phone, check_in, calm())
    other = Client()
    try_date(other, secret, date(1997, 3, 14))
    assert "This is as expected" in page(other, check_in)
    clock.after(session, days=30)
    late = other.post(reverse("my_link", args=[secret]), born(date(1997, 3, 14)))
    assert late.status_code == 404
    assert other.get(reverse("my_check_in", args=[check_in.pk])).status_code == 302


def test_nobody_else_finds_it(house: House, session: Session) -> None:
    check_in = told(house, session)
    url = reverse("my_check_in", args=[check_in.pk])
    for who in (house.bea_herself, house.fred, house.sina, house.dora, house.olga, house.nobody):
        assert SignedIn(who).get(url).status_code == 404, who
        assert SignedIn(who).post(url, calm()).status_code == 404, who
    assert ByLink(house.bea).get(url).status_code == 404
    assert not Answer.objects.exists()


def test_she_tells_from_her_home_and_from_the_days_after(
    house: House, session: Session, phone: Client
) -> None:
    url = reverse("my_tell", args=[session.pk])
    assert url in phone.get("/my/").text
    assert url in phone.get(reverse("my_days_after", args=[session.pk])).text
    assert url in ByLink(house.amara).get("/my/prepare/").text
    opened = phone.post(url)
    assert opened.headers["Location"].startswith("/my/check-ins/")
    assert phone.post(url).headers["Location"] == opened.headers["Location"]


def test_before_a_needle_touched_her_there_is_nothing_to_tell(house: House) -> None:
    session = begun(house)
    phone = SignedIn(house.amara_herself)
    assert phone.post(reverse("my_tell", args=[session.pk])).status_code == 404
    assert not CheckIn.objects.exists()


def test_what_was_told_is_kept_with_the_rules_that_judged_it(
    house: House, session: Session, phone: Client
) -> None:
    check_in = tell_open(by=SYSTEM, patient=house.amara, session=session)
    send(phone, check_in, calm() | {"words": "It feels odd."})
    answer = last_of(check_in)
    assert answer.words == "It feels odd."
    assert answer.read["title"] == "What you ticked is as expected"
    assert "No rule reads words" in answer.read["do"][-1]
    assert len(answer.rule_set) == 12
    assert answer.told_on == day_of(session)
    check_in.refresh_from_db()
    assert check_in.needs_a_look


def test_a_private_link_leads_to_the_days_after(house: House, session: Session) -> None:
    visitor = Client()
    try_date(visitor, link_make(by=SYSTEM, patient=house.amara)[1], date(1997, 3, 14))
    page_of_hers = visitor.get(reverse("my_prepare")).content.decode()
    days = reverse("my_days_after", args=[session.pk])
    assert days in page_of_hers
    assert "Nobody reads" not in page_of_hers + visitor.get(days).content.decode()
