"""A clinic of its own in a folder and a database of its own, used through the real command."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PERCUTA = Path(sys.executable).with_name("percuta")
Ended = subprocess.CompletedProcess[str]
PASSPHRASE = "a passphrase for tests alone"


@dataclass(kw_only=True)
class Home:
    """Where a clinic of the tests lies."""

    folder: Path
    database: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def variables(self) -> dict[str, str]:
        """The environment its commands run in."""
        kept = {name: value for name, value in os.environ.items() if not _is_ours(name)}
        if self.database:
            kept["PERCUTA_DATABASE"] = self.database
        return {**kept, "PERCUTA_HOME": str(self.folder), **self.settings}

    def run(self, *words: str, typed: str = "", **settings: str) -> Ended:
        """One command, to its end."""
        return subprocess.run(
            [PERCUTA, "clinic", *words],
            env={**self.variables, **settings},
            input=typed,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def python(self, code: str, **settings: str) -> str:
        """A few lines inside this clinic; what they printed."""
        ended = subprocess.run(
            [sys.executable, "-c", f"{INSIDE}\n{code}"],
            env={**self.variables, **settings},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    @contextmanager
    def serving(self, *words: str, port: int, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
        """``percuta clinic`` with these words, while somebody listens at ``port``."""
        process = subprocess.Popen(
            [PERCUTA, "clinic", *words],
            env={**self.variables, **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(port, process)
            yield process
        finally:
            process.terminate()
            process.communicate(timeout=60)


INSIDE = """
from percuta_clinic.command.place import enter
enter()
"""


def _is_ours(name: str) -> bool:
    return name.startswith("PERCUTA_") or name == "DJANGO_SETTINGS_MODULE"


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    last = time.monotonic() + 180
    while time.monotonic() < last:
        if process.poll() is not None:
            said = process.stdout.read().decode() if process.stdout else ""
            raise AssertionError(f"ended with {process.returncode}: {said}")
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(f"nobody listens at {port}")


def free_port() -> int:
    """A port nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


FURNISHED = """
from datetime import date
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.files.shapes import Clean
from percuta_clinic.files.store import keep
from percuta_clinic.patients.models import Attachment, Note, NoteText, Patient
from percuta_clinic.people.rights import Role
from percuta_clinic.people.services import account_create
from percuta_clinic.premises.services import clinic_open
clinic_open(by=SYSTEM, name="Needle & Light")
olga = account_create(by=SYSTEM, email="olga@clinic.example", name="Olga", roles=[Role.OWNER],
                      password="a long enough pass phrase")
amara = Patient.objects.create(given_name="Amara", family_name="Okafor")
note = Note.objects.create(patient=amara, about=date(2026, 5, 4))
NoteText.objects.create(note=note, number=1, text="calm skin", author=olga, author_name="Olga")
file = keep(Clean(content=b"a letter", kind="text/plain"), name="letter.txt")
Attachment.objects.create(patient=amara, file=file, title="Letter", added_by="Olga")
print(amara.pk)
"""
