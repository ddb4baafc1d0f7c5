"""A forecast of a plan: what it counts, what it refuses, what it leaves without a number."""

from dataclasses import replace
from datetime import date

import msgspec
import pytest

from percuta.casefile.case import Case
from percuta.casefile.observed import Observed, parse_observed
from percuta.casefile.packaged import examples
from percuta.casefile.reader import parse_case
from percuta.cli.load import answer, load
from percuta.planning.choice import Choice, ZoneChoice
from percuta.planning.propose import propose
from percuta.report import healing_part
from percuta.report.build import build_document
from percuta.report.document import Document
from percuta.report.forecast import NoForecast, build_forecast, forecast_json
from percuta.report.forecast_doc import ForecastDoc
from percuta.response.study import Kind
from percuta.skin.alike import made_like

SEEN = """
[[session]]
on = 2026-09-14
[[session]]
on = 2026-10-12
[[better]]
on = 2026-10-12
concern = "acne_scars"
percent = 2
by = "clinician"
[[better]]
on = 2026-11-09
concern = "acne_scars"
percent = 3
by = "clinician"
[[redness]]
on = 2026-09-19
level = 3
"""


def document(name: str) -> Document:
    return answer(load(None, name))


def seen(text: str = SEEN) -> Observed:
    return parse_observed(text, "seen.toml")


def without_phototype(name: str) -> Document:
    lines = examples()[name].splitlines()
    kept = [line for line in lines if not line.startswith("phototype")]
    return answer(parse_case("\n".join(kept), name))


def test_the_same_seed_gives_the_same_document() -> None:
    plan = document("wedding")
    assert forecast_json(build_forecast(plan)) == forecast_json(build_forecast(plan))


def test_each_concern_of_the_plan_has_a_number_or_a_reason() -> None:
    for name in examples():
        plan = document(name)
        if plan.plan is None:
            with pytest.raises(NoForecast, match="there is no plan to forecast"):
                build_forecast(plan)
            continue
        found = build_forecast(plan)
        wished = {kind for zone in plan.plan.zones for kind in zone.kinds}
        told = [one.concern for one in found.courses] + [one.concern for one in found.words]
        assert set(told) == wished
        assert {one.concern for one in found.courses} == wished & set(Kind)


def test_what_was_given_takes_the_place_of_what_was_planned() -> None:
    found = build_forecast(document("skinpen-trial"), seen())
    assert [f"{day}" for day in found.courses[0].sessions] == [
        "2026-09-14",
        "2026-10-12",
        "2026-11-09",
    ]
    assert found.courses[0].weight.observations == 2


def test_little_gain_so_far_lowers_what_is_expected() -> None:
    plan = document("skinpen-trial")
    before, after = build_forecast(plan).courses[0], build_forecast(plan, seen()).courses[0]
    assert after.at_band[2] < before.at_band[2]
    assert after.little > before.little
    assert after.weight.from_people < 1 == before.weight.from_people


def test_sessions_given_late_push_back_those_that_are_left() -> None:
    text = SEEN.replace("on = 2026-10-12\n[[better]]", "on = 2026-10-30\n[[better]]", 1)
    text = text.replace("on = 2026-10-12\nconcern", "on = 2026-10-30\nconcern")
    days = build_forecast(document("skinpen-trial"), seen(text)).courses[0].sessions
    assert [f"{day}" for day in days] == ["2026-09-14", "2026-10-30", "2026-11-27"]


def test_a_course_that_was_given_gets_no_more_sessions() -> None:
    given = "".join(
        f"[[session]]\non = {day}\n" for day in ("2026-09-14", "2026-10-12", "2026-11-09")
    )
    found = build_forecast(document("skinpen-trial"), seen(given))
    assert len(found.courses[0].sessions) == 3
    assert "Sessions given: 3 of 3 planned; none is left." in found.said


def test_a_course_beyond_any_trial_is_not_to_be_relied_on() -> None:
    days = [date(2026, 9, 14 + n) for n in range(5)]
    given = "".join(f"[[session]]\non = {day}\n" for day in days)
    said = build_forecast(document("skinpen-trial"), seen(given)).said
    assert any(words.startswith("Beyond what was tried") for words in said)


def test_skin_that_got_worse_is_said_first_and_not_counted_as_sure() -> None:
    found = build_forecast(
        document("skinpen-trial"), seen(SEEN.replace("percent = 3", "percent = -30"))
    )
    assert any(words.startswith("Worse than before on 2026-11-09") for words in found.said)
    assert not found.courses[0].weight.trusted


def test_skin_still_red_on_day_five_is_for_the_clinician() -> None:
    said = build_forecast(document("skinpen-trial"), seen()).said
    assert "Still red 5 days after a session (2026-09-19): tell the clinician." in said


def test_observations_without_use_are_named() -> None:
    other = SEEN.replace('"acne_scars"', '"wrinkles"', 1)
    found = build_forecast(document("skinpen-trial"), seen(other))
    assert found.unused == ("values of wrinkles: not in this plan",)


def test_trials_looked_only_between_two_days() -> None:
    found = build_forecast(document("photodamage")).courses[0]
    assert (found.measured_until - found.sessions[-1]).days == 14
    assert found.measured_from > found.sessions[0]


