"""Every number can be traced, is used once it is there, and agrees with what was published."""

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from percuta.evidence.catalogue import FILES, SOURCES
from percuta.evidence.errors import InconsistentLimit, InconsistentParameter, OutsideLimit
from percuta.evidence.limit import Limit, Standing
from percuta.evidence.parameter import UNITS, Parameter, Status
from percuta.evidence.source import Extent, Grade, Source
from percuta.evidence.sources import adverse, complications, emergency, repeats
from percuta.evidence.sources.labels import LMX4_UK
from percuta.handbook.collect import modules
from percuta.handbook.records import disagreements, limits, parameters
from percuta.response.study_file import packaged
from percuta.screening.catalogue import QUESTIONS, RULES
from percuta.zones.places import CHART_SPANS, MENG_LAYERS, thickness
from percuta.zones.zone import Place
from promises.outside import IS_THERE, addresses, printed, records
from promises.references import names_read

PARAMETERS = parameters()
OUTSIDE = pytest.mark.skipif(not IS_THERE, reason="no ../shared/evidence beside this checkout")


def constants(kind: type) -> Iterator[tuple[str, str]]:
    """Module and name of every module-level constant of a kind, where it is defined."""
    for module in modules():
        for name, value in vars(module).items():
            if isinstance(value, kind) and f"\n{name} = " in source_text(module.__file__):
                yield module.__name__, name


def source_text(path: str | None) -> str:
    assert path is not None
    return Path(path).read_text(encoding="utf-8")


# What the tables hold


def test_every_number_names_a_source_or_says_what_is_assumed() -> None:
    untraced = [
        key
        for key, p in PARAMETERS.items()
        if p.source is None and not (p.status is Status.ASSUMED and p.note)
    ]
    assert untraced == []


def test_every_number_that_was_read_says_where() -> None:
    read = [p for p in PARAMETERS.values() if p.status is Status.MEASURED]
    assert [p.key for p in read if not p.where] == []


def test_every_number_is_used() -> None:
    assert [c for c in constants(Parameter) if c not in names_read()] == []


def test_every_source_is_used() -> None:
    read = {name for module, name in names_read() if module.startswith("percuta.evidence.sources.")}
    read |= {one.source.upper() for one in packaged()}
    unused = [key for key in SOURCES if key.upper() not in read]
    assert not unused, f"no rule, number or text uses {', '.join(unused)}"


def test_keys_of_sources_are_unique_and_name_their_constants() -> None:
    named = [(name, s.key) for f in FILES for name, s in vars(f).items() if isinstance(s, Source)]
    assert len(named) == len({key for _, key in named}) == len(SOURCES)
    assert [name for name, key in named if name != key.upper()] == []


def test_every_source_file_is_in_the_catalogue() -> None:
    there = {m.__name__ for m in modules() if m.__name__.startswith("percuta.evidence.sources.")}
    assert {file.__name__ for file in FILES} == there


def test_ids_of_rules_and_keys_of_questions_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    asked = {question for rule in RULES for question in rule.asks}
    assert len(asked) == len(QUESTIONS)


def test_keys_are_plain_words_with_dots() -> None:
    plain = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*")
    keys = [*PARAMETERS, *SOURCES, *disagreements(), *QUESTIONS]
    assert [key for key in keys if not plain.fullmatch(key)] == []


def test_everything_that_is_used_has_sources() -> None:
    assert [rule.id for rule in RULES if not rule.sources] == []
    assert [key for key, d in disagreements().items() if not d.sources] == []
    assert [key for key, limit in limits().items() if not limit.bounds] == []


# What cannot be built

DEPTH = Parameter(key="a.depth", value=1.0, unit="mm", status=Status.MEASURED, source=LMX4_UK)


@pytest.mark.parametrize("unit", sorted(UNITS))
def test_a_number_in_a_known_unit_can_be_built(unit: str) -> None:
    assert replace(DEPTH, unit=unit).unit == unit


def test_a_number_in_an_unknown_unit_is_refused() -> None:
    with pytest.raises(InconsistentParameter, match=r"'a\.depth': unit 'inch' is not one of"):
        replace(DEPTH, unit="inch")


def test_a_number_outside_its_own_spread_is_refused() -> None:
    assert replace(DEPTH, low=1.0, high=1.0).value == 1.0
    with pytest.raises(InconsistentParameter, match=r"value 1 lies below its low end 1\.1"):
        replace(DEPTH, low=1.1)
    with pytest.raises(InconsistentParameter, match=r"value 1 lies above its high end 0\.9"):
        replace(DEPTH, high=0.9)


