"""Clinics that are set up by the command itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clinic.operations.homes import PASSPHRASE, Home
from clinic.operations.prepared import copied, furnished


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A clinic with an owner, a patient, a note and an encrypted file."""
    with copied(furnished(), tmp_path_factory.mktemp("clinic") / "home") as made:
        yield made


@pytest.fixture(scope="module")
def passphrase(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that holds a passphrase."""
    path = tmp_path_factory.mktemp("secret") / "passphrase"
    path.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    return path
