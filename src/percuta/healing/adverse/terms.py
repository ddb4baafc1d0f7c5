"""What may have happened: one list of terms, each with its plain name.

``standard`` is the term of CTCAE 5.0 where it has one; the others are ours and named so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from percuta.evidence.source import Source
from percuta.evidence.sources.adverse import CTCAE_SKIN, CTCAE_V5

OTHER, BEYOND = "other", "beyond_limit"


@dataclass(frozen=True, kw_only=True)
class Term:
    """One thing that may have happened: for clinicians, and as a patient would say it."""

    key: str
    words: str
    plain: str
    standard: str = ""
    sources: tuple[Source, ...] = ()


def _standard(key: str, words: str, plain: str, *, standard: str = "") -> Term:
    named = standard or words
    return Term(key=key, words=words, plain=plain, standard=named, sources=(CTCAE_V5, CTCAE_SKIN))


def _ours(key: str, words: str, plain: str) -> Term:
    return Term(key=key, words=words, plain=plain)


_ALL = (
    _ours("prolonged_redness", "Prolonged erythema", "redness that lasts too long"),
    _standard(
        "hyperpigmentation",
        "Post-inflammatory hyperpigmentation",
        "dark marks",
        standard="Skin hyperpigmentation",
    ),
    _standard(
        "hypopigmentation", "Hypopigmentation", "light marks", standard="Skin hypopigmentation"
    ),
    _standard("acne_flare", "Acne flare", "pimples", standard="Rash acneiform"),
    _ours("milia", "Milia", "tiny white bumps"),
    _ours("herpes", "Herpes simplex reactivation", "cold sores or small blisters"),
    _standard("infection", "Bacterial skin infection", "infection", standard="Skin infection"),
    _ours("mycobacterial", "Mycobacterial infection", "lumps or sores that come weeks later"),
    _ours("granuloma", "Granuloma", "itchy lumps that stay"),
    _ours("tram_track", "Tram-track scars", "fine raised lines"),
    _ours("raised_scar", "Hypertrophic scar or keloid", "a thick scar"),
    _standard("bruise", "Bruising", "a bruise"),
    _ours("swelling", "Prolonged oedema", "swelling that lasts too long"),
    _standard("pain", "Pain of skin", "pain of the skin"),
    _standard("itch", "Pruritus", "itching"),
    _ours("contact_dermatitis", "Contact dermatitis", "a rash from something on the skin"),
    _standard("urticaria", "Urticaria", "itchy weals"),
    _standard("allergic_reaction", "Allergic reaction", "an allergic reaction"),
    _standard("anaphylaxis", "Anaphylaxis", "a severe allergic reaction"),
    _standard("faint", "Syncope", "a faint"),
    _ours("anaesthetic_toxicity", "Local anaesthetic toxicity", "poisoning by the numbing cream"),
    _ours("bleeding", "Bleeding that would not stop", "bleeding that would not stop"),
    _ours("eye", "Injury to the eye", "hurt to the eye"),
    _ours("too_deep", "Needling too deep", "needles went too deep"),
    _ours(BEYOND, "Treated beyond a limit", "treated beyond a limit"),
    _ours("device_fault", "Device or cartridge fault", "something was wrong with the device"),
    _ours(OTHER, "Something else", "something else"),
)
TERMS: Mapping[str, Term] = MappingProxyType({one.key: one for one in _ALL})
