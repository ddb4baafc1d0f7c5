"""What the commands refuse, and the words they do it in."""

import os
import re
from pathlib import Path

import pytest

from clinic.operations.databases import empty_database
from clinic.operations.homes import Home, free_port


@pytest.fixture
def nothing(tmp_path: Path) -> Home:
    return Home(folder=tmp_path / "home")


def test_the_list_of_commands_names_the_clinic(nothing: Home) -> None:
    told = nothing.run("--help").stdout
    for command in ("demo", "init", "serve", "check", "backup", "restore", "keys", "user", "audit"):
        assert re.search(rf"\b{command}\b", told), command


def test_a_clinic_without_keys_is_not_opened(nothing: Home) -> None:
    for words in (("serve",), ("check",), ("backup", "file"), ("work", "--once")):
        ended = nothing.run(*words)
        assert ended.returncode == 1
        assert "percuta clinic init" in ended.stderr
        assert "Traceback" not in ended.stderr


def test_a_misspelt_setting_is_named(nothing: Home) -> None:
    ended = nothing.run("init", PERCUTA_DATABSE="postgresql://localhost/x")
    assert ended.returncode == 2
    assert "PERCUTA_DATABSE is not a setting" in ended.stderr
    assert not nothing.folder.exists()


def test_new_keys_are_never_made_for_an_old_clinic(nothing: Home) -> None:
    nothing.folder.mkdir()
    (nothing.folder / "clinic.sqlite3").touch()
    ended = nothing.run("init")
    assert ended.returncode == 1
    assert "Put its key file back" in ended.stderr


@pytest.mark.parametrize(
    ("words", "settings", "said"),
    [
        (("--bind", "0.0.0.0:8470"), {}, "in the clear"),
        (("--bind", "8470"), {}, "Give an address and a port"),
        (("--https",), {}, "PERCUTA_URL is http://localhost:8470"),
        (("--certificate", "nowhere.pem"), {}, "go together"),
        (("--bind", "0.0.0.0:8470"), {"PERCUTA_DEMO": "1"}, "this machine alone"),
    ],
)
def test_serving_people_in_the_open_is_refused(
    home: Home, words: tuple[str, ...], settings: dict[str, str], *, said: str
) -> None:
    ended = home.run("serve", *words, **settings)
    assert ended.returncode == 2
    assert said in ended.stderr


def test_tables_of_another_version_are_not_served(home: Home) -> None:
    forget = "from django.db import connection\nwith connection.cursor() as c:\n    c.execute({!r})"
    gone = "DELETE FROM django_migrations WHERE app = 'drafts'"
    home.python(forget.format(gone))
    try:
        ended = home.run("serve", "--bind", f"127.0.0.1:{free_port()}")
        assert ended.returncode == 1
        assert "percuta clinic serve --migrate" in ended.stderr
        assert "stop  tables" in home.run("check").stdout
    finally:
        again = (
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('drafts', '0001_initial', CURRENT_TIMESTAMP)"
        )
        home.python(forget.format(again))


def test_the_check_says_what_to_mend_and_how(home: Home) -> None:
    ended = home.run("check")
    assert ended.returncode == 1
    assert "keys export FILE" in ended.stdout
    assert "percuta clinic backup FILE" in ended.stdout
    for line in ended.stdout.splitlines():
        weight, about = line[:5].strip(), line[6:]
        assert weight in ("ok", "warn", "stop")
        assert ": " in about


def test_the_check_finds_a_key_file_that_others_can_read(home: Home) -> None:
    path = home.folder / "keys/percuta.keys"
    path.chmod(0o644)
    try:
        assert f"chmod 600 {path}" in home.run("check").stdout
    finally:
        path.chmod(0o600)


def test_the_check_finds_a_mail_server_that_is_away(home: Home) -> None:
    told = home.run("check", PERCUTA_SMTP=f"smtp://localhost:{free_port()}").stdout
    assert "stop  e-mail: localhost does not take letters" in told


def test_a_changed_log_is_found(home: Home) -> None:
    home.run("work", "--once")
    assert "Nothing was changed." in home.run("audit", "verify").stdout
    head = home.folder / "keys/audit-head"
    before = head.read_text(encoding="ascii")
    head.write_text(f"99 {'0' * 64}\n", encoding="ascii")
    try:
        ended = home.run("audit", "verify")
        assert ended.returncode == 1
        assert "cut off" in ended.stderr
    finally:
        head.write_text(before, encoding="ascii")


def test_whoever_is_locked_out_gets_a_link_after_a_yes(home: Home) -> None:
    no = home.run("user", "recover", "olga@clinic.example", typed="no\n")
    assert no.returncode == 1
    assert "Nothing was changed." in no.stderr
    yes = home.run("user", "recover", "olga@clinic.example", typed="yes\n")
    assert yes.returncode == 0, yes.stderr
    assert re.search(r"http://localhost:8470/\S+/reset/key/\S+", yes.stdout)
    actions = home.python(
        "from percuta_clinic.audit.models import Entry\n"
        "print(*Entry.objects.values_list('action', flat=True))"
    )
    assert actions.split().count("account.recovered") == 1


def test_nobody_is_let_in_by_an_unknown_address(home: Home) -> None:
    ended = home.run("user", "recover", "nobody@clinic.example")
    assert ended.returncode == 1
    assert "Nobody signs in with nobody@clinic.example" in ended.stderr


@pytest.mark.skipif(not os.environ.get("PERCUTA_DATABASE"), reason="needs a server to be wrong")
def test_a_restore_into_a_used_database_is_refused(
    home: Home, tmp_path: Path, passphrase: Path
) -> None:
    backup = tmp_path / "one.backup"
    assert home.run("backup", str(backup)).returncode == 0
    elsewhere = Home(folder=tmp_path / "new", database=home.database)
    ended = elsewhere.run(
        "restore",
        str(backup),
        "--keys",
        str(home.folder / "keys/percuta.keys"),
        "--home",
        str(elsewhere.folder),
        "--passphrase-file",
        str(passphrase),
    )
    assert ended.returncode == 1
    assert "Name an empty one" in ended.stderr
    with empty_database() as fresh:
        assert fresh != home.database
