"""The course of healing of virtual people like this one: channels, redness, dark marks."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from percuta.casefile.observed import Observed
from percuta.healing.effects import DARK_MARKS
from percuta.person import Phototype
from percuta.report.band import Band, band
from percuta.report.document import Document, PlanDoc
from percuta.report.given import BELONGS
from percuta.response.assumed import REDNESS_NOISE
from percuta.response.crowd import MANY
from percuta.response.data import Numbers
from percuta.response.forecast import BANDS
from percuta.response.update import Weighed, alike, weighed
from percuta.skin.chance import Seeded
from percuta.skin.course import healing_course
from percuta.skin.ladder import Values
from percuta.skin.patients import Patients, draw
from percuta.skin.seen import is_dark, is_red, redness
from percuta.skin.session import REFERENCE_MM, Session

PEOPLE = 2000
HOURS = tuple(range(0, 97, 6))
RED_DAYS = tuple(n / 4 for n in range(57))
UNKNOWN_AGE = 40.0
DOUBT = (0.5, 1.0, 2.0)  # factors on how much pigment is made: our doubt about its middle
DARKEST = Phototype.TYPE_VI
NOT_KNOWN = "Not known, as the phototype is not known."
HIGHER = "The risk is higher. Nobody knows how high. Almost no one with this skin was in a study."
NOT_FITTED = "our own proposal, not fitted to these counts and wider than any of them"


@dataclass(frozen=True, kw_only=True)
class HealingDoc:
    """After one session: part of channels open by hour, redness 0 to 4 by day, last red day.

    All of it is drawn from our own proposals for how skin heals; ``assumed`` says which of the
    person's facts were not known and stood in for.
    """

    depth_mm: float
    hours: tuple[int, ...]
    open: tuple[Band, ...]
    days: tuple[float, ...]
    red: tuple[Band, ...]
    red_until: Band
    check_ins: int
    effective: float
    trusted: bool
    assumed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PigmentDoc:
    """Dark marks: published counts, and what the model says beside them where it may speak.

    ``low`` and ``high`` count with half and twice the pigment made, our doubt about it.
    """

    counts: tuple[tuple[str, str, str], ...]
    low: float | None
    middle: float | None
    high: float | None
    sessions: int
    words: str


def healing_doc(
    document: Document, plan: PlanDoc, observed: Observed | None, *, seed: int
) -> HealingDoc:
    """Healing after one session of this plan, weighed by redness where check-ins say any."""
    depth, assumed = _depth(plan, observed)
    red = _check_ins(observed)
    people, facts = _people(document, MANY if red else PEOPLE, seed)
    session = (Session(day=0, depth_mm=depth),)
    weight = weighed(np.zeros(people.count))
    if red:
        weight = _weigh(people, session, red)
        people = _some(people, alike(weight.weights, PEOPLE))
    days = sorted({*RED_DAYS, *(hour / 24 for hour in HOURS)})
    course = healing_course(people, session, days)
    open_part = course.states["channels"] / course.states["channels"][0]
    shown = course.states["inflammation"][[days.index(day) for day in RED_DAYS]]
    last = np.where(is_red(shown), np.array(RED_DAYS)[:, None], 0.0).max(axis=0)
    return HealingDoc(
        depth_mm=depth,
        hours=HOURS,
        open=_bands(open_part[[days.index(hour / 24) for hour in HOURS]]),
        days=RED_DAYS,
        red=_bands(redness(shown)),
        red_until=_bands(last[None])[0],
        check_ins=len(red),
        effective=round(weight.effective, 1),
        trusted=weight.trusted,
        assumed=(*assumed, *facts),
    )


def pigment_doc(document: Document, sessions: list[date], *, seed: int) -> PigmentDoc:
    """Published counts, and beside them the part of virtual people with a mark that is seen."""
    counts = tuple((one.text, one.who, one.source.key) for one in DARK_MARKS.counts)
    silent = PigmentDoc(
        counts=counts, low=None, middle=None, high=None, sessions=len(sessions), words=NOT_KNOWN
    )
    if document.phototype is None:
        return silent
    if document.phototype == DARKEST.roman:
        return replace(silent, words=HIGHER)
    people, _ = _people(document, PEOPLE, seed)
    pigment = _pigment(people, sessions)
    low, middle, high = (
        round(float(is_dark(factor * pigment).any(axis=0).mean()), 3) for factor in DOUBT
    )
    return replace(silent, low=low, middle=middle, high=high, words=NOT_FITTED)


def _pigment(people: Patients, sessions: list[date]) -> Values:
    """Excess pigment a week after each session; it is in proportion to the pigment made."""
    days = [float((day - sessions[0]).days) for day in sessions]
    given = [Session(day=day, depth_mm=REFERENCE_MM.value) for day in days]
    return healing_course(people, given, [day + 7 for day in days]).states["pigment"]


def _depth(plan: PlanDoc, observed: Observed | None) -> tuple[float, tuple[str, ...]]:
    given = [] if observed is None else [one.depth_mm for one in observed.sessions if one.depth_mm]
    planned = [zone.up_to.value for zone in plan.zones if zone.up_to.value is not None]
    if given:
        return given[-1], ()
    if planned:
        return max(planned), ()
    return REFERENCE_MM.value, (f"depth: {REFERENCE_MM.value:g} mm, as a doctor enters it",)


def _people(document: Document, count: int, seed: int) -> tuple[Patients, tuple[str, ...]]:
    assumed = []
    if document.age is None:
        assumed.append(f"age: {UNKNOWN_AGE:g} years")
    if document.phototype is None:
        assumed.append("phototype: III")
    romans = {kind.roman: kind for kind in Phototype}
    kind = romans.get(document.phototype or "", Phototype.TYPE_III)
    age = UNKNOWN_AGE if document.age is None else float(max(document.age, 1))
    return draw(Seeded(seed), count, age=age, phototype=kind), tuple(assumed)


def _some(people: Patients, who: Numbers) -> Patients:
    rates = {name: values[who] for name, values in people.rates.items()}
    return Patients(rates=rates, collagen=people.collagen[who])


def _check_ins(observed: Observed | None) -> list[tuple[float, float]]:
    """Days since the last session and redness, as far as they belong to it."""
    if observed is None:
        return []
    days = [(observed.since_session(on), level) for on, level in observed.redness]
    return [(float(since), level) for since, level in days if since <= BELONGS]


def _weigh(
    people: Patients, session: tuple[Session, ...], red: list[tuple[float, float]]
) -> Weighed:
    days = sorted({day for day, _ in red})
    shown = redness(healing_course(people, session, days).states["inflammation"])
    off = np.stack([(level - shown[days.index(day)]) for day, level in red])
    return weighed(-0.5 * np.sum((off / REDNESS_NOISE.value) ** 2, axis=0))


def _bands(rows: Values) -> tuple[Band, ...]:
    return tuple(band(row) for row in np.quantile(rows, BANDS, axis=1).T)
