"""A forecast as a paper: what may come of the course, and how sure that is."""

from collections.abc import Iterator

from percuta.days import date_in_words
from percuta.papers.everyday import place
from percuta.papers.foot import foot
from percuta.papers.outlook_picture import outlook_picture
from percuta.papers.page import Box, Bullets, Page, Section, Table, Text, present, section
from percuta.papers.picture import Picture
from percuta.report.band import Band
from percuta.report.document import Document
from percuta.report.forecast_doc import CourseDoc, ForecastDoc, WeightDoc
from percuta.report.healing_doc import HealingDoc, PigmentDoc
from percuta.zones.skin_map import ZONES

GRAVE = ("Worse", "Still red", "Beyond")
NO_PROMISE = (
    "This is what trials and a model let us expect. It is not a promise. Some people gain a lot, "
    "some hardly anything, and nobody can say beforehand who."
)
MOST_SURE = 99
TOO_SURE = (
    "The band gets narrow too fast. Of four later readings of one trial, two fell outside it. And "
    "one rater who always sees too much, or too little, moves all of it."
)
MAYBE_NOTHING = (
    "Ratings like these also come about when nothing is gained, out of hope and a kind eye. "
    "Photos shown to someone who does not know which came first would tell more."
)
WEIGHED = "From the virtual people most like this person. They count for more than the others."
MOVED = (
    "Hardly any virtual people were like this person. So some of them were changed, a little at a "
    "time, until they were."
)
NOT_TRUSTED = (
    "What was seen of this person does not fit the virtual people well: the forecast below may be "
    "wrong. Look at the person, not at the curve."
)


def outlook_page(document: Document, forecast: ForecastDoc) -> Page:
    """The whole paper."""
    courses = [
        of_course(one, healing=forecast if n == 0 else None)
        for n, one in enumerate(forecast.courses)
    ]
    return Page(
        title="What can be expected",
        subtitle=f"{forecast.title}, on {date_in_words(forecast.at)}",
        sections=present(
            [
                section(
                    "First of all",
                    *first_of_all(forecast),
                ),
                *courses,
                without_number(forecast),
                _healing(forecast, drawn=not courses),
                _pigment(forecast),
                section("What nobody knows", unknown(forecast)),
                section("For the clinician", Bullets(items=tuple(_made_by(forecast)))),
            ]
        ),
        foot=foot(document),
        for_patient=True,
    )


def first_of_all(forecast: ForecastDoc) -> Iterator[Box | Text]:
    """That it is no promise, and what has to be said of this person before anything else."""
    yield Box(tone="note", title="A forecast, no promise", text=NO_PROMISE)
    yield from (_said(one) for one in forecast.said)


def unknown(forecast: ForecastDoc) -> Bullets:
    """What nobody knows about results."""
    return Bullets(items=tuple(("", text) for text in forecast.unknown))


def _said(text: str) -> Box | Text:
    if text.startswith(GRAVE):
        return Box(tone="stop", title="Look first", text=text)
    return Text(text=text)


def of_course(
    course: CourseDoc, *, healing: ForecastDoc | None = None, lead: str = ""
) -> Section | None:
    """What may come of one concern; drawn with ``healing`` above it where that is given."""
    warning = None
    if not course.weight.trusted:
        warning = Box(tone="stop", title="Not to be relied on", text=NOT_TRUSTED)
    return section(
        f"{lead}: {course.name}" if lead else course.name[:1].upper() + course.name[1:],
        warning,
        outlook_picture(healing, course),
        Bullets(items=tuple(_chances(course))),
    )


def _chances(course: CourseDoc) -> Iterator[tuple[str, str]]:
    when = f"On {date_in_words(course.at)}"
    if not course.is_read:
        when += ", a day on which no trial looked"
    yield when, _half_and_nine(course.at_band)
    yield "Hardly any gain", f"{of_a_hundred(course.little)} (less than a tenth better)"
    yield "A quarter better or more", of_a_hundred(course.quarter)
    yield "Half better or more", of_a_hundred(course.half)
    yield "Sessions", ", ".join(date_in_words(day) for day in course.sessions)
    yield "Where", ", ".join(place(ZONES[zone].name) for zone in course.zones)
    yield "Rests on", _rests_on(course)
    if course.weight.observations:
        yield "Without what was seen of this person", _half_and_nine(course.weight.before)
        yield "Worked out", WEIGHED if course.weight.tempering is None else MOVED
        yield "Mind", TOO_SURE
    if course.weight.may_be_nothing:
        yield "Maybe nothing", MAYBE_NOTHING


def _half_and_nine(band: Band) -> str:
    low, first, _, third, high = (f"{value:.0%}" for value in band)
    return f"half of people are {first} to {third} better, nine in ten {low} to {high}"


