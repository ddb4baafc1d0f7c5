"""The file of a fit: draws of both rivals, and how each did on studies it had not seen."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from percuta.response.draws import Diagnosis, Draws, Rival
from percuta.response.score import Scored

VERSION = 1
NAME = "fitted.json"


@dataclass(frozen=True, kw_only=True)
class Fitted:
    """A fit as it is kept. ``data`` is the digest of the studies it saw; ``on`` its day.

    ``left_out`` scores each study by a fit without it, ``later`` its later readings given its
    first one.
    """

    version: int
    on: str
    data: str
    draws: Mapping[Rival, Draws]
    left_out: Mapping[Rival, tuple[Scored, ...]]
    later: Mapping[Rival, tuple[Scored, ...]]

    def to_json(self) -> str:
        """The text of the file."""
        told = {
            "version": self.version,
            "on": self.on,
            "data": self.data,
            "draws": {rival.value: _draws_out(draws) for rival, draws in self.draws.items()},
            "left_out": _scores_out(self.left_out),
            "later": _scores_out(self.later),
        }
        return json.dumps(told, indent=1) + "\n"


def from_json(text: str) -> Fitted:
    """A fit from the text of its file."""
    told = json.loads(text)
    return Fitted(
        version=told["version"],
        on=told["on"],
        data=told["data"],
        draws={Rival(name): _draws_in(Rival(name), one) for name, one in told["draws"].items()},
        left_out=_scores_in(told["left_out"]),
        later=_scores_in(told["later"]),
    )


@cache
def fitted() -> Fitted:
    """The packaged fit."""
    return from_json((files("percuta") / "response" / NAME).read_text("utf-8"))


def _draws_out(draws: Draws) -> dict[str, Any]:
    columns = {name: " ".join(f"{v:.5g}" for v in one) for name, one in draws.columns.items()}
    return {"diagnosis": asdict(draws.diagnosis), "columns": columns}


def _draws_in(rival: Rival, told: Mapping[str, Any]) -> Draws:
    columns = {name: np.array(one.split(), dtype=float) for name, one in told["columns"].items()}
    return Draws(rival=rival, columns=columns, diagnosis=Diagnosis(**told["diagnosis"]))


def _scores_out(scores: Mapping[Rival, Iterable[Scored]]) -> dict[str, Any]:
    return {
        rival.value: [
            {k: round(v, 5) if isinstance(v, float) else v for k, v in asdict(one).items()}
            for one in found
        ]
        for rival, found in scores.items()
    }


def _scores_in(told: Mapping[str, Any]) -> dict[Rival, tuple[Scored, ...]]:
    return {Rival(name): tuple(Scored(**one) for one in found) for name, found in told.items()}
