"""``percuta forecast`` and ``percuta validate`` as a person calls them."""

import json
from pathlib import Path

import pytest

from cli.command import Say, percuta
from promises.repository import ROOT
from response.people import TRIAL


def test_a_forecast_is_told_in_plain_text_with_its_doubt(say: Say) -> None:
    code, output, _ = say("forecast", "--example", "wedding")
    assert code == 0
    for words in ("no promise", "nine in ten", "Hardly any gain", "What nobody knows", "Pareto"):
        assert words in output or words == "Pareto"


def test_a_forecast_without_a_plan_ends_with_the_code_of_the_answer(say: Say) -> None:
    code, output, beside = say("forecast", "--example", "stop")
    assert code == 4
    assert output == ""
    assert "there is no plan to forecast: " in beside


def test_pictures_and_papers_are_written_whole(tmp_path: Path) -> None:
    words = ("--svg", "f.svg", "--png", "f.png", "--html", "f.html", "--pdf", "f.pdf", "--json")
    ended = percuta("forecast", "--example", "dogra-2014", *words, folder=tmp_path)
    assert ended.returncode == 0
    assert json.loads(ended.stdout)["format"] == "percuta.forecast/1"
    begins = {"svg": b"<svg", "png": b"\x89PNG", "html": b"<!doctype html>", "pdf": b"%PDF"}
    for ending, begin in begins.items():
        assert (tmp_path / f"f.{ending}").read_bytes().startswith(begin)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--at", "soon"), '--at "soon": a day such as 2026-11-25 is wanted'),
        (("--at", "2031-01-01"), "out of reach"),
        (("--seed", "-1"), "--seed -1: a number of 0 or more is wanted"),
        (("--observed", "none.toml"), "none.toml: No such file or directory"),
    ],
)
def test_bad_words_are_one_message_and_nothing_is_written(
    words: tuple[str, ...], said: str, *, tmp_path: Path
) -> None:
    ended = percuta("forecast", "--example", "wedding", *words, "--svg", "f.svg", folder=tmp_path)
    assert ended.returncode == 2
    assert said in ended.stderr.decode()
    assert "Traceback" not in ended.stderr.decode()
    assert list(tmp_path.iterdir()) == []


def test_a_trial_of_ones_own_is_scored(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(TRIAL, encoding="utf-8")
    ended = percuta("validate", "--study", "mine.toml", folder=tmp_path)
    assert ended.returncode == 0
    assert "points: mean improvement" in ended.stdout.decode()
    (tmp_path / "mine.toml").write_text(TRIAL.replace("people = 20", "people = 0"))
    ended = percuta("validate", "--study", "mine.toml", folder=tmp_path)
    assert ended.returncode == 2
    assert "people = 0; 1 to 100000 is wanted" in ended.stderr.decode()


def test_the_report_is_that_of_the_handbook(say: Say) -> None:
    code, output, _ = say("validate")
    assert code == 0
    assert output == (ROOT / "docs" / "science" / "validation.md").read_text(encoding="utf-8")


def test_a_fit_without_its_extra_says_what_to_install(tmp_path: Path) -> None:
    ended = percuta("calibrate", "--out", "fit.json", folder=tmp_path)
    assert ended.returncode == 2
    assert "needs the extra: pip install '.[calibrate]'" in ended.stderr.decode()
    assert list(tmp_path.iterdir()) == []


def test_observations_that_fit_nobody_are_not_hidden(tmp_path: Path) -> None:
    entry = '[[better]]\non = {day}\nconcern = "acne_scars"\npercent = {percent}\nby = "{by}"\n'
    days = [f"2026-10-{day:02}" for day in range(1, 9)]
    told = "[[session]]\non = 2026-09-14\n"
    told += "".join(entry.format(day=day, percent=100, by="clinician") for day in days)
    told += "".join(entry.format(day=day, percent=-100, by="patient") for day in days)
    (tmp_path / "seen.toml").write_text(told, encoding="utf-8")
    words = ("--example", "skinpen-trial", "--observed", "seen.toml")
    ended = percuta("forecast", *words, folder=tmp_path)
    assert ended.returncode == 0
    assert "Not to be relied on" in ended.stdout.decode()


def test_a_forecast_goes_behind_a_plan_and_its_papers(say: Say, tmp_path: Path) -> None:
    code, output, _ = say("plan", "--example", "wedding", "--forecast", "--brief")
    assert code == 0
    assert output.index("Acne scars before a wedding") < output.index("A forecast, no promise")
    words = ("--patient", "--forecast", "--html", "p.html")
    ended = percuta("plan", "--example", "wedding", *words, folder=tmp_path)
    assert ended.returncode == 0
    assert "A forecast, no promise" in (tmp_path / "p.html").read_text(encoding="utf-8")
    code, _, beside = say("plan", "--example", "wedding", "--forecast", "--json")
    assert code == 2
    assert "leave --brief, --patient, --html, --pdf, --forecast out" in beside
