"""One chunk of a study: some whole virtual trials, counted on one sheet.

A chunk depends on the design and its own number alone, so that any worker may count any chunk.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from percuta.populations.asked import Asked, taken_in
from percuta.populations.compare import compared, of_trial
from percuta.populations.design import FEWEST_TRIALS, Arm, Design
from percuta.populations.healed import Healed, healed
from percuta.populations.sheet import (
    MARKS,
    WHOLE_COURSE,
    Counts,
    blank,
    counted,
    places,
    rows,
    share_name,
)
from percuta.populations.worlds import PEOPLE, WORLD, Worlds, stream, worlds
from percuta.response.assumed import LITTLE
from percuta.response.data import Flags, Numbers
from percuta.skin.ladder import Values
from percuta.skin.numbered import Numbered
from percuta.skin.plans import Plan
from percuta.skin.session import Session

BATCHES = 16  # chunks are shared out among so many sheets, which tell the error of every number
COURSES = 32_768  # of a chunk, unless few trials have more
Table = Mapping[str, Values | Numbers]


@dataclass(frozen=True, kw_only=True)
class Followed:
    """An arm of some trials: what is true and rated at visits (visits, trials, people), who came.

    ``skin`` is of all people in order of trials.
    """

    asked: Asked
    gain: Values
    rated: Values
    came: Flags
    skin: Healed


@dataclass(frozen=True, kw_only=True)
class Chunk:
    """A counted chunk; ``courses`` holds a row for each course where that was wished."""

    sheet: Counts
    courses: Table | None = None


def chunks_of(design: Design) -> int:
    """How many chunks a study has: as many for each batch, and none without a trial."""
    wanted = max(FEWEST_TRIALS, -(-design.courses // COURSES))
    rounds = min(-(-wanted // BATCHES), design.trials // BATCHES)
    return rounds * BATCHES


def trials_of(design: Design, number: int) -> range:
    """The trials of a chunk."""
    chunks = chunks_of(design)
    return range(number * design.trials // chunks, (number + 1) * design.trials // chunks)


def count_chunk(design: Design, number: int, *, with_courses: bool = False) -> Chunk:
    """Draw, follow and count the trials of one chunk."""
    trials = trials_of(design, number)
    world = worlds(design, stream(design, number, of=WORLD), len(trials))
    arms = [_followed(design, world, (number, arm)) for arm in range(len(design.arms))]
    sheet, at = blank(design), places(design)
    ends = [row.ends for row in rows(design)]

    def put(key: tuple[int, int, str], values: Values) -> None:
        where = at[key]
        sheet[where] = counted(values, ends[where])

    for arm, one in enumerate(arms):
        for (visit, what), values in _of_people(design, one).items():
            put((arm, visit, what), values)
        seen = [of_trial(rated, came) for rated, came in zip(one.rated, one.came, strict=True)]
        for visit, told in enumerate(seen):
            for what, values in told.rows(design.responders).items():
                put((arm, visit, what), values)
            if design.compared and arm > 0:
                base = arms[0]
                against = of_trial(base.rated[visit], base.came[visit])
                for what, values in compared(told, against).items():
                    put((arm, visit, what), values)
    if not with_courses:
        return Chunk(sheet=sheet)
    courses = [_courses(design, arm, one, trials=trials) for arm, one in enumerate(arms)]
    return Chunk(sheet=sheet, courses=_joined(courses))


def _followed(design: Design, world: Worlds, which: tuple[int, int]) -> Followed:
    number, place = which
    arm = design.arms[place]
    chance = stream(design, number, of=PEOPLE, arm=place)
    shape = (world.count, arm.people)
    count = world.count * arm.people
    asked = taken_in(design, chance, count)
    own = world.width[:, None] * chance.standard_normal(count).reshape(shape)
    answers = chance.uniform(count).reshape(shape) > world.silent[:, None]
    visits = len(arm.visits)
    noise = chance.standard_normal(visits * count).reshape(visits, *shape)
    gain, rated = np.empty_like(noise), np.empty_like(noise)
    for visit, middle in enumerate(world.middles[place]):
        gain[visit] = np.where(answers, 1 / (1 + np.exp(-(middle[:, None] + own))), 0.0)
        shown = gain[visit] + world.hope[:, None] * (1 - gain[visit])
        rated[visit] = shown + world.bias[:, None] + world.noise[:, None] * noise[visit]
    gone = _gone(design, arm, (gain[-1], chance.uniform(count).reshape(shape)))
    return Followed(
        asked=asked,
        gain=gain,
        rated=rated,
        came=np.stack([gone > day for day in arm.visits]),
        skin=_skin(design, which, asked),
    )


def _gone(design: Design, arm: Arm, about: tuple[Values, Values]) -> Values:
    """The day on which each person is gone; who hardly gains may go sooner."""
    last, chance = about
    if not design.drop_out.share:
        return np.full_like(last, np.inf)
    rate = -np.log1p(-design.drop_out.share) / arm.visits[-1]
    faster = np.where(last < LITTLE.value, design.drop_out.times, 1.0)
    return np.asarray(-np.log(chance) / (rate * faster))


def _skin(design: Design, which: tuple[int, int], asked: Asked) -> Healed:
    """The skin of an arm. People have numbers of their own in the whole study."""
    number, place = which
    arm = design.arms[place]
    given = (Session(day=day, depth_mm=arm.depth_mm, density=arm.density) for day in arm.days)
    people = Numbered(
        seed=design.seed,
        group=place,
        first=trials_of(design, number).start * arm.people,
        age=asked.age,
        phototype=asked.phototype,
    )
    plan = Plan(sessions=tuple(given), days=arm.visits if design.collagen else ())
    return healed(people, plan, kernel=design.kernel)


def _of_people(design: Design, one: Followed) -> dict[tuple[int, str], Values]:
    """Values of people, by visit and what."""
    found = {(WHOLE_COURSE, "red_days"): one.skin.red_days}
    found |= {(WHOLE_COURSE, name): one.skin.marks[n] for n, name in enumerate(MARKS)}
    for visit, came in enumerate(one.came):
        gain, rated = one.gain[visit].ravel(), one.rated[visit][came]
        found |= {(visit, "gain"): gain, (visit, "rated"): rated}
        for bound in design.responders:
            for of, values in (("gain", gain), ("rated", rated)):
                found[visit, share_name(bound, of)] = (values >= bound).astype(np.float64)
        if one.asked.severity is not None:
            found[visit, "score"] = one.asked.severity[came.ravel()] * (1 - rated)
        if one.skin.collagen is not None:
            found[visit, "collagen"] = one.skin.collagen[visit]
    return found


def _courses(design: Design, place: int, one: Followed, *, trials: range) -> Table:
    """A row for each course of an arm; what was not rated is not a number."""
    people = one.gain.shape[2]
    count = len(trials) * people
    table: dict[str, Values | Numbers] = {
        "trial": np.repeat(np.arange(trials.start, trials.stop), people),
        "arm": np.full(count, place),
        "person": np.tile(np.arange(people), len(trials)),
        "age": one.asked.age,
        "phototype": one.asked.phototype,
        "red_days": one.skin.red_days,
        "mark": one.skin.marks[1],
    }
    if one.asked.severity is not None:
        table["severity"] = one.asked.severity
    most = max(len(arm.visits) for arm in design.arms)
    for visit in range(most):
        here = visit < len(one.gain)
        none = np.full(count, np.nan)
        rated = np.where(one.came[visit], one.rated[visit], np.nan).ravel() if here else none
        table[f"gain_{visit + 1}"] = one.gain[visit].ravel() if here else none
        table[f"rated_{visit + 1}"] = rated
    return table


def _joined(tables: list[Table]) -> Table:
    return {name: np.concatenate([one[name] for one in tables]) for name in tables[0]}
