"""An answer that staff entered and that was refused, to be shown where it was typed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import QueryDict

from percuta_clinic.frame.request import ClinicRequest


@dataclass(frozen=True, kw_only=True)
class Entered:
    """Everything that was typed, and in ``words`` why it was not saved."""

    key: str
    words: Sequence[str]
    given: str
    day: str
    zones: Sequence[str]
    source: str
    reason: str
    text: str

    @staticmethod
    def of(typed: QueryDict, words: Sequence[str]) -> "Entered":
        """As it came."""
        return Entered(
            key=typed.get("key", ""),
            words=words,
            given=typed.get("given", ""),
            day=typed.get("day", ""),
            zones=typed.getlist("zones"),
            source=typed.get("source", ""),
            reason=typed.get("reason", ""),
            text=typed.get("text", ""),
        )

    def said(self, request: ClinicRequest, *, among: Collection[str]) -> None:
        """Says the refusal apart where the page has no place of its own for it."""
        if self.key not in among:
            messages.error(request, " ".join(self.words))
