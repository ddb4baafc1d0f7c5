"""How the rules in use stand with the doctors of this clinic."""

from dataclasses import dataclass
from enum import StrEnum

from percuta_clinic.people.models import RuleSetSignature
from percuta_clinic.people.queries import rules_signature


class Stand(StrEnum):
    """Signed, or why not."""

    SIGNED = "signed"
    CHANGED = "changed since they were signed"
    WITHDRAWN = "signature withdrawn"
    NEVER = "never signed"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """``signature`` is the one that holds, or the last there was."""

    stand: Stand
    signature: RuleSetSignature | None


def rules_standing() -> Standing:
    """Whether a doctor has signed exactly the rules in use, and otherwise why nobody may treat."""
    holds = rules_signature()
    if holds:
        return Standing(stand=Stand.SIGNED, signature=holds)
    last = RuleSetSignature.objects.order_by("-signed_at").first()
    if last is None:
        return Standing(stand=Stand.NEVER, signature=None)
    stand = Stand.WITHDRAWN if last.withdrawn_at else Stand.CHANGED
    return Standing(stand=stand, signature=last)