def test_redness_that_stays_lengthens_the_red_days() -> None:
    plan = document("skinpen-trial")
    before, after = build_forecast(plan).healing, build_forecast(plan, seen()).healing
    assert after.red_until[2] > before.red_until[2]
    assert after.check_ins == 1


@pytest.mark.parametrize(
    ("at", "said"),
    [(date(2026, 9, 13), "day -1 is out of reach"), (date(2030, 1, 1), "out of reach")],
)
def test_a_day_out_of_reach_is_refused(at: date, said: str) -> None:
    with pytest.raises(NoForecast, match=said):
        build_forecast(document("skinpen-trial"), at=at)


def test_sessions_given_before_are_asked_for_rather_than_guessed() -> None:
    found = build_forecast(document("second-session"))
    assert any("--observed" in words for words in found.said)


def test_phototype_six_gets_no_number_for_dark_marks() -> None:
    sixth = next(
        found
        for found in map(document, examples())
        if found.phototype == "VI" and found.plan is not None
    )
    pigment = build_forecast(sixth).pigment
    assert (pigment.low, pigment.high) == (None, None)
    assert pigment.words.startswith("The risk is higher. Nobody knows how high.")
    assert pigment.counts


def test_what_is_not_known_of_a_person_is_said_to_stand_in() -> None:
    found = without_phototype("skinpen-trial")
    if found.plan is not None:
        forecast: ForecastDoc = build_forecast(found)
        assert "phototype: III" in forecast.healing.assumed
        assert forecast.pigment.words == "Not known, as the phototype is not known."


def test_darker_skin_has_the_higher_range_of_dark_marks() -> None:
    ranges = {}
    for name in ("skinpen-trial", "dogra-2014"):
        found = document(name)
        ranges[found.phototype] = build_forecast(found).pigment.high or 0.0
    lighter, darker = ranges.values()
    assert lighter < darker


def changed(case: Case, number: int) -> Document:
    """A case with a course and a depth of its own for each number."""
    one = ZoneChoice(sessions=2 + number, depth_mm={1: 0.4 + number / 10})
    zones = {zone.key: one for zone in case.request.needled}
    request = replace(case.request, choice=Choice(zones=zones, interval_days=28 + 7 * number))
    return build_document(replace(case, request=request), propose(request))


def test_a_forecast_after_others_is_the_one_of_a_fresh_start() -> None:
    case = load(None, "skinpen-trial")
    documents = [changed(case, number) for number in range(4)]
    one_by_one = [build_forecast(document) for document in documents]
    for document, found in zip(reversed(documents), reversed(one_by_one), strict=True):
        for kept in (healing_part._healed, healing_part._dark, made_like):
            kept.cache_clear()
        assert build_forecast(document) == found


def test_an_interval_set_longer_than_any_trial_had_says_so() -> None:
    assert not build_forecast(document("skinpen-trial")).said
    case = load(None, "skinpen-trial")
    request = replace(case.request, choice=Choice(interval_days=60))
    (said,) = build_forecast(build_document(replace(case, request=request), propose(request))).said
    assert said.startswith("Beyond what was tried: no trial had sessions more than 30 days apart")


def test_a_forecast_kept_from_before_people_were_moved_can_still_be_read() -> None:
    found = build_forecast(document("skinpen-trial"), seen())
    kept = forecast_json(found).replace(',\n        "tempering": null', "")
    assert "tempering" not in kept
    assert msgspec.json.decode(kept, type=ForecastDoc) == found


# Zones on visits of their own

APART = '\n[chosen]\nby = "Sina"\napart = [["cheek_left"]]\n'
RIGHT_THEN_LEFT = """
[[session]]
on = 2026-09-14
zones = ["cheek_right"]
[[session]]
on = 2026-10-05
zones = ["cheek_left"]
"""


def parted() -> Document:
    text = examples()["skinpen-trial"].split("[published]")[0]
    return answer(parse_case(text + APART, "apart.toml"))


def test_zones_apart_are_forecast_by_their_own_visits() -> None:
    right, left = build_forecast(parted()).courses
    assert (right.zones, left.zones) == (("cheek_right",), ("cheek_left",))
    assert [(day - right.sessions[0]).days for day in right.sessions] == [0, 28, 56]
    assert [(day - left.sessions[0]).days for day in left.sessions] == [0, 28, 56]
    assert (left.sessions[0] - right.sessions[0]).days == 14


def test_dark_marks_of_zones_apart_count_the_sessions_of_one_skin() -> None:
    together = answer(load(None, "skinpen-trial"))
    assert build_forecast(parted()).pigment == build_forecast(together).pigment


def test_a_late_visit_of_one_series_does_not_move_the_other() -> None:
    right, left = build_forecast(parted(), seen(RIGHT_THEN_LEFT)).courses
    assert right.sessions == (date(2026, 9, 14), date(2026, 10, 12), date(2026, 11, 9))
    assert left.sessions == (date(2026, 10, 5), date(2026, 11, 2), date(2026, 11, 30))
    assert not any("not needled on" in one for one in build_forecast(parted()).said)


def test_sessions_seen_without_their_zones_are_asked_for() -> None:
    with pytest.raises(NoForecast, match="session 1 of what was seen: say its zones"):
        build_forecast(parted(), seen())
