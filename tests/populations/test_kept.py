"""A study that was killed goes on to the very bytes it would have had; what is kept is checked."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from percuta.populations.kept import Count, NotKept, keep, kept
from percuta.populations.run import carry_on
from populations.designs import STUDY, design

PERCUTA = Path(sys.executable).with_name("percuta")
LONG = STUDY.replace("trials = 64", "trials = 64000")
FOLLOW = """
import sys
from pathlib import Path
from percuta.populations.design_file import read_design
from percuta.populations.kept import Count, keep
from percuta.populations.crew import workers
from percuta.populations.run import carry_on
if __name__ == "__main__":
    count = Count.begin(read_design(Path("study.toml")))
    with workers(2) as crew:
        for _ in carry_on(count, crew):
            keep(Path("study.kept"), count)
"""


def study(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [PERCUTA, "study", "study.toml", *words], cwd=folder, capture_output=True, check=True
    )


def test_a_study_killed_and_carried_on_ends_with_the_same_bytes(tmp_path: Path) -> None:
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    for folder in (killed, whole):
        folder.mkdir()
        (folder / "study.toml").write_text(LONG, encoding="utf-8")
    (killed / "follow.py").write_text(FOLLOW, encoding="utf-8")
    running = subprocess.Popen([sys.executable, "follow.py"], cwd=killed, start_new_session=True)
    while not (killed / "study.kept").exists():
        assert running.poll() is None
        time.sleep(0.01)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    outputs = ("--workers", "2", "--parquet", "all.parquet", "--html", "all.html")
    went_on = study(killed, *outputs)
    assert b"going on at " in went_on.stderr
    study(whole, "--workers", "1", *outputs[2:])
    for name in ("study.kept", "all.parquet", "all.html"):
        assert (killed / name).read_bytes() == (whole / name).read_bytes()


def test_workers_end_with_whoever_started_them(tmp_path: Path) -> None:
    (tmp_path / "study.toml").write_text(LONG, encoding="utf-8")
    (tmp_path / "follow.py").write_text(FOLLOW, encoding="utf-8")
    running = subprocess.Popen([sys.executable, "follow.py"], cwd=tmp_path, start_new_session=True)
    while not (tmp_path / "study.kept").exists():
        time.sleep(0.01)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    for _ in range(600):
        if not members(running.pid):
            return
        time.sleep(0.05)
    pytest.fail("a worker outlived the study")


def test_a_lost_worker_is_told_and_nothing_counted_is_lost(tmp_path: Path) -> None:
    (tmp_path / "study.toml").write_text(LONG, encoding="utf-8")
    running = subprocess.Popen(
        [PERCUTA, "study", "study.toml", "--workers", "2"],
        cwd=tmp_path,
        start_new_session=True,
        stderr=subprocess.PIPE,
    )
    while len(workers_of(running.pid)) < 2:
        assert running.poll() is None
        time.sleep(0.01)
    os.kill(workers_of(running.pid)[0], signal.SIGKILL)
    _, said = running.communicate()
    assert running.returncode == 2
    assert b"a worker was lost" in said
    assert b"Traceback" not in said
    assert (tmp_path / "study.kept").is_file()


def workers_of(group: int) -> list[int]:
    """Spawned processes of a group that count."""
    return [
        int(one)
        for one in members(group)
        if b"spawn_main" in (Path("/proc") / one / "cmdline").read_bytes()
    ]


def members(group: int) -> list[str]:
    """Processes of a group that still run."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its_group = entry.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if its_group == str(group) and state != "Z":
            found.append(entry.parent.name)
    return found


def test_what_is_kept_comes_back_as_it_was(tmp_path: Path) -> None:
    count = Count.begin(design())
    for _ in carry_on(count, map):
        if count.done == 5:
            break
    keep(tmp_path / "a.kept", count)
    back = kept(tmp_path / "a.kept", design())
    assert back is not None
    assert (back.done, back.sheets.tolist()) == (5, count.sheets.tolist())
    assert kept(tmp_path / "none.kept", design()) is None


def test_counts_of_another_design_are_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.kept"
    keep(path, Count.begin(design()))
    with pytest.raises(NotKept, match="another design, fit or version has counted; --afresh"):
        kept(path, replace(design(), seed=2))


def test_a_damaged_or_foreign_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.kept"
    keep(path, Count.begin(design()))
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(NotKept, match="is damaged"):
        kept(path, design())
    path.write_text("my notes\n", encoding="utf-8")
    with pytest.raises(NotKept, match="holds no study; name another file"):
        kept(path, design())


@pytest.mark.parametrize("done", ["4", "999", "-5"])
def test_a_file_that_says_another_progress_than_it_was_kept_with_is_damaged(
    tmp_path: Path, done: str
) -> None:
    path = tmp_path / "a.kept"
    count = Count.begin(design())
    for _ in carry_on(count, map):
        if count.done == 5:
            break
    keep(path, count)
    first, _, rest = path.read_bytes().partition(b"\n")
    path.write_bytes(first.replace(b'"done":5', b'"done":' + done.encode()) + b"\n" + rest)
    with pytest.raises(NotKept, match=r"a\.kept is damaged; --afresh counts anew"):
        kept(path, design())


@pytest.mark.parametrize("done", [999, -5])
def test_a_file_that_counts_more_or_less_than_there_is_is_damaged(
    tmp_path: Path, done: int
) -> None:
    path, count = tmp_path / "a.kept", Count.begin(design())
    count.done = done
    keep(path, count)
    with pytest.raises(NotKept, match="is damaged"):
        kept(path, design())


def test_counts_of_another_length_are_damaged(tmp_path: Path) -> None:
    path, count = tmp_path / "a.kept", Count.begin(design())
    count.sheets = count.sheets[:3]
    keep(path, count)
    with pytest.raises(NotKept, match="is damaged"):
        kept(path, design())


def test_a_file_of_the_first_form_is_refused_as_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.kept"
    old = {"percuta_study": design().digest(), "done": 1, "sum": "0"}
    path.write_bytes(msgspec.json.encode(old) + b"\n")
    with pytest.raises(NotKept, match="in the form of another version of Percuta; --afresh"):
        kept(path, design())


def test_a_folder_to_keep_counts_in_is_named_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(NotKept, match="--keep names another file") as reading:
        kept(tmp_path, design())
    with pytest.raises(NotKept, match="--keep names another file") as writing:
        keep(tmp_path, Count.begin(design()))
    assert str(tmp_path) in str(reading.value)
    assert str(tmp_path) in str(writing.value)
