"""Sessions, interval, passes, endpoint and dates, each with its reason."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from cast import AMARA, BEA, CHIDI, DAY, EMRE, FLORA, STRANGER
from percuta.assessment.concern import Kind
from percuta.devices.device import Device
from percuta.devices.exceed import EXCEED
from percuta.devices.skinpen import SKINPEN
from percuta.evidence.errors import OutsideLimit
from percuta.evidence.limit import Standing
from percuta.evidence.parameter import Status
from percuta.evidence.sources.concerns import KAUR2024, MALI2017
from percuta.evidence.sources.healing import HARRIS2015
from percuta.evidence.sources.labels import SKINPEN_STUDY
from percuta.evidence.sources.practice import MN_GUIDE_REPO
from percuta.evidence.sources.reviews import JUHASZ2020, TALAKOUB
from percuta.evidence.sources.studies import ABLON2018, DALWIG2020, DOGRA2014
from percuta.person import Person
from percuta.planning.away import Days
from percuta.planning.course import (
    Endpoint,
    plan_dates,
    plan_endpoint,
    plan_interval,
    plan_passes,
    plan_review,
    plan_sessions,
)
from percuta.planning.limits import INTERVAL
from percuta.planning.pigment import by_phototype
from percuta.zones.skin_map import ZONES
from planning.wishes import BEAS, CHEEK, LINES, OTHER_CHEEK, SCARS, WRINKLES, plan_of, wish

LIGHTER = [BEA, FLORA]
AT_RISK = [AMARA, CHIDI, EMRE, STRANGER]
FOREHEAD = "forehead"
FREE = Days()
THICK = ZONES[CHEEK]
# Charted under 1 mm, or not at all; the glabella just is not.
SHALLOW = ["forehead", "nose", "upper_lip", "periorbital_left", "temple_left"]


def shown(thing: object) -> str:
    return str(thing.phototype) if isinstance(thing, Person) else str(thing)


# Sessions


@pytest.mark.parametrize(
    ("kinds", "device", "sessions"),
    [
        ([SCARS], SKINPEN, 3),
        ([SCARS], EXCEED, 4),
        ([WRINKLES], SKINPEN, 4),
        ([LINES], SKINPEN, 4),
        ([WRINKLES], EXCEED, 4),
        ([SCARS, WRINKLES], SKINPEN, 4),
        ([LINES, SCARS], SKINPEN, 4),
    ],
)
def test_sessions_are_the_usual_number_or_the_larger_of_two(
    kinds: Sequence[Kind], device: Device, *, sessions: int
) -> None:
    figure = plan_sessions(kinds, device, THICK)
    assert figure.value == sessions
    assert figure.why.startswith("usual number in the trials read; published guidance 3 ")


def test_sessions_for_scars_name_their_trial_and_the_guidance() -> None:
    figure = plan_sessions([SCARS], SKINPEN, THICK)
    assert figure.sources == (SKINPEN_STUDY, JUHASZ2020, MN_GUIDE_REPO)
    assert "published guidance 3 to 6" in figure.why
    assert figure.status is Status.MEASURED


def test_sessions_for_scars_on_exceed_follow_its_own_trial() -> None:
    assert plan_sessions([SCARS], EXCEED, THICK).sources[0] is DALWIG2020


def test_sessions_for_wrinkles_name_their_trial_and_the_guidance() -> None:
    figure = plan_sessions([WRINKLES], SKINPEN, THICK)
    assert figure.sources[0] is ABLON2018
    assert "published guidance 3 to 4" in figure.why


def test_sessions_for_stretch_marks_are_a_guides_beside_the_trials() -> None:
    figure = plan_sessions([Kind.STRETCH_MARKS], SKINPEN, ZONES["abdomen"])
    assert figure.value == 3
    assert figure.why.startswith("usual number in a guide; trials used 3 to 6; ")
    assert figure.sources[0] is MN_GUIDE_REPO
    assert {KAUR2024, MALI2017} <= set(figure.sources)


# Interval


@pytest.mark.parametrize("person", LIGHTER, ids=shown)
def test_lighter_skin_waits_four_weeks_near_the_days_of_the_trial(person: Person) -> None:
    figure = plan_interval(person)
    assert (figure.value, figure.status) == (28, Status.MEASURED)
    assert "near the 30 days of the SkinPen trial; whole weeks" in figure.why
    assert figure.sources == (HARRIS2015,)


@pytest.mark.parametrize("person", [*LIGHTER, *AT_RISK], ids=shown)
def test_every_interval_is_whole_weeks_so_that_the_weekday_stays(person: Person) -> None:
    assert (plan_interval(person).value or 1) % 7 == 0


@pytest.mark.parametrize("person", AT_RISK, ids=shown)
def test_darker_or_unknown_skin_waits_six_weeks(person: Person) -> None:
    figure = plan_interval(person)
    assert (figure.value, figure.status) == (42, Status.ASSUMED)
    assert figure.why.startswith("phototype IV to VI or not known: the longer end")
    assert figure.sources == (TALAKOUB,)


@pytest.mark.parametrize(
    ("days", "standing"),
    [
        (13, Standing.FORBIDDEN),
        (14, Standing.CONFIRM),
        (27, Standing.CONFIRM),
        (28, Standing.RECOMMENDED),
        (42, Standing.RECOMMENDED),
        (43, Standing.CONFIRM),
    ],
)
def test_a_doctor_confirms_an_interval_outside_four_to_six_weeks(
    days: int, standing: Standing
) -> None:
    assert INTERVAL.standing(days) is standing


# Passes


@pytest.mark.parametrize("person", LIGHTER, ids=shown)
def test_scars_of_lighter_skin_get_the_published_span_of_passes(person: Person) -> None:
    first, later = plan_passes(by_phototype(person), THICK, [SCARS])
    assert first == later
    assert (later.value, later.low, later.high) == (None, 4, 10)
    assert later.why == "span of 36 published scar protocols; stop earlier when the endpoint shows"
    assert later.sources == (JUHASZ2020,)


@pytest.mark.parametrize("person", AT_RISK, ids=shown)
def test_darker_or_unknown_skin_begins_with_the_fewest_passes(person: Person) -> None:
    first, later = plan_passes(by_phototype(person), THICK, [SCARS])
    assert (first.value, first.low, first.high) == (4, None, None)
    assert first.why == "phototype IV to VI or not known: the fewest of the published span at first"
    assert (later.low, later.high) == (4, 10)


@pytest.mark.parametrize("kinds", [[LINES], [WRINKLES], [SCARS, LINES]])
@pytest.mark.parametrize("person", [BEA, AMARA], ids=shown)
def test_passes_for_lines_are_entered_by_a_doctor(person: Person, kinds: Sequence[Kind]) -> None:
    for figure in plan_passes(by_phototype(person), THICK, kinds):
        assert figure.entered_by_doctor
        assert figure.why == "no number of passes for this wish was read; a doctor enters it"


@pytest.mark.parametrize("zone", SHALLOW)
@pytest.mark.parametrize("person", [BEA, AMARA], ids=shown)
def test_passes_in_a_shallow_place_are_entered_by_a_doctor(person: Person, zone: str) -> None:
    for figure in plan_passes(by_phototype(person), ZONES[zone], [SCARS]):
        assert figure.entered_by_doctor
        assert figure.why.startswith("no number of passes for so shallow a place was read")


# Endpoint


@pytest.mark.parametrize("person", LIGHTER, ids=shown)
def test_scars_of_lighter_skin_may_bleed_in_pinpoints(person: Person) -> None:
    endpoint, why = plan_endpoint(by_phototype(person), THICK, [SCARS])
    assert endpoint is Endpoint.PINPOINT
    assert "most published scar protocols at pinpoint bleeding" in why.why
    assert why.sources == (SKINPEN_STUDY, JUHASZ2020)


@pytest.mark.parametrize("kinds", [[SCARS], [SCARS, LINES], [WRINKLES]])
@pytest.mark.parametrize("person", AT_RISK, ids=shown)
def test_darker_or_unknown_skin_stops_at_redness(person: Person, kinds: Sequence[Kind]) -> None:
    endpoint, why = plan_endpoint(by_phototype(person), THICK, kinds)
    assert endpoint is Endpoint.REDNESS
    assert why.why.startswith("phototype IV to VI or not known: no bleeding, our caution")
    assert DOGRA2014 in why.sources


@pytest.mark.parametrize("kinds", [[LINES], [WRINKLES], [SCARS, WRINKLES]])
def test_lines_stop_at_redness_even_beside_scars(kinds: Sequence[Kind]) -> None:
    endpoint, why = plan_endpoint(by_phototype(BEA), THICK, kinds)
    assert endpoint is Endpoint.REDNESS
    assert why.why.startswith("not acne scars alone: inferred from a trial of acne scars")


@pytest.mark.parametrize("zone", SHALLOW)
def test_scars_in_a_shallow_place_stop_at_redness(zone: str) -> None:
    endpoint, why = plan_endpoint(by_phototype(BEA), ZONES[zone], [SCARS])
    assert endpoint is Endpoint.REDNESS
    assert why.why.startswith(
        "shallow place: scar protocols that went on to bleeding worked at 1.5"
    )
    assert JUHASZ2020 in why.sources


def test_the_glabella_is_charted_deep_enough_for_scar_protocols() -> None:
    assert plan_endpoint(by_phototype(BEA), ZONES["glabella"], [SCARS])[0] is Endpoint.PINPOINT


# Dates


def test_sessions_follow_each_other_by_the_interval() -> None:
    sessions = plan_dates(first=DAY, interval_days=28, sessions_by_zone={CHEEK: 3}, days=FREE)
    assert [s.day - DAY for s in sessions] == [timedelta(days=d) for d in (0, 28, 56)]
    assert [s.number for s in sessions] == [1, 2, 3]


def test_a_zone_drops_out_after_its_own_number_of_sessions() -> None:
    by_zone = {CHEEK: 3, FOREHEAD: 4, OTHER_CHEEK: 1}
    sessions = plan_dates(first=DAY, interval_days=28, sessions_by_zone=by_zone, days=FREE)
    assert [s.zones for s in sessions] == [
        (CHEEK, FOREHEAD, OTHER_CHEEK),
        (CHEEK, FOREHEAD),
        (CHEEK, FOREHEAD),
        (FOREHEAD,),
    ]


@pytest.mark.parametrize(("days", "fits"), [(13, False), (14, True)])
def test_dates_never_lie_closer_than_the_floor(days: int, *, fits: bool) -> None:
    if fits:
        assert (
            len(plan_dates(first=DAY, interval_days=days, sessions_by_zone={CHEEK: 2}, days=FREE))
            == 2
        )
        return
    with pytest.raises(OutsideLimit, match="interval: 13 days lies below the absolute bound 14"):
        plan_dates(first=DAY, interval_days=days, sessions_by_zone={CHEEK: 2}, days=FREE)


def test_a_plan_with_sessions_too_close_cannot_be_built() -> None:
    plan = plan_of(BEAS)
    first, second, third = plan.sessions
    early = replace(second, day=first.day + timedelta(days=13))
    with pytest.raises(OutsideLimit, match="13 days lies below the absolute bound 14 days"):
        replace(plan, sessions=(first, early, third))


def test_a_plan_whose_sessions_run_backwards_cannot_be_built() -> None:
    plan = plan_of(BEAS)
    with pytest.raises(OutsideLimit, match="interval: -28 days"):
        replace(plan, sessions=plan.sessions[::-1])


def test_the_result_is_judged_three_months_after_the_last_session() -> None:
    figure, day = plan_review(date(2026, 11, 1))
    assert figure.value == 92
    assert day == date(2027, 2, 1)
    assert "no earlier than three months after the last session" in figure.why
    assert figure.sources == (TALAKOUB,)


def test_the_course_of_a_whole_plan_ends_with_its_review() -> None:
    plan = plan_of(replace(BEAS, concerns=(wish(SCARS, CHEEK), wish(WRINKLES, FOREHEAD))))
    assert [s.day for s in plan.sessions] == [DAY + timedelta(days=28 * n) for n in range(4)]
    assert [s.zones for s in plan.sessions] == [(FOREHEAD, CHEEK)] * 3 + [(FOREHEAD,)]
    assert plan.review_on == DAY + timedelta(days=84 + 92)
