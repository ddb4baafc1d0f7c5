"""What a patient's photographs may be used for now: asked of the consents at each reading."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone

from percuta_clinic.consent.models import Kind, Level
from percuta_clinic.consent.queries import Standing, State, levels_left, standing
from percuta_clinic.patients.models import Patient
from percuta_clinic.photos.models import Photo

SHORT = {
    Level.RECORD.value: "record",
    Level.TEACHING.value: "teaching",
    Level.PUBLICATION.value: "publication",
}
_WAY = "A specialist or a doctor can put the consent before the patient, under Consents."


@dataclass(frozen=True, kw_only=True)
class Allowed:
    """``levels`` is what was signed and still holds; ``seen``: pictures there are may be looked at.

    ``why_not`` says why none may be added, and ``why_hidden`` why none is shown; empty: they may.
    """

    levels: frozenset[str]
    seen: bool
    why_not: str = ""
    why_hidden: str = ""

    @property
    def words(self) -> str:
        """What holds now, in the order of the levels."""
        return ", ".join(words for one, words in SHORT.items() if one in self.levels)

    def of(self, photo: Photo) -> list[str]:
        """What one picture may be used for now, in the order of the levels."""
        return [one for one in SHORT if one in self.levels and one in photo.uses]

    def lost(self, photo: Photo) -> list[str]:
        """What it was meant for and may not be used for any more."""
        return [one for one in SHORT if one in photo.uses and one not in self.levels]

    def most(self, wanted: Collection[str]) -> list[str]:
        """Of what is wanted, what was signed; the record always."""
        return [
            one for one in SHORT if one in self.levels and (one in wanted or one == Level.RECORD)
        ]


def allowed(patient: Patient) -> Allowed:
    """What holds for all pictures of a patient."""
    found = standing(patient, Kind.PHOTOS)
    kept = levels_left(found.consent) if found.consent is not None else frozenset[str]()
    seen = Level.RECORD.value in kept
    levels = found.levels if found.holds else frozenset({Level.RECORD.value} if seen else ())
    return Allowed(
        levels=levels,
        seen=seen,
        why_not="" if found.holds and seen else _why_not(found, seen=seen),
        why_hidden="" if seen else _why_hidden(found),
    )


def _why_not(found: Standing, *, seen: bool) -> str:
    if found.holds:
        return (
            "The patient did not agree, or no longer agrees, to photographs in the record. Ask "
            f"again only if the patient wishes it. {_WAY}"
        )
    if found.state == State.WITHDRAWN:
        return f"The patient took the consent to photographs back. {_WAY}"
    if seen:
        return f"The text about photographs has changed, and is to be signed anew. {_WAY}"
    if found.state == State.NONE:
        return f"The patient was not asked about photographs yet. {_WAY}"
    return "The consent to photographs is put before the patient and not signed yet."


def _why_hidden(found: Standing) -> str:
    if found.state == State.WITHDRAWN and found.since:
        day = f"{timezone.localtime(found.since):%-d %B %Y}"
        return (
            f"The patient took the consent to photographs back on {day}. They stay in the record "
            "unseen and are used for nothing. A signature under Consents shows them again."
        )
    return (
        "Nothing signed allows photographs in the record now. They stay there unseen and are used "
        "for nothing. A signature under Consents shows them again."
    )
