"""What can be expected of a plan, as a document: improvement, redness, dark marks, the doubt."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import msgspec

from percuta.assessment.concern import INDICATIONS
from percuta.assessment.concern import Kind as Concern
from percuta.casefile.observed import Observed
from percuta.report.band import band
from percuta.report.document import Document, PlanDoc
from percuta.report.forecast_doc import CourseDoc, ForecastDoc, TemperingDoc, WeightDoc, WordsDoc
from percuta.report.given import (
    alike_given,
    course_days,
    longest_series,
    said,
    unused,
    without_zones,
    worse,
)
from percuta.report.healing_part import healing_doc, pigment_doc
from percuta.report.versions import percuta_version
from percuta.response.assumed import SHOWN_DAYS
from percuta.response.fitted import fitted
from percuta.response.forecast import Outlook, outlook
from percuta.response.gate import chosen
from percuta.response.study import Kind, Split
from percuta.response.study_file import studies_for
from percuta.response.update import Seen, may_be_nothing

UNKNOWN = (
    "Nearly every trial in print reports a gain. Trials without one may never have been printed. "
    "So this forecast may be too hopeful. Two trials of acne scars that it had not seen show how "
    "wide the truth is. In one, nobody gained a quarter. In the other, nine of ten gained a half.",
    "Put to the test, the trials have not made it better than our own guess before them.",
    "Depth, skin type, place and kind of scar were each compared in too few people to count with. "
    "So none of them changes this forecast, though deep narrow scars gain little.",
    "No trial compares how often to come. Smoking and age were never set against the result.",
    "Nobody knows how long a gain lasts. Most trials looked for three months or less.",
    "This forecast cannot show skin that gets worse. If it does, tell us: it is seen, not counted.",
    "Skin left alone was hardly ever looked at beside it. Some of a gain may come by itself. Some "
    "may lie in the eye of the person who looks.",
)


NO_TRIAL = (
    "No trial read counts a gain by needling alone in a form that can be forecast from. The plan "
    "says what is known."
)
MELASMA = (
    "One small trial with needling alone saw less pigment after four visits. Melasma comes back, "
    "and nobody followed it. So there is no number."
)

NOT_GIVEN = "No session was given here, and none follows. So there is nothing to forecast."


class NoForecast(ValueError):
    """A forecast asked for where there is nothing to forecast; the message says why."""


def build_forecast(
    document: Document,
    observed: Observed | None = None,
    *,
    at: date | None = None,
    seed: int = 1,
) -> ForecastDoc:
    """The forecast of an answer; raises NoForecast without a plan, or for a day out of reach."""
    plan = document.plan
    if plan is None:
        raise NoForecast(f"there is no plan to forecast: {document.verdict.words}")
    if wrong := without_zones(document, observed):
        raise NoForecast(wrong)
    _in_reach(document, observed)
    day = at or plan.review_on
    courses, words = [], []
    for concern, zones in _wished(plan).items():
        if concern not in set(Kind):
            words.append(_in_words(concern, zones, NO_TRIAL))
            continue
        for some in alike_given(document, zones, observed):
            if not course_days(document, some, observed):
                words.append(_in_words(concern, some, NOT_GIVEN))
                continue
            wish = (Kind(concern), some)
            on = at or _within(document, some, observed)
            courses.append(_course(document, wish, observed, at=on, seed=seed))
    days = {day for one in courses for day in one.sessions}
    every = sorted(days or course_days(document, None, observed))
    if plan.apart:  # the same skin is needled on one series of visits only
        every = list(longest_series(document, observed))
    return ForecastDoc(
        format="percuta.forecast/1",
        title=document.title,
        at=day,
        courses=tuple(courses),
        words=tuple(words),
        healing=healing_doc(document, plan, observed, seed=seed),
        pigment=pigment_doc(document, every, seed=seed),
        unknown=UNKNOWN if courses else (),
        said=tuple(said(document, observed)),
        unused=tuple(unused(observed, [one.concern for one in courses])),
        seed=seed,
        fitted_on=fitted().on,
        fit_version=fitted().version,
        fit_data=fitted().data,
        percuta=percuta_version(),
    )


def _within(document: Document, zones: tuple[str, ...], observed: Observed | None) -> date:
    """The day of the review, or the last that can be forecast where a course ended long before."""
    last = course_days(document, zones, observed)[-1] + timedelta(days=SHOWN_DAYS.value)
    return last if document.plan is None else min(document.plan.review_on, last)


def _in_reach(document: Document, observed: Observed | None) -> None:
    """Refuse an observation later than anything can be forecast."""
    if observed is None:
        return
    end = course_days(document, None, observed)[-1] + timedelta(days=SHOWN_DAYS.value)
    if observed.last > end:
        raise NoForecast(f"an observation on {observed.last}: later than {end}, where it ends")


def forecast_json(forecast: ForecastDoc) -> str:
    """The document as indented JSON, ending with a line break."""
    return msgspec.json.format(msgspec.json.encode(forecast), indent=2).decode() + "\n"


def _wished(plan: PlanDoc) -> dict[str, tuple[str, ...]]:
    """Planned zones by concern, in the order of the plan."""
    found: dict[str, list[str]] = {}
    for zone in plan.zones:
        for kind in zone.kinds:
            found.setdefault(kind, []).append(zone.zone)
    return {kind: tuple(zones) for kind, zones in found.items()}


def _course(
    document: Document,
    wished: tuple[Kind, tuple[str, ...]],
    observed: Observed | None,
    *,
    at: date,
    seed: int,
) -> CourseDoc:
    kind, zones = wished
    sessions = course_days(document, zones, observed)
    first = sessions[0]
    seen = _seen(kind, observed, first)
    gate = chosen(kind)
    try:
        found = outlook(
            fitted().draws[gate.chosen],
            kind,
            [float((day - first).days) for day in sessions],
            at=float((at - first).days),
            seen=seen,
            seed=seed,
        )
    except ValueError as error:
        raise NoForecast(f"{at} for {kind}: {error}, counted from {first}") from error
    used = studies_for(Split.CALIBRATION, kind)
    return CourseDoc(
        concern=kind,
        name=INDICATIONS[Concern(kind)].name,
        zones=zones,
        sessions=sessions,
        days=tuple(first + timedelta(days=day) for day in found.days),
        bands=tuple(band(row) for row in found.bands),
        measured_from=first + timedelta(days=found.measured_from),
        measured_until=first + timedelta(days=found.measured_until),
        at=at,
        at_band=band(found.at_band),
        little=found.chances.little,
        quarter=found.chances.quarter,
        half=found.chances.half,
        by=gate.chosen,
        why_by=gate.why,
        studies=tuple(one.source for one in used),
        notes=tuple(f"{one.source}: {one.note}" for one in used if one.note),
        people=sum(arm.people for one in used for arm in one.arm),
        weight=_weight(found, seen),
    )


def _seen(kind: Kind, observed: Observed | None, first: date) -> tuple[Seen, ...]:
    """What was seen, its days counted from the first session of these places."""
    if observed is None:
        return ()
    later = (first - observed.sessions[0].on).days
    moved = (replace(one, day=one.day - later) for one in observed.seen.get(kind, ()))
    return tuple(one for one in moved if one.day > 0)


def _weight(found: Outlook, seen: Sequence[Seen]) -> WeightDoc:
    return WeightDoc(
        observations=found.observations,
        before=band(found.before),
        effective=round(found.weighed.effective, 1),
        tail=round(found.weighed.tail, 3),
        trusted=found.weighed.trusted and not any(worse(one) for one in seen),
        from_people=round(found.from_people, 3),
        may_be_nothing=may_be_nothing(seen),
        tempering=_tempering(found),
    )


def _tempering(found: Outlook) -> TemperingDoc | None:
    how = found.weighed.tempering
    if how is None:
        return None
    return TemperingDoc(
        steps=how.steps,
        taken=round(how.taken, 3),
        rare=round(how.rare, 2),
        weights_effective=round(how.effective, 1),
        weights_tail=round(how.tail, 3),
    )


def _in_words(concern: str, zones: tuple[str, ...], why: str) -> WordsDoc:
    about = INDICATIONS[Concern(concern)]
    return WordsDoc(
        concern=concern,
        name=about.name,
        zones=zones,
        why=MELASMA if concern == Concern.MELASMA else why,
    )
