"""Tries of someone who wants an unsafe plan, each with what it is met with."""

import re
from datetime import date

import pytest

from percuta.casefile.blank_again import blank_again
from percuta.casefile.packaged import examples
from percuta.casefile.problems import CaseFileError
from percuta.casefile.reader import parse_case
from percuta.cli.load import answer
from percuta.finding import Severity
from percuta.papers.calendar_file import calendar_file
from percuta.papers.card import card
from percuta.papers.consent import consent
from percuta.papers.handouts import Clinic
from percuta.papers.page import Page
from percuta.papers.patient import patient_page
from percuta.papers.plain import plain
from percuta.report.document import Document, PlanDoc
from percuta.screening.screen import Verdict

TRIAL = "skinpen-trial"
SECOND = "second-session"


def with_answers(text: str, **answers: str) -> str:
    """A case with these answers in place of its own; an empty one is taken out."""
    for key, given in answers.items():
        line = f"{key} = {given}\n" if given else ""
        text, count = re.subn(rf"^{key} = .*\n", line, text, count=1, flags=re.MULTILINE)
        if not count:
            text = text.replace("[answers]\n", f"[answers]\n{line}", 1)
    return text


def given_again(text: str, **answers: str) -> str:
    """The same for the answers of the table of what was asked again."""
    first, again = text.split("[again]")
    changed = with_answers(again.replace("[again.answers]", "[answers]"), **answers)
    return f"{first}[again]{changed.replace('[answers]', '[again.answers]')}"


def read(text: str, on: str | None = None) -> Document:
    return answer(parse_case(text, "case.toml"), on)


def planned(text: str, on: str | None = None) -> PlanDoc:
    document = read(text, on)
    assert document.plan is not None
    return document.plan


def refused(text: str) -> str:
    with pytest.raises(CaseFileError) as caught:
        parse_case(text, "case.toml")
    return str(caught.value)


def words(page: Page) -> str:
    return "\n".join(line for _, line in plain(page))


# A second session forgets nothing


@pytest.mark.parametrize(
    ("key", "first", "again"),
    [
        ("isotretinoin_last", "2026-05-01", '"never"'),
        ("isotretinoin_last", "2026-05-01", "2026-01-01"),
        ("filler_last", "2026-08-01", '"never"'),
        ("plastic_surgery_last", "2026-03-01", '"never"'),
        ("newest_scar", "2026-03-01", '"never"'),
    ],
)
def test_a_last_time_cannot_move_back_between_sessions(key: str, first: str, again: str) -> None:
    case = given_again(with_answers(examples()[SECOND], **{key: first}), **{key: again})
    said = refused(case)
    assert f"again.answers.{key}" in said
    assert f"it was {first} when first asked" in said


@pytest.mark.parametrize("last", ['"never"', "2026-01-01"])
def test_a_medicine_taken_at_the_assessment_was_taken_till_then(last: str) -> None:
    first = with_answers(
        examples()[SECOND], isotretinoin_now='"yes"', isotretinoin_last='"not known"'
    )
    said = refused(given_again(first, isotretinoin_now='"no"', isotretinoin_last=last))
    assert "isotretinoin_now was yes on 2026-09-14" in said


def test_fits_of_the_past_are_not_taken_back() -> None:
    first = with_answers(examples()[SECOND], fainting='"yes"')
    assert "such a yes lasts" in refused(given_again(first, fainting='"no"'))


@pytest.mark.parametrize("key", ["methaemoglobin_risk", "suspicious_spot", "actinic_keratosis"])
def test_what_is_no_longer_so_is_shown_to_the_doctor(key: str) -> None:
    first = with_answers(examples()[SECOND], **{key: '"yes"'})
    plan = planned(given_again(first, **{key: '"no"'}))
    (remark,) = [r for r in plan.confirmations if r.what == "no longer so"]
    assert "yes at the assessment, no now" in remark.why
    usual = planned(examples()[SECOND]).confirmations
    assert all(r.what != "no longer so" for r in usual)


