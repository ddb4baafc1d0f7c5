"""Encryption at rest, AES-256-GCM: each file has its own key, wrapped by the clinic's."""

import base64
import hashlib
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12
VERSION = b"\x01"


class Unreadable(Exception):
    """What was stored cannot be opened: other keys, or it was changed."""


def seal(content: bytes, *, key: bytes, about: bytes = b"") -> bytes:
    """``content`` encrypted; it opens only with ``key`` and the same ``about``."""
    nonce = secrets.token_bytes(NONCE)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, content, about)


def unseal(sealed: bytes, *, key: bytes, about: bytes = b"") -> bytes:
    """What ``seal`` was given."""
    if sealed[:1] != VERSION:
        raise Unreadable("It was not written by this version, or is damaged.")
    nonce, rest = sealed[1 : NONCE + 1], sealed[NONCE + 1 :]
    try:
        return AESGCM(key).decrypt(nonce, rest, about)
    except InvalidTag as error:
        raise Unreadable("It belongs to other keys, or was changed.") from error


def _purpose(name: bytes) -> bytes:
    return hashlib.blake2b(name, key=settings.KEYS.files, digest_size=32).digest()


def new_file_key() -> tuple[bytes, bytes]:
    """A fresh key for one file, and the same key wrapped for the database."""
    key = AESGCM.generate_key(256)
    return key, seal(key, key=_purpose(b"wrap"))


def open_file_key(wrapped: bytes) -> bytes:
    """The key of one file."""
    return unseal(bytes(wrapped), key=_purpose(b"wrap"))


def seal_text(text: str) -> str:
    """A short secret, such as a second factor's, for a text column."""
    return base64.b64encode(seal(text.encode(), key=_purpose(b"text"))).decode()


def unseal_text(sealed: str) -> str:
    """What ``seal_text`` was given."""
    return unseal(base64.b64decode(sealed), key=_purpose(b"text")).decode()
