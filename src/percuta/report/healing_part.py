"""The course of healing of virtual people like this one: channels, redness, dark marks."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

import numpy as np

from percuta.casefile.observed import Observed
from percuta.healing.effects import DARK_MARKS
from percuta.person import Phototype
from percuta.report.band import Band, band
from percuta.report.document import Document, PlanDoc
from percuta.report.given import BELONGS
from percuta.report.healing_doc import HealingDoc, PigmentDoc
from percuta.response.assumed import REDNESS_NOISE
from percuta.response.crowd import MANY
from percuta.response.data import Numbers
from percuta.response.forecast import BANDS
from percuta.response.quantiles import quantiles
from percuta.response.update import Weighed, alike, weighed
from percuta.skin.alike import PEOPLE, RED_DAYS, UNKNOWN_AGE, Who, dark_parts, last_red, made_like
from percuta.skin.course import healing_course, linear_course, make
from percuta.skin.ladder import Values
from percuta.skin.patients import Patients
from percuta.skin.seen import redness
from percuta.skin.session import REFERENCE_MM, Session

KEPT = 256  # results
HOURS = tuple(range(0, 97, 6))
DARKEST = Phototype.TYPE_VI
NOT_KNOWN = "Not known, as the phototype is not known."
HIGHER = "The risk is higher. Nobody knows how high. Almost no one with this skin was in a study."
NOT_FITTED = "our own proposal, not fitted to these counts and wider than any of them"


def healing_doc(
    document: Document, plan: PlanDoc, observed: Observed | None, *, seed: int
) -> HealingDoc:
    """Healing after one session of this plan, weighed by redness where check-ins say any."""
    depth, assumed = _depth(plan, observed)
    who, facts = _who(document, seed)
    healing = _healed(who, depth, tuple(_check_ins(observed)))
    return replace(healing, assumed=(*assumed, *facts))


@lru_cache(maxsize=KEPT)
def _healed(who: Who, depth: float, red: tuple[tuple[float, float], ...]) -> HealingDoc:
    """Healing of people alike after one session of a depth, and what check-ins say of it."""
    session = (Session(day=0, depth_mm=depth),)
    made, weight = made_like(who), weighed(np.zeros(PEOPLE))
    if red:
        many = replace(who, count=MANY).drawn()
        weight = _weigh(many, session, red)
        made = make(_some(many, alike(weight.weights, PEOPLE)))
    days = sorted({*RED_DAYS, *(hour / 24 for hour in HOURS)})
    course = linear_course(made, session, days, names=("channels", "inflammation"))
    open_part = course.states["channels"] / course.states["channels"][0]
    shown = course.states["inflammation"][[days.index(day) for day in RED_DAYS]]
    return HealingDoc(
        depth_mm=depth,
        hours=HOURS,
        open=_bands(open_part[[days.index(hour / 24) for hour in HOURS]]),
        days=RED_DAYS,
        red=_bands(redness(shown)),
        red_until=_bands(last_red(shown)[None])[0],
        check_ins=len(red),
        effective=round(weight.effective, 1),
        trusted=weight.trusted,
        assumed=(),
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
    who, _ = _who(document, seed)
    low, middle, high = _dark(who, tuple((day - sessions[0]).days for day in sessions))
    return replace(silent, low=low, middle=middle, high=high, words=NOT_FITTED)


@lru_cache(maxsize=KEPT)
def _dark(who: Who, days: tuple[int, ...]) -> tuple[float, float, float]:
    """The part of people with a mark that is seen, for half, once and twice the pigment made."""
    given = [Session(day=float(day), depth_mm=REFERENCE_MM.value) for day in days]
    low, middle, high = dark_parts(made_like(who), given)
    return round(low, 3), round(middle, 3), round(high, 3)


def _depth(plan: PlanDoc, observed: Observed | None) -> tuple[float, tuple[str, ...]]:
    given = [] if observed is None else [one.depth_mm for one in observed.sessions if one.depth_mm]
    planned = [zone.up_to.value for zone in plan.zones if zone.up_to.value is not None]
    if given:
        return given[-1], ()
    if planned:
        return max(planned), ()
    return REFERENCE_MM.value, (f"depth: {REFERENCE_MM.value:g} mm, as a doctor enters it",)


def _who(document: Document, seed: int) -> tuple[Who, tuple[str, ...]]:
    """Whom virtual people are like, and which facts are not known and stood in for."""
    assumed = []
    if document.age is None:
        assumed.append(f"age: {UNKNOWN_AGE:g} years")
    if document.phototype is None:
        assumed.append("phototype: III")
    romans = {kind.roman: kind for kind in Phototype}
    who = Who.like(document.age, romans.get(document.phototype or ""), seed=seed)
    return who, tuple(assumed)


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
    people: Patients, session: tuple[Session, ...], red: tuple[tuple[float, float], ...]
) -> Weighed:
    days = sorted({day for day, _ in red})
    shown = redness(healing_course(people, session, days).states["inflammation"])
    off = np.stack([(level - shown[days.index(day)]) for day, level in red])
    return weighed(-0.5 * np.sum((off / REDNESS_NOISE.value) ** 2, axis=0))


def _bands(rows: Values) -> tuple[Band, ...]:
    return tuple(band(row) for row in quantiles(rows, BANDS))