# Skin that makes dark marks is treated gently


@pytest.mark.parametrize("phototype", ["I", "II", "III"])
def test_dark_marks_of_the_past_make_the_course_gentle(phototype: str) -> None:
    text = re.sub(r'phototype = "\w+"', f'phototype = "{phototype}"', examples()[TRIAL])
    plain_plan = planned(text)
    plan = planned(with_answers(text, dark_marks_before='"yes"'))
    for zone, usual in zip(plan.zones, plain_plan.zones, strict=True):
        assert zone.endpoint.what == "even redness"
        assert usual.endpoint.what != zone.endpoint.what
        assert zone.up_to.value is not None
        assert zone.up_to.value <= 1.0
        assert zone.first_session.value == zone.start.value
        assert zone.passes_first.value == 4
    assert "test area first" in {r.what for r in plan.confirmations}


def with_melasma(text: str, zone: str) -> str:
    concern = f'[[concern]]\nkind = "melasma"\nzones = ["{zone}"]\n\n[answers]'
    return text.replace("[answers]", concern, 1)


def test_a_wish_for_melasma_is_melasma_whatever_was_answered() -> None:
    wish = with_melasma(examples()[TRIAL], "cheek_left")
    assert "the wish for melasma says otherwise" in refused(wish)
    document = read(with_answers(wish, dark_marks_before='"yes"'))
    assert document.plan is not None
    assert {zone.endpoint.what for zone in document.plan.zones} == {"even redness"}
    said = words(card(document, Clinic()))
    assert "SPF 50 or more" in said
    assert "tinted" in said
    assert "no sun holiday for four weeks" in said
    assert "Brown patches can get darker" in words(consent(document, Clinic()))


# What concerns one person stands on that person's papers


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("cold_sores_ever", "Call off your visit if you feel one coming"),
        ("light_sensitive", "Keep taking it"),
        ("fainting", "somebody stays with you"),
        ("dark_marks_before", "Your skin makes dark marks easily"),
    ],
)
def test_a_caution_reaches_every_paper_of_the_patient(key: str, said: str) -> None:
    usual = read(examples()[TRIAL])
    document = read(with_answers(examples()[TRIAL], **{key: '"yes"'}))
    papers = (patient_page, lambda d: card(d, Clinic()), lambda d: consent(d, Clinic()))
    for paper in papers:
        assert said in words(paper(document))
        assert said not in words(paper(usual))


@pytest.mark.parametrize("name", ["stretch-marks", "melasma", "dark-spots", "burn-scar"])
def test_the_consent_sheet_says_what_no_authority_has_cleared(name: str) -> None:
    said = words(consent(read(examples()[name]), Clinic()))
    assert "no authority has cleared" in said.lower()
    assert "Less is known about it" in said


def test_the_consent_sheet_names_the_dangers_of_the_cream() -> None:
    document = read(examples()[TRIAL])
    assert document.plan is not None
    assert document.plan.numbing is not None
    said = words(consent(document, Clinic()))
    for danger in ("fits", "a heart out of beat", "Blue or grey lips"):
        assert danger in said
    without = read(examples()["no-cream"])
    assert "Blue or grey lips are" not in words(consent(without, Clinic()))


# Old answers, and what nobody asked


def test_old_answers_are_said_to_be_old_on_every_paper() -> None:
    document = read(examples()[TRIAL], "2027-11-25")
    for paper in (patient_page(document), consent(document, Clinic())):
        assert "what you told us on Mon 14 September 2026" in words(paper)
        assert "we ask you everything again" in words(paper)
    calendar = calendar_file(document).decode().replace("\r\n ", "")
    assert "answers of Mon 14 September 2026" in calendar


def test_what_a_silent_label_does_not_ask_for_holds_nothing_back() -> None:
    yes, silent = (
        read(with_answers(examples()[TRIAL], blood_borne_infection=given))
        for given in ('"yes"', "")
    )
    assert (yes.verdict, silent.verdict) == (Verdict.PLAN, Verdict.PLAN)
    (finding,) = [f for f in yes.findings if f.rule == "infection.003"]
    assert finding.severity is Severity.INFORM


