"""``percuta study`` as a researcher calls it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cli.command import Say
from percuta.cli import doors
from percuta.populations.design_schema import BLANK
from populations.designs import STUDY

HEAVY = ("numpy", "pyarrow", "distributed", "dask", "concurrent.futures.process")
AT_START = """
import sys
from percuta.cli import doors
print([name for name in sys.argv[1:] if name in sys.modules])
"""
HIDDEN = """
import sys
sys.modules[sys.argv.pop(1)] = None
from percuta.cli.doors import run
run()
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a study in it, and in which the command is called."""
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def study(say: Say, *words: str) -> tuple[int, str, str]:
    assert callable(doors.study)
    code, output, beside = say("study", *words)
    return code, " ".join(output.split()), " ".join(beside.split())


def test_a_study_is_told_on_one_page_with_its_doubt(say: Say, here: Path) -> None:
    code, output, beside = study(say, "study.toml", "--workers", "1")
    assert (code, beside) == (0, "")
    headline = "six (day 240) beside three (day 150)"
    for words in ("run 64 times: 1,408 courses", headline, "±", "RED DAYS", "8 in 10", "Welch"):
        assert words.lower() in output.lower()
    assert "fitted to no count" in output
    assert (here / "study.kept").is_file()


def test_a_whole_count_is_handed_over_without_counting_again(say: Say, here: Path) -> None:
    study(say, "study.toml", "--workers", "1")
    first = (here / "study.kept").stat().st_mtime_ns
    _, output, beside = study(say, "study.toml", "--json")
    assert "nothing is counted again" in beside
    assert json.loads(output)["format"] == "percuta.study/1"
    assert (here / "study.kept").stat().st_mtime_ns == first


def test_the_design_printed_to_begin_from_is_one(say: Say) -> None:
    code, output, _ = say("study", "--blank")
    assert (code, output) == (0, BLANK)


@pytest.mark.parametrize("words", [("--blank",), ("--help",)])
def test_collagen_and_the_kernel_are_named_with_what_they_gain(
    say: Say, words: tuple[str, ...]
) -> None:
    _, output, _ = study(say, *words)
    plain = output.replace(" │ │ ", " ").replace(" # ", " ")
    for said in ("collagen = true", "kernel = true", "nearly 4 times", "over 20 times"):
        assert said in plain


@pytest.mark.usefixtures("here")
def test_for_programs_the_test_and_the_citation_are_named_too(say: Say) -> None:
    _, output, _ = study(say, "study.toml", "--json", "--workers", "1")
    assert "Welch's test, two-sided" in json.loads(output)["test"]
    _, output, _ = study(say, "--trial", "dogra2014", "--trials", "64", "--json")
    assert "PMID 25196684" in json.loads(output)["published_about"]["Published in"]


def test_statistics_and_courses_are_written_as_parquet(say: Say, here: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    words = ("--parquet", "all.parquet", "--courses", "courses", "--html", "a.html")
    code, _, beside = study(say, "study.toml", "--workers", "1", *words)
    assert code == 0
    assert "written: a.html, all.parquet, courses/" in beside
    told = parquet.read_table("all.parquet").to_pylist()
    (gain,) = (
        row for row in told if (row["arm"], row["day"], row["measure"]) == ("six", 240, "gain")
    )
    courses = parquet.read_table("courses").to_pydict()
    gains = [g for g, arm in zip(courses["gain_2"], courses["arm"], strict=True) if arm == 1]
    assert gain["count"] == len(gains) == 64 * 12
    assert gain["mean"] == pytest.approx(sum(gains) / len(gains), abs=1e-4)
    assert 0 < gain["mean_error"] < 0.1
    assert len(list(here.glob("courses/*"))) == 32


@pytest.mark.parametrize("named", [("--parquet", "all.parquet"), ("--courses", "courses")])
def test_without_its_library_parquet_names_the_extra(here: Path, named: tuple[str, str]) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", HIDDEN, "pyarrow", "study", "study.toml", *named],
        cwd=here,
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 2
    wanted = b"pyarrow is not installed; Parquet needs the extra: "
    assert wanted in ended.stderr
    assert not (here / "study.kept").exists()


def test_without_its_library_dask_names_the_extra(here: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", HIDDEN, "distributed", "study", "study.toml", "--dask", "tcp://a:1"],
        cwd=here,
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 2
    assert b"--dask needs the extra: " in ended.stderr


def test_the_command_line_starts_without_what_a_study_needs() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", AT_START, *HEAVY], capture_output=True, check=True
    )
    assert ended.stdout.strip() == b"[]"


def test_a_published_trial_is_run_again_beside_what_came(say: Say) -> None:
    words = ("--trial", "lotfi2013", "--trials", "64", "--workers", "1")
    code, output, _ = study(say, *words)
    assert code == 0
    for said in ("PREDICTED BESIDE PUBLISHED", "The fit has never seen this trial", "90%", "no"):
        assert said in output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "no study: name a file"),
        (("study.toml", "--trial", "dogra2014"), "two studies at once"),
        (("--trial", "dogra"), "no such trial; did you mean dogra2014?"),
        (("--trial", "nobody"), "no such trial; there are: alqam2022"),
        (("--trial", "dogra2014", "--trials", "3"), "--trials 3: 32 to 27777777 are wanted"),
        (("study.toml", "--trials", "64"), "--trials goes with --trial"),
        (("study.toml", "--workers", "0"), "--workers 0: 1 to 256 are wanted"),
        (("study.toml", "--keep", "study.toml"), "that is the study itself"),
        (("study.toml", "--pdf", "a.html"), "--pdf writes PDF"),
        (("study.toml", "--html", "no/a.html"), "there is no folder no; make it first"),
        (("study.toml", "--keep", "no/a.kept"), "no/a.kept: counts cannot be kept there"),
        (("none.toml",), "there is no such file; check the name"),
    ],
)
def test_words_that_mean_nothing_are_refused_by_name(
    say: Say, here: Path, words: tuple[str, ...], *, said: str
) -> None:
    code, _, beside = study(say, *words)
    assert code == 2
    assert said in beside
    assert list(here.iterdir()) == [here / "study.toml"]


def test_a_changed_design_does_not_go_on_from_the_old_count(say: Say, here: Path) -> None:
    study(say, "study.toml", "--workers", "1")
    before = (here / "study.kept").read_bytes()
    (here / "study.toml").write_text(STUDY.replace("sessions = 6", "sessions = 5"))
    code, _, beside = study(say, "study.toml", "--workers", "1")
    assert code == 2
    assert "--afresh counts anew" in beside
    assert (here / "study.kept").read_bytes() == before
    assert study(say, "study.toml", "--workers", "1", "--afresh")[0] == 0


def test_courses_of_another_design_are_not_mixed_in(say: Say, here: Path) -> None:
    pytest.importorskip("pyarrow")
    words = ("study.toml", "--workers", "1", "--courses", "courses", "--afresh")
    assert study(say, *words)[0] == 0
    assert study(say, *words)[0] == 0
    (here / "study.toml").write_text(STUDY.replace("sessions = 6", "sessions = 5"))
    code, _, beside = study(say, *words)
    assert code == 2
    assert "courses holds courses of another count; name a folder of its own" in beside


def test_courses_that_were_not_written_before_are_not_left_out(say: Say, here: Path) -> None:
    pytest.importorskip("pyarrow")
    study(say, "study.toml", "--workers", "1")
    code, _, beside = study(say, "study.toml", "--courses", "late")
    assert code == 2
    assert "those counted before are not in this folder" in beside
    assert "Add --afresh to the same words" in beside
    assert study(say, "study.toml", "--courses", "late", "--afresh", "--workers", "1")[0] == 0
    assert (here / "study.toml").is_file()


def test_damaged_courses_are_named_with_the_way_out(say: Say, here: Path) -> None:
    pytest.importorskip("pyarrow")
    words = ("study.toml", "--workers", "1", "--courses", "courses", "--afresh")
    assert study(say, *words)[0] == 0
    part = here / "courses" / "courses-000004.parquet"
    for left in (part.read_bytes()[:100], b""):
        part.write_bytes(left)
        code, _, beside = study(say, *words)
        assert code == 2
        assert "courses/courses-000004.parquet is damaged; delete it" in beside
        assert "--courses names another folder" in beside


def test_a_file_named_for_courses_is_told_with_its_option(say: Say, here: Path) -> None:
    pytest.importorskip("pyarrow")
    (here / "notes.txt").write_text("mine", encoding="utf-8")
    for named in ("notes.txt", "notes.txt/deeper"):
        code, _, beside = study(say, "study.toml", "--workers", "1", "--courses", named)
        assert code == 2
        assert f"--courses {named}: no folder can be made there" in beside
    assert (here / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_folder_named_for_counts_is_told_with_its_option(say: Say, here: Path) -> None:
    (here / "folder").mkdir()
    code, _, beside = study(say, "study.toml", "--workers", "1", "--keep", "folder")
    assert code == 2
    assert "folder: no counts can be read there (Is a directory); --keep names another" in beside
