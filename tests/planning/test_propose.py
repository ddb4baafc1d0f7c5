"""From a request to a proposal: who is planned, what is confirmed, what is said beside it."""

from dataclasses import replace

import pytest

from cast import AMARA, BEA, CHIDI, DANA, DAY, EMRE, FLORA, STRANGER, days_ago, with_answer
from percuta.assessment.concern import ICEPICK_NOTE, Kind
from percuta.assessment.scales import ScarType
from percuta.devices.device import Device
from percuta.devices.exceed import EXCEED
from percuta.devices.skinpen import DEPTH_DIFFERS, SKINPEN
from percuta.evidence.parameter import Status
from percuta.evidence.sources.labels import K180778, K182407, K202243
from percuta.person import Person
from percuta.planning.course import ENDPOINTS_DIFFER, Endpoint
from percuta.planning.cream_debates import COVER_AND_AREA, NUMB_BEFORE_NEEDLING, NUMBING_NEEDED
from percuta.planning.depth import CHARTS_DIFFER, THICKNESS_DIFFERS
from percuta.planning.propose import propose
from percuta.planning.request import Request
from percuta.questions import Answer, Answers
from percuta.screening.catalogue import QUESTIONS
from percuta.screening.rules.recovery import INTERVALS
from percuta.screening.screen import Verdict
from planning.wishes import BEAS, CHEEK, LINES, OTHER_CHEEK, SCARS, WRINKLES, plan_of, wish, zone_of

ALWAYS = {CHARTS_DIFFER, THICKNESS_DIFFERS, INTERVALS}
OF_CREAM = {NUMBING_NEEDED, COVER_AND_AREA, NUMB_BEFORE_NEEDLING}


def wishing(kind: Kind, *zones: str) -> Request:
    """Bea, who wishes for one kind of concern in some zones."""
    return replace(BEAS, concerns=(wish(kind, *zones),))


def confirmed(request: Request, what: str) -> list[str]:
    """Why a doctor has to confirm or enter something."""
    return [r.why for r in plan_of(request).confirmations if r.what == what]


def outside(request: Request) -> list[str]:
    return confirmed(request, "outside the clearance")


# Who is planned


def test_one_blocked_zone_leaves_the_others_planned() -> None:
    eczema = with_answer(BEAS.answers, QUESTIONS["eczema_in_area"], Answer.YES, zone="forehead")
    wished = wishing(SCARS, "forehead", CHEEK, OTHER_CHEEK)
    proposal = propose(replace(wished, answers=eczema))
    assert proposal.screening.zones["forehead"] is not Verdict.PLAN
    assert proposal.plan is not None
    assert [z.zone.key for z in proposal.plan.zones] == [CHEEK, OTHER_CHEEK]
    assert all("forehead" not in session.zones for session in proposal.plan.sessions)


def test_a_blocked_zone_changes_nothing_for_the_others() -> None:
    with_lid = propose(wishing(SCARS, CHEEK, OTHER_CHEEK, "eyelid_left"))
    assert with_lid.plan == plan_of(BEAS)
    assert with_lid.screening.zones["eyelid_left"] is Verdict.NO


@pytest.mark.parametrize(
    ("request_made", "verdict"),
    [
        (replace(BEAS, person=DANA), Verdict.NOT_NOW),
        (replace(BEAS, person=EMRE), Verdict.DOCTOR),
        (replace(BEAS, person=STRANGER), Verdict.ASK),
        (replace(BEAS, answers=Answers()), Verdict.ASK),
        (wishing(SCARS, "lips"), Verdict.NO),
    ],
    ids=["minor", "below the cleared age", "age not known", "nothing answered", "lips"],
)
def test_nobody_is_planned_whom_screening_holds_back(
    request_made: Request, verdict: Verdict
) -> None:
    proposal = propose(request_made)
    assert (proposal.plan, proposal.screening.verdict) == (None, verdict)


