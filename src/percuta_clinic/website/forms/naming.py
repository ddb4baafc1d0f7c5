"""What cannot be anybody's name: a stranger typed it, and letters and pages would carry it on."""

import re
import unicodedata

from django.core.exceptions import ValidationError

MOST_DIGITS = 3  # "Kim 92" is a name; a phone number is none
_DOTS = ".\u3002\uff61\u2024"  # some readers make a link of any of them
_LINK = re.compile(rf"://|\bwww\b|\w\s?[{_DOTS}]\w{{2,}}", re.IGNORECASE)
_NO_NAME = re.compile(r"[\\/<>{}\[\]|]")


def refuse_no_name(name: str) -> None:
    """Raises ValidationError for addresses, links and numbers, and says what to type instead."""
    plain = unicodedata.normalize("NFKC", name)
    if "@" in plain:
        raise ValidationError(f"“{name}” looks like an e-mail address. Type a name.")
    if _LINK.search(plain):
        raise ValidationError(
            f"“{name}” looks like a web address. Type a name, with a space after a full stop."
        )
    if sign := _NO_NAME.search(plain):
        raise ValidationError(f"“{name}” holds “{sign[0]}”, which no name does. Type a name.")
    if sum(sign.isdecimal() for sign in plain) > MOST_DIGITS:
        raise ValidationError(f"“{name}” has too many digits. Type a name.")
