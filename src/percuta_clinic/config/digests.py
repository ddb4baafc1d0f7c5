"""What is kept of a secret that travels in a link."""

import hashlib


def digest_of(secret: str) -> str:
    """Of any text: a link can hold signs that no encoding has."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