def test_zones_come_once_and_in_the_order_of_the_map() -> None:
    wished = (wish(WRINKLES, OTHER_CHEEK, "forehead"), wish(SCARS, CHEEK, OTHER_CHEEK))
    plan = plan_of(replace(BEAS, concerns=wished))
    assert [z.zone.key for z in plan.zones] == ["forehead", CHEEK, OTHER_CHEEK]
    assert plan.zones[-1].kinds == (WRINKLES, SCARS)


def test_two_wishes_in_one_zone_take_the_gentler_of_everything() -> None:
    both = zone_of(replace(BEAS, concerns=(wish(SCARS, CHEEK), wish(WRINKLES, CHEEK))), CHEEK)
    scars, lines = zone_of(wishing(SCARS, CHEEK), CHEEK), zone_of(wishing(WRINKLES, CHEEK), CHEEK)
    walls = {wall.at_mm.key for zone in (scars, lines) for wall in zone.depth.walls}
    assert {wall.at_mm.key for wall in both.depth.walls} == walls
    assert scars.endpoint is Endpoint.PINPOINT
    assert both.endpoint is lines.endpoint is Endpoint.REDNESS
    assert both.passes.entered_by_doctor
    assert both.sessions.value == max(scars.sessions.value or 0, lines.sessions.value or 0) == 4


def test_a_wish_in_one_zone_leaves_another_zone_as_it_was() -> None:
    mixed = replace(BEAS, concerns=(wish(SCARS, CHEEK, OTHER_CHEEK), wish(LINES, OTHER_CHEEK)))
    assert zone_of(mixed, CHEEK) == zone_of(BEAS, CHEEK)


def test_the_first_session_is_on_the_day_asked_for() -> None:
    assert plan_of(BEAS).sessions[0].day == DAY


# Areas


def test_a_measured_area_stands_before_our_share() -> None:
    area = zone_of(replace(BEAS, areas_cm2={CHEEK: 21.5}), CHEEK).area_cm2
    assert (area.value, area.why, area.status) == (21.5, "entered with the case", Status.MEASURED)


def test_an_area_not_measured_is_called_assumed() -> None:
    area = zone_of(replace(BEAS, areas_cm2={CHEEK: 21.5}), OTHER_CHEEK).area_cm2
    assert (area.value, area.status) == (32, Status.ASSUMED)
    assert area.why.startswith("our share of the face of 200 cm2 on the cream's label")


# What a doctor confirms or enters


@pytest.mark.parametrize("kind", [LINES, WRINKLES])
def test_lines_on_skinpen_are_outside_its_clearance(kind: Kind) -> None:
    (why,) = outside(wishing(kind, CHEEK, OTHER_CHEEK))
    assert why.endswith(
        "on right cheek, left cheek: the SkinPen Precision is not cleared for wrinkles there"
    )
    (remark, *_) = plan_of(wishing(kind, CHEEK)).confirmations
    assert remark.sources == (K202243,)


@pytest.mark.parametrize(
    ("zone", "cleared"),
    [("glabella", True), ("periorbital_left", True), ("forehead", False), ("chin", False)],
)
def test_exceed_is_cleared_for_wrinkles_in_some_places(zone: str, *, cleared: bool) -> None:
    said = outside(replace(wishing(WRINKLES, zone), device=EXCEED))
    assert (said == []) is cleared
    assert all("the Exceed is not cleared for wrinkles there" in why for why in said)


@pytest.mark.parametrize(
    ("person", "shown"),
    [(AMARA, "V"), (CHIDI, "VI")],
    ids=["five", "six"],
)
def test_exceed_names_a_phototype_it_is_not_cleared_for(person: Person, shown: str) -> None:
    assert outside(replace(BEAS, person=person, device=EXCEED)) == [
        f"acne scars in phototype {shown}: the Exceed is cleared for acne scars in phototype "
        "I, II, III, IV only"
    ]


def test_an_unknown_phototype_is_named_before_anything_is_planned() -> None:
    untold = replace(BEAS, person=replace(BEA, phototype=None), device=EXCEED)
    proposal = propose(untold)
    assert proposal.plan is None
    (remark,) = proposal.outside_clearance
    assert remark.why.startswith("acne scars in phototype not known: the Exceed is cleared for")


