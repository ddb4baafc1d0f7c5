"""What was asked again is read, checked and kept, and the blank for it asks just what is open."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from casefile.a_case import GOOD, refusal
from percuta.casefile.blank_again import blank_again
from percuta.casefile.build import build_case
from percuta.casefile.case import Case
from percuta.casefile.packaged import examples
from percuta.casefile.problems import CaseFileError
from percuta.casefile.reader import parse_case
from percuta.casefile.toml_text import case_text
from percuta.casefile.writer import case_table
from percuta.cli.load import answer
from percuta.country.catalogue import COUNTRIES
from percuta.planning.propose import propose
from percuta.questions import Answer, Kind
from percuta.report.schema import from_json, to_json
from percuta.screening.catalogue import QUESTIONS
from percuta.screening.screen import Verdict

ON = date(2026, 10, 19)
EXAMPLE = examples()["second-session"]
FIRST = EXAMPLE[: EXAMPLE.index("[again]")]
HEAD = GOOD[: GOOD.index("[answers]")]


def again(*answers: str, on: str = "2026-10-19", done: int = 1, first: str = "") -> str:
    """A case with these answers given again; the table begins in line 30."""
    lines = ["[answers]", first, "[again]", f"on = {on}", f"sessions_done = {done}"]
    return "\n".join([HEAD + lines[0], *lines[1:], "[again.answers]", *answers, ""])


def read(text: str) -> Case:
    return parse_case(text, "case.toml")


def filled(block: str, first: Mapping[str, object]) -> str:
    """A blank table of what is asked again, with every question answered as if all were well."""
    for key, question in QUESTIONS.items():
        word = "never" if question.kind is Kind.LAST_TIME else "no"
        clear = "2026-09-14" if key == "needled_last" else f'"{word}"'
        if key in first and str(first[key])[:1].isdigit() and key != "needled_last":
            clear = str(first[key])
        block = block.replace(f'\n{key} = "not known"', f"\n{key} = {clear}")
    return block


# Reading


def test_the_example_is_read_as_of_the_day_it_was_asked_again() -> None:
    case = read(EXAMPLE)
    assert (case.assessed_on, case.request.answered_on) == (date(2026, 9, 14), ON)
    assert (case.request.day, case.request.sessions_done) == (ON, 1)
    assert case.request.country is COUNTRIES["scotland"]
    assert case.again is not None
    assert "pregnant" in case.again.asked
    assert "bleeding_disorder" in case.again.kept
    assert not set(case.again.asked) & set(case.again.kept)


def test_a_case_without_the_table_is_read_as_before() -> None:
    case = read(FIRST)
    assert case.again is None
    assert case.request.sessions_done == 0
    assert case.assessed_on == case.request.answered_on == case.request.day


def test_answers_of_the_first_time_do_not_count_again() -> None:
    case = read(again('nursing = "no"', first='pregnant = "no"\ndiabetes = "no"'))
    answers = case.request.answers
    assert answers.to(QUESTIONS["nursing"]) is Answer.NO
    assert answers.to(QUESTIONS["pregnant"]) is Answer.NOT_KNOWN
    assert answers.to(QUESTIONS["diabetes"]) is Answer.NO
    assert propose(case.request).screening.verdict is Verdict.ASK


def test_cream_used_before_the_first_session_does_not_count_again() -> None:
    assert read(GOOD).request.cream_used_cm2 == 0
    assert read(again()).request.cream_used_cm2 is None
    assert read(EXAMPLE).request.cream_used_cm2 == 0


def test_a_start_that_has_passed_gives_way_to_the_day_of_the_answers() -> None:
    assert read(again()).request.day == ON
    assert read(again(on="2026-09-15")).request.day == date(2026, 9, 21)


@pytest.mark.parametrize("key", COUNTRIES)
def test_a_wish_may_name_its_country(key: str) -> None:
    text = GOOD.replace('device = "skinpen"', f'device = "skinpen"\ncountry = "{key}"')
    assert read(text).request.country is COUNTRIES[key]
    unknown = text.replace(f'country = "{key}"', 'country = "not known"')
    assert read(unknown).request.country is read(GOOD).request.country is None


# Checking

WRONG = [
    (
        again(on="2026-09-13"),
        "line 31: again.on = 2026-09-13: before the assessment on 2026-09-14",
    ),
    (
        again(on="2028-12-01"),
        "again.on = 2028-12-01: more than two years after the assessment on 2026-09-14",
    ),
    (again(done=-1), "line 32: again.sessions_done = -1: too small; at least 0"),
    (
        again("sun_last = 2026-10-20"),
        "line 34: again.answers.sun_last = 2026-10-20: a last time cannot lie after the day it was "
        "asked again, on 2026-10-19",
    ),
    (again("sun_last = 1970-10-20"), "a last time cannot lie before the birth on 1982-05-11"),
    (again('sunlast = "never"'), "again.answers.sunlast = "),
    (
        again('keloid = "no"', first='keloid = "yes"'),
        'line 34: again.answers.keloid = "no": the first answer is yes, and such a yes lasts',
    ),
    (
        again('irradiated_skin = { chin = "no" }', first='irradiated_skin = "yes"'),
        'again.answers.irradiated_skin.chin = "no": the first answer is yes',
    ),
    (
        again('tattoo_last = "never"', 'tattoo = "yes"'),
        'line 34: again.answers.tattoo_last = "never": two answers to one question: tattoo = '
        '"yes" says otherwise; mend one',
    ),
    (
        again('psoriasis_active = "yes"', first='psoriasis_ever = "no"'),
        'line 29: answers.psoriasis_ever = "no": two answers to one question: psoriasis_active = '
        '"yes" says otherwise; answer this one again too',
    ),
    (
        again('diabetes_controlled = "yes"', first='diabetes = "no"'),
        'line 34: again.answers.diabetes_controlled = "yes": two answers to one question: '
        'diabetes = "no" says otherwise',
    ),
    (again('needled_last = "never"'), "so some zone was needled on 2026-09-14 or later"),
    (again("needled_last = 2026-09-13"), "so some zone was needled on 2026-09-14 or later"),
    (
        again('newest_acne_scar = "never"'),
        "again.answers.newest_acne_scar = ",
    ),
    (
        again('moles = { forehead = "no" }'),
        "again.answers.moles.forehead = ",
    ),
]
FINE = [
    again('psoriasis_active = "yes"', 'psoriasis_ever = "yes"', first='psoriasis_ever = "no"'),
    again('keloid = "not known"', first='keloid = "yes"'),
    again('keloid = "yes"', first='keloid = "no"'),
    again('psoriasis_active = "yes"', first='psoriasis_ever = "not known"'),
    again('needled_last = { chin = "never", cheek_left = 2026-09-21 }'),
    again('needled_last = { chin = 2020-01-01, cheek_left = "not known" }'),
    again('diabetes_controlled = "yes"', first='diabetes = "not known"'),
    again(on="2026-09-14"),
]


@pytest.mark.parametrize(("text", "says"), WRONG)
def test_what_cannot_be_true_of_a_later_day_is_refused(text: str, says: str) -> None:
    (message,) = refusal(text).split("\n")
    assert says in message


@pytest.mark.parametrize("text", FINE)
def test_what_may_be_true_of_a_later_day_is_taken(text: str) -> None:
    assert read(text).again is not None


def test_a_table_without_day_or_count_is_refused() -> None:
    message = refusal(HEAD + "[again]\n")
    assert "again.on: missing" in message
    assert "again.sessions_done: missing" in message


# Asking


def test_the_blank_asks_for_all_that_is_open_and_is_not_a_no() -> None:
    block = blank_again(read(FIRST), ON)
    raw = tomllib.loads(block)["again"]
    assert (raw["on"], raw["sessions_done"]) == (ON, 1)
    assert set(raw["answers"].values()) == {"not known"}
    words = " ".join(block.replace("#", "").split())
    assert all(QUESTIONS[key].text in words for key in raw["answers"])
    case = read(FIRST + block)
    assert propose(case.request).screening.verdict is Verdict.ASK


@pytest.mark.parametrize("name", ["skinpen-trial", "dogra-2014", "alqam-2023", "second-session"])
def test_the_blank_once_filled_in_leaves_no_question_open(name: str) -> None:
    first = examples()[name].split("[again]", maxsplit=1)[0]
    case = read(first + filled(blank_again(read(first), ON), tomllib.loads(first)["answers"]))
    screening = propose(case.request).screening
    assert not any(finding.asks for finding in screening.findings)


def test_the_example_answers_exactly_what_its_blank_asks() -> None:
    asked = tomllib.loads(blank_again(read(FIRST), ON))["again"]["answers"]
    assert set(tomllib.loads(EXAMPLE)["again"]["answers"]) == set(asked)


def test_the_blank_after_the_blank_counts_on_and_carries_what_lasts() -> None:
    change = 'psoriasis_active = "no"'
    text = EXAMPLE[len(FIRST) :].replace(change, f'{change}\npsoriasis_ever = "yes"')
    raw = tomllib.loads(blank_again(read(FIRST + text), date(2026, 12, 1)))["again"]
    assert (raw["sessions_done"], raw["on"]) == (2, date(2026, 12, 1))
    assert raw["answers"]["psoriasis_ever"] == "yes"
    assert raw["answers"]["keloid"] == "not known"


def test_the_blank_carries_a_lasting_yes_zone_by_zone() -> None:
    given = 'irradiated_skin = { chin = "yes", cheek_left = "no" }'
    block = blank_again(read(again(given)), ON)
    kept = tomllib.loads(block)["again"]["answers"]["irradiated_skin"]
    assert kept == {"chin": "yes", "cheek_left": "no"}


def test_the_blank_asks_a_half_answered_place_where_it_is_open() -> None:
    first = 'irradiated_skin = { chin = "yes", cheek_left = "yes", cheek_right = "no" }'
    text = again(first=first).split("[again]", maxsplit=1)[0]
    asked = tomllib.loads(blank_again(read(text), ON))["again"]["answers"]["irradiated_skin"]
    assert asked == {"cheek_right": "not known"}


def test_the_blank_is_never_dated_before_the_answers() -> None:
    early = tomllib.loads(blank_again(read(FIRST), date(2020, 1, 1)))["again"]["on"]
    assert early == date(2026, 9, 14)


# Keeping


def test_an_answer_says_what_was_asked_again_and_what_was_kept() -> None:
    document = answer(read(EXAMPLE))
    assert from_json(to_json(document)) == document
    told = json.loads(to_json(document))
    assert told["again"]["on"] == "2026-10-19"
    assert told["again"]["sessions_done"] == 1
    assert "psoriasis_ever" in told["again"]["kept"]
    assert told["assessed_on"] == "2026-09-14"
    assert told["country"] == "Scotland"
    assert [session["number"] for session in told["plan"]["sessions"]] == [2, 3]


def test_the_case_kept_with_an_answer_makes_the_same_case() -> None:
    case = read(EXAMPLE)
    kept = json.loads(to_json(answer(case)))["made_by"]["case"]
    assert build_case(kept) == case


# Zones on visits of their own

CHOSEN = '\n[chosen]\nby = "Sina"\napart = [["cheek_left"]]\n'


def with_zones(had: str) -> str:
    text = examples()["second-session"].replace("sessions_done = 1 ", f"sessions_done = 1\n{had} #")
    return text + CHOSEN


def test_sessions_given_are_told_zone_by_zone_where_visits_are_apart() -> None:
    request = parse_case(
        with_zones("sessions_in = { cheek_right = 1, cheek_left = 0 }"), "c"
    ).request
    assert (request.done_in("cheek_right"), request.done_in("cheek_left")) == (1, 0)
    again = case_text(case_table(request))
    assert parse_case(again, "c").request.sessions_in == request.sessions_in


def test_zones_apart_with_nobody_knowing_where_are_written_as_they_count() -> None:
    told = parse_case(with_zones("sessions_in = { cheek_right = 1, cheek_left = 0 }"), "c").request
    unknown = replace(told, sessions_in={})
    again = parse_case(case_text(case_table(unknown)), "c").request
    assert again.sessions_in == {zone.key: unknown.done_in(zone.key) for zone in unknown.needled}


@pytest.mark.parametrize(
    ("had", "says"),
    [
        ("", "say how many of the 1 sessions each zone had, also cheek_left, cheek_right"),
        ("sessions_in = { cheek_right = 1 }", "also cheek_left, such as sessions_in"),
        ("sessions_in = { cheek_right = 2, cheek_left = 0 }", "more than sessions_done, 1"),
        ("sessions_in = { chin = 1 }", "no session is wished for there"),
    ],
)
def test_sessions_by_zone_that_are_missing_or_cannot_be_are_refused(had: str, says: str) -> None:
    with pytest.raises(CaseFileError, match=says):
        parse_case(with_zones(had), "case.toml")


def test_the_blank_asks_how_many_sessions_each_zone_had() -> None:
    case = parse_case(with_zones("sessions_in = { cheek_right = 1, cheek_left = 0 }"), "c")
    block = blank_again(case, date(2026, 11, 2))
    assert "sessions_in = { cheek_right = 1, cheek_left = 0 }" in block
    assert 'needled_last = { cheek_right = "not known", cheek_left = "not known" }' in block
