"""From a search to the document that everyone reads."""

import msgspec

from percuta.assessment.concern import INDICATIONS, Kind
from percuta.report.band import band
from percuta.report.search_doc import CostDoc, FoundDoc, SearchDoc
from percuta.report.versions import percuta_version
from percuta.response.assumed import DISCREPANCY
from percuta.response.fitted import fitted
from percuta.search.burden import Burden
from percuta.search.find import Course, Found

SAID = (
    "No trial compares how often to come. Days between sessions are told apart by our model "
    "alone, so those that it cannot tell apart are shown as a span.",
    "Depth and passes stay as planned. No trial says what less depth costs in gain, so it only "
    "shows what it would spare: red days and dark marks.",
    f"Courses whose gain in the middle differs by less than {100 * DISCREPANCY.value:g} of 100, "
    "what a person does from week to week (assumed), are called equal. Fewer visits stand first.",
    "Red days are held against the wish in the person in the middle: half of people have more. The "
    "span is that of nine in ten.",
    "The gain rests on few trials, and on our own proposals where they say nothing; the forecast "
    "of a plan says which. A chance is one of virtual people, not a promise.",
    "Zones are put on visits of their own only where one visit is too much for all of them: over "
    "an hour of work, or more cream than one day allows. No trial gave such visits.",
    "Red days and dark marks are our own proposal, not fitted to any count.",
    "No course past the most sessions published for a wish is looked at. A clinician may plan "
    "one; a forecast alone may not.",
)


def build_search(title: str, found: Found) -> SearchDoc:
    """The document of a search."""
    told = [_told(level, one, found) for level, some in enumerate(found.levels, 1) for one in some]
    return SearchDoc(
        format="percuta.search/1",
        title=title,
        least=found.wish.least,
        by=found.wish.by,
        found=tuple(told),
        planned=_told(_level_of(found), found.planned, found),
        looked_at=found.looked_at,
        left_out=dict(found.left_out),
        unknown=tuple(INDICATIONS[Kind(one)].name for one in found.unknown),
        said=SAID,
        seed=found.wish.seed,
        fitted_on=fitted().on,
        percuta=percuta_version(),
    )


def search_json(search: SearchDoc) -> str:
    """The document as indented JSON, ending with a line break."""
    return msgspec.json.format(msgspec.json.encode(search), indent=2).decode() + "\n"


def _level_of(found: Found) -> int | None:
    """The level of the planned course: that of the first courses that bring no more than it.

    None where it does not keep to the wish.
    """
    if found.planned.over:
        return None
    gain = found.planned.gain.middle
    deeper = [n for n, some in enumerate(found.levels, 1) if some[0].gain.middle >= gain]
    return max(deeper, default=1)


def _told(level: int | None, one: Course, found: Found) -> FoundDoc:
    course = one.course
    return FoundDoc(
        level=level,
        sessions=dict(course.counts),
        interval_days=course.interval_days,
        alike=one.alike,
        days=tuple(visit.day for visit in course.visits),
        at=one.at,
        concern=one.gain.concern,
        chance=round(one.gain.chance, 3),
        band=band(one.gain.band),
        cost=_cost(one.burden),
        gentle=None if one.gentle is None else _cost(one.gentle),
        beyond=one.beyond,
        no_better=one.no_better,
        is_planned=course == found.planned.course,
        apart=course.apart,
        over=one.over,
    )


def _cost(burden: Burden) -> CostDoc:
    marks = burden.marks
    return CostDoc(
        visits=burden.visits,
        red_days=round(burden.red_days, 1),
        red_band=(round(burden.red_band[0], 1), round(burden.red_band[1], 1)),
        marks=None
        if marks is None
        else (round(marks.low, 3), round(marks.middle, 3), round(marks.high, 3)),
        price=burden.price,
        minutes=burden.minutes,
        creamless=burden.creamless,
    )