@pytest.mark.parametrize("status", [Status.MEASURED, Status.DERIVED])
def test_a_number_that_was_read_needs_a_source(status: Status) -> None:
    with pytest.raises(InconsistentParameter, match=f"a {status} number needs a source"):
        replace(DEPTH, status=status, source=None, note="a note")


@pytest.mark.parametrize("status", [Status.ASSUMED, Status.DERIVED])
def test_a_number_of_our_own_needs_a_note(status: Status) -> None:
    assert replace(DEPTH, status=status, note="chosen").note == "chosen"
    with pytest.raises(InconsistentParameter, match=f"{status} number needs a note"):
        replace(DEPTH, status=status)


def test_an_assumed_number_may_stand_without_source() -> None:
    assert replace(DEPTH, status=Status.ASSUMED, source=None, note="chosen").source is None


def test_a_source_that_nobody_could_look_up_is_refused() -> None:
    with pytest.raises(ValueError, match="'a' has neither identifier nor address"):
        Source(key="a", citation="A 2020", grade=Grade.RCT, read=Extent.ABSTRACT)
    with pytest.raises(ValueError, match="'a' has no citation"):
        Source(key="a", citation=" ", grade=Grade.RCT, read=Extent.ABSTRACT, identifier="b")


def days(name: str, value: float) -> Parameter:
    return Parameter(
        key=f"a.{name}", value=value, unit="days", status=Status.ASSUMED, note="for a test"
    )


INTERVAL = Limit(
    key="interval",
    unit="days",
    absolute_low=days("floor", 14),
    recommended_low=days("low", 28),
    default=days("usual", 30),
    recommended_high=days("high", 42),
    absolute_high=days("ceiling", 84),
)


@pytest.mark.parametrize(
    ("value", "standing"),
    [
        (13.9, Standing.FORBIDDEN),
        (14, Standing.CONFIRM),
        (27.9, Standing.CONFIRM),
        (28, Standing.RECOMMENDED),
        (42, Standing.RECOMMENDED),
        (42.1, Standing.CONFIRM),
        (84, Standing.CONFIRM),
        (84.1, Standing.FORBIDDEN),
    ],
)
def test_a_limit_classifies_a_value_by_its_bounds(value: float, standing: Standing) -> None:
    assert INTERVAL.standing(value) is standing


@pytest.mark.parametrize("value", [14, 28, 30, 42, 84])
def test_a_limit_hands_back_what_it_allows(value: float) -> None:
    assert INTERVAL.require(value) == value


@pytest.mark.parametrize(
    ("value", "says"),
    [(13.9, r"13\.9 days lies below .* 14 days"), (84.1, r"84\.1 days lies above .* 84 days")],
)
def test_a_limit_refuses_and_names_the_bound_broken(value: float, says: str) -> None:
    with pytest.raises(OutsideLimit, match=says):
        INTERVAL.require(value)


def test_a_limit_without_bounds_forbids_nothing() -> None:
    free = Limit(key="free", unit="days")
    assert free.bounds == ()
    assert free.standing(-1e9) is free.standing(1e9) is Standing.RECOMMENDED
    assert free.require(1e9) == 1e9


def test_bounds_of_equal_value_fit_together() -> None:
    point = Limit(key="a", unit="days", absolute_low=days("x", 1), absolute_high=days("y", 1))
    assert point.standing(1) is Standing.RECOMMENDED


BOUNDS = ("absolute_low", "recommended_low", "default", "recommended_high", "absolute_high")
PAIRS = [(low, high) for at, low in enumerate(BOUNDS) for high in BOUNDS[at + 1 :]]


@pytest.mark.parametrize(("low", "high"), PAIRS)
def test_bounds_out_of_order_are_refused(low: str, high: str) -> None:
    bounds = {low: days("lower", 2), high: days("upper", 1)}
    with pytest.raises(InconsistentLimit, match=r"a\.lower = 2 lies above a\.upper = 1"):
        Limit(key="interval", unit="days", **bounds)


@pytest.mark.parametrize("bound", BOUNDS)
def test_a_bound_in_another_unit_is_refused(bound: str) -> None:
    with pytest.raises(InconsistentLimit, match=r"is in min, its bound 'a\.x' in days"):
        Limit(key="time", unit="min", **{bound: days("x", 1)})


# Agreement with the evidence collected outside this repository

