"""Signs in a reader's comment that somebody may need help, not only an answer in public."""

import re

from percuta_clinic.comments.letters_alike import plain

_SIGNS = (
    "redness|red|swelling|swollen|pain|painful|hurts?|sore|burns?|burning|itch(?:es|y|ing)?|rash|"
    "spots?|marks?|lumps?|scabs?|rotung|rot|geschwollen|schwellung|schmerz(?:en)?|brennt|juckt|"
    "ausschlag|rougeur|gonfle|douleur"
)
_GROWS = (
    "c[ao]me back|comes back|again|still|worse|spread(?:s|ing)?|not going away|does not go|"
    r"doesn.t go|wo ?n.t go|worr(?:y|ied|ying)|scared|after \w+ (?:days|weeks)|"
    r"for \w+ (?:days|weeks)|\d+ (?:days|weeks) later|wieder|immer noch|schlimmer|"
    r"seit \w+ tagen|nach \w+ tagen|toujours|pire"
)
_SIGN = re.compile(rf"\b(?:{_SIGNS})\b")
_GROWING = re.compile(rf"\b(?:{_GROWS})\b")
_ALONE = re.compile(
    r"\b(?:pus|fever|infect(?:ed|ion)|blisters?|bleed(?:s|ing)|allergic|can.?t breathe|"
    r"faint(?:ed)?|eiter|fieber|entzundet|infektion|blasen|blutet|fievre|infecte)\b"
)


def may_need_help(text: str) -> str:
    """What is said to whoever decides; empty where nothing points to trouble."""
    said = plain(text)
    sign = _ALONE.search(said) or (_GROWING.search(said) and _SIGN.search(said))
    if not sign:
        return ""
    return (
        f"“{sign[0]}”: the writer may need help. Answer soon; a public reply says how to reach us, "
        "and nothing about this person."
    )