def test_scars_elsewhere_do_not_make_wrinkles_uncleared() -> None:
    wished = replace(BEAS, device=EXCEED, concerns=(wish(SCARS, "chin"), wish(WRINKLES, CHEEK)))
    assert outside(wished) == []


def test_exceed_is_cleared_for_wrinkles_of_fewer_phototypes() -> None:
    four = replace(BEA, phototype=EMRE.phototype)
    wished = replace(wishing(WRINKLES, CHEEK), device=EXCEED)
    assert outside(wished) == []
    (why,) = outside(replace(wished, person=four))
    assert why.endswith("cleared for wrinkles in phototype I, II, III only")


@pytest.mark.parametrize("person", [AMARA, BEA, FLORA])
def test_skinpen_is_cleared_for_scars_of_every_phototype(person: Person) -> None:
    assert outside(replace(BEAS, person=person)) == []


def test_exceed_is_cleared_for_the_folds_of_the_cheek_only() -> None:
    wished = replace(wishing(WRINKLES, CHEEK, "glabella"), device=EXCEED)
    assert confirmed(wished, "in part outside the clearance") == [
        "wrinkles on right cheek: the Exceed is cleared for its folds only"
    ]
    assert confirmed(replace(BEAS, device=EXCEED), "in part outside the clearance") == []


def test_a_confirmation_names_every_clearance_looked_at() -> None:
    (remark,) = plan_of(replace(wishing(WRINKLES, "chin"), device=EXCEED)).confirmations[:1]
    assert remark.sources == (K180778, K182407)


def test_what_a_doctor_has_to_enter_is_listed() -> None:
    wished = replace(BEAS, concerns=(wish(SCARS, "temple_left", CHEEK), wish(LINES, "chin")))
    assert confirmed(wished, "enter the depth") == [
        "left temple: no depth for needling there was read"
    ]
    assert confirmed(wished, "enter the passes") == [
        "chin, left temple: no number of passes for this wish here was read"
    ]


def test_scars_inside_the_clearance_leave_nothing_to_confirm() -> None:
    assert outside(BEAS) == confirmed(BEAS, "enter the depth") == []
    assert confirmed(BEAS, "enter the passes") == []


# What is said beside the plan


@pytest.mark.parametrize(("zone", "bony"), [("forehead", True), ("jaw_left", True), (CHEEK, False)])
def test_over_bone_the_pressure_is_light(zone: str, *, bony: bool) -> None:
    notes = [note.what for note in zone_of(wishing(SCARS, zone), zone).notes]
    assert ("over bone: light pressure" in notes) is bony


def test_icepick_scars_are_spoken_of_where_they_are() -> None:
    icepick = replace(wish(SCARS, CHEEK), scar_types=(ScarType.ICEPICK,))
    rolling = replace(wish(SCARS, OTHER_CHEEK), scar_types=(ScarType.ROLLING,))
    wished = replace(BEAS, concerns=(icepick, rolling))
    assert [n.why for n in zone_of(wished, CHEEK).notes] == [ICEPICK_NOTE]
    assert zone_of(wished, OTHER_CHEEK).notes == ()


def test_each_kind_of_concern_says_once_what_is_known() -> None:
    plan = plan_of(replace(BEAS, concerns=(wish(SCARS, CHEEK), wish(LINES, OTHER_CHEEK))))
    assert [known.what for known in plan.known] == ["acne scars", "fine lines"]
    assert all("No forecast for this person is made." in known.why for known in plan.known)
    assert all(known.sources for known in plan.known)


@pytest.mark.parametrize(
    ("request_made", "expected"),
    [
        (BEAS, ALWAYS | OF_CREAM | {DEPTH_DIFFERS, ENDPOINTS_DIFFER}),
        (replace(BEAS, numbing=False), ALWAYS | {DEPTH_DIFFERS, ENDPOINTS_DIFFER}),
        (wishing(LINES, CHEEK), ALWAYS | OF_CREAM | {DEPTH_DIFFERS}),
        (replace(wishing(LINES, CHEEK), device=EXCEED), ALWAYS | OF_CREAM),
    ],
    ids=["scars", "no cream", "lines", "exceed"],
)
def test_disagreements_that_touch_the_plan_come_with_it(
    request_made: Request, expected: set[object]
) -> None:
    found = plan_of(request_made).disagreements
    assert set(found) == expected
    assert len(found) == len(expected)


