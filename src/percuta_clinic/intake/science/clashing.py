"""Two devices in one form: an answer and what it opens are one question, written by one of them."""

from collections.abc import Collection, Mapping
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


@dataclass(frozen=True, kw_only=True)
class Sent:
    """Fields sent against version ``since``, and later versions that the same page wrote."""

    fields: Values
    since: int
    own: Collection[int] = ()


def written(given: Sent, values: Values, stamps: Stamps, *, version: int) -> Written:
    """Writes as ``version`` what was sent to questions in which nobody else wrote later.

    ``stamps`` are the versions in which each field was written.
    """
    sent = given.fields
    theirs = {one for one in stamps.values() if one > given.since} - set(given.own)
    later = {name for name, stamp in stamps.items() if stamp in theirs}
    changed = {
        name: value
        for name, value in sent.items()
        if _meant(name, values.get(name)) != _meant(name, value)
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


def _meant(name: str, value: Any) -> Any:
    """What a value says: places in whatever order, and nothing however it is written."""
    is_places = isinstance(value, list) and name.startswith(("z-", "wish-"))
    return sorted(value) if is_places else value or ""
