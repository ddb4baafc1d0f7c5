"""What a doctor decided goes into the case, and every page says on whose word a plan stands."""

import json
from pathlib import Path

from cli.command import Say
from percuta.casefile.packaged import examples

DECISION = """
[[decision]]
rule = "{rule}"
by = "Dr Dora"
on = 2026-09-14
until = 2026-10-14
reason = "no other bleeding risk"
"""
WORDS = "Dr Dora decided on 14 September 2026, until 14 October 2026: no other bleeding risk"


def case(folder: Path, rule: str = "bleeding.002") -> str:
    """The packaged case that waits for a doctor, with a decision on a rule."""
    file = folder / "mine.toml"
    file.write_text(examples()["doctor"] + DECISION.format(rule=rule), encoding="utf-8")
    return str(file)


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_a_decision_is_the_way_out_of_a_doctor_decides(say: Say, tmp_path: Path) -> None:
    code, output, _ = say("plan", "--example", "doctor")
    assert code == 5
    assert "goes into the case as a [[decision]]" in one_line(output.replace("│", " "))
    code, output, _ = say("plan", case(tmp_path))
    assert code == 0
    assert "MAY GO ON until 14 October 2026 (a doctor decided)" in one_line(output)
    assert WORDS in one_line(output)
    assert "confirm that it still holds (bleeding.002)" in one_line(output)


def test_screening_alone_names_the_decision_too(say: Say, tmp_path: Path) -> None:
    code, output, _ = say("screen", case(tmp_path))
    assert code == 0
    assert WORDS in one_line(output)
    assert "lift nothing" not in output


def test_a_decision_that_lifts_nothing_is_named_with_its_reason(say: Say, tmp_path: Path) -> None:
    code, output, _ = say("screen", case(tmp_path, "recovery.001"))
    assert code == 5
    assert "decisions that lift nothing now" in output.lower()
    assert f"the rule finds nothing there now. {WORDS}" in one_line(output)


def test_the_document_carries_the_decision(say: Say, tmp_path: Path) -> None:
    _, output, _ = say("plan", case(tmp_path), "--json")
    document = json.loads(output)
    (decided,) = [f["decided"] for f in document["findings"] if f["rule"] == "bleeding.002"]
    assert (decided["by"], decided["until"]) == ("Dr Dora", "2026-10-14")
    assert document["unheard"] == []
    _, output, _ = say("plan", case(tmp_path, "recovery.001"), "--json")
    (unheard,) = json.loads(output)["unheard"]
    assert unheard["unheard"] == "the rule finds nothing there now"


def test_the_patients_paper_says_kindly_that_a_doctor_looked(say: Say, tmp_path: Path) -> None:
    _, output, _ = say("plan", case(tmp_path), "--patient")
    assert "A doctor has looked at this and decided that we can go on." in one_line(output)
    assert "Dr Dora" not in output


def test_the_clinicians_paper_names_who_decided(say: Say, tmp_path: Path) -> None:
    file = tmp_path / "paper.html"
    say("plan", case(tmp_path), "--html", str(file))
    assert WORDS in one_line(file.read_text("utf-8"))


def test_explaining_a_finding_tells_who_decided(say: Say, tmp_path: Path) -> None:
    code, output, _ = say("explain", case(tmp_path), "bleeding.002")
    assert code == 0
    assert f"Decided: {WORDS}" in one_line(output)
