"""The phototype as a person tells it: what the skin does in strong sun.

Fitzpatrick's types by burning and tanning, in our words; no text read prints these six choices.
People with darker skin often misjudge themselves, so a clinician looks before it counts.
"""

from dataclasses import dataclass

from percuta.evidence.parameter import Status
from percuta.person import Phototype

TOLD = "What does your skin do in strong sun, early in summer and without sun cream?"
NOT_KNOWN = "I don't know"
STATUS = Status.ASSUMED
NOTE = (
    "told by the person, in our words, as no text read prints such choices; people with darker "
    "skin often misjudge themselves, so a clinician looks at the skin and confirms it"
)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One answer to the question; None is not known."""

    key: str
    text: str
    phototype: Phototype | None


CHOICES = (
    Choice(
        key="always_burns",
        text="It always burns and never tans",
        phototype=Phototype.TYPE_I,
    ),
    Choice(
        key="mostly_burns",
        text="It burns easily and hardly tans",
        phototype=Phototype.TYPE_II,
    ),
    Choice(
        key="sometimes_burns",
        text="It sometimes burns and slowly tans",
        phototype=Phototype.TYPE_III,
    ),
    Choice(
        key="hardly_burns",
        text="It hardly burns and tans well",
        phototype=Phototype.TYPE_IV,
    ),
    Choice(
        key="brown",
        text="It is brown by nature, very rarely burns and gets darker easily",
        phototype=Phototype.TYPE_V,
    ),
    Choice(
        key="dark",
        text="It is dark brown or black by nature and never burns",
        phototype=Phototype.TYPE_VI,
    ),
    Choice(key="not_known", text=NOT_KNOWN, phototype=None),
)
BY_KEY = {choice.key: choice for choice in CHOICES}


def told_phototype(choice: str) -> Phototype | None:
    """The phototype that a choice stands for, by its key; None where the person does not know.

    Raises KeyError for a choice that is none of these.
    """
    return BY_KEY[choice].phototype
