"""The pages of the staff: what is found, what a doctor decides, what is put right."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from django.utils.timezone import localdate

from clinic.booking.treated import began, in_room, sign, treat
from clinic.conftest import SignedIn
from clinic.intake.filled import fill
from clinic.people_here import House
from clinic.screening.through import HEALTHY, answer, last_time, today, visit_on
from percuta.screening.catalogue import NOT_SCREENED, QUESTIONS
from percuta_clinic.booking.models import Service
from percuta_clinic.intake.links import VISITOR
from percuta_clinic.intake.models import Fact, Form
from percuta_clinic.intake.services import form_open
from percuta_clinic.people.models import Account
from percuta_clinic.screening.models import Decision
from percuta_clinic.screening.queries import standing
from percuta_clinic.screening.science import answers_behind, result_of
from percuta_clinic.screening.services import answers_received

HOSTILE = "<script>alert(1)</script>"
KELOID = "keloid.001"


def page(house: House, account: Account, *, name: str = "screening", query: str = "") -> str:
    answered = SignedIn(account).get(reverse(name, args=[house.amara.pk]) + query)
    assert answered.status_code == 200
    return answered.content.decode()


def seen_now(house: House) -> str:
    result = result_of(house.amara, day=today())
    assert result is not None
    return answers_behind(KELOID, result)[1]


def send(house: House, account: Account, **fields: str) -> Client:
    client = SignedIn(account)
    asked = {
        "rule": KELOID,
        "day": today().isoformat(),
        "what": "go on",
        "seen": seen_now(house),
        "until": (today() + timedelta(days=9)).isoformat(),
        "reason": "old scar, looked at it",
    } | fields
    client.post(reverse("finding_decide", args=[house.amara.pk]), asked)
    return client


def mend(house: House, account: Account, form: Form, **fields: str) -> int:
    sent = {"form": str(form.pk), "source": "with staff", "reason": ""} | fields
    address = reverse("answer_mend", args=[house.amara.pk])
    return SignedIn(account).post(address, sent).status_code


def test_the_page_says_verdict_findings_sources_and_what_is_not_asked(house: House) -> None:
    answer(house, keloid="yes")
    shown = page(house, house.sina)
    assert "A doctor has to decide" in shown
    assert "It stands on the board of Dora Doktor" in shown
    assert "Where sources disagree: Tendency to keloid" in shown
    assert "clinicaltrials" in shown or "https://" in shown
    assert all(one[1:] in shown for one in NOT_SCREENED)
    assert 'name="what"' not in shown


def test_a_doctor_decides_and_withdraws_on_the_page(house: House) -> None:
    answer(house, keloid="yes")
    assert 'name="what"' in page(house, house.dora)
    client = send(house, house.dora)
    assert standing(house.amara, day=today()).state == "clear"
    assert "May go on: a doctor decided" in page(house, house.sina)
    made = Decision.objects.get()
    client.post(reverse("decision_withdraw", args=[made.pk]), {"why": "it grew after all"})
    assert standing(house.amara, day=today()).state == "doctor"


def test_a_decision_that_saw_no_answers_is_out_of_date(house: House) -> None:
    answer(house, keloid="yes")
    send(house, house.dora, seen="")
    assert not Decision.objects.exists()


def test_a_decision_that_came_back_keeps_what_was_typed(house: House) -> None:
    answer(house, keloid="yes")
    client = SignedIn(house.dora)
    fields = {"rule": KELOID, "day": today().isoformat(), "what": "hold", "reason": "seen and felt"}
    answered = client.post(reverse("finding_decide", args=[house.amara.pk]), fields)
    assert answered.status_code == 422
    assert "seen and felt" in answered.content.decode()
    assert "at most a year ahead" in answered.content.decode()
    assert not Decision.objects.exists()


def test_a_stop_has_no_form_and_refuses_one_made_by_hand(house: House) -> None:
    answer(house, isotretinoin_now="yes")
    house.needling.device = "exceed"
    house.needling.save()
    shown = page(house, house.dora)
    assert "nobody overrules this" in shown
    assert 'name="what"' not in shown
    send(house, house.dora, rule="isotretinoin.001")
    assert not Decision.objects.exists()
    assert standing(house.amara, day=today()).state == "not_now"


def test_others_than_doctors_decide_nothing_by_hand(house: House) -> None:
    answer(house, keloid="yes")
    for account in (house.sina, house.fred, house.olga, house.nobody, house.amara_herself):
        send(house, account)
    assert not Decision.objects.exists()


def test_an_open_question_is_answered_on_the_page(house: House) -> None:
    form = answer(house, keloid="not known", raised_scar="not known")
    assert "2 open questions" in page(house, house.sina)
    mend(house, house.sina, form, key="keloid", given="no")
    mend(house, house.sina, form, key="raised_scar", given="no", zones="cheek_left")
    assert standing(house.amara, day=today()).state == "clear"
    last = Fact.objects.filter(key="keloid").latest("at")
    assert (last.source, last.by, last.reason) == ("with staff", house.sina, "asked in person")


def test_the_phototype_seen_counts_more_than_the_one_told(house: House) -> None:
    form = answer(house, phototype="not known")
    assert "Which phototype" in page(house, house.sina)
    mend(house, house.sina, form, key="phototype", given="III", source="examined")
    assert "Which phototype" not in page(house, house.sina)
    shown = page(house, house.sina, name="answers")
    assert "III" in shown
    assert "seen by a clinician" in shown


@pytest.mark.parametrize(
    ("key", "given", "day"),
    [
        ("keloid", "maybe", ""),
        ("no_such_question", "yes", ""),
        ("isotretinoin_last", "date", "31 of never"),
        ("isotretinoin_last", "date", "2999-01-01"),
        ("raised_scar", "yes", ""),
        ("phototype", "IX", ""),
    ],
)
def test_an_answer_that_cannot_be_changes_nothing(
    house: House, *, key: str, given: str, day: str
) -> None:
    form = answer(house)
    before = Fact.objects.count()
    assert mend(house, house.sina, form, key=key, given=given, day=day) == 422
    assert Fact.objects.count() == before


@pytest.mark.parametrize("name", ["screening", "answers"])
def test_an_answer_refused_comes_back_where_it_was_typed(house: House, name: str) -> None:
    form = answer(house, isotretinoin_last="not known")
    client, address = SignedIn(house.sina), reverse(name, args=[house.amara.pk])
    came = client.post(
        reverse("answer_mend", args=[house.amara.pk]),
        {
            "form": str(form.pk),
            "key": "isotretinoin_last",
            "given": "date",
            "day": "31 of never",
            "source": "examined",
            "reason": "read it in a letter",
            "next": address,
        },
    )
    shown = came.content.decode()
    assert came.status_code == 422
    assert "Not saved. What you entered is still here." in shown
    assert "a month or year will do" in shown
    assert 'value="31 of never"' in shown
    assert 'value="read it in a letter"' in shown
    assert 'value="examined" selected' in shown
    assert f'name="next" value="{address}?' in shown


def test_the_record_is_shown_where_answers_know_nothing_of_it(house: House) -> None:
    answer(house, needled_last="never")
    assert "The record has a session" not in page(house, house.sina)
    sign(house)
    session = began(treat(house, in_room(house, house.amara)), timedelta(days=40))
    assert "The record has a session on" in page(house, house.sina)
    day = localdate(session.treatment_began_at, house.clinic.zone)  # clocks may have changed
    on = last_time(QUESTIONS["needled_last"], day, ["cheek_left"])
    answer(house, **on)
    assert "The record has a session" not in page(house, house.sina)


def test_a_treatment_under_way_is_not_screened_for_itself(house: House) -> None:
    answer(house)
    sign(house)
    treat(house, in_room(house, house.amara))
    shown = page(house, house.sina)
    assert "counts as the last one" in shown
    later = visit_on(house, today() + timedelta(days=50))
    assert f"for a treatment on {later.starts_at:%-d %B %Y}" in page(house, house.sina)


def test_points_for_a_doctor_stand_on_the_page_that_counts_them(house: House) -> None:
    answer(house)
    result = result_of(house.amara, day=today())
    assert result is not None
    assert result.document.plan is not None
    waiting = result.document.plan.confirmations
    shown = page(house, house.sina)
    assert f"{len(waiting)} points below wait" in shown
    assert all(escape(point.why[1:]) in shown for point in waiting)


def test_a_withdrawn_decision_is_named_on_its_finding(house: House) -> None:
    answer(house, keloid="yes")
    client = send(house, house.dora)
    made = Decision.objects.get()
    client.post(reverse("decision_withdraw", args=[made.pk]), {"why": "it grew after all"})
    assert "1 earlier decision: withdrawn" in page(house, house.sina)


def test_every_link_to_a_source_leads_to_an_address(house: House) -> None:
    answer(house, keloid="yes", pregnant="yes")
    links = re.findall(r'class="small" href="([^"]+)" rel="noreferrer"', page(house, house.sina))
    assert len(links) > 3
    assert all(link.startswith(("https://", "http://")) for link in links)
    assert any(link.startswith("https://doi.org/10.") for link in links)


def test_a_mended_answer_keeps_what_stood_before(house: House) -> None:
    form = answer(house, isotretinoin_last="date", d__isotretinoin_last="2020")
    mend(
        house,
        house.sina,
        form,
        key="isotretinoin_last",
        given="date",
        day="2021-05",
        reason="looked it up",
    )
    shown = page(house, house.sina, name="answers")
    assert "May 2021 (counted as 31 May 2021)" in shown
    assert "2020 (counted as 31 December 2020)" in shown
    assert "What stood here before" in shown
    assert "told by the patient, Amara" in shown


def test_a_finding_tells_days_in_words_and_the_patient_once(house: House) -> None:
    when = today() - timedelta(days=40)
    told = HEALTHY | {"isotretinoin_last": "date", "d__isotretinoin_last": f"{when:%Y-%m}"}
    form = form_open(by=house.fred.actor, patient=house.amara)
    answers_received(by=VISITOR, form=fill(form, **told))
    shown = page(house, house.sina)
    assert f"{when:%B %Y} (counted as " in shown
    assert "told by the patient, by private link, " in shown
    assert "The patient, by private link" not in shown
    assert not re.search(r"days after \d{4}-", shown)
    assert re.search(r"days after \d+ [A-Z]", shown)


def test_hostile_words_are_shown_as_text(house: House) -> None:
    form = answer(
        house,
        hope=HOSTILE,
        medicines_any="yes",
        medicine=[HOSTILE],
        keloid="yes",
    )
    send(house, house.dora, reason=f"because of {HOSTILE}")
    mend(house, house.sina, form, key="pregnant", given="no", reason=HOSTILE)
    for shown in (page(house, house.dora), page(house, house.dora, name="answers")):
        assert HOSTILE not in shown
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "no rule knows this name: look yourself" in page(house, house.dora)


def test_a_named_medicine_reminds_of_its_question(house: House) -> None:
    answer(house, medicines_any="yes", medicine=["Ibuprofen 400"], painkillers="yes")
    assert "asks about: " in page(house, house.sina)


def test_another_day_is_looked_at_when_chosen(house: House) -> None:
    answer(house, **last_time(QUESTIONS["self_tanner_last"], today(), []))
    visit_on(house, today() + timedelta(days=1))
    assert "No rule holds treatment back" not in page(house, house.sina)
    later = (today() + timedelta(days=3)).isoformat()
    assert "No rule holds treatment back" in page(house, house.sina, query=f"?day={later}")
    assert page(house, house.sina, query="?day=rubbish")


def test_unsigned_rules_are_said_to_be_unsigned(house: House) -> None:
    answer(house)
    assert "No doctor of this clinic has signed these rules" in page(house, house.sina)


@pytest.mark.parametrize("name", ["screening", "answers"])
def test_wrong_people_find_nothing(house: House, name: str) -> None:
    answer(house)
    address = reverse(name, args=[house.amara.pk])
    for account in (house.fred, house.olga, house.nobody, house.amara_herself, house.bea_herself):
        assert SignedIn(account).get(address).status_code == 404
    assert SignedIn(house.sina).get(reverse(name, args=[uuid4()])).status_code == 404


@pytest.mark.parametrize("name", ["screening", "answers"])
def test_a_restricted_chart_shuts_its_answers_too(house: House, name: str) -> None:
    form = answer(house, keloid="yes")
    house.amara.restricted = True
    house.amara.save()
    answered = SignedIn(house.sina).get(reverse(name, args=[house.amara.pk]))
    assert "keloid" not in answered.content.decode().lower()
    before = Fact.objects.count()
    mend(house, house.sina, form, key="keloid", given="no")
    send(house, house.dora)
    assert Fact.objects.count() == before
    assert not Decision.objects.exists()


def test_an_answer_of_another_patient_cannot_be_mended_here(house: House) -> None:
    theirs = answer(house, house.bea)
    answer(house)
    assert mend(house, house.sina, theirs, key="keloid", given="yes") == 404
    assert standing(house.bea, day=today()).state == "clear"


def test_doctors_see_who_waits_on_board_and_list(house: House) -> None:
    visit_on(house, today() + timedelta(days=3))
    answer(house, keloid="yes")
    doctor = SignedIn(house.dora)
    assert "Amara Okafor" in doctor.get(reverse("screening_waiting")).content.decode()
    assert "To decide" in doctor.get(reverse("board")).content.decode()
    assert SignedIn(house.sina).get(reverse("screening_waiting")).status_code == 404
    assert "To decide" not in SignedIn(house.sina).get(reverse("board")).content.decode()
    send(house, house.dora)
    assert "Nobody waits" in doctor.get(reverse("screening_waiting")).content.decode()


def test_a_restricted_patient_waits_for_its_own_doctors_only(house: House) -> None:
    answer(house, keloid="yes")
    house.amara.restricted = True
    house.amara.save()
    shown = SignedIn(house.dora).get(reverse("screening_waiting")).content.decode()
    assert "Okafor" not in shown


@pytest.mark.parametrize(
    "address", ["http://[::1", "/patients/?day=9999-12-31", "/patients/?day=0001-01-01"]
)
def test_an_answer_refused_comes_back_whatever_address_it_names(house: House, address: str) -> None:
    form = answer(house)
    assert mend(house, house.sina, form, key="keloid", given="", next=address) == 422
    assert mend(house, house.sina, form, key="keloid", given="no", next=address) == 302


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_decision_for_a_day_far_away_is_refused_with_its_reason(house: House, day: str) -> None:
    answer(house, keloid="yes")
    assert "is more than two years from today" in page_after(house, day)
    assert not Decision.objects.exists()


def page_after(house: House, day: str) -> str:
    fields = {"rule": KELOID, "day": day, "what": "go on", "reason": "seen and felt", "until": day}
    sent = SignedIn(house.dora).post(reverse("finding_decide", args=[house.amara.pk]), fields)
    assert sent.status_code == 422
    return sent.content.decode()


def test_a_chart_without_a_visit_to_come_leads_to_the_screening(house: House) -> None:
    answer(house)
    shown = SignedIn(house.sina).get(f"/patients/{house.amara.pk}/").content.decode()
    assert reverse("screening", args=[house.amara.pk]) in shown


def test_a_device_that_is_gone_is_named_and_nothing_breaks(house: House) -> None:
    form = answer(house)
    Form.objects.filter(pk=form.pk).update(device="gone")
    Service.objects.update(device="gone")
    assert "The rules do not know the device" in page(house, house.sina)
    assert page(house, house.sina, name="answers")
    assert page(house, house.sina, name="consents")
