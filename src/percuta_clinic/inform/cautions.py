"""Words that public pages of a clinic should not use, each with what is wrong with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from percuta_clinic.inform.words import Words


@dataclass(frozen=True)
class Caution:
    """What was found, and why it should not stand there."""

    found: str
    why: str


_PROMISE = "No treatment works for everybody. A promise of success misleads."
_SAFE = "Every treatment with needles can do harm. Name the side effects instead."
_LASTS = "Nobody knows how long it lasts; few studies looked for more than half a year."
_RANK = "A comparison with others needs a proof that can be shown."
_PAIN = "It can hurt. Say what is done against pain instead."
_PICTURES = "Pictures of before and after make a promise; in many countries they are forbidden."
_URGE = "It presses people into a treatment. Health needs time to decide."
# Each with the words that may stand before it and turn it round, such as "not" in "not permanent".
_RULES = tuple(
    (re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), why)
    for pattern, why in (
        (r"guarante\w*|promis\w+ (?:you|a result|results)|100 ?%|always works", _PROMISE),
        (r"miracle\w*|magic\w*|cures?|curing|heals? all|get rid of", _PROMISE),
        (r"permanent(?:ly)?|for ever|forever|lasts? (?:for )?(?:life|years)|for good", _LASTS),
        (r"(?:no|without|free of|zero) (?:any )?(?:side[- ]effects?|risks?)", _SAFE),
        (r"(?:completely|totally|perfectly|absolutely) safe|risk[- ]free|harmless", _SAFE),
        (r"pain(?:less|lessly|[- ]free)|no pain|without (?:any )?pain", _PAIN),
        (r"(?:the|our|your) best|best (?:clinic|results?|treatment|prices?)|number one", _RANK),
        (r"leading|unrivalled|unique|better than (?:any|all|every|others?)|top[- ]rated", _RANK),
        (r"before[- ](?:and|&)[- ]after|before/after", _PICTURES),
        (r"(?:look|be) \w+ years younger|years younger|wrinkle[- ]free|scar[- ]free", _PROMISE),
        (r"only (?:today|this week)|last chance|hurry|limited offer|% off|discount", _URGE),
    )
)
_TURNED = re.compile(
    r"\b(?:no|not|never|nobody|cannot|can't|don't|without|neither)\b[^.!?\n]{0,40}$", re.IGNORECASE
)


def cautions(words: Words) -> list[Caution]:
    """Everything to think about again, in the order it stands."""
    said = "\n".join((words.title, words.summary, words.text))
    return list(dict.fromkeys(_found(said)))


def _found(said: str) -> Iterator[Caution]:
    hits = ((hit, why) for rule, why in _RULES for hit in rule.finditer(said))
    for hit, why in sorted(hits, key=lambda pair: pair[0].start()):
        if not _TURNED.search(said[: hit.start()]):
            yield Caution(hit[0], why)
