"""Names that tell people apart: nobody signs or appears in the log under a colleague's name."""

import re
import unicodedata

from django.core.exceptions import ValidationError

from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import STAFF

_TURNS = re.compile("[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def checked_name(name: str, *, but: Account | None = None) -> str:
    """``name`` as it may be borne, by ``but`` if that is whose it is."""
    found = " ".join(name.split())
    if _TURNS.search(found):
        raise ValidationError(
            "There is an invisible sign in this name that turns or breaks the line. Type it again."
        )
    others = Account.objects.filter(grants__role__in=STAFF)
    others = others.exclude(pk=but.pk) if but else others
    if _plain(found) in {_plain(one) for one in others.values_list("name", flat=True)}:
        raise ValidationError(
            f"Somebody who works here is called {found}. Add something that tells you apart, "
            "such as a second name."
        )
    return found


def _plain(name: str) -> str:
    """What the eye sees: without case, width, accents on their own, and invisible signs."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    seen = (sign for sign in folded if unicodedata.category(sign) not in ("Cf", "Cc", "Mn"))
    return " ".join("".join(seen).split())
