"""What a review asks besides the scales: satisfaction, and whether it would be done again.

Own words and steps, not a published questionnaire; the grades of change are those of GAIS.
"""

from collections.abc import Mapping
from types import MappingProxyType

from percuta.assessment.scales import GAIS_CHANGE

GAIS_WORDS: Mapping[int, str] = GAIS_CHANGE.levels
GAIS_PLAIN: Mapping[int, str] = MappingProxyType(
    {
        1: "Very much better",
        2: "Much better",
        3: "Better",
        4: "No change",
        5: "Worse",
    }
)
SATISFACTION: Mapping[int, str] = MappingProxyType(
    {
        1: "Very pleased",
        2: "Pleased",
        3: "Neither pleased nor displeased",
        4: "Displeased",
        5: "Very displeased",
    }
)
AGAIN: Mapping[str, str] = MappingProxyType({"yes": "Yes", "no": "No", "unsure": "I am not sure"})
