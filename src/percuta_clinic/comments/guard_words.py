"""A reply as plain words in order, with slips mended, so that rules can be read over it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from percuta_clinic.comments.letters_alike import (
    closed_up,
    digits_read,
    is_near,
    plain,
    without_marks,
    words,
)

CARE = words(
    "treatment session visit appointment result scar skin face cheek photo picture photograph "
    "record file chart plan course consent consultation doctor specialist therapist nurse "
    "surgeon practitioner clinician provider bill invoice payment deposit refund booking "
    "needling microneedling procedure therapy aftercare recovery healing progress numbing "
    "redness swelling bruise acne wrinkle pore melasma pigmentation case condition symptom "
    "diagnosis experience stay care trust loyalty outcome transformation glow forehead "
    "complexion physician dermatologist beautician behandlung sitzung termin besuch haut "
    "narbe ergebnis vertrauen gesicht arztin arzt seance traitement peau rdv visite cicatrice "
    "resultat confiance visage"
)
_PLURAL = words(
    "therapies diagnoses pictures behandlungen sitzungen termine besuche narben ergebnisse"
)
DEEDS = words(
    "treated needled examined numbed welcomed injected performed photographed visited "
    "attended cancelled underwent received reacted healed recovered completed finished booked "
    "refunded treating visiting choosing trusting seeing meeting welcoming patient patients "
    "client clients customer customers remember recognise behandelt patientin kundin soigne"
)
_SPELT = {
    **dict.fromkeys(("u", "yu", "yuo", "ya", "yous", "yoo", "yew", "yo"), "you"),
    **dict.fromkeys(("ur", "yr", "yor", "yuor", "yout", "youre", "yur", "yoru", "urs"), "your"),
    **dict.fromkeys(("appt", "appts", "apt", "appointmt"), "appointment"),
    **dict.fromkeys(("pic", "pics"), "photo"),
    **dict.fromkeys(("thx", "thanx", "tnx", "ty", "tks"), "thanks"),
    **dict.fromkeys(("c", "cu", "cya"), "see"),
    **dict.fromkeys(("tx", "txt", "trtmt"), "treatment"),
    **dict.fromkeys(("pt", "px"), "patient"),
    "dr": "doctor",
    "doc": "doctor",
    "2morrow": "tomorrow",
    "yday": "yesterday",
    "wk": "week",
}
_TWO = {"you're": "you are", "you've": "you have", "you'd": "you had", "you'll": "you will"}
_TWO |= {"we're": "we are", "we've": "we have", "we'd": "we had", "we'll": "we will"}
_TWO |= {"i've": "i have", "i'm": "i am", "it's": "it is", "youve": "you have"}
# Words that are one slip away from others which would say something else.
_THEMSELVES = frozenset(
    words(
        "needed needle needles created patience passion passions visible visitor visitors vision "
        "greeted seated heated timed carer cared carefully careful cases casts skins skip plant "
        "plans places played scarf scary courses coarse source sources finished unfinished record "
        "recorder recover patently picking pictured finish booked looked cooked choosing clinic "
        "clinics clinical clinician resulted recent seeing being meeting heating eating afterward "
        "afterwards looking checks complete completely completes completion complexity number "
        "conditional conditionals confidence content contents diagnostic diagnostics examine "
        "examines finishes headed sealed dealings headings needing curses perform performs "
        "performer protos procedural provide provided provides reached redacted receive receives "
        "receiver covered seeking stance specials spelling spellings creating trusty welcome "
        "becoming reading healthy heading dealing stays staff trusted client"
    )
)
_BREAK = re.compile(r"[.!?:…]+[\"'”)]*\s+(?=[A-ZÄÖÜ\"“(\d])|[.!?:…]*\s*\n\s*\n|[.!?:…]\s*\n")
_WORD = re.compile(r"[^\W_]+(?:['@$][^\W_]+)*")
END = "#"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """``words`` joined by single spaces, ``#`` between sentences; ``raw`` as they were typed."""

    words: tuple[str, ...]
    raw: tuple[str, ...]

    @property
    def line(self) -> str:
        """What rules are read over."""
        return " ".join(self.words)

    def quote(self, start: int, end: int) -> str:
        """What was typed for a stretch of ``line``."""
        return self.typed(self.at(start), self.at(end))

    def typed(self, first: int, last: int) -> str:
        """What was typed for these words; a word that was two is said once."""
        raw = [one for one in self.raw[max(0, first) : last + 1] if one != END]
        return " ".join(one for at, one in enumerate(raw) if at == 0 or one != raw[at - 1])

    def at(self, place: int) -> int:
        """Which word stands at this place of ``line``."""
        return self.line[:place].count(" ")

    def sentences(self) -> list[str]:
        """The line, sentence by sentence."""
        return [one.strip() for one in self.line.split(END)]


def read(text: str) -> Reading:
    """``text`` as words; each knows how it was typed."""
    pairs: list[tuple[str, str]] = []
    for sentence in _BREAK.split(text):
        pairs += _words(sentence)
        pairs.append((END, END))
    pairs = _joined(pairs)
    return Reading(words=tuple(one for one, _ in pairs), raw=tuple(raw for _, raw in pairs))


def _words(sentence: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for typed in _WORD.findall(closed_up(without_marks(sentence))):
        small = plain(typed)
        for word in _TWO.get(small, small).split():
            found += [(one, typed) for one in canonical(word.replace("'s", "")).split()]
    return found


def _joined(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """``treat ment`` in two pieces is one word."""
    made: list[tuple[str, str]] = []
    for word, raw in pairs:
        if made and made[-1][0] not in KNOWN and made[-1][0] + word in _LONG:
            made[-1] = (made[-1][0] + word, f"{made[-1][1]} {raw}")
        else:
            made.append((word, raw))
    return made


_ALL = (*CARE, *_PLURAL, *(f"{one}s" for one in CARE), *DEEDS)
KNOWN = frozenset((*_ALL, "you", "your", "yours", "see", "our", "we", "soon", "next", "again"))
_LONG = frozenset(one for one in _ALL if len(one) > 5)
_SHRUNK = {re.sub(r"(.)\1+", r"\1", one): one for one in _LONG}


@lru_cache(maxsize=10_000)
def canonical(word: str) -> str:
    """The word that was meant: slips mended, run-together words parted."""
    word = _SPELT.get(word, digits_read(word))
    if word in KNOWN or word in _THEMSELVES:
        return word
    if (shrunk := re.sub(r"(.)\1+", r"\1", word)) in _SHRUNK:
        return _SHRUNK[shrunk]
    if shrunk in ("you", "your"):
        return shrunk
    if len(word) >= 6 and (near := next((one for one in _LONG if is_near(word, one)), "")):
        return near
    return _parted(word) if len(word) >= 8 else word


def _parted(word: str) -> str:
    for at in range(2, len(word) - 1):
        if word[:at] in KNOWN:
            rest = word[at:]
            if rest in KNOWN or (len(rest) > 5 and _parted(rest) != rest):
                return f"{word[:at]} {rest if rest in KNOWN else _parted(rest)}"
    return word
