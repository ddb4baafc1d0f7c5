"""Every hour and day of care agrees with the evidence collected outside this repository."""

import pytest

from percuta.evidence.parameter import Parameter
from percuta.handbook.records import parameters
from promises.outside import IS_THERE, printed, records

PARAMETERS = {key: p for key, p in parameters().items() if key.startswith("healing.")}
OUTSIDE = pytest.mark.skipif(not IS_THERE, reason="no ../shared/evidence beside this checkout")
CARE, EFFECTS, RULES = "safety/aftercare", "safety/adverse_effects", "safety/contraindications"
DAY, MONTHS = 24, {1: 31, 6: 184}

AGREED = [
    ("nothing_until", CARE, "af_0_24h.to_hour"),
    ("water_until", CARE, "af_wash.water_only_hours"),
    ("gentle_until", CARE, "af_wash.gentle_cleanser_until_hour"),
    ("open_until", CARE, "af_barrier_summary.open_hours"),
    ("sweat_until", CARE, "af_exercise.hours"),
    ("water_sport_until", CARE, "af_water.hours"),
    ("touch_until", CARE, "af_touch.hours"),
    ("hair_until", CARE, "af_abrasive.hours"),
    ("sunscreen_from", CARE, "af_sunscreen.start_hour"),
    ("spf", CARE, "af_sunscreen.min_spf"),
    ("spf_tanning", CARE, "af_sunscreen.spf_for_dark_skin"),
    ("sun_minimal_until", CARE, "af_sun.minimal_hours"),
    ("sunscreen_again", "gaps/sun", "g_s_when.reapply_then_h"),
    ("redness_usual", EFFECTS, "ae_erythema.typical_days.1"),
    ("redness_latest", EFFECTS, "ae_erythema.max_expected_days"),
    ("redness_alarm", CARE, "af_normal.redness_alarm_day"),
    ("swelling_usual", EFFECTS, "ae_edema.typical_days.1"),
    ("pain_usual", EFFECTS, "ae_pain.typical_days.1"),
    ("flaking_latest", EFFECTS, "ae_tightness.window_days.1"),
    ("itch_latest", EFFECTS, "ae_itch_burn.window_days.1"),
    ("scabs_latest", EFFECTS, "ae_bleeding_crust.window_days.1"),
    ("breakout_latest", EFFECTS, "ae_acneflare.window_days.1"),
    ("flag_today_from", CARE, "af_redflag_24h.window_days.0"),
    ("flag_today_to", CARE, "af_redflag_24h.window_days.1"),
    ("flag_week_from", CARE, "af_redflag_week.window_days.0"),
    ("flag_week_to", CARE, "af_redflag_week.window_days.1"),
    ("flag_late_from", CARE, "af_redflag_late.window_days.0"),
    ("flag_late_to", CARE, "af_redflag_late.window_days.1"),
    ("follow_up_day_1", CARE, "af_followup.check_days.0"),
    ("follow_up_day_3", CARE, "af_followup.check_days.1"),
    ("follow_up_day_7", CARE, "af_followup.check_days.2"),
    ("follow_up_day_28", CARE, "af_followup.check_days.3"),
]
IN_DAYS = [
    ("sun_long_until", CARE, "af_sun.prolonged_days"),
    ("sun_long_until_darker", CARE, "af_sun.prolonged_days_dark_skin"),
    ("actives_from", CARE, "af_retinoid.resume_day_default"),
    ("routine_from", CARE, "af_routine.day_default"),
    ("peels_until", CARE, "af_abrasive.exfoliant_days"),
    ("injectables_from", CARE, "af_injectables.days_default"),
    ("nsaid_until", CARE, "af_nsaid.days"),
    ("tan_before", RULES, "c_sun.defer_days_default"),
]
BEFORE = [
    ("day_before", RULES, "c_sun.defer_hours_min"),
    ("retinoid_before", RULES, "c_topical_retinoid.defer_hours_default"),
    ("tanner_before", RULES, "c_selftan.defer_hours"),
    ("hair_before", RULES, "c_wax.defer_hours"),
]
# Read from prose, so that no field of a record can be compared; each is looked at by hand.
IN_WORDS = {
    "start": "hours are counted from it",
    "retinoid_before_darker": "5-7 days",
    "finger_lengths": "two finger lengths",
    "make_up_from": "48 hours are preferred; ours ends with open skin",
    "scabs_usual": "day 7-10",
    "breakout_usual": "days 1-6",
    "flaking_usual": "within 72 h",
    "itch_usual": "no day was read",
    "darker_usual": "no day was read",
    "darker_latest": "no day was read",
    "redness_shallow": "pink for hours",
    "redness_deep": "2 or more",
    "redness_usual_deep": "2-4 days",
    "triage_grows_from": "grows after 48 h",
    "triage_fever_from": "fever, without a number",
    "follow_up_month_1": "final_months",
    "follow_up_month_6": "final_months",
}


def number(key: str) -> float:
    return PARAMETERS[f"healing.{key}"].value


@OUTSIDE
@pytest.mark.parametrize(("key", "file", "field"), AGREED)
def test_an_hour_or_day_agrees_with_the_evidence(key: str, file: str, field: str) -> None:
    assert number(key) == printed(file, field)


@OUTSIDE
@pytest.mark.parametrize(("key", "file", "field"), IN_DAYS)
def test_hours_agree_with_the_days_of_the_evidence(key: str, file: str, field: str) -> None:
    assert abs(number(key)) == printed(file, field) * DAY


@OUTSIDE
@pytest.mark.parametrize(("key", "file", "field"), BEFORE)
def test_hours_before_agree_with_the_pauses_of_the_evidence(
    key: str, file: str, field: str
) -> None:
    assert -number(key) == printed(file, field)


@OUTSIDE
def test_final_views_fall_in_the_months_of_the_evidence() -> None:
    assert records(CARE)["af_followup"]["final_months"] == [1, 3, 6]
    for month, days in MONTHS.items():
        assert number(f"follow_up_month_{month}") == days


@OUTSIDE
def test_redness_by_depth_agrees_with_the_guide() -> None:
    rows = records("gaps/zone_depths")["g_z_by_goal"]["downtime"]
    spoken = {row["depth_mm"]: row["text"] for row in rows}
    assert "hours" in spoken[f"{number('redness_shallow'):g}"]
    assert (
        f"2-{number('redness_usual_deep'):g} days" in spoken[f"{number('redness_deep'):g} or more"]
    )


def test_every_hour_and_day_of_care_is_compared_or_named() -> None:
    compared = {key for key, _, _ in (*AGREED, *IN_DAYS, *BEFORE)} | set(IN_WORDS)
    assert compared == {key.removeprefix("healing.") for key in PARAMETERS}


def test_numbers_of_care_keep_their_units() -> None:
    for parameter in PARAMETERS.values():
        assert isinstance(parameter, Parameter)
        assert parameter.unit in {"h", "days", "mm", "count", "1", "°C"}
