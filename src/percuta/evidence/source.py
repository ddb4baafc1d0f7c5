"""Where a fact was read: citation, kind of text, and how much of it was seen."""

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """What kind of text a source is; strongest first."""

    REGULATION = "regulation"
    DEVICE_LABEL = "device label"
    DRUG_LABEL = "drug label"
    LABEL_COPY = "label as copied by a clinic"
    OTHER_LABEL = "label of another device"
    REGULATORY_SUMMARY = "regulatory summary"
    MANUFACTURER = "manufacturer document"
    GUIDELINE = "guideline"
    SYSTEMATIC_REVIEW = "systematic review"
    CONSENSUS = "consensus"
    RCT = "randomised trial"
    SINGLE_STUDY = "single study"
    REGISTRY = "trial registry"
    REVIEW = "review"
    EXPERT = "expert opinion"
    CASE_REPORT = "case report"
    PATIENT_INFORMATION = "academic patient information"
    HANDBOOK = "handbook"
    CLINIC = "clinic text"
    VENDOR = "vendor chart"
    SECONDARY = "second-hand summary"


class Extent(StrEnum):
    """How much of the source was read before its facts were used."""

    TABLE = "the table used"
    PAGE = "one page"
    PART = "part of the text"
    LIST = "a list"
    ABSTRACT = "the abstract"
    SUMMARY = "a summary"
    NEWS = "a news report of it"


@dataclass(frozen=True, kw_only=True)
class Source:
    """One published text behind a number or a rule.

    ``address`` is where the text was read, ``identifier`` a DOI, PMID or clearance number.
    """

    key: str
    citation: str
    grade: Grade
    read: Extent
    identifier: str = ""
    address: str = ""

    def __post_init__(self) -> None:
        """Refuse a source that nobody could look up again."""
        if not self.citation.strip():
            raise ValueError(f"source {self.key!r} has no citation; name author, title and year")
        if not (self.identifier or self.address):
            raise ValueError(f"source {self.key!r} has neither identifier nor address")
