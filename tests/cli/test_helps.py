"""The blank case, the zones, the short form and the notes that keep people from mistakes."""

import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from cli.command import PERCUTA, Say
from percuta.casefile.blank import blank_case
from percuta.casefile.reader import parse_case
from percuta.planning.propose import propose
from percuta.questions import Answer, Answers, Scope
from percuta.screening.catalogue import QUESTIONS
from percuta.screening.rules.session import QUESTIONS as BETWEEN_SESSIONS
from percuta.screening.screen import Verdict
from percuta.zones.skin_map import NEVER_NEEDLED, ZONES

DAY = date(2026, 9, 14)


def test_a_blank_case_asks_everything_and_answers_nothing() -> None:
    request = parse_case(blank_case(DAY), "blank").request
    for question in QUESTIONS.values():
        zone = "cheek_left" if question.scope is Scope.ZONE else None
        assert request.answers.to(question, zone) is Answer.NOT_KNOWN
    assert propose(request).screening.verdict is Verdict.ASK


def test_a_blank_case_screens_like_one_without_answers() -> None:
    request = parse_case(blank_case(DAY), "blank").request
    assert propose(request).screening.findings
    assert request.answers != Answers()


def test_every_question_stands_in_the_blank_case_with_its_words() -> None:
    text = " ".join(blank_case(DAY).replace("#", "").split())
    for question in QUESTIONS.values():
        first = question.key not in BETWEEN_SESSIONS
        assert (question.text in text) is first
        assert (f'{question.key} = "not known"' in text) is first


def test_the_blank_command_prints_a_case_of_today(say: Say) -> None:
    code, output, _ = say("blank")
    assert code == 0
    assessed = parse_case(output, "blank").assessed_on
    assert abs(assessed - datetime.now(tz=UTC).date()) <= timedelta(days=1)


def test_the_zones_command_lists_every_zone_in_full(say: Say) -> None:
    code, output, _ = say("zones")
    assert code == 0
    for key, zone in ZONES.items():
        (line,) = [line for line in output.splitlines() if line.split()[:1] == [key]]
        assert ("needled" in line) is (zone.place in NEVER_NEEDLED)
    assert "…" not in output


def test_the_short_form_keeps_what_is_proposed_and_drops_the_rest(say: Say) -> None:
    _, whole, _ = say("plan", "--example", "dogra-2014")
    _, short, _ = say("plan", "--example", "dogra-2014", "--brief")
    for part in ("FOR THE DOCTOR", "ZONES", "WHAT HOLDS THE DEPTH BACK", "COURSE", "NUMBING"):
        assert part in whole
        assert part in short
    for part in ("SOURCES", "WHY EACH NUMBER", "WHERE SOURCES DISAGREE"):
        assert part in whole
        assert part not in short
    assert "[1" not in short


def test_a_first_session_in_the_past_is_noted_beside_the_answer(say: Say) -> None:
    _, output, noted = say("plan", "--example", "skinpen-trial")
    assert "2026-09-14, lies in the past" in noted
    assert "lies in the past" not in output


def test_answers_older_than_the_day_are_called_old(say: Say) -> None:
    _, output, _ = say("plan", "--example", "skinpen-trial", "--on", "2026-11-30")
    assert "The answers are 77 days older than this day" in output
    _, fresh, _ = say("plan", "--example", "skinpen-trial")
    assert "older than this day" not in fresh


def test_an_open_question_can_be_explained(say: Say) -> None:
    code, output, _ = say("explain", "--example", "open-questions", "keloid")
    assert code == 0
    assert "keloid.001" in output
    assert QUESTIONS["keloid"].text in " ".join(output.split())


def test_a_field_without_its_zone_suggests_the_zones(say: Say) -> None:
    code, _, complaint = say("explain", "--example", "skinpen-trial", "up_to")
    assert code == 2
    assert "did you mean cheek_right.up_to or cheek_left.up_to?" in complaint


def test_a_plan_that_is_not_there_says_why(say: Say) -> None:
    _, _, complaint = say("explain", "--example", "open-questions", "cheek_left.start")
    assert "there is no plan: Not before every question below is answered" in complaint


def test_a_name_too_long_for_the_machine_is_bad_input(say: Say) -> None:
    code, output, complaint = say("plan", "a" * 300)
    assert (code, output) == (2, "")
    assert "cannot be read: File name too long" in complaint


def test_an_answer_is_not_lost_when_nobody_hears_the_note(tmp_path: Path) -> None:
    words = '"$0" plan --example skinpen-trial'
    for ending in ("2>&-", "2>/dev/full"):
        ended = subprocess.run(
            ["sh", "-c", f"{words} {ending}", PERCUTA],
            cwd=tmp_path,
            capture_output=True,
            check=False,
        )
        assert ended.returncode == 0
        assert "MAY BE TREATED" in ended.stdout.decode()


def test_another_day_before_the_start_of_the_case_is_refused(say: Say) -> None:
    code, _, complaint = say("plan", "--example", "one-zone-blocked", "--on", "2026-09-15")
    assert code == 2
    assert "before start_on = 2026-09-21 in the case" in complaint


def test_what_a_case_says_of_a_paper_is_called_unchecked(say: Say) -> None:
    _, output, _ = say("plan", "--example", "dogra-2014")
    assert "As entered in the case, not checked against the paper" in output


def test_a_no_names_what_another_device_would_answer(say: Say) -> None:
    _, nowhere, _ = say("plan", "--example", "stop")
    assert "No, with no device that Percuta knows." in nowhere
