"""What a patient's photographs may be used for now: asked of the consents at each reading."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from percuta_clinic.consent.models import Consent, Kind, Level
from percuta_clinic.consent.queries import Standing, State, levels_left, standing
from percuta_clinic.patients.models import Patient
from percuta_clinic.photos.models import How, Photo

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
    ``refused_at``: what the patient said last against pictures. One sent later is seen for care.
    """

    levels: frozenset[str]
    seen: bool
    why_not: str = ""
    why_hidden: str = ""
    refused_at: datetime | None = None

    @property
    def words(self) -> str:
        """What holds now, in the order of the levels."""
        return ", ".join(words for one, words in SHORT.items() if one in self.levels)

    def shows(self, photo: Photo) -> bool:
        """Whether it may be looked at; whoever sends one says by that that it may, for care."""
        if self.seen or photo.how != How.SENT:
            return self.seen
        return self.refused_at is None or photo.added_at > self.refused_at

    def of(self, photo: Photo) -> list[str]:
        """What one picture may be used for now, in the order of the levels."""
        now = self.levels | ({Level.RECORD.value} if self.shows(photo) else set())
        return [one for one in SHORT if one in now and one in photo.uses]

    def lost(self, photo: Photo) -> list[str]:
        """What it was meant for and may not be used for any more."""
        now = self.of(photo)
        return [one for one in SHORT if one in photo.uses and one not in now]

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
        refused_at=None if seen else _refused_at(patient),
    )


def _refused_at(patient: Patient) -> datetime | None:
    """The last signature without photographs in the record, or the last withdrawal."""
    rows = Consent.objects.filter(patient=patient, kind=Kind.PHOTOS)
    said = rows.aggregate(signed=Max("signed_at"), withdrawn=Max("withdrawals__at"))
    return max((at for at in said.values() if at is not None), default=None)


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
