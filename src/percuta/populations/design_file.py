"""From a STUDY.toml to a design, or to one message that says everything wrong with it.

Each problem names the line, the field, the value found and the way out, as those of a case do.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from percuta.casefile.explain import problems_from
from percuta.casefile.lines import Lines
from percuta.casefile.problems import (
    BadCase,
    Bare,
    Placed,
    UnreadableFile,
    at_line,
    placed,
    printable,
)
from percuta.casefile.reader import LARGEST_BYTES, MOST_SHOWN
from percuta.casefile.syntax import long_line, syntax_problem
from percuta.person import Phototype
from percuta.populations.asked import share
from percuta.populations.design import (
    MOST_COURSES,
    Arm,
    Design,
    DropOut,
    Rater,
    Spread,
)
from percuta.populations.design_schema import AGE, ROMAN, design_schema
from percuta.response.assumed import SHOWN_DAYS
from percuta.response.study import WHOLE, Kind
from percuta.skin.alike import UNKNOWN_AGE
from percuta.skin.session import REFERENCE_MM

Raw = dict[str, Any]
FEWEST_SHARE = 0.001  # of those asked; of fewer nobody could be found
FARTHEST = 6  # standard deviations: where a severity without a bound ends


def read_design(path: Path) -> Design:
    """Read and check a file. Raises UnreadableFile or BadCase with everything that is wrong."""
    name = printable(str(path))
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableFile(f"{name}: there is no such file; check the name") from None
    except OSError as error:
        raise UnreadableFile(f"{name}: cannot be read: {error.strerror}") from error
    if len(content) > LARGEST_BYTES:
        raise UnreadableFile(f"{name}: over {LARGEST_BYTES} bytes; a study is one short page")
    try:
        return parse_design(content.decode("utf-8-sig"), str(path))
    except UnicodeDecodeError:
        raise UnreadableFile(f"{name}: not UTF-8 text; save it as UTF-8") from None


def parse_design(text: str, file: str) -> Design:
    """A design from TOML text; ``file`` names it in messages."""
    wrong = long_line(text)
    raw: Raw = {}
    if wrong is None:
        try:
            raw = {key: _plain(value) for key, value in tomllib.loads(text).items()}
        except RecursionError:
            raise UnreadableFile(f"{printable(file)}: nested too deeply for a study") from None
        except ValueError as error:
            wrong = syntax_problem(text, str(error))
    if wrong is not None:
        raise UnreadableFile(f"{at_line(file, wrong.line)}: {wrong}")
    found = list(islice(_problems(raw), MOST_SHOWN + 1))
    if found:
        lines = Lines(text)
        problems = [replace(p, line=lines.of(path)) for path, p in found[:MOST_SHOWN]]
        problems.sort(key=lambda p: p.line or len(lines.texts) + 1)
        raise BadCase(file, tuple(problems), more=len(found) > MOST_SHOWN)
    return _built(raw)


def _plain(value: object) -> object:
    """The same with dates, and numbers that are none, as the text that stands in the file."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, (date, time)):
        return Bare(value.isoformat())
    return Bare(value) if isinstance(value, float) and not isfinite(value) else value


def _problems(raw: Raw) -> Iterator[Placed]:
    seen = []
    for error in Draft202012Validator(design_schema()).iter_errors(raw):
        for one in problems_from(error):
            seen.append(one)
            yield one
    if not seen:
        yield from _wrong_trial(raw)
        yield from _wrong_arms(raw)
        yield from _wrong_people(raw)


def _wrong_trial(raw: Raw) -> Iterator[Placed]:
    trial = raw["trial"]
    courses = trial["trials"] * sum(arm["people"] for arm in raw["arm"])
    if courses > MOST_COURSES:
        remedy = f"{courses:.3g} courses with all people; at most {MOST_COURSES:.0e} are counted"
        yield placed(("trial", "trials"), trial["trials"], remedy)
    if ("visits" in trial) == ("visits_after_last" in trial):
        remedy = "give visits (days from the first session) or visits_after_last, one of them"
        yield placed(("trial",), sorted(trial), remedy)
    for name in ("visits", "visits_after_last", "responders"):
        given = trial.get(name, [])
        if list(given) != sorted(set(given)):
            yield placed(("trial", name), given, "rising numbers are wanted, each once")


def _wrong_arms(raw: Raw) -> Iterator[Placed]:
    names: set[str] = set()
    if "visits" not in raw["trial"] and not any(arm["sessions"] for arm in raw["arm"]):
        remedy = "no arm has a session after which to count; give [trial] visits instead"
        yield placed(("trial", "visits_after_last"), raw["trial"].get("visits_after_last"), remedy)
    for number, arm in enumerate(raw["arm"]):
        if not arm["name"].strip():
            yield placed(("arm", number, "name"), arm["name"], "empty; give the arm a name")
        elif arm["name"] in names:
            yield placed(("arm", number, "name"), arm["name"], "two arms of one name; change one")
        names.add(arm["name"])
        if arm["sessions"] > 1 and "interval_days" not in arm:
            remedy = "without interval_days; say how many days lie between sessions"
            yield placed(("arm", number, "sessions"), arm["sessions"], remedy)
        yield from _wrong_visits(raw, number)


