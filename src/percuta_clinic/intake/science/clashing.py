"""Two devices in one form: an answer and what it opens are one question, written by one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from percuta_clinic.intake.science.fields import Values, question_of

Stamps = Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Written:
    """A form after writing. ``clash`` is what stands in questions that were not written."""

    values: dict[str, Any]
    stamps: dict[str, int]
    clash: dict[str, Any]


def written(sent: Values, values: Values, stamps: Stamps, *, since: int, version: int) -> Written:
    """Writes as ``version`` what was sent to questions that nobody else wrote in after ``since``.

    ``stamps`` are the versions in which each field was written.
    """
    later = {name for name, stamp in stamps.items() if stamp > since}
    changed = {
        name: value for name, value in sent.items() if (values.get(name) or "") != (value or "")
    }
    others = {question_of(name) for name in later - (set(sent) - set(changed))}
    clashing = {question_of(name) for name in changed} & others
    fresh = {name: value for name, value in changed.items() if question_of(name) not in clashing}
    both = sorted(later | set(changed), key=lambda name: (question_of(name) != name, name))
    return Written(
        values={**values, **fresh},
        stamps={**stamps, **dict.fromkeys(fresh, version)},
        clash={name: values.get(name, "") for name in both if question_of(name) in clashing},
    )
