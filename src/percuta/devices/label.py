"""What a device's label says about a condition. Labels differ, so each device has its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from percuta.evidence.parameter import Parameter
from percuta.evidence.source import Source


class Topic(StrEnum):
    """Conditions that labels name; rules look their device up by topic."""

    ACTIVE_INFECTION = "active infection in the area"
    WARTS = "warts"
    MOLES = "moles"
    SKIN_CANCER = "skin cancer"
    ACTINIC_KERATOSIS = "actinic keratosis"
    BROKEN_SKIN = "open wounds, sores or irritated skin"
    ACNE = "active acne"
    ECZEMA = "eczema or rash"
    PSORIASIS = "psoriasis or another chronic condition"
    ROSACEA = "rosacea"
    CONTACT_DERMATITIS = "contact dermatitis in the past"
    CONNECTIVE_TISSUE = "scleroderma or another collagen vascular disease"
    HEART = "heart abnormality"
    IMMUNOSUPPRESSION = "immunosuppressive therapy"
    POOR_HEALING = "wound-healing deficiency"
    EYELID = "eyelids, inside the orbital rim"
    ALLERGY_METAL = "allergy to stainless steel"
    ALLERGY_ANAESTHETIC = "allergy to anaesthetics"
    BLEEDING_DISORDER = "bleeding disorder"
    ANTICOAGULANTS = "anticoagulants"
    PREGNANCY = "pregnancy"
    NURSING = "nursing"
    ISOTRETINOIN = "isotretinoin now"
    DIABETES = "diabetes"
    DIABETES_UNCONTROLLED = "uncontrolled diabetes"
    KELOID = "keloid scars"
    SYSTEMIC_INFECTION = "blood-borne infection"
    CHEMOTHERAPY = "chemotherapy, radiotherapy or high-dose corticosteroids"
    FILLER = "dermal filler in the area"
    SURGERY = "plastic surgery in the area"
    YOUNG_SCAR = "young scar in the area"


class Stance(StrEnum):
    """How a label stands to a condition."""

    FORBIDS = "contraindicated"
    NOT_EVALUATED = "not evaluated"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of a label, with the window it sets, if it sets one."""

    stance: Stance
    source: Source
    window: Parameter | None = None


@dataclass(frozen=True, kw_only=True)
class Label:
    """What one device's label says. A topic that is missing was not seen there."""

    entries: Mapping[Topic, Entry]
    unread: str = ""  # which part of the label nobody could read

    def on(self, topic: Topic) -> Entry | None:
        """The entry on a topic, or None where the label was not seen to name it."""
        return self.entries.get(topic)

    def forbids(self, topic: Topic) -> bool:
        """True where the label lists the topic as a contraindication."""
        entry = self.on(topic)
        return entry is not None and entry.stance is Stance.FORBIDS
