"""Signs that may not wait a minute."""

from percuta.evidence.parameter import Status
from percuta.evidence.source import Source
from percuta.evidence.sources.emergency import LAST2023
from percuta.evidence.sources.healing import SOLTANI2014
from percuta.evidence.sources.labels import DERMAPEN4, FDA_BENZO_2018, FDA_LIDO_2024
from percuta.healing.triage.report import Level
from percuta.healing.triage.rule import TriageRule, Words, said, told


def _now(number: int, key: str, words: Words, *sources: Source) -> TriageRule:
    behind = (sources, Status.DERIVED, ())
    return told(f"now.{number:03}", words, said(key), level=Level.NOW, reads=(key,), behind=behind)


RULES = (
    _now(
        1,
        "breath",
        ("cannot breathe well", "It is hard to breathe.", "Dyspnoea: anaphylaxis, toxicity."),
        FDA_LIDO_2024,
        SOLTANI2014,
    ),
    _now(
        2,
        "face_swells",
        (
            "lips, tongue or face swell up",
            "Your lips, tongue or face swell up fast.",
            "Angio-oedema: anaphylaxis until shown otherwise.",
        ),
        SOLTANI2014,
    ),
    _now(
        3,
        "weals",
        ("weals all over", "You have weals all over.", "Generalised urticaria: anaphylaxis."),
        SOLTANI2014,
    ),
    _now(
        4,
        "fit_or_heart",
        (
            "a fit, or the heart out of beat",
            "You had a fit, or your heart races or stumbles.",
            "Seizure or arrhythmia: systemic toxicity of the anaesthetic.",
        ),
        FDA_LIDO_2024,
    ),
    _now(
        5,
        "blue",
        (
            "blue or grey lips or skin",
            "Your lips or skin are blue or grey.",
            "Cyanosis: methaemoglobinaemia.",
        ),
        FDA_BENZO_2018,
    ),
    _now(
        6,
        "faint",
        (
            "fainted and no better lying down",
            "You fainted and feel no better lying down.",
            "Syncope that does not pass: shock, toxicity.",
        ),
        FDA_LIDO_2024,
    ),
    told(
        "now.007",
        (
            "sight blurred or changed",
            "Your sight is blurred or has changed.",
            "Blurred vision: systemic toxicity, orbit, cornea.",
        ),
        said("eye_blur"),
        level=Level.NOW,
        reads=("eye_blur",),
        behind=((LAST2023, DERMAPEN4), Status.ASSUMED, ()),
    ),
)
