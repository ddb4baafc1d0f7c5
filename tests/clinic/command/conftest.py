"""The same clinics as those of the operations."""

from clinic.operations.conftest import home, passphrase

__all__ = ["home", "passphrase"]
