"""The link that opens a new clinic: made by whoever looks after the machine, used once."""

import hmac
import json
import os
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from percuta_clinic.config.digests import digest_of
from percuta_clinic.premises.queries import the_clinic

HOURS = 24
NAME = "first-run"


def first_run_secret() -> str:
    """A fresh secret for the link, good for a day; the one before stops working."""
    if the_clinic():
        raise ValidationError(
            "This clinic is open already; the link is only for a new one. "
            "Whoever lost the way in asks a colleague who may invite people."
        )
    secret = secrets.token_urlsafe(32)
    until = timezone.now() + timedelta(hours=HOURS)
    _write({"digest": digest_of(secret), "until": until.timestamp()})
    return secret


def first_run_open(secret: str) -> bool:
    """Whether this secret opens the clinic now."""
    noted = _read()
    if not noted or the_clinic():
        return False
    in_time = timezone.now().timestamp() < float(noted["until"])
    return hmac.compare_digest(digest_of(secret), str(noted["digest"])) and in_time


def forget_secret() -> None:
    """Makes the link useless."""
    _path().unlink(missing_ok=True)


def _path() -> Path:
    return Path(settings.ENVIRONMENT.keys) / NAME


def _write(noted: dict[str, Any]) -> None:
    fresh = _path().with_suffix(".new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        json.dump(noted, file)
    fresh.replace(_path())


def _read() -> dict[str, Any]:
    """What is noted; a file that is missing or damaged opens nothing."""
    try:
        noted = json.loads(_path().read_text(encoding="ascii"))
        return {"digest": noted["digest"], "until": float(noted["until"])}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
