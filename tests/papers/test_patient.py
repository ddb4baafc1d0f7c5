"""The patient's paper: plain, kind, whole, and never a promise."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from cast import days_ago, with_answer
from papers.reading import grade, page_grade, section_grades
from percuta.casefile.packaged import examples
from percuta.cli.load import answer, load
from percuta.finding import Severity
from percuta.papers.card import card
from percuta.papers.clinician import clinician_page
from percuta.papers.consent import STUDIES, consent
from percuta.papers.handouts import Clinic, NoPlan
from percuta.papers.page import Page
from percuta.papers.patient import patient_page, told_of
from percuta.papers.plain import plain
from percuta.papers.when import when
from percuta.report.document import Document
from percuta.report.numbers import BY_DOCTOR, number
from percuta.screening.catalogue import RULES, RULES_BY_ID
from percuta.screening.decision import Decision
from percuta.screening.rule import Rule
from percuta.screening.rules.recovery import NEEDLED_LAST
from percuta.screening.screen import Verdict
from percuta.zones.skin_map import ZONES
from planning.wishes import BEAS, CHEEK, EVERYWHERE, SCARS, wish

NAMES = sorted(examples())
DOCUMENTS = {name: answer(load(None, name)) for name in NAMES}
PLANNED = [name for name in NAMES if DOCUMENTS[name].plan is not None]
AGE_TWELVE = 7.0
EVERY_NAME = pytest.mark.parametrize("name", NAMES)
EVERY_PLAN = pytest.mark.parametrize("name", PLANNED)


def words(page: Page) -> str:
    return "\n".join(line for _, line in plain(page))


def asked_for(*, zones: tuple[str, ...]) -> Document:
    """The answer to a packaged case with other zones, all clear, cream wished for."""
    case = load(None, "dogra-2014")
    request = replace(BEAS, concerns=(wish(SCARS, *zones),))
    return answer(replace(case, request=request))


def one_with(verdict: Verdict) -> Document:
    return next(d for d in DOCUMENTS.values() if d.verdict is verdict)


@EVERY_NAME
def test_the_patients_paper_reads_at_age_twelve(name: str) -> None:
    page = patient_page(DOCUMENTS[name])
    assert page_grade(page) <= AGE_TWELVE
    hard = {title: grade for title, grade in section_grades(page).items() if grade > AGE_TWELVE}
    assert hard == {}


def test_a_paper_on_a_doctors_word_stays_plain_and_holds_nothing_back() -> None:
    case = load(None, "doctor")
    day = case.request.day
    decision = Decision(rule="bleeding.002", by="Dr Dora", on=day, until=day, reason="low risk")
    document = answer(replace(case, request=replace(case.request, decisions=(decision,))))
    page = patient_page(document)
    assert document.verdict is Verdict.PLAN
    assert told_of(document)[True] == []
    assert "A doctor has looked at this and decided that we can go on." in words(page)
    assert "low risk" not in words(page)
    assert page_grade(page) <= AGE_TWELVE


def test_whoever_takes_a_medicine_against_clots_reads_of_bleeding_and_bruises() -> None:
    case = load(None, "doctor")
    day = case.request.day
    decision = Decision(rule="bleeding.002", by="Dr Dora", on=day, until=day, reason="low risk")
    document = answer(replace(case, request=replace(case.request, decisions=(decision,))))
    for page in (patient_page(document), consent(document, Clinic())):
        said = words(page)
        assert "Do not stop your medicine: it protects you. You may bleed and bruise more." in said
        assert "looks first" not in said


WAITING = re.compile(r"\b(waits?|first|rest|do not start)\b")
DECIDED = [rule for rule in RULES if rule.patient_decided]


@pytest.mark.parametrize("rule", DECIDED, ids=lambda rule: rule.id)
def test_nobody_who_may_go_on_is_asked_to_wait(rule: Rule) -> None:
    """What holds as a rule, and what a doctor decided for this person, stand side by side."""
    for sentence in re.split(r"(?<=[.:])\s", rule.patient_decided):
        assert "as a rule" in sentence.lower() or not WAITING.search(sentence), sentence
    assert grade(rule.patient_decided) <= AGE_TWELVE


def test_a_wait_that_a_doctor_shortened_is_told_as_a_rule() -> None:
    told = RULES_BY_ID["recovery.001"].patient_decided
    assert told == "As a rule, skin has some weeks of rest between two sessions."
    assert "give it that time" in RULES_BY_ID["recovery.001"].patient


def test_after_a_session_everything_is_asked_again_before_the_next() -> None:
    case = load(None, "second-session")
    later = case.request.day + timedelta(days=7)
    document = answer(replace(case, request=replace(case.request, day=later)))
    assert document.plan is not None
    assert document.plan.sessions[0].number > 1
    for page in (patient_page(document), consent(document, Clinic())):
        assert "Before the next visit we ask you everything again." in words(page)
    first = load(None, "dogra-2014")
    document = answer(replace(first, request=replace(first.request, day=later)))
    assert "Before the first visit we ask you everything again." in words(patient_page(document))


@EVERY_PLAN
def test_card_and_consent_sheet_read_at_age_twelve(name: str) -> None:
    one = DOCUMENTS[name]
    for page in (
        card(one, Clinic()),
        consent(one, Clinic()),
        consent(one, Clinic(), test_area=True),
    ):
        grades = section_grades(page)
        grades.pop(STUDIES, None)
        assert {title: grade for title, grade in grades.items() if grade > AGE_TWELVE} == {}


def test_the_measure_of_reading_tells_easy_from_hard() -> None:
    assert grade(["We wait. Your skin has to rest."]) < 3
    told = DOCUMENTS["skinpen-trial"]
    assert page_grade(clinician_page(told)) > page_grade(patient_page(told)) + 2
    hard = "Post-inflammatory hyperpigmentation necessitates dermatological photoprotection."
    assert grade([hard]) > 12


@EVERY_NAME
def test_no_paper_for_patients_holds_clinic_words(name: str) -> None:
    said = words(patient_page(DOCUMENTS[name]))
    latin = r"erythema|oedema|phototype|glabella|periorbital|dermatologist|contraindicat"
    assert not re.search(rf"{latin}|\bmm\b|SPF \d+ or more,", said)
    assert not re.search(r"\[\d+(, \d+)*\]", said)


@EVERY_PLAN
def test_a_plan_for_patients_says_all_that_they_have_to_know(name: str) -> None:
    titles = [section.title for section in patient_page(DOCUMENTS[name]).sections]
    assert {
        "Your visits",
        "What nobody can tell you",
        "Before each visit",
        "After each visit",
        "What is normal",
        "What can go wrong",
        "When to call",
        "Other ways",
        "Who decides",
    } <= set(titles)


@pytest.mark.parametrize("verdict", [v for v in Verdict if v is not Verdict.PLAN])
def test_without_a_plan_there_is_a_reason_and_a_next_step(verdict: Verdict) -> None:
    page = patient_page(one_with(verdict))
    titles = [section.title for section in page.sections]
    assert "In short" in titles
    assert {"Why", "What we would like to know"} & set(titles)
    assert "What you can do now" in titles
    assert "Your visits" not in titles
    assert "fail" not in words(page).lower()


def test_a_deferral_names_the_day_to_come_back() -> None:
    assert "Come back to us from Tue 10 November 2026" in words(patient_page(DOCUMENTS["deferral"]))


@EVERY_NAME
def test_every_paper_says_that_no_doctor_has_signed(name: str) -> None:
    for page in (patient_page(DOCUMENTS[name]), clinician_page(DOCUMENTS[name])):
        assert "no doctor has read and signed these rules" in page.foot
        assert DOCUMENTS[name].made_by.rule_set in page.foot


def test_without_a_plan_there_is_nothing_to_hand_out() -> None:
    for make in (card, consent):
        with pytest.raises(NoPlan, match="no plan to hand out: not now; the plan says why"):
            make(DOCUMENTS["deferral"], Clinic())


def test_the_card_names_the_clinic_or_leaves_a_line_for_it() -> None:
    document = DOCUMENTS["skinpen-trial"]
    known = words(card(document, Clinic(name="Clinic Example", phone="0123")))
    assert "Clinic Example, 0123" in known
    assert "Phone, day and night ____" in words(card(document, Clinic(name="Clinic Example")))


@EVERY_PLAN
def test_the_consent_sheet_weighs_both_ways_and_promises_nothing(name: str) -> None:
    page = consent(DOCUMENTS[name], Clinic())
    said = words(page)
    titles = {section.title for section in page.sections}
    assert {"Will it help?", "What can go wrong", "What it costs", STUDIES} <= titles
    assert "or do nothing" in said
    assert re.search(r"\d+ of \d+ \(|nobody has counted", said)
    assert not re.search(r"guarantee|will (?:be gone|disappear|look)", said)


def later(done: int) -> Document:
    """The answer before a later session of the course, to a case that wishes for scars."""
    case = load(None, "dogra-2014")
    answers = with_answer(EVERYWHERE, NEEDLED_LAST, days_ago(50))
    request = replace(BEAS, concerns=(wish(SCARS, CHEEK),), answers=answers, sessions_done=done)
    return answer(replace(case, request=request))


@pytest.mark.parametrize(
    ("done", "said"),
    [
        (0, "We plan 3 visits, the first from"),
        (1, "You had one visit with needles before, so we count on: we plan visits 2 to 3, from"),
        (2, "You had 2 visits with needles before, so we count on: we plan visit 3, from"),
    ],
)
def test_papers_say_why_visits_do_not_begin_with_the_first(done: int, said: str) -> None:
    document = later(done)
    assert said in words(consent(document, Clinic()))
    assert (said in words(patient_page(document))) is (done > 0)


def test_the_consent_sheet_says_what_lies_outside_the_clearance() -> None:
    assert DOCUMENTS["many-wishes"].outside_clearance
    assert "Outside what the device is cleared for" in words(
        consent(DOCUMENTS["many-wishes"], Clinic())
    )


def test_a_zone_that_waits_is_named_with_its_reason() -> None:
    said = words(patient_page(DOCUMENTS["one-zone-blocked"]))
    assert "For now we leave out: forehead" in said
    assert "We wait until the skin is clear" in said


def test_the_consent_sheet_asks_for_nothing_to_be_signed_by_percuta() -> None:
    said = words(consent(DOCUMENTS["skinpen-trial"], Clinic(name="Clinic Example")))
    assert "Percuta has signed nothing for anybody" in said
    assert "Nobody has signed" not in said
    assert "For Clinic Example: name, day, signature" in said
    assert "Nothing, with sunscreen" in said


# What no longer waits, and what is not of this person


@EVERY_PLAN
def test_no_paper_read_weeks_ahead_speaks_of_tomorrow(name: str) -> None:
    document = DOCUMENTS[name]
    assert document.care is not None
    told = [a.patient for a in (*document.care.preparation, *document.care.aftercare)]
    assert [text for text in told if re.search(r"\b(today|tomorrow)\b", text, re.I)] == []
    assert "Usual today" not in words(card(document, Clinic()))


def test_a_wait_over_by_the_first_visit_is_on_no_paper() -> None:
    document = DOCUMENTS["skinpen-trial"]
    (wait, *_) = DOCUMENTS["deferral"].findings
    over = replace(wait, severity=Severity.INFORM, patient="It needs rest here.", over=True)
    before = replace(document, findings=(*document.findings, replace(over, over=False)))
    after = replace(document, findings=(*document.findings, over))
    for make in (patient_page, lambda d: card(d, Clinic()), lambda d: consent(d, Clinic())):
        assert "It needs rest here." in words(make(before))
        assert "It needs rest here." not in words(make(after))


def test_numbing_cream_is_not_foretold_around_the_eyes() -> None:
    document = asked_for(zones=("periorbital_left", CHEEK))
    for page in (patient_page(document), consent(document, Clinic())):
        assert "not around the eyes: you feel it there" in words(page)
    assert "around the eyes: you" not in words(patient_page(asked_for(zones=(CHEEK,))))


def test_a_wished_cream_that_is_not_planned_comes_with_its_reason() -> None:
    document = asked_for(zones=("abdomen",))
    for page in (patient_page(document), consent(document, Clinic())):
        assert "because nobody has measured the skin we treat" in words(page)


@EVERY_PLAN
def test_a_count_and_the_word_that_nobody_counted_never_share_a_row(name: str) -> None:
    care = DOCUMENTS[name].care
    assert care is not None
    for effect in (one for one in care.effects if one.counts):
        assert "obody has counted" not in effect.patient


@EVERY_PLAN
def test_a_depth_that_a_doctor_sets_is_left_blank_on_the_consent_sheet(name: str) -> None:
    document = DOCUMENTS[name]
    assert document.plan is not None
    said = words(consent(document, Clinic()))
    left_open = [zone for zone in document.plan.zones if number(zone.start) == BY_DOCTOR]
    assert said.count("depth the doctor sets, in mm ____") == len(left_open)
    assert ("The doctor sets how deep" in said) is bool(left_open)
    if len(left_open) == len(document.plan.zones):
        assert "at the most" not in said


@EVERY_PLAN
def test_other_ways_are_called_general_where_a_wish_is_off_the_face(name: str) -> None:
    plan = DOCUMENTS[name].plan
    assert plan is not None
    off_face = any(not ZONES[zone.zone].on_face for zone in plan.zones)
    said = words(consent(DOCUMENTS[name], Clinic()))
    assert ("We did not read whether they help with what you wish" in said) is off_face
    assert "is made yet" not in said


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ((None, None), "always"),
        ((-336, 0), "2 weeks before"),
        ((-168, 0), "a week before"),
        ((-72, 0), "3 days before"),
        ((-24, 0), "a day before"),
        ((0, 0), "on the day"),
        ((0, 24), "first day"),
        ((0, 72), "first 3 days"),
        ((0, 168), "first week"),
        ((0, 336), "first 2 weeks"),
        ((24, 96), "day 1 to 4"),
        ((72, 672), "day 3 to 28"),
        ((168, None), "after a week"),
        ((0, 4), "first 4 hours"),
        ((4, 24), "hour 4 to 24"),
        ((24, 48), "day 1 to 2"),
        ((0, None), "from now on"),
        ((None, 48), "up to 2 days"),
    ],
)
def test_hours_are_said_as_patients_count(
    hours: tuple[float | None, float | None], said: str
) -> None:
    assert when(*hours) == said
