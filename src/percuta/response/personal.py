"""Virtual people after what was seen of one person: by weights while they hold, else by moving."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from percuta.response.crowd import MANY, PEOPLE, Crowd, crowd
from percuta.response.draws import Draws
from percuta.response.study import Kind
from percuta.response.tempered import tempered
from percuta.response.update import Against, Seen, Weighed, alike, weighed, weighed_by


class Way(StrEnum):
    """How virtual people come to be like what was seen."""

    WEIGHTS = "weights"
    TEMPERING = "tempering"


@dataclass(frozen=True, kw_only=True)
class Personal:
    """``people`` count by ``weighed.weights``; ``before`` are people before anything was seen.

    They are the same people where weights alone are enough.
    """

    before: Crowd
    people: Crowd
    weighed: Weighed

    def picked(self) -> Crowd:
        """People who count alike."""
        if self.weighed.tempering is not None:
            return self.people
        return self.people.some(alike(self.weighed.weights, PEOPLE))


def personal(
    draws: Draws,
    kind: Kind,
    sessions: Sequence[float],
    *,
    seen: Sequence[Seen],
    seed: int = 1,
    count: int = MANY,
    way: Way | None = None,
) -> Personal:
    """People after what was seen; days count from the first session. The same seed, the same.

    Without ``way``: by weights while they hold, and by tempering where they do not.
    """
    many = crowd(draws, kind, count=count, seed=seed)
    if not seen:
        return Personal(before=many, people=many, weighed=weighed(np.zeros(count)))
    against = Against(many, sessions, seen)
    apart = against.apart(many.which, many.base, many.hope)
    alone = weighed_by(against, many, apart)
    if way is Way.WEIGHTS or (way is None and alone.enough):
        return Personal(before=many, people=many, weighed=alone)
    people, found = tempered(draws, many, against=against, apart=apart, alone=alone, seed=seed)
    return Personal(before=many, people=people, weighed=found)
