"""What stands behind a forecast: its model, trials, how it did on what it had not seen, doubts."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from percuta.evidence.catalogue import SOURCES
from percuta.report.document import Document
from percuta.report.forecast_doc import CourseDoc, ForecastDoc
from percuta.report.links import link_to
from percuta.response.study import Kind, Split, Study
from percuta.response.study_file import studies_for
from percuta_clinic.planning.science_texts import newer_science

FEWER = 3  # trials below which coverage says nothing


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A trial the forecast was fitted to; ``people`` None: known only in all."""

    citation: str
    grade: str
    link: str
    people: int | None
    note: str


@dataclass(frozen=True, kw_only=True)
class Foretold:
    """All of it; ``thin`` where it rests on one trial."""

    model: str
    people: int
    trials: tuple[Trial, ...]
    checks: tuple[str, ...]
    unknown: tuple[str, ...]
    looked: str
    thin: bool
    now: str


def _response(part: str) -> Any:
    """Loaded with the first forecast that is explained, not with every process."""
    return import_module(f"percuta.response.{part}")


def _fit() -> Any:
    """The fit that runs here."""
    return _response("fitted").fitted()


def foretold(document: Document, forecast: ForecastDoc, course: CourseDoc) -> Foretold:
    """What stands behind the forecast of one concern."""
    return Foretold(
        model=f"Two models were fitted to the trials. Used here is {course.why_by}.",
        people=course.people,
        trials=tuple(_trial(forecast, course, key) for key in course.studies),
        checks=_checks(forecast, course),
        unknown=forecast.unknown,
        looked=(
            f"Trials looked between {course.measured_from:%-d %B %Y} and "
            f"{course.measured_until:%-d %B %Y} of this course."
        ),
        thin=len(course.studies) == 1,
        now=_now(document, forecast),
    )


def _now(document: Document, forecast: ForecastDoc) -> str:
    if _is_same_fit(forecast):
        return newer_science(document)
    return (
        f"Made with the fit of {forecast.fitted_on}; here runs that of {_fit().on}. What is "
        "shown was kept with the plan; people in each trial and checks were not, and are left out."
    )


def _is_same_fit(forecast: ForecastDoc) -> bool:
    here = _fit()
    return (forecast.fit_data, forecast.fit_version) == (here.data, here.version)


def _trial(forecast: ForecastDoc, course: CourseDoc, key: str) -> Trial:
    source = SOURCES.get(key)
    note = next((n.split(": ", 1)[-1] for n in course.notes if n.startswith(f"{key}: ")), "")
    return Trial(
        citation=source.citation if source is not None else key,
        grade=source.grade.value if source is not None else "",
        link=link_to(source.identifier, source.address) if source is not None else "",
        people=_people(course, key) if _is_same_fit(forecast) else None,
        note=note,
    )


def _people(course: CourseDoc, key: str) -> int | None:
    found = [one for one in _studies(course) if one.source == key]
    return sum(arm.people for one in found for arm in one.arm) if found else None


def _studies(course: CourseDoc) -> tuple[Study, ...]:
    return tuple(studies_for(Split.CALIBRATION, Kind(course.concern)))


def _checks(forecast: ForecastDoc, course: CourseDoc) -> tuple[str, ...]:
    """How often it was right about trials kept out of its fit; nothing under another fit."""
    if not _is_same_fit(forecast):
        return ()
    keys = {one.key for one in _studies(course)}
    rival = _response("gate").chosen(Kind(course.concern)).chosen
    scored = [one for one in _fit().left_out[rival] if one.study in keys]
    if len({one.study for one in scored}) < FEWER:
        return ("Too few trials were kept out of a fit in turn to say how often it is right.",)
    held = sum(one.held for one in scored)
    return (
        f"Each trial was forecast without itself: {held} of {len(scored)} readings fell inside "
        "the band that should hold 8 in 10.",
    )
