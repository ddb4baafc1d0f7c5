"""A backup brings a clinic back, with its keys alone, and says no to anything odd."""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from clinic.operations.databases import empty_database
from clinic.operations.homes import Ended, Home
from percuta_clinic.config.keys import new_keys, save_keys

LETTER = """
from percuta_clinic.files.models import StoredFile
from percuta_clinic.files.store import content_of
from percuta_clinic.patients.models import NoteText
print(content_of(StoredFile.objects.get()).decode(), NoteText.objects.get().text)
"""
ON_POSTGRESQL = bool(os.environ.get("PERCUTA_DATABASE"))


@dataclass(kw_only=True)
class Saved:
    """A backup and what opens it."""

    backup: Path
    keys: Path
    passphrase: Path


@pytest.fixture(scope="module")
def saved(home: Home, tmp_path_factory: pytest.TempPathFactory, passphrase: Path) -> Saved:
    folder = tmp_path_factory.mktemp("elsewhere")
    found = Saved(
        backup=folder / "monday.backup", keys=folder / "clinic.keys", passphrase=passphrase
    )
    for words in (
        ("keys", "export", str(found.keys), "--passphrase-file", str(passphrase)),
        ("backup", str(found.backup)),
    ):
        ended = home.run(*words)
        assert ended.returncode == 0, ended.stderr
    return found


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Home]:
    """Another machine: nothing there yet but an empty database."""
    with empty_database() as database:
        yield Home(folder=tmp_path / "restored", database=database)


def restored(saved: Saved, into: Home, *more: str, backup: Path | None = None) -> Ended:
    words = ("--keys", str(saved.keys), "--passphrase-file", str(saved.passphrase))
    where = ("--home", str(into.folder))
    return into.run("restore", str(backup or saved.backup), *words, *where, *more)


def test_a_restored_clinic_opens_its_notes_and_files(saved: Saved, elsewhere: Home) -> None:
    ended = restored(saved, elsewhere)
    assert ended.returncode == 0, ended.stderr
    assert "1 files" in ended.stdout
    assert elsewhere.python(LETTER).strip() == "a letter calm skin"
    assert "Nothing was changed." in elsewhere.run("audit", "verify").stdout


def test_the_backup_shows_nothing_to_whoever_finds_it(home: Home, saved: Saved) -> None:
    content = saved.backup.read_bytes()
    for word in (b"Amara", b"calm skin", b"a letter", b"percuta.keys", b"AGE-SECRET-KEY"):
        assert word not in content
    assert saved.backup.stat().st_mode & 0o077 == 0
    assert home.run("backup", str(saved.backup.with_name("second"))).returncode == 0


def test_other_keys_are_refused_and_the_right_ones_named(
    saved: Saved, elsewhere: Home, tmp_path: Path
) -> None:
    other = new_keys()
    ended = elsewhere.run(
        "restore",
        str(saved.backup),
        "--keys",
        str(save_keys(other, tmp_path / "other")),
        "--home",
        str(elsewhere.folder),
    )
    assert ended.returncode == 1
    assert other.fingerprint in ended.stderr
    assert f"needs the keys {_needed(saved)}" in ended.stderr
    assert not elsewhere.folder.exists()


def _needed(saved: Saved) -> str:
    return saved.backup.read_bytes().split(b"\n", 1)[0].split()[2].decode().removeprefix("keys=")


@pytest.mark.parametrize("place", [0.2, 0.5, 0.9])
def test_a_single_changed_byte_is_refused(saved: Saved, elsewhere: Home, place: float) -> None:
    content = bytearray(saved.backup.read_bytes())
    content[int(len(content) * place)] ^= 1
    changed = elsewhere.folder.with_name("changed.backup")
    changed.write_bytes(content)
    ended = restored(saved, elsewhere, backup=changed)
    assert ended.returncode == 1
    assert "Nothing was restored." in ended.stderr
    assert not elsewhere.folder.exists()


def test_a_backup_that_was_cut_short_is_refused(saved: Saved, elsewhere: Home) -> None:
    cut = elsewhere.folder.with_name("cut.backup")
    cut.write_bytes(saved.backup.read_bytes()[:-100])
    ended = restored(saved, elsewhere, backup=cut)
    assert ended.returncode == 1
    assert "not whole" in ended.stderr


def test_a_folder_with_something_in_it_is_left_alone(saved: Saved, elsewhere: Home) -> None:
    elsewhere.folder.mkdir()
    mine = elsewhere.folder / "mine.txt"
    mine.write_text("keep me", encoding="utf-8")
    ended = restored(saved, elsewhere)
    assert ended.returncode == 1
    assert "is not empty" in ended.stderr
    assert [path.name for path in elsewhere.folder.iterdir()] == ["mine.txt"]


def test_a_wrong_passphrase_is_told_from_a_wrong_key(
    saved: Saved, elsewhere: Home, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("not this one at all", encoding="utf-8")
    ended = restored(saved, elsewhere, "--passphrase-file", str(wrong))
    assert ended.returncode == 1
    assert "This is not the passphrase of" in ended.stderr


def test_somebody_erased_since_the_backup_is_erased_again(
    home: Home, saved: Saved, elsewhere: Home
) -> None:
    patient = home.python(
        "from percuta_clinic.patients.models import Patient; print(Patient.objects.get().pk)"
    ).strip()
    erased = elsewhere.folder.with_name("erased.jsonl")
    erased.write_text(json.dumps({"patient": patient, "at": "2026-05-05"}) + "\n", encoding="ascii")
    ended = restored(saved, elsewhere, "--erased", str(erased))
    assert ended.returncode == 0, ended.stderr
    assert "1 people were erased again" in ended.stdout
    assert "Amara" not in elsewhere.python(
        "from percuta_clinic.patients.models import Patient; print(Patient.objects.get())"
    )


def test_exported_keys_are_never_written_over(home: Home, saved: Saved) -> None:
    before = saved.keys.read_bytes()
    ended = home.run("keys", "export", str(saved.keys), "--passphrase-file", str(saved.passphrase))
    assert ended.returncode == 1
    assert "is not overwritten" in ended.stderr
    assert saved.keys.read_bytes() == before


@pytest.mark.skipif(ON_POSTGRESQL, reason="the copy is a file only with SQLite")
def test_a_damaged_database_is_found_before_it_is_saved(home: Home, elsewhere: Home) -> None:
    shutil.copytree(home.folder, elsewhere.folder)
    path = elsewhere.folder / "clinic.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    half = len(content) // 2
    content[half : half + 8192] = b"\xff" * 8192
    path.write_bytes(content)
    target = elsewhere.folder.with_name("of-damaged.backup")
    assert elsewhere.run("backup", str(target)).returncode == 1
    assert not target.exists()