@pytest.mark.parametrize(
    ("person", "told"),
    [(BEA, False), (FLORA, True), (AMARA, True), (replace(BEA, phototype=None), True)],
    ids=["two", "three", "five", "not known"],
)
def test_the_risk_of_dark_marks_is_told_when_not_excluded(person: Person, *, told: bool) -> None:
    findings = propose(replace(BEAS, person=person)).screening.findings
    assert ("pigment.001" in {finding.rule for finding in findings}) is told


def test_what_no_rule_asks_and_nobody_read_is_for_the_doctor() -> None:
    assert len(confirmed(BEAS, "ask in person")) == 1
    assert confirmed(BEAS, "read the label") == [f"{SKINPEN.name}: {SKINPEN.label.unread}"]


def test_a_spot_to_leave_out_is_noted_in_its_zone_only() -> None:
    answers = with_answer(BEAS.answers, QUESTIONS["tattoo"], Answer.YES, zone=CHEEK)
    tattooed = replace(BEAS, answers=answers)
    assert [note.what for note in zone_of(tattooed, CHEEK).notes] == ["leave out (tattoo.001)"]
    assert zone_of(tattooed, OTHER_CHEEK).notes == ()


def test_a_warning_is_no_spot_to_leave_out() -> None:
    assert zone_of(replace(BEAS, person=FLORA), CHEEK).notes == ()


def test_the_grade_seen_before_is_kept_for_the_review() -> None:
    graded = replace(wish(SCARS, CHEEK), grade=3, scar_types=(ScarType.ROLLING,))
    plan = plan_of(replace(BEAS, concerns=(graded, wish(LINES, OTHER_CHEEK))))
    seen, ungraded = plan.baseline
    assert seen.what == "acne scars, right cheek"
    assert "Goodman and Baron, qualitative (four grades), 3: moderate" in seen.why
    assert "rolling: wider than" in seen.why
    assert ungraded.why.startswith("not graded; grade it by Fitzpatrick wrinkle classes")


# The same wish, two devices, and a person who waited


@pytest.mark.parametrize(
    ("device", "cap", "sessions"), [(SKINPEN, 1.5, 3), (EXCEED, 1.35, 4)], ids=["skinpen", "exceed"]
)
def test_the_device_decides_the_cap_and_the_sessions(
    device: Device, cap: float, *, sessions: int
) -> None:
    wished = replace(BEAS, device=device)
    assert zone_of(wished, CHEEK).depth.cap.value == cap
    assert len(plan_of(wished).sessions) == sessions


@pytest.mark.parametrize(("person", "days"), [(BEA, 28), (AMARA, 42)])
def test_a_needled_face_is_planned_again_no_sooner_than_it_would_be(
    person: Person, days: int
) -> None:
    for ago, planned in ((days - 1, False), (days, True)):
        answers = with_answer(BEAS.answers, QUESTIONS["needled_last"], days_ago(ago))
        proposal = propose(replace(BEAS, person=person, answers=answers))
        assert (proposal.plan is not None) is planned


@pytest.mark.parametrize(("person", "told"), [(BEA, 0), (FLORA, 0), (EMRE, 1), (AMARA, 1)])
def test_a_test_area_comes_first_where_pigment_is_at_risk(person: Person, told: int) -> None:
    grown = replace(person, birth_date=BEA.birth_date)
    assert len(confirmed(replace(BEAS, person=grown), "test area first")) == told


def test_a_suspicious_spot_is_referred_before_anything_else() -> None:
    answers = with_answer(
        BEAS.answers, QUESTIONS["suspicious_spot"], Answer.YES, zone="cheek_right"
    )
    first = plan_of(replace(BEAS, answers=answers)).confirmations[0]
    assert first.what == "refer first"
    assert "right cheek" in first.why
    assert "refer to a dermatologist without delay" in first.why
