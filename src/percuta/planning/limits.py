"""Every limit of a course that depends on neither zone nor device; the cream has its own."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from percuta.assessment.concern import Kind
from percuta.evidence.limit import Limit
from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.source import Source
from percuta.evidence.sources.concerns import (
    BELISLASER,
    BUSCH2018,
    FARSHI2020,
    KAUR2024,
    MALI2017,
    NAFLMN2018,
    SAKI2022,
)
from percuta.evidence.sources.healing import HARRIS2015
from percuta.evidence.sources.labels import K200044, SKINPEN_STUDY
from percuta.evidence.sources.practice import MN_GUIDE_REPO
from percuta.evidence.sources.reviews import JUHASZ2020, TALAKOUB
from percuta.evidence.sources.studies import ABLON2018
from percuta.screening.rules.recovery import FLOOR
from percuta.screening.rules.recovery import INTERVAL as SHORTEST_USUAL


def _printed(key: str, unit: str, *, value: float, source: Source, where: str) -> Parameter:
    return Parameter(
        key=f"planning.{key}",
        value=value,
        unit=unit,
        status=Status.MEASURED,
        source=source,
        where=where,
    )


def _scars(key: str, unit: str, *, value: float) -> Parameter:
    where = "36 protocols of needling alone"
    return _printed(f"acne_scars.{key}", unit, value=value, source=JUHASZ2020, where=where)


INTERVAL_HIGH = _printed(
    "interval.high", "days", value=42, source=TALAKOUB, where="four to six weeks apart"
)
INTERVAL_USUAL = _printed(
    "interval.usual", "days", value=28, source=HARRIS2015, where="medians: 3 treatments, 4 weeks"
)
APART_LEAST = Parameter(
    key="planning.apart.least",
    value=7,
    unit="days",
    status=Status.ASSUMED,
    note="our floor between visits that needle different zones, so that the first has calmed and "
    "the weekday can stay; no trial gave such visits",
)
INTERVAL = Limit(
    key="interval",
    unit="days",
    absolute_low=FLOOR,
    recommended_low=SHORTEST_USUAL,
    default=INTERVAL_USUAL,
    recommended_high=INTERVAL_HIGH,
)


def _ours(key: str, unit: str, *, value: float, note: str) -> Parameter:
    """An absolute bound of our own, where no source read sets one."""
    return Parameter(
        key=f"planning.{key}", value=value, unit=unit, status=Status.ASSUMED, note=note
    )


# How far anything can be moved where no source read sets a bound.
INTERVAL_MOST = _ours(
    "interval.most",
    "days",
    value=180,
    note="no source sets a bound; sessions over half a year apart are no course: assess anew",
)
SESSIONS_LEAST = _ours("sessions.least", "count", value=1, note="a course has a session")
SESSIONS_MOST = _ours(
    "sessions.most",
    "count",
    value=12,
    note="no source sets a bound for most wishes; the most of any scar protocol read, for all",
)
PASSES_LEAST = _ours("passes.least", "count", value=1, note="a session passes over the skin once")
PASSES_LIMIT = _ours(
    "passes.limit",
    "count",
    value=20,
    note="no source sets a bound; twice the most of any protocol read, against slips",
)

SESSIONS_USUAL_SCARS = _printed(
    "acne_scars.sessions_usual",
    "count",
    value=3,
    source=SKINPEN_STUDY,
    where="treatment on days 1, 30, 60",
)
SESSIONS_USUAL_LINES = _printed(
    "wrinkles.sessions_usual", "count", value=4, source=ABLON2018, where="abstract"
)
SESSIONS_USUAL_MELASMA = _printed(
    "melasma.sessions_usual", "count", value=4, source=FARSHI2020, where="needling-only side"
)
SESSIONS_USUAL_STRIAE = replace(
    _printed(
        "stretch_marks.sessions_usual",
        "count",
        value=3,
        source=MN_GUIDE_REPO,
        where="three to four",
    ),
    low=3,
    high=6,
    note="a guide's number; trials used three, four, five and six or more",
)
STRIAE_TRIALS = (KAUR2024, SAKI2022, NAFLMN2018, MALI2017)
SESSIONS_USUAL_OTHER_SCARS = _printed(
    "scars.sessions_usual", "count", value=3, source=K200044, where="clinical test: treatments"
)
REJUVENATION = (Kind.FINE_LINES, Kind.WRINKLES, Kind.PHOTODAMAGE, Kind.LAXITY, Kind.TEXTURE)
# Dark spots and burn scars are missing: no number of sessions was read for them.
USUAL_SESSIONS: Mapping[Kind, Parameter] = MappingProxyType(
    {
        Kind.ACNE_SCARS: SESSIONS_USUAL_SCARS,
        **dict.fromkeys(REJUVENATION, SESSIONS_USUAL_LINES),
        Kind.MELASMA: SESSIONS_USUAL_MELASMA,
        Kind.STRETCH_MARKS: SESSIONS_USUAL_STRIAE,
        Kind.SCARS: SESSIONS_USUAL_OTHER_SCARS,
    }
)
SESSIONS: Mapping[Kind, Limit] = MappingProxyType(
    {
        Kind.ACNE_SCARS: Limit(
            key="sessions for acne scars",
            unit="count",
            absolute_low=_scars("sessions_fewest", "count", value=1),
            recommended_low=_printed(
                "acne_scars.sessions_low",
                "count",
                value=3,
                source=MN_GUIDE_REPO,
                where="three to six, judged three months after the last",
            ),
            default=SESSIONS_USUAL_SCARS,
            recommended_high=_printed(
                "acne_scars.sessions_high",
                "count",
                value=6,
                source=MN_GUIDE_REPO,
                where="three to six, judged three months after the last",
            ),
            absolute_high=_scars("sessions_most", "count", value=12),
        ),
        **{
            kind: Limit(
                key=f"sessions for {kind.replace('_', ' ')}",
                unit="count",
                recommended_low=_printed(
                    "wrinkles.sessions_low",
                    "count",
                    value=3,
                    source=MN_GUIDE_REPO,
                    where="three to four for rejuvenation",
                ),
                default=SESSIONS_USUAL_LINES,
                recommended_high=_printed(
                    "wrinkles.sessions_high",
                    "count",
                    value=4,
                    source=MN_GUIDE_REPO,
                    where="three to four for rejuvenation",
                ),
            )
            for kind in REJUVENATION
        },
        Kind.MELASMA: Limit(
            key="sessions for melasma", unit="count", default=SESSIONS_USUAL_MELASMA
        ),
        Kind.STRETCH_MARKS: Limit(
            key="sessions for stretch marks",
            unit="count",
            default=SESSIONS_USUAL_STRIAE,
            recommended_high=_printed(
                "stretch_marks.sessions_high",
                "count",
                value=4,
                source=MN_GUIDE_REPO,
                where="three to four",
            ),
        ),
        Kind.SCARS: Limit(
            key="sessions for scars of surgery or injury",
            unit="count",
            default=SESSIONS_USUAL_OTHER_SCARS,
        ),
    }
)


def _elsewhere(usual: Parameter) -> Parameter:
    return replace(
        usual,
        key=f"{usual.key}_elsewhere",
        status=Status.ASSUMED,
        note="read for another part of the body; carried over",
    )


# Numbers of sessions for places that the texts behind the usual ones do not speak of.
SESSIONS_ELSEWHERE: Mapping[Kind, Parameter] = MappingProxyType(
    {kind: _elsewhere(usual) for kind, usual in USUAL_SESSIONS.items() if kind is not Kind.SCARS}
)

PASSES_FEWEST = _scars("passes_fewest", "count", value=4)
PASSES_MOST = _scars("passes_most", "count", value=10)
PASSES: Mapping[Kind, Limit] = MappingProxyType(
    {
        Kind.ACNE_SCARS: Limit(
            key="passes",
            unit="count",
            recommended_low=PASSES_FEWEST,
            recommended_high=PASSES_MOST,
        )
    }
)

# The deepest setting any source read used for a wish.
DEEPEST_SCARS_MM = _scars("deepest", "mm", value=3.0)
DEEPEST_LINES_MM = _printed(
    "wrinkles.deepest", "mm", value=1.5, source=MN_GUIDE_REPO, where="rejuvenation 0.5 to 1.5 mm"
)
DEEPEST_STRIAE_MM = _printed(
    "stretch_marks.deepest", "mm", value=2.5, source=NAFLMN2018, where="registry: roller, abdomen"
)
DEEPEST_OTHER_SCARS_MM = _printed(
    "scars.deepest", "mm", value=2.5, source=K200044, where="needles not longer than this"
)
DEEPEST_BURNS_MM = _printed(
    "burn_scars.deepest", "mm", value=3.0, source=BUSCH2018, where="methods: roller"
)
DEEPEST_PIGMENT_MM = _printed(
    "pigment.deepest", "mm", value=1.0, source=BELISLASER, where="at 1 mm at the most, no bleeding"
)
DEEPEST_MM: Mapping[Kind, Parameter] = MappingProxyType(
    {
        Kind.ACNE_SCARS: DEEPEST_SCARS_MM,
        **dict.fromkeys(REJUVENATION, DEEPEST_LINES_MM),
        **dict.fromkeys((Kind.DARK_SPOTS, Kind.MELASMA), DEEPEST_PIGMENT_MM),
        Kind.STRETCH_MARKS: DEEPEST_STRIAE_MM,
        Kind.SCARS: DEEPEST_OTHER_SCARS_MM,
        Kind.BURN_SCARS: DEEPEST_BURNS_MM,
    }
)
SHALLOW_FOR_PIGMENT = "pigment: vendors advise no deeper, so that needles leave no dark marks"
DEEPEST_ON_FACE = (
    "deepest that any source read used to rejuvenate a face; a trial of neck wrinkles went to "
    "2.5 mm"
)
DEEPEST_SAYS: Mapping[Kind, str] = MappingProxyType(
    {
        **dict.fromkeys((Kind.DARK_SPOTS, Kind.MELASMA), SHALLOW_FOR_PIGMENT),
        **dict.fromkeys(REJUVENATION, DEEPEST_ON_FACE),
    }
)
THIN_ZONE_MM = Parameter(
    key="planning.thin_zone",
    value=1.0,
    unit="mm",
    status=Status.ASSUMED,
    note="above this a doctor confirms on forehead, temple, nose, neck and around the eye: the "
    "thinner series put epidermis and dermis at 1.0 to 1.4 mm there, thinner on the eyelid",
)

REVIEW_AFTER = Parameter(
    key="planning.review_after",
    value=92,
    unit="days",
    status=Status.DERIVED,
    source=TALAKOUB,
    where="final result three months after the last session at the earliest",
    note="three months, never a day less",
)
