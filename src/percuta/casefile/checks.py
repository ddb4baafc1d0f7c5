"""What a schema cannot say: dates in order, zones that belong together, known sources."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from percuta.assessment.concern import INDICATIONS, Kind
from percuta.assessment.scale import Scale
from percuta.casefile.contradictions import contradictions
from percuta.casefile.own_days import own_days
from percuta.casefile.problems import Path, Placed, near_names, placed
from percuta.evidence.catalogue import SOURCES
from percuta.person import Person
from percuta.planning.creams import CREAMS, NEVER_OFFERED
from percuta.questions import Answer
from percuta.screening.contradictions import OLDEST, first_day
from percuta.screening.rules.pigment import DARK_MARKS_BEFORE
from percuta.screening.rules.procedures import (
    NEWEST_ACNE_SCAR,
    NEWEST_SCAR,
    NEWEST_STRETCH_MARK,
)
from percuta.zones.skin_map import ZONES

Raw = Mapping[str, Any]

# What a person wishes treated must have appeared at some time.
NEWEST = MappingProxyType(
    {
        Kind.ACNE_SCARS: NEWEST_ACNE_SCAR,
        Kind.SCARS: NEWEST_SCAR,
        Kind.BURN_SCARS: NEWEST_SCAR,
        Kind.STRETCH_MARKS: NEWEST_STRETCH_MARK,
    }
)
COLOUR_ONLY = 1  # Goodman and Baron
LARGEST_FACE_CM2 = 400
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)
LATEST_START = timedelta(days=730)


def check_case(raw: Raw) -> Iterator[Placed]:
    """Every problem that only shows when several fields are read together, with its place."""
    assessed_on = date.fromisoformat(raw["case"]["assessed_on"])
    if not FIRST_DAY <= assessed_on <= LAST_DAY:
        remedy = f"a day from {FIRST_DAY} to {LAST_DAY} is wanted"
        yield placed(("case", "assessed_on"), raw["case"]["assessed_on"], remedy)
        return
    yield from _birth(raw, assessed_on)
    yield from _start(raw, assessed_on)
    yield from answer_dates(raw, ("answers",), latest=assessed_on)
    yield from contradictions(raw.get("answers", {}))
    yield from _melasma(raw)
    yield from _concerns(raw["concern"])
    yield from marks_that_never_came(raw, ("answers",))
    yield from own_days(raw, assessed_on)
    yield from _cream(raw)
    yield from _area(raw)
    yield from _unwished(raw)
    yield from _source(raw)


def _birth(raw: Raw, assessed_on: date) -> Iterator[Placed]:
    text = raw.get("person", {}).get("birth_date")
    if text is None:
        return
    born = date.fromisoformat(text)
    if born > assessed_on:
        yield placed(("person", "birth_date"), text, f"after the assessment on {assessed_on}")
    elif assessed_on - born > OLDEST:
        yield placed(("person", "birth_date"), text, "more than 120 years before the assessment")


def _start(raw: Raw, assessed_on: date) -> Iterator[Placed]:
    text = raw["wish"].get("start_on")
    if text is None:
        return
    start = date.fromisoformat(text)
    path = ("wish", "start_on")
    if start < assessed_on:
        yield placed(path, text, f"before the assessment on {assessed_on}")
    elif start - assessed_on > LATEST_START:
        yield placed(path, text, f"more than two years after the assessment on {assessed_on}")


def answers_at(raw: Raw, stem: Path) -> Raw:
    """The table of answers under a path, empty where there is none."""
    for step in stem:
        raw = raw.get(str(step), {})
    return raw


def answer_dates(
    raw: Raw, stem: Path, *, latest: date, what: str = "the assessment"
) -> Iterator[Placed]:
    """Dates that lie after the day of the answers, or before anyone could tell of them."""
    assessed_on = date.fromisoformat(raw["case"]["assessed_on"])
    earliest, why = _earliest(raw.get("person", {}), assessed_on)
    for key, value in answers_at(raw, stem).items():
        by_zone = value.items() if isinstance(value, Mapping) else [(None, value)]
        for zone, text in by_zone:
            path = (*stem, key) if zone is None else (*stem, key, zone)
            last = date.fromisoformat(text) if text[:1].isdigit() else None
            if last is not None and last > latest:
                yield placed(path, text, f"a last time cannot lie after {what} on {latest}")
            elif last is not None and last < earliest:
                yield placed(path, text, f"a last time cannot lie {why}")


def _earliest(raw: Raw, assessed_on: date) -> tuple[date, str]:
    """The first day of which a person can tell, and the words for any day before it."""
    born, age = raw.get("birth_date"), raw.get("age")
    person = Person(
        birth_date=date.fromisoformat(born) if born is not None else None,
        age_years=int(age) if age is not None else None,
    )
    return first_day(person, assessed_on)


def _melasma(raw: Raw) -> Iterator[Placed]:
    """A wish for melasma says that there is melasma, whatever the answer to it."""
    stems: tuple[Path, ...] = (("answers",), ("again", "answers"))
    for stem in stems:
        given = answers_at(raw, stem).get(DARK_MARKS_BEFORE.key)
        if given == Answer.NO and any(c["kind"] == Kind.MELASMA for c in raw["concern"]):
            remedy = "two answers to one question: the wish for melasma says otherwise; mend one"
            yield placed((*stem, DARK_MARKS_BEFORE.key), given, remedy)


def _concerns(concerns: list[Raw]) -> Iterator[Placed]:
    seen: dict[tuple[str, str], int] = {}
    for number, concern in enumerate(concerns):
        kind = Kind(concern["kind"])
        grade = concern.get("grade")
        yield from _grade(concern, number, INDICATIONS[kind].scales)
        if concern.get("scar_types") and kind is not Kind.ACNE_SCARS:
            remedy = "scar types belong to acne_scars only"
            yield placed(("concern", number, "scar_types"), concern["scar_types"], remedy)
        if concern.get("scar_types") and grade == COLOUR_ONLY:
            remedy = "two answers to one question: grade 1 is colour only, scar types have depth"
            yield placed(("concern", number, "grade"), grade, remedy)
        for place, zone in enumerate(concern["zones"]):
            first = seen.setdefault((kind, zone), number)
            if first != number:
                remedy = f"{kind} on {zone} already stands in concern[{first + 1}]; name it once"
                yield placed(("concern", number, "zones", place), zone, remedy)


def _grade(concern: Raw, number: int, scales: Sequence[Scale]) -> Iterator[Placed]:
    """A grade that its scale does not have, or a scale that this concern is not graded by."""
    grade, named = concern.get("grade"), concern.get("scale")
    here = [scale for scale in scales if named is None or scale.key == named]
    if not scales:
        given = [name for name in ("grade", "scale") if concern.get(name) is not None]
        remedy = "no free scale for this concern was read; leave it out"
        yield from (placed(("concern", number, name), concern[name], remedy) for name in given)
    elif not here:
        remedy = f"not a scale for {concern['kind']}: {', '.join(s.key for s in scales)}"
        yield placed(("concern", number, "scale"), named, remedy)
    elif grade is not None and not here[0].allows(grade):
        remedy = f"{here[0].name} has grades {here[0].span}"
        yield placed(("concern", number, "grade"), grade, remedy)


def _area(raw: Raw) -> Iterator[Placed]:
    areas = raw.get("area_cm2", {})
    total = sum(area for zone, area in areas.items() if ZONES[zone].share is None)
    if total > LARGEST_FACE_CM2:
        remedy = f"together more than a face; at most {LARGEST_FACE_CM2} cm2 are taken"
        yield placed(("area_cm2",), total, remedy)


def marks_that_never_came(raw: Raw, stem: Path) -> Iterator[Placed]:
    """Scars or stretch marks wished treated, and the answer that there never were any."""
    for kind, question in NEWEST.items():
        key, name = question.key, INDICATIONS[kind].name
        answer = answers_at(raw, stem).get(key)
        marked = [z for c in raw["concern"] if c["kind"] == kind for z in c["zones"]]
        by_zone = answer if isinstance(answer, Mapping) else dict.fromkeys(marked, answer)
        never = [z for z in marked if by_zone.get(z) == Answer.NEVER]
        if never:
            path = (*stem, key, never[0]) if by_zone is answer else (*stem, key)
            remedy = (
                f"two answers to one question: {name} on {never[0]} are to be treated; give the "
                "day on which the newest came, as near as it is known"
            )
            yield placed(path, Answer.NEVER.value, remedy)


def _cream(raw: Raw) -> Iterator[Placed]:
    """A compounded cream, which is never planned with."""
    refused = NEVER_OFFERED.get(raw["wish"].get("cream", ""))
    if refused is not None:
        remedy = f"{refused.name} is never offered: {refused.why}; take {' or '.join(CREAMS)}"
        yield placed(("wish", "cream"), refused.key, remedy)


def _unwished(raw: Raw) -> Iterator[Placed]:
    wished = {zone for concern in raw["concern"] for zone in concern["zones"]}
    tables: list[tuple[Path, Raw]] = [(("area_cm2",), raw.get("area_cm2", {}))]
    stems: tuple[Path, ...] = (("answers",), ("again", "answers"))
    for stem in stems:
        for key, value in answers_at(raw, stem).items():
            if isinstance(value, Mapping):
                tables.append(((*stem, key), value))
    for path, table in tables:
        for zone, value in table.items():
            if zone not in wished:
                remedy = (
                    f"{zone} is in no concern, so nothing is asked there: leave it out; "
                    f"wished for: {', '.join(sorted(wished))}"
                )
                yield placed((*path, zone), value, remedy)


def _source(raw: Raw) -> Iterator[Placed]:
    key = raw.get("published", {}).get("source")
    if key is None or key in SOURCES:
        return
    yield placed(("published", "source"), key, f"no source has this key{near_names(key, SOURCES)}")
