"""The whole calibration: both rivals fitted, and scored on every study left out in turn."""

from collections.abc import Callable

from percuta.calibration.fit import QUICK, fit
from percuta.response.draws import Rival
from percuta.response.fitted import VERSION, Fitted
from percuta.response.score import Scored, score, score_later
from percuta.response.study import Split
from percuta.response.study_file import calibration_hash, studies_for


def calibrate(on: str, say: Callable[[str], None]) -> Fitted:
    """Fit and score; ``on`` is the day, ``say`` is told what is going on. Takes half an hour."""
    studies = studies_for(Split.CALIBRATION)
    draws = {}
    left_out: dict[Rival, tuple[Scored, ...]] = {}
    later: dict[Rival, tuple[Scored, ...]] = {}
    for rival in Rival:
        say(f"{rival}: all {len(studies)} studies")
        draws[rival] = fit(studies, rival)
        alone: list[Scored] = []
        after: list[Scored] = []
        for number, study in enumerate(studies, 1):
            say(f"{rival}: without {study.key} ({number} of {len(studies)})")
            others = [one for one in studies if one is not study]
            found = fit(others, rival, samples=QUICK)
            alone += score(study, found)
            after += score_later(study, found)
        left_out[rival], later[rival] = tuple(alone), tuple(after)
    return Fitted(
        version=VERSION,
        on=on,
        data=calibration_hash(),
        draws=draws,
        left_out=left_out,
        later=later,
    )