RULES_OUTSIDE, PLANS_OUTSIDE = "safety/contraindications", "safety/protocol"
CREAM_OUTSIDE, TIME_OUTSIDE = "safety/anaesthesia", "gaps/time_and_pain"
DAY_IN_HOURS, WEEK, MONTH = 1 / 24, 7, 30

AGREED = [
    ("devices.exceed.chemotherapy_window", RULES_OUTSIDE, "c_chemo_radio_steroid.defer_days"),
    ("devices.exceed.tolerance", PLANS_OUTSIDE, "p_tolerance.tolerance_mm"),
    ("devices.exceed.least_age", RULES_OUTSIDE, "c_age.min_age_label"),
    ("devices.skinpen.least_age", RULES_OUTSIDE, "c_age.min_age_label"),
    ("devices.skinpen.label_depth", PLANS_OUTSIDE, "i_label_trial.depth_mm_max"),
    ("devices.skinpen.reach", PLANS_OUTSIDE, "i_neck.depth_mm_max"),
    ("screening.age.least", RULES_OUTSIDE, "c_age.min_age_block"),
    ("screening.age.cleared", RULES_OUTSIDE, "c_age.min_age_label"),
    ("screening.procedures.filler_short", RULES_OUTSIDE, "c_filler.defer_days_min"),
    ("screening.procedures.toxin", RULES_OUTSIDE, "c_toxin.defer_days"),
    ("screening.procedures.light_peel", RULES_OUTSIDE, "c_laser_peel.defer_days_superficial"),
    ("screening.sun.after_sun_tanning", RULES_OUTSIDE, "c_sun.defer_days_default"),
    ("planning.acne_scars.sessions_usual", PLANS_OUTSIDE, "i_label_trial.sessions"),
    ("planning.acne_scars.sessions_fewest", PLANS_OUTSIDE, "i_acne_scars.sessions.0"),
    ("planning.acne_scars.sessions_most", PLANS_OUTSIDE, "i_acne_scars.sessions.1"),
    ("planning.acne_scars.passes_fewest", PLANS_OUTSIDE, "i_acne_scars.passes.0"),
    ("planning.acne_scars.passes_most", PLANS_OUTSIDE, "i_acne_scars.passes.1"),
    ("planning.acne_scars.deepest", PLANS_OUTSIDE, "i_acne_scars.depth_mm.1"),
    ("planning.wrinkles.sessions_usual", PLANS_OUTSIDE, "i_rejuvenation.sessions"),
    ("numbing.grams_low", CREAM_OUTSIDE, "an_lmx4_uk.g_per_10cm2.0"),
    ("numbing.grams_high", CREAM_OUTSIDE, "an_lmx4_uk.g_per_10cm2.1"),
    ("numbing.area_most", CREAM_OUTSIDE, "an_lmx4_uk.max_area_cm2"),
    ("numbing.minutes_fewest", CREAM_OUTSIDE, "an_lmx4_uk.min_minutes"),
    ("numbing.minutes_most", CREAM_OUTSIDE, "an_lmx4_uk.max_minutes"),
    ("numbing.minutes_usual_end", CREAM_OUTSIDE, "an_lmx4_us.max_minutes"),
    ("numbing.injected_per_kg", CREAM_OUTSIDE, "an_mgkg.lidocaine_mg_per_kg"),
    ("zones.face_area", CREAM_OUTSIDE, "an_lmx4_uk.face_area_cm2"),
    ("visit.needle_fewest", TIME_OUTSIDE, "g_tm_visit.minutes.needling_face.0"),
    ("visit.needle_most", TIME_OUTSIDE, "g_tm_visit.minutes.needling_face.1"),
    ("visit.finish", TIME_OUTSIDE, "g_tm_visit.minutes.after.0"),
]
# Months and years, counted so that they are never a day short.
CALENDAR = [
    ("devices.exceed.filler_window", "c_filler.defer_days_exceed"),
    ("devices.exceed.surgery_window", "c_surgery.defer_days"),
    ("devices.exceed.young_scar_window", "c_young_scar.defer_days"),
    ("screening.isotretinoin.pause", "c_isotretinoin_recent.defer_days_default"),
    ("screening.procedures.deep_resurfacing", "c_laser_peel.defer_days_deep"),
]
CONVERTED = [
    ("screening.skincare.retinoid_pause", "c_topical_retinoid.defer_hours_default"),
    ("screening.skincare.self_tanner_pause", "c_selftan.defer_hours"),
    ("screening.skincare.hair_removal_pause", "c_wax.defer_hours"),
    ("screening.sun.after_sun", "c_sun.defer_hours_min"),
]


