"""Which of the two rivals forecasts a concern: decided on each study forecast without itself.

The validation studies have no say in it; they only tell how well the choice does.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from percuta.response.draws import Rival
from percuta.response.fitted import Fitted, fitted
from percuta.response.score import crps_by_study
from percuta.response.study import Kind
from percuta.response.study_file import packaged

FEWEST = 3  # studies below which a comparison says nothing


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The rival chosen, and why; ``curve`` and ``mechanism`` are mean scores, smaller better.

    ``difference`` is the mean of curve less mechanism over studies, ``error`` its standard error.
    """

    kind: Kind
    chosen: Rival
    studies: int
    curve: float
    mechanism: float
    difference: float
    error: float

    @property
    def why(self) -> str:
        """The reason in one sentence."""
        if self.studies < FEWEST:
            return f"the plain curve: too few held-out studies to choose ({self.studies})"
        gap = f"{self.difference:+.3f} (standard error {self.error:.3f}, {self.studies} studies)"
        if self.chosen is Rival.MECHANISM:
            return f"the mechanism: its score is better by {gap}"
        return f"the plain curve: the mechanism is not better by a standard error, {gap}"


def verdict(kind: Kind, found: Fitted) -> Verdict:
    """The choice for one concern."""
    keys = {one.key for one in packaged() if one.indication is kind}
    curve, mechanism = (
        crps_by_study([one for one in found.left_out[rival] if one.study in keys])
        for rival in (Rival.CURVE, Rival.MECHANISM)
    )
    apart = np.array([curve[key] - mechanism[key] for key in sorted(curve)])
    count = len(apart)
    error = float(apart.std(ddof=1) / np.sqrt(count)) if count > 1 else float("inf")
    difference = float(apart.mean())
    wins = count >= FEWEST and difference > error
    return Verdict(
        kind=kind,
        chosen=Rival.MECHANISM if wins else Rival.CURVE,
        studies=count,
        curve=float(np.mean(list(curve.values()))),
        mechanism=float(np.mean(list(mechanism.values()))),
        difference=difference,
        error=error,
    )


@cache
def chosen(kind: Kind) -> Verdict:
    """The choice of the packaged fit."""
    return verdict(kind, fitted())
