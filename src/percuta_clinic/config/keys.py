"""The keys of a clinic: made once at set-up, kept in one file apart from the database."""

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

import pyrage
from django.utils.functional import cached_property

NAME = "percuta.keys"
LENGTH = 32


class NoKeys(Exception):
    """The key file is missing or unreadable; the clinic's files and backups need it."""


@dataclass(frozen=True, kw_only=True)
class Keys:
    """``session`` signs cookies, ``files`` encrypts, ``audit`` seals, ``backup`` opens backups."""

    session: bytes
    files: bytes
    audit: bytes
    backup: str

    @cached_property
    def fingerprint(self) -> str:
        """A short name of these keys that gives nothing away, to compare backups with."""
        return self.mark(b"fingerprint")[:16]

    def mark(self, words: bytes) -> str:
        """A keyed digest of ``words`` under the audit key."""
        return hmac.new(self.audit, words, hashlib.sha256).hexdigest()


def new_keys() -> Keys:
    """Fresh random keys."""
    return Keys(
        session=secrets.token_bytes(LENGTH),
        files=secrets.token_bytes(LENGTH),
        audit=secrets.token_bytes(LENGTH),
        backup=str(pyrage.x25519.Identity.generate()),
    )


def dump(keys: Keys) -> bytes:
    """The key file's content."""
    return json.dumps(
        {
            "format": 1,
            "session": base64.b64encode(keys.session).decode(),
            "files": base64.b64encode(keys.files).decode(),
            "audit": base64.b64encode(keys.audit).decode(),
            "backup": keys.backup,
        },
        indent=1,
    ).encode()


def parse(content: bytes) -> Keys:
    """Keys from a key file's content."""
    try:
        raw = json.loads(content)
        keys = Keys(
            session=base64.b64decode(raw["session"], validate=True),
            files=base64.b64decode(raw["files"], validate=True),
            audit=base64.b64decode(raw["audit"], validate=True),
            backup=str(raw["backup"]),
        )
        pyrage.x25519.Identity.from_str(keys.backup)
    except (ValueError, KeyError, TypeError, pyrage.IdentityError) as error:
        raise NoKeys(f"This is not a whole key file ({error}).") from error
    if not all(len(key) == LENGTH for key in (keys.session, keys.files, keys.audit)):
        raise NoKeys(f"This key file is cut short: a key is not {LENGTH} bytes long.")
    return keys


def load_keys(folder: Path) -> Keys:
    """The keys in ``folder``."""
    path = folder / NAME
    try:
        return parse(path.read_bytes())
    except FileNotFoundError as error:
        raise NoKeys(
            f"No key file at {path}. A new clinic makes one with 'percuta clinic init'; "
            "an old one needs its own back: 'percuta clinic restore'."
        ) from error


def save_keys(keys: Keys, folder: Path) -> Path:
    """Writes the key file, readable by its owner alone; one that is there is never overwritten."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / NAME
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(dump(keys))
        file.flush()
        os.fsync(file.fileno())
    return path