def _wrong_visits(raw: Raw, number: int) -> Iterator[Placed]:
    arm, trial = raw["arm"][number], raw["trial"]
    if arm["sessions"] == 0:  # gains nothing, so that nothing has to be known of late gain
        return
    end = _last(arm) + SHOWN_DAYS.value
    for at, day in enumerate(trial.get("visits", [])):
        if day > end:
            remedy = (
                f"in arm {arm['name']!r} over {SHOWN_DAYS.value:g} days after the last session; "
                f"nothing usable was read of later: day {end:g} at the latest"
            )
            yield placed(("trial", "visits", at), day, remedy)


def _counted_from(raw: Raw, arm: Raw) -> int:
    """The day after which visits are counted; without a session that of the longest other arm."""
    return _last(arm) if arm["sessions"] else max(_last(one) for one in raw["arm"])


def _last(arm: Raw) -> int:
    return int(max(arm["sessions"] - 1, 0) * arm.get("interval_days", 0))


def _wrong_people(raw: Raw) -> Iterator[Placed]:
    asked, taken = raw.get("asked", {}), raw.get("included", {})
    types = asked.get("phototypes", {"III": 1})
    if not sum(types.values()) > 0:
        yield placed(("asked", "phototypes"), types, "no part is over 0; give at least one")
    elif not sum(types.get(one, 0) for one in taken.get("phototypes", ROMAN)) > 0:
        remedy = f"nobody asked has these; asked are {', '.join(types)}"
        yield placed(("included", "phototypes"), taken.get("phototypes"), remedy)
    for name in ("age", "severity"):
        yield from _wrong_bounds(asked, taken, name)


def _wrong_bounds(asked: Raw, taken: Raw, name: str) -> Iterator[Placed]:
    low, high = taken.get(f"{name}_from"), taken.get(f"{name}_to")
    if name == "severity" and "severity" not in asked:
        for end in ("severity_from", "severity_to"):
            if end in taken:
                remedy = "nothing says how severe those asked are; give [asked] severity"
                yield placed(("included", end), taken[end], remedy)
        if "severity_sd" in asked:
            remedy = "a spread without its mean; give [asked] severity too"
            yield placed(("asked", "severity_sd"), asked["severity_sd"], remedy)
        return
    if low is not None and high is not None and not low < high:
        remedy = f"not over {name}_from = {low:g}; change one of them"
        yield placed(("included", f"{name}_to"), high, remedy)
    elif share(_spread(asked, taken, name)) < FEWEST_SHARE:
        bound = f"{name}_from" if low is not None else f"{name}_to"
        found = low if low is not None else high
        remedy = "fewer than 1 in 1000 of those asked fit; widen it, or change [asked]"
        yield placed(("included", bound), found, remedy)


def _spread(asked: Raw, taken: Raw, name: str) -> Spread:
    mean = float(asked.get(name, UNKNOWN_AGE))
    sd = float(asked.get(f"{name}_sd", 0.0))
    least, most = AGE if name == "age" else (0.0, mean + FARTHEST * sd + mean)
    return Spread(
        mean=mean,
        sd=sd,
        least=float(taken.get(f"{name}_from", least)),
        most=float(taken.get(f"{name}_to", most)),
    )


def _built(raw: Raw) -> Design:
    trial, asked, taken = raw["trial"], raw.get("asked", {}), raw.get("included", {})
    types = asked.get("phototypes", {"III": 1})
    kept = taken.get("phototypes", ROMAN)
    drop = raw.get("drop_out", {})
    rater = raw["rater"]
    return Design(
        title=trial["title"],
        concern=Kind(trial["concern"]),
        trials=int(trial["trials"]),
        seed=int(trial.get("seed", 1)),
        arms=tuple(_arm(raw, arm) for arm in raw["arm"]),
        rater=Rater(
            blinded=rater["blinded"],
            noise=None if "noise" not in rater else float(rater["noise"]),
            bias=float(rater.get("bias", 0.0)),
            bias_spread=float(rater.get("bias_spread", 0.0)),
        ),
        age=_spread(asked, taken, "age"),
        phototypes=tuple(float(types.get(one.roman, 0)) for one in Phototype),
        taken_phototypes=tuple(int(one) for one in Phototype if one.roman in kept),
        severity=_spread(asked, taken, "severity") if "severity" in asked else None,
        drop_out=DropOut(
            share=float(drop.get("share", 0.0)), times=float(drop.get("little_gain_times", 1.0))
        ),
        responders=tuple(one / WHOLE for one in trial.get("responders", (25, 50, 75))),
        collagen=trial.get("collagen", False),
        kernel=trial.get("kernel", False),
    )


def _arm(raw: Raw, arm: Raw) -> Arm:
    trial = raw["trial"]
    after = [_counted_from(raw, arm) + day for day in trial.get("visits_after_last", [])]
    return Arm(
        name=arm["name"],
        people=int(arm["people"]),
        sessions=int(arm["sessions"]),
        interval_days=int(arm.get("interval_days", 0)),
        visits=tuple(float(day) for day in trial.get("visits", after)),
        depth_mm=float(arm.get("depth_mm", REFERENCE_MM.value)),
        density=float(arm.get("density", 1.0)),
        with_more=arm.get("with_more", False),
    )