@OUTSIDE
@pytest.mark.parametrize(("key", "file", "field"), AGREED)
def test_a_number_agrees_with_the_evidence(key: str, file: str, field: str) -> None:
    assert PARAMETERS[key].value == printed(file, field)


@OUTSIDE
@pytest.mark.parametrize(("key", "field"), CONVERTED)
def test_days_agree_with_the_hours_of_the_evidence(key: str, field: str) -> None:
    hours_in_days = printed(RULES_OUTSIDE, field) * DAY_IN_HOURS
    assert math.isclose(PARAMETERS[key].value, hours_in_days + 1), "full whatever the time of day"


@OUTSIDE
@pytest.mark.parametrize(("key", "field"), CALENDAR)
def test_months_agree_with_the_evidence_and_are_never_short(key: str, field: str) -> None:
    assert 0 < PARAMETERS[key].value - printed(RULES_OUTSIDE, field) <= 2


@OUTSIDE
def test_the_interval_and_the_review_agree_with_the_evidence() -> None:
    low, high = (printed(PLANS_OUTSIDE, f"i_interval.interval_weeks.{end}") for end in (0, 1))
    floor = printed(PLANS_OUTSIDE, "i_acne_rct.interval_weeks")
    review = printed(PLANS_OUTSIDE, "i_interval.final_review_months_min")
    assert PARAMETERS["screening.recovery.interval"].value == low * WEEK
    assert PARAMETERS["planning.interval.high"].value == high * WEEK
    median = printed(PLANS_OUTSIDE, "i_acne_scars_median.interval_weeks")
    assert PARAMETERS["planning.interval.usual"].value == median * WEEK
    assert PARAMETERS["screening.recovery.floor"].value == floor * WEEK
    assert 0 <= PARAMETERS["planning.review_after"].value - review * MONTH <= 2


MEASURED_SITES = {
    Place.FOREHEAD: "th_forehead",
    Place.GLABELLA: "th_glabella",
    Place.TEMPLE: "th_temple",
    Place.NOSE: "th_nasal_dorsum",
    Place.CHEEK: "th_zygoma_cheek",
    Place.JAW: "th_submandibular_jaw",
}
CHARTED = {
    Place.FOREHEAD: "z_forehead",
    Place.GLABELLA: "z_glabella",
    Place.PERIORBITAL: "z_periorbital",
    Place.NOSE: "z_nose",
    Place.CHEEK: "z_cheek",
    Place.UPPER_LIP: "z_perioral",
    Place.CHIN: "z_chin",
    Place.JAW: "z_chin",
}


@OUTSIDE
@pytest.mark.parametrize(("place", "site"), MEASURED_SITES.items())
def test_thickness_agrees_with_the_ultrasound_table(place: Place, site: str) -> None:
    row = records("safety/skin_thickness")[site]
    layers = {
        sex: (row[f"{sex}_epidermis_mean"], row[f"{sex}_dermis_mean"]) for sex in ("female", "male")
    }
    assert MENG_LAYERS[place] == (layers["female"], layers["male"])
    whole = thickness(place)
    assert whole is not None
    assert whole.female_mm.value == row["derived_female_epi_plus_dermis"]
    assert whole.male_mm.value == row["derived_male_epi_plus_dermis"]


@OUTSIDE
@pytest.mark.parametrize(("place", "chart"), CHARTED.items())
def test_charted_depths_agree_with_the_three_charts(place: Place, chart: str) -> None:
    row = records(PLANS_OUTSIDE)[chart]
    assert CHART_SPANS[place] == (row["min_mm"], row["max_mm"])


def test_every_place_with_numbers_is_compared_outside() -> None:
    assert set(MEASURED_SITES) == set(MENG_LAYERS)
    assert set(CHARTED) == set(CHART_SPANS)


@OUTSIDE
def test_sources_were_read_where_they_say() -> None:
    known = addresses()
    # Read after the outside tables were closed.
    looked_up = {"mosteller", "rule_of_nines"}
    for module in (adverse, complications, emergency, repeats):
        looked_up |= {one.key for one in vars(module).values() if isinstance(one, Source)}
    with_address = [s for s in SOURCES.values() if s.address and s.key not in looked_up]
    elsewhere = {s.key: s.address for s in with_address if s.address not in known}
    assert elsewhere == {}