def test_after_fits_no_cream_is_planned_before_a_doctor_decides() -> None:
    plan = planned(with_answers(examples()[TRIAL], fainting='"yes"'))
    assert plan.numbing is None
    assert all(session.cream is None for session in plan.sessions)
    assert "decide on the cream" in {r.what for r in plan.confirmations}


# Sun, place and follow-up


def test_nobody_is_needled_two_days_after_a_sun_holiday() -> None:
    stay = "[[away]]\nfirst = 2026-09-15\nlast = 2026-11-20\nsun = true\n\n[answers]"
    plan = planned(examples()[TRIAL].replace("[answers]", stay, 1), "2026-11-21")
    assert plan.sessions[0].day == date(2026, 12, 4)


@pytest.mark.parametrize("kind", ["laxity", "texture", "wrinkles", "acne_scars"])
def test_numbers_read_on_faces_are_not_passed_off_as_read_on_the_body(kind: str) -> None:
    text = examples()["stretch-marks"].replace('kind = "stretch_marks"', f'kind = "{kind}"')
    text = re.sub(r"^newest_stretch_mark = .*\n", "", text, flags=re.MULTILINE)
    text = with_answers(text, newest_stretch_mark='"never"', newest_acne_scar="2020-01-01")
    plan = planned(text)
    for zone in plan.zones:
        assert "none for this place was read" in zone.sessions.why
        assert zone.sessions.status == "assumed"
    assert "confirm the sessions" in {r.what for r in plan.confirmations}


@pytest.mark.parametrize("name", [TRIAL, "dogra-2014", "stretch-marks"])
def test_every_session_is_looked_after(name: str) -> None:
    document = read(examples()[name])
    assert document.plan is not None
    assert document.care is not None
    checks = {one.topic: one.days for one in document.care.follow_up}
    for after in (1, 3, 7):
        looked = checks[f"day {after} after each session"]
        gaps = [(d - s.day).days for d, s in zip(looked, document.plan.sessions, strict=True)]
        assert set(gaps) == {after}


def test_hours_of_needling_in_one_visit_are_named() -> None:
    zones = '["thigh_left", "thigh_right", "abdomen", "upper_back", "lower_back"]'
    text = re.sub(r"^zones = .*$", f"zones = {zones}", examples()["stretch-marks"], flags=re.M)
    (remark,) = [r for r in planned(text).confirmations if r.what == "split the visit"]
    assert "minutes of work in one session" in remark.why
    assert all(r.what != "split the visit" for r in planned(examples()[TRIAL]).confirmations)


# A zone that was held back was not needled


def one_cheek_held() -> str:
    acne = '{ cheek_right = "no", cheek_left = "yes" }'
    return with_answers(examples()[SECOND], acne_in_area=acne)


def test_a_zone_held_back_at_first_is_not_taken_for_needled() -> None:
    said = refused(given_again(one_cheek_held(), needled_last="2026-09-14"))
    assert "cheek_left could not be treated at the assessment" in said
    assert '{ cheek_right = 2026-09-14, cheek_left = "never" }' in said
    apart = '{ cheek_right = 2026-09-14, cheek_left = "never" }'
    zones = {z.zone: z for z in planned(given_again(one_cheek_held(), needled_last=apart)).zones}
    assert set(zones) == {"cheek_left", "cheek_right"}


def test_a_later_blank_asks_zone_by_zone_where_one_was_held_back() -> None:
    first = one_cheek_held().split("[again]")[0]
    asked = blank_again(parse_case(first, "case.toml"), date(2026, 10, 19))
    assert 'needled_last = { cheek_right = "not known", cheek_left = "not known" }' in asked
    whole = examples()[SECOND].split("[again]")[0]
    assert '\nneedled_last = "not known"' in blank_again(parse_case(whole, "c"), date(2026, 10, 19))
