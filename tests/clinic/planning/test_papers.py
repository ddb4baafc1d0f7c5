"""The papers of a plan: for each reader the numbers of its frozen version, byte for byte again."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar
from pypdf import PdfReader

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.planning.put import accepted, approved, proposed, signing
from percuta.days import day_in_words
from percuta.papers.agreement import deepest
from percuta.report.document import PlanDoc
from percuta_clinic.booking.models import Service
from percuta_clinic.consent.models import How
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import NotYours
from percuta_clinic.planning.accepting import plan_accepted, question_answered, question_asked
from percuta_clinic.planning.ending import course_begun, plan_completed
from percuta_clinic.planning.making import kept_of
from percuta_clinic.planning.models import Plan, Step, What
from percuta_clinic.planning.papers import Audience, paper_of
from percuta_clinic.planning.science_lines import lines_of


def bytes_of(house: House, plan: Plan, audience: str) -> bytes:
    now = Plan.objects.select_related("patient", "service", "house").get(pk=plan.pk)
    return paper_of(now, audience, clinic=house.clinic).content


def words_of(house: House, plan: Plan, audience: str) -> str:
    pages = PdfReader(io.BytesIO(bytes_of(house, plan, audience))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def planned(plan: Plan) -> PlanDoc:
    document = kept_of(plan).document
    assert document is not None
    assert document.plan is not None
    return document.plan


@pytest.mark.parametrize("audience", list(Audience))
def test_the_same_version_gives_the_same_bytes(house: House, audience: str) -> None:
    plan = accepted(house)
    first = bytes_of(house, plan, audience)
    Service.objects.filter(pk=plan.service_id).update(price=1, name="Another", to_buy="Gold")
    course_begun(by=house.sina, plan=plan)
    plan_completed(by=house.sina, plan=plan, why="all sessions were given")
    assert bytes_of(house, plan, audience) == first
    sina = SignedIn(house.sina).get(reverse("plan_paper", args=[plan.pk, audience]))
    assert sina.content == first
    if audience != Audience.CLINICIAN:
        amara = SignedIn(house.amara_herself)
        assert amara.get(reverse("my_plan_paper", args=[plan.pk, audience])).content == first


@pytest.mark.parametrize("example", ["wedding", "dogra-2014", "melasma"])
def test_the_patients_paper_says_the_numbers_of_the_document(house: House, example: str) -> None:
    plan = approved(house, example=example)
    said, doc = words_of(house, plan, "patient"), planned(plan)
    for session in doc.sessions:
        assert day_in_words(session.day) in said.replace("\u00a0", " ")
    for depth in map(deepest, doc.zones):
        assert depth is None or f"{depth:.2f} mm" in said
    assert f"{plan.prices['each']} EUR" in said
    assert f"{plan.prices['total']} EUR" in said
    forecast = kept_of(plan).forecast
    assert forecast is not None
    for course in forecast.courses:
        assert f"about {round(course.little * 100)} in 100 people" in said
        assert f"{course.at_band[1]:.0%} to {course.at_band[3]:.0%} better" in said


def test_the_clinicians_paper_says_who_decided_on_what(house: House) -> None:
    plan = accepted(house, example="dogra-2014")
    said = words_of(house, plan, "clinician")
    for words in ("Sina Sommer", "Dora Doktor", "test area first", "Sources", "Cap", plan.digest):
        assert words in said
    for step in Step.objects.filter(plan=plan, what__in=[What.PROPOSED, What.APPROVED]):
        assert step.by_name in said
    assert "Decided (as proposed / changed / refused)" not in said
    days = lines_of(kept_of(plan))["sessions"].value
    assert f"All {days}" in said


def test_an_agreed_plan_carries_the_signature_its_time_and_what_was_signed(house: House) -> None:
    plan = accepted(house)
    step = Step.objects.get(plan=plan, what=What.ACCEPTED)
    for audience in ("patient", "clinician"):
        said = words_of(house, plan, audience)
        assert "Drawn by hand by Amara Okafor" in said
        at = step.at.astimezone(house.clinic.zone)
        assert f"{at:%-d %B %Y, %H:%M:%S} (Europe/Berlin)" in said
        assert "Fingerprint of what was signed" in said
        assert said.replace(" ", "").count(plan.digest) >= 2
    before = words_of(house, approved(house, example="melasma"), "patient")
    assert "Drawn by hand" not in before


def test_a_typed_name_stands_on_the_paper_as_it_was_typed(house: House) -> None:
    plan = approved(house)
    typed = signing(plan, drawn="", typed="Amara Okafor")
    plan_accepted(by=house.amara_herself.actor, plan=plan, signing=typed, how=How.LINK)
    assert "Typed as “Amara Okafor” by Amara Okafor" in words_of(house, plan, "patient")


def test_what_is_answered_after_the_signature_changes_no_signed_paper(house: House) -> None:
    plan, by = approved(house), house.amara_herself.actor
    early = question_asked(by=by, plan=plan, text="Does it hurt?", name="Amara")
    question_answered(by=house.sina, question=early, answer="A little.")
    late = question_asked(by=by, plan=plan, text="May I drive?", name="Amara")
    now = signing(plan, no_answer_needed=True)
    plan = plan_accepted(by=by, plan=plan, signing=now, how=How.ACCOUNT)
    first = bytes_of(house, plan, "patient")
    said = words_of(house, plan, "patient")
    assert "A little. (Sina Sommer" in said
    assert "Signed without waiting for the answer." in said
    question_answered(by=house.sina, question=late, answer="Yes.")
    question_asked(by=by, plan=plan, text="And later?", name="Amara")
    assert bytes_of(house, plan, "patient") == first


def test_an_agreement_that_goes_on_names_the_version_that_was_signed(house: House) -> None:
    older = accepted(house)
    newer = approved(house, after=older)  # nothing that was agreed on is other
    assert newer.in_force
    said = words_of(house, newer, "patient")
    assert "Signed for version 1" in said
    assert "Drawn by hand by Amara Okafor" in said


def test_the_calendar_has_every_session_on_its_day(house: House) -> None:
    plan = approved(house)
    calendar = Calendar.from_ical(bytes_of(house, plan, "calendar"))
    days = {one.decoded("dtstart"): one for one in calendar.walk("VEVENT")}
    for session in planned(plan).sessions:
        event = days[session.day]
        assert event["summary"] == f"Needling, visit {session.number} of 3"
        assert event.decoded("dtend") == session.day + timedelta(days=1)
        assert "only once a doctor has agreed" not in str(event["description"])


def test_a_name_full_of_markup_is_only_a_name_on_paper(house: House) -> None:
    Patient.objects.filter(pk=house.amara.pk).update(family_name="#panic() </svg> $x$ \\ *b*")
    house.amara.refresh_from_db()
    plan = approved(house)
    assert "#panic() </svg> $x$ \\ *b*" in words_of(house, plan, "patient")


@pytest.mark.parametrize("audience", ["nobody", "clinician2", "patient.pdf", ""])
def test_there_is_no_paper_for_anybody_else(house: House, audience: str) -> None:
    with pytest.raises(NotYours):
        bytes_of(house, proposed(house), audience)


def test_a_patient_gets_no_paper_of_clinicians_and_the_desk_none_at_all(house: House) -> None:
    plan = accepted(house)
    amara, fred = SignedIn(house.amara_herself), SignedIn(house.fred)
    assert amara.get(reverse("my_plan_paper", args=[plan.pk, "clinician"])).status_code == 404
    for audience in Audience:
        assert fred.get(reverse("plan_paper", args=[plan.pk, audience])).status_code == 404
    draft = Plan.objects.create(
        patient=house.amara, number=1, service=house.needling, made_by=house.sina, by_name="Sina"
    )
    sina = SignedIn(house.sina)
    assert sina.get(reverse("plan_paper", args=[draft.pk, "patient"])).status_code == 404
