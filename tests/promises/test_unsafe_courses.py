"""More tries of someone who wants an unsafe plan: later sessions, old answers, lost files."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from cli.command import percuta
from percuta.casefile.packaged import examples
from percuta.cli.ending import EXIT_CODES
from percuta.cli.load import BadInput
from percuta.papers.consent import consent
from percuta.papers.handouts import Clinic
from percuta.papers.patient import patient_page
from percuta.screening.screen import Verdict
from promises.test_unsafe_plans import (
    SECOND,
    TRIAL,
    given_again,
    planned,
    read,
    refused,
    with_answers,
    words,
)

BEFORE = "2024-05-01"


def course_over(**again: str) -> str:
    text = examples()[SECOND].replace("sessions_done = 1", "sessions_done = 3")
    return given_again(text, **again)


def dark() -> str:
    """A second session; the left cheek was held back at first, and needled years before."""
    text = examples()[SECOND].replace('phototype = "II"', 'phototype = "V"')
    text = text.replace('phototype = "III"', 'phototype = "V"').replace(
        'phototype = "IV"', 'phototype = "V"'
    )
    left = f'{{ cheek_right = "never", cheek_left = {BEFORE} }}'
    acne = '{ cheek_right = "no", cheek_left = "yes" }'
    text = with_answers(text, acne_in_area=acne, needled_last=left)
    now = f"{{ cheek_right = 2026-09-14, cheek_left = {BEFORE} }}"
    return given_again(text, needled_last=now)


def test_a_zone_needled_years_before_still_begins_gently() -> None:
    text = dark()
    on = next(line for line in text.split("[again]")[1].splitlines() if line.startswith("on = "))
    document = read(text.replace(on, "on = 2026-11-19"))
    assert document.plan is not None
    zones = {zone.zone: zone for zone in document.plan.zones}
    gentle, later = zones["cheek_left"], zones["cheek_right"]
    assert (gentle.first_session.value or 9) < (later.first_session.value or 0)
    sessions = [session for session in document.plan.sessions if "cheek_left" in session.zones]
    assert len(sessions) == (gentle.sessions.value or 0)


@pytest.mark.parametrize(
    ("left", "verdict"), [('"yes"', Verdict.NOT_NOW), ('"not known"', Verdict.ASK)]
)
def test_a_course_that_is_over_hides_no_stop_elsewhere(left: str, verdict: Verdict) -> None:
    spot = f'{{ cheek_right = "no", cheek_left = {left} }}'
    document = read(course_over(suspicious_spot=spot))
    assert document.verdict is verdict
    assert EXIT_CODES[document.verdict]
    assert "Nothing holds the skin back" not in document.answer
    assert "Every session was given on right cheek" in document.answer


def test_a_course_that_is_over_everywhere_still_says_so() -> None:
    document = read(course_over())
    assert document.verdict is Verdict.PLAN
    assert "no session is left" in document.answer


@pytest.mark.parametrize(
    ("active", "ever"),
    [
        ("psoriasis_active", "psoriasis_ever"),
        ("vitiligo_active", "vitiligo_ever"),
        ("rosacea_active", "rosacea_ever"),
        ("cold_sore_now", "cold_sores_ever"),
        ("antiarrhythmics", "heart_disease"),
    ],
)
def test_what_was_there_at_first_is_never_said_never_to_have_been(active: str, ever: str) -> None:
    text = with_answers(examples()[SECOND], **{active: '"yes"', ever: '"not known"'})
    told = refused(given_again(text, **{active: '"no"', ever: '"no"'}))
    assert f"again.answers.{ever}" in told
    assert f"{active} was yes when first asked" in told


def test_chemotherapy_that_ran_at_first_cannot_have_been_never() -> None:
    text = with_answers(
        examples()[SECOND], cancer_therapy_now='"yes"', cancer_therapy_last='"not known"'
    )
    told = refused(given_again(text, cancer_therapy_now='"no"', cancer_therapy_last='"never"'))
    assert "cancer_therapy_now was yes on" in told
    assert "assess anew" in told


def test_a_burn_scar_that_never_came_is_not_planned() -> None:
    told = refused(with_answers(examples()["burn-scar"], newest_scar='"never"'))
    assert "burn scars on" in told


def test_melasma_wished_for_is_still_there_when_asked_again() -> None:
    text = examples()[SECOND].replace('"acne_scars"', '"melasma"')
    kept = [line for line in text.splitlines() if not line.startswith(("grade", "scar_types"))]
    told = refused(given_again("\n".join(kept) + "\n", dark_marks_before='"no"'))
    assert "the wish for melasma says otherwise" in told


def test_stays_do_not_carry_answers_beyond_two_years() -> None:
    first, stays = date(2026, 9, 14), ""
    while first < date(2029, 9, 10):
        last = min(first + timedelta(days=200), date(2029, 9, 10))
        stays += f"[[away]]\nfirst = {first}\nlast = {last}\nsun = false\n\n"
        first = last + timedelta(days=1)
    text = examples()[TRIAL].replace("[answers]", f"{stays}[answers]", 1)
    with pytest.raises(BadInput, match="over two years after the answers of 2026-09-14"):
        planned(text)


def test_a_paper_never_replaces_a_case(tmp_path: Path) -> None:
    case = examples()[TRIAL]
    for name in ("own.toml", "own.txt"):
        (tmp_path / name).write_text(case, encoding="utf-8")
        ended = percuta("plan", name, "--html", name, folder=tmp_path)
        assert ended.returncode == 2
        assert "holds a case or its records; name another file" in ended.stderr.decode()
        assert (tmp_path / name).read_text(encoding="utf-8") == case


def test_a_cream_of_later_sessions_brings_its_dangers_onto_every_paper() -> None:
    text = examples()[TRIAL].replace('numbing = "yes"', 'numbing = "yes"\ncream_used_cm2 = 880')
    document = read(text)
    assert document.plan is not None
    assert document.care is not None
    first, later, *_ = document.plan.sessions
    assert first.cream is None
    assert later.cream is not None
    assert document.plan.numbing is None
    assert document.plan.later_numbing is not None
    assert any(effect.key == "effect.cream" for effect in document.care.effects)
    assert "No numbing cream is planned" not in words(consent(document, Clinic()))


@pytest.mark.parametrize("cream", ["emla", "lmx4"])
def test_a_very_light_person_gets_no_cream_without_a_doctor(cream: str) -> None:
    text = examples()["stretch-marks"]
    kept = [line for line in text.splitlines() if not line.startswith(("weight_kg", "cream ="))]
    text = "\n".join(kept).replace("[person]", "[person]\nweight_kg = 25", 1)
    text = text.replace('numbing = "yes"', f'numbing = "yes"\ncream = "{cream}"')
    plan = planned(text)
    assert plan.numbing is None
    assert "a doctor decides on cream and amount" in plan.no_numbing_because


def test_the_alarm_of_a_cream_counts_what_was_used_in_the_day_before() -> None:
    text = examples()[TRIAL].replace('numbing = "yes"', 'numbing = "yes"\ncream_used_cm2 = 700')
    plan = planned(text)
    assert plan.numbing is not None
    assert "with the 24 hours before" in plan.numbing.lidocaine.why
    assert any("which cream was used" in note for note in plan.numbing.notes)


def test_nobody_is_called_back_into_a_sun_holiday_or_before_an_event() -> None:
    own = 'event = "the wedding"\nevent_on = 2026-11-15\n'
    stay = "\n[[away]]\nfirst = 2026-11-07\nlast = 2026-11-14\nsun = true\n\n"
    text = examples()["deferral"].replace("[[concern]]", f"{own}{stay}[[concern]]", 1)
    before, after = read(examples()["deferral"]), read(text)
    days = [zone.opens_on for zone in after.zones if zone.opens_on is not None]
    assert min(zone.opens_on for zone in before.zones if zone.opens_on) == date(2026, 11, 10)
    assert min(days) == date(2026, 11, 28)
    assert "28 November 2026" in words(patient_page(after))
    assert "28 November 2026" in after.answer