def _rests_on(course: CourseDoc) -> str:
    if len(course.studies) == 1:
        told = course.notes[0].split(": ", 1)[-1]
        return f"one trial with {course.people} people, which is a thin ground. {told}"
    values = course.weight.observations
    own = f", and {values} values of this person" if values else "; nothing of this person is in it"
    return f"{len(course.studies)} trials with {course.people} people{own}"


def of_a_hundred(part: float) -> str:
    """A chance in natural numbers, never as sure as 0 or 100."""
    count = round(part * 100)
    if count < 1:
        return "fewer than 1 in 100 people"
    if count > MOST_SURE:
        return "more than 99 in 100 people"
    return f"about {count} in 100 people"


def without_number(forecast: ForecastDoc, title: str = "Without a number") -> Section | None:
    """Concerns that nothing can be forecast for, and why."""
    return section(
        title,
        Bullets(
            items=tuple((one.name[:1].upper() + one.name[1:], one.why) for one in forecast.words)
        ),
    )


def _healing(forecast: ForecastDoc, *, drawn: bool) -> Section | None:
    return section(
        "Red days",
        *red_days(forecast.healing, outlook_picture(forecast, None) if drawn else None),
    )


def red_days(healing: HealingDoc, picture: Picture | None = None) -> Iterator[Box | Picture | Text]:
    """How long skin looks red by the model, and what to go by instead."""
    low, _, middle, _, high = healing.red_until
    own = f", weighed by {healing.check_ins} values of redness" if healing.check_ins else ""
    if not healing.trusted:
        yield Box(tone="stop", title="Not to be relied on", text=NOT_TRUSTED)
    if picture is not None:
        yield picture
    stood_in = f" Stood in: {'; '.join(healing.assumed)}." if healing.assumed else ""
    yield (
        Text(
            text=f"After a session of {healing.depth_mm:g} mm, the deepest planned, the model's "
            f"skin looks red for {middle:g} days, in nine of ten people for {low:g} to "
            f"{high:g}{own}. These numbers are our own. No trial that we read counts redness by "
            f"day at this depth. Go by the longer times of your plan: one to three days, at times "
            f"a week."
            f"{stood_in}"
        )
    )


def _pigment(forecast: ForecastDoc) -> Section | None:
    pigment = forecast.pigment
    rows = tuple((text, who) for text, who, _ in pigment.counts)
    return section(
        "Dark marks",
        Table(head=("counted", "in whom"), rows=rows, widths=(1, 3)),
        None if pigment.low is not None else Text(text=pigment.words),
    )


def _dark_by_model(pigment: PigmentDoc) -> Iterator[tuple[str, str]]:
    if pigment.low is None or pigment.middle is None or pigment.high is None:
        return
    low, middle, high = (f"{p * 100:.0f}" for p in (pigment.low, pigment.middle, pigment.high))
    yield (
        "Dark marks by the model",
        f"{middle} of 100 after {pigment.sessions} sessions at 1.5 mm; {low} with half and {high} "
        f"with twice the pigment made. It is {pigment.words}",
    )


def _made_by(forecast: ForecastDoc) -> Iterator[tuple[str, str]]:
    """What a clinician may ask: which model, which trials, whether weights can be trusted."""
    yield from _dark_by_model(forecast.pigment)
    for course in forecast.courses:
        weight = course.weight
        yield course.name, f"by {course.why_by}. Trials: {' '.join(course.notes)}"
        if weight.observations:
            yield f"{course.name}, this person", _how(weight)
    yield from (("Not used", text) for text in forecast.unused)
    yield (
        "Version",
        f"Percuta {forecast.percuta}, fit {forecast.fit_version} of {forecast.fitted_on}, data "
        f"{forecast.fit_data}, seed {forecast.seed}. How well it does: docs/science/validation.md",
    )


def _how(weight: WeightDoc) -> str:
    """Which of the two ways was used for what was seen, and how it went."""
    left = f"{weight.from_people:.0%} of the variance left"
    held = "that holds" if weight.trusted else "NOT to be relied on"
    worth = f"effective number of virtual people {weight.effective:.0f}, Pareto k {weight.tail:.2f}"
    how = weight.tempering
    if how is None:
        return f"by weights of virtual people: {worth}, {left}; {held}"
    return (
        f"by tempering: weights alone came to {how.weights_effective:.0f} effective people, Pareto "
        f"k {how.weights_tail:.2f}, so people were moved towards what was seen, in {how.steps} "
        f"step{'' if how.steps == 1 else 's'} with {how.taken:.0%} or more of the moves taken. "
        f"Then: {worth}, {left}; they stand {how.rare:.1f} standard deviations from the middle of "
        f"all people; {held}"
    )
