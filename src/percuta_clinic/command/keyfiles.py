"""The key file on its way out of the house and back: sealed with a passphrase."""

import os
from collections.abc import Callable
from pathlib import Path

import pyrage
from django.utils import timezone

from percuta_clinic.config.keys import Keys, NoKeys, dump, parse

SHORTEST = 12
SEALED = b"age-encryption.org/"
EXPORTED = "exported"


def export(keys: Keys, path: Path, passphrase: str, *, folder: Path) -> None:
    """Writes the keys to ``path``, where nothing lies yet, and remembers that it was done."""
    sealed = pyrage.passphrase.encrypt(dump(keys), passphrase)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    note_elsewhere(keys, folder=folder)


def note_elsewhere(keys: Keys, *, folder: Path) -> None:
    """Remembers that these keys lie somewhere else too."""
    (folder / EXPORTED).write_text(
        f"{timezone.now().isoformat()} {keys.fingerprint}\n", encoding="ascii"
    )


def is_exported(keys: Keys, folder: Path) -> bool:
    """Whether these very keys were exported before."""
    path = folder / EXPORTED
    return path.is_file() and keys.fingerprint in path.read_text(encoding="ascii")


def read(path: Path, ask: Callable[[], str]) -> Keys:
    """Keys from an exported file, or from a key file as it lies beside a clinic."""
    content = path.read_bytes()
    if not content.startswith(SEALED):
        return parse(content)
    try:
        return parse(pyrage.passphrase.decrypt(content, ask()))
    except pyrage.DecryptError as error:
        raise NoKeys(f"This is not the passphrase of {path}.") from error
