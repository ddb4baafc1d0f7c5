"""What goes with a plan: adapted to skin, zones and depth; sourced; never a promise."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from cast import AMARA, BEA, CHIDI, DAY, FLORA
from percuta.assessment.concern import Kind
from percuta.evidence.parameter import Parameter, Status
from percuta.healing import hours
from percuta.healing.advice import Advice, Care, Count, Does, Urgency
from percuta.healing.care import care
from percuta.healing.hours import OPEN_UNTIL
from percuta.person import Person, Phototype
from percuta.planning.away import Away
from percuta.planning.request import Request
from percuta.screening.rules.recovery import FLOOR
from percuta.screening.rules.skincare import RETINOID_PAUSE, RETINOID_PAUSE_DARKER
from percuta.screening.rules.sun import AFTER_SUN_TANNING
from planning.wishes import BEAS, CHEEK, SCARS, plan_of, wish

PEOPLE = [BEA, FLORA, replace(BEA, phototype=Phototype.TYPE_IV), AMARA, CHIDI]
NO_PROMISE = re.compile(r"\b(guarantee|promise|will look|will be better|cure|sure to)\b", re.I)
CLOSED = re.compile(r"\b(closed|healed|sealed)\b", re.I)


def cared(person: Person = BEA, *kinds: Kind, zone: str = CHEEK, request: Request = BEAS) -> Care:
    """What goes with a plan for one zone of a person."""
    wished = tuple(wish(kind, zone) for kind in kinds or (SCARS,))
    asked = replace(request, person=person, concerns=wished)
    return care(asked, plan_of(asked))


def advice_of(found: Care) -> Iterator[Advice]:
    yield from (*found.preparation, *found.during, *found.aftercare, *found.follow_up)


def named(found: Care, key: str) -> Advice:
    """One piece of advice by key."""
    (one,) = [a for a in advice_of(found) if a.key == key]
    return one


def patient_texts(found: Care) -> list[str]:
    return [
        *(a.patient for a in advice_of(found)),
        *(e.patient for e in found.expect),
        *(e.patient for e in found.effects),
        *(f.patient for f in found.flags),
        *(sign for f in found.flags for sign in f.signs),
        *(s.patient for s in (*found.unknown, found.stop)),
    ]


@pytest.mark.parametrize("person", PEOPLE, ids=lambda p: str(p.phototype))
@pytest.mark.parametrize("kind", [SCARS, Kind.MELASMA, Kind.STRETCH_MARKS])
@pytest.mark.parametrize("zone", [CHEEK, "abdomen"])
def test_no_text_promises_anything_or_calls_skin_closed(
    person: Person, kind: Kind, *, zone: str
) -> None:
    for text in patient_texts(cared(person, kind, zone=zone)):
        assert not NO_PROMISE.search(text), text
        assert not CLOSED.search(text), text
        assert re.search(r"\d+ ?(mg|ml)\b", text) is None, text


@pytest.mark.parametrize("person", PEOPLE, ids=lambda p: str(p.phototype))
def test_everything_said_has_a_source_or_is_called_assumed(person: Person) -> None:
    found = cared(person)
    for advice in advice_of(found):
        assert advice.sources or advice.status is Status.ASSUMED
        ends = [h for h in (advice.from_hour, advice.to_hour) if h is not None]
        weak = any(h.status is Status.ASSUMED for h in ends if h.value != 0)
        assert advice.status is Status.ASSUMED or not weak, advice.key
    assert all(sign.sources for sign in found.expect)
    assert all(effect.counts or effect.sources for effect in found.effects)
    assert all(said.sources for said in found.unknown)


def test_keys_are_unique_within_each_part() -> None:
    found = cared(AMARA)
    for part in (found.preparation, found.during, found.aftercare, found.expect, found.effects):
        keys = [one.key for one in part]
        assert len(keys) == len(set(keys))


# By skin


@pytest.mark.parametrize(
    ("person", "spf", "days"),
    [(BEA, "SPF 30", 14), (FLORA, "SPF 50", 14), (AMARA, "SPF 50", 28)],
    ids=["II", "III", "V"],
)
def test_sun_care_follows_the_phototype(person: Person, spf: str, *, days: int) -> None:
    found = cared(person)
    sunscreen, long_sun = named(found, "after.sunscreen"), named(found, "after.long_sun")
    assert spf in sunscreen.patient
    assert long_sun.to_hour is not None
    assert long_sun.to_hour.value == days * 24
    assert ("tinted" in sunscreen.patient) is (days == 28)


@pytest.mark.parametrize("kind", [Kind.DARK_SPOTS, Kind.MELASMA])
def test_fair_skin_treated_for_pigment_keeps_from_the_sun_for_two_weeks(kind: Kind) -> None:
    before = named(cared(BEA, kind), "prepare.sun")
    assert before.from_hour is hours.TAN_BEFORE
    assert "two weeks" in before.patient
    assert "our choice" in before.clinician
    assert named(cared(BEA), "prepare.sun").from_hour is hours.DAY_BEFORE


@pytest.mark.parametrize(("person", "days"), [(BEA, 3), (AMARA, 7)])
def test_creams_are_left_out_as_long_as_screening_asks(person: Person, days: int) -> None:
    before = named(cared(person), "prepare.actives").from_hour
    assert before is not None
    assert before.value == -days * 24


def test_preparation_agrees_with_the_rules_that_screen() -> None:
    # a pause of 72 hours is over on the fourth day, of seven days on the seventh
    assert -hours.RETINOID_BEFORE.value / 24 == RETINOID_PAUSE.value - 1
    assert -hours.RETINOID_BEFORE_DARKER.value / 24 == RETINOID_PAUSE_DARKER.value
    assert -hours.TAN_BEFORE.value / 24 == AFTER_SUN_TANNING.value


@pytest.mark.parametrize(("person", "told"), [(BEA, False), (FLORA, False), (CHIDI, True)])
def test_darker_skin_is_told_of_darkening_and_of_missing_numbers(
    person: Person, *, told: bool
) -> None:
    found = cared(person)
    assert any(sign.key == "expect.darker" for sign in found.expect) is told
    assert any(said.key == "unknown.darkest" for said in found.unknown) is told


def test_melasma_in_fair_skin_is_told_of_darkening_too() -> None:
    assert any(sign.key == "expect.darker" for sign in cared(BEA, Kind.MELASMA).expect)


# By zone and depth


def test_the_body_gets_clothes_and_the_face_gets_make_up() -> None:
    face, body = cared(BEA), cared(BEA, zone="abdomen")
    keys = {a.key for a in face.aftercare} ^ {a.key for a in body.aftercare}
    assert keys == {"after.make_up", "after.friction"}
    assert any(said.key == "unknown.body" for said in body.unknown)
    assert not any(effect.key == "effect.cold_sores" for effect in body.effects)


@pytest.mark.parametrize(("zone", "told"), [(CHEEK, True), ("neck", True), ("abdomen", False)])
def test_face_and_neck_are_told_of_cold_sores_and_pimples(zone: str, *, told: bool) -> None:
    keys = {effect.key for effect in cared(BEA, zone=zone).effects}
    assert ({"effect.cold_sores", "effect.pimples"} <= keys) is told


def test_scrubs_and_peels_wait_longer_than_shaving() -> None:
    found = cared(BEA)
    assert named(found, "after.hair").to_hour is hours.HAIR_UNTIL
    assert named(found, "after.peels").to_hour is hours.PEELS_UNTIL
    assert (hours.HAIR_UNTIL.value, hours.PEELS_UNTIL.value) == (72, 168)


@pytest.mark.parametrize("zone", ["periorbital_left", CHEEK, "upper_arm_left"])
def test_skin_counts_as_open_for_three_days_at_every_depth(zone: str) -> None:
    touch = named(cared(BEA, zone=zone), "after.touch")
    assert touch.to_hour is OPEN_UNTIL
    assert OPEN_UNTIL.value == 72


def test_scabs_are_foretold_only_where_bleeding_is_wanted() -> None:
    assert any(sign.key == "expect.scabs" for sign in cared(BEA).expect)
    assert not any(sign.key == "expect.scabs" for sign in cared(AMARA).expect)


def test_without_cream_nothing_is_said_about_it() -> None:
    dry = cared(BEA, request=replace(BEAS, numbing=False))
    assert not any("cream" in a.key for a in (*dry.preparation, *dry.during))


# Hours


def test_hours_stand_in_order_and_before_comes_before() -> None:
    for person in (BEA, AMARA):
        found = cared(person)
        for one in found.preparation:
            if one.from_hour is not None and one.to_hour is not None:
                assert one.from_hour.value <= one.to_hour.value <= 0
        for one in found.aftercare:
            assert one.from_hour is not None
            assert one.from_hour.value >= 0
            assert one.to_hour is None or one.to_hour.value > one.from_hour.value


def test_nothing_and_sunscreen_never_stand_at_the_same_hour() -> None:
    found = cared(AMARA)
    nothing, sunscreen = named(found, "after.nothing_on"), named(found, "after.sunscreen")
    assert nothing.to_hour is not None
    assert sunscreen.from_hour is not None
    assert sunscreen.from_hour.value >= nothing.to_hour.value


def test_aftercare_is_over_before_the_next_session_may_be() -> None:
    strict = [h.value for h in vars(hours).values() if isinstance(h, Parameter) and h.unit == "h"]
    assert max(strict) / 24 <= 28
    assert FLOOR.value >= hours.SUN_LONG_UNTIL.value / 24


# Counts, flags, follow-up


def test_a_count_of_more_people_than_were_there_is_refused() -> None:
    source = cared().effects[0].counts[0].source
    with pytest.raises(ValueError, match="6 of 5 people cannot be"):
        Count(text="6 of 5", events=6, people=5, who="nobody", source=source)


def test_published_counts_of_dark_marks_are_all_shown() -> None:
    (marks,) = [e for e in cared().effects if e.key == "effect.dark_marks"]
    counted = {(c.events, c.people) for c in marks.counts if c.people is not None}
    assert counted == {(5, 36), (2, 30), (0, 25), (0, 39), (0, 60)}
    highest = max(round(100 * (c.events or 0) / c.people) for c in marks.counts if c.people)
    assert highest == 14
    assert "none to 17 of 100" in marks.patient  # 5 of the 30 who finished


def test_flags_say_what_to_do_the_most_urgent_first() -> None:
    urgencies = [flag.urgency for flag in cared().flags]
    assert urgencies == sorted(urgencies, key=list(Urgency).index)
    assert "emergency number" in cared().flags[0].patient
    assert "at night too" in cared().flags[1].patient


def test_follow_up_days_follow_the_sessions() -> None:
    request = replace(BEAS, concerns=(wish(SCARS, CHEEK),))
    plan = plan_of(request)
    checks = {a.topic: a.days for a in care(request, plan).follow_up}
    sessions = [session.day for session in plan.sessions]
    for after in (1, 3, 7):
        every = tuple(day + timedelta(days=after) for day in sessions)
        assert checks[f"day {after} after each session"] == every
    last = sessions[-1]
    assert not any(topic.startswith("day 28") for topic in checks)
    assert checks["3 months after the last session"] == (plan.review_on,)
    assert checks["6 months after the last session"] == (last + timedelta(days=184),)
    assert all(a.does is Does.ASK for a in care(request, plan).follow_up)


def test_between_sessions_six_weeks_apart_somebody_looks_for_new_pigment() -> None:
    request = replace(BEAS, person=AMARA, concerns=(wish(SCARS, CHEEK),))
    plan = plan_of(request)
    checks = {a.topic: a.days for a in care(request, plan).follow_up}
    but_last = tuple(session.day + timedelta(days=28) for session in plan.sessions[:-1])
    assert checks["day 28 after each session but the last"] == but_last


def checks_of(*stays: tuple[int, int]) -> dict[str, list[int]]:
    """Days of the checks of one course in dark skin, counted from the first session."""
    away = tuple(
        Away(first=DAY + timedelta(days=first), last=DAY + timedelta(days=last), sun=False)
        for first, last in stays
    )
    request = replace(BEAS, person=AMARA, concerns=(wish(SCARS, CHEEK),), away=away)
    found = care(request, plan_of(request)).follow_up
    return {a.key.removeprefix("follow_up."): [(d - DAY).days for d in a.days] for a in found}


def test_a_check_at_the_clinic_moves_behind_a_stay() -> None:
    assert checks_of()["day_28"] == [28, 70]
    assert checks_of((26, 30))["day_28"] == [31, 70]
    assert checks_of((26, 41))["day_28"] == [70]  # the next session looks by itself
    last = checks_of((110, 120), (170, 180), (260, 300))
    assert (last["month_1"], last["result"], last["month_6"]) == ([121], [181], [301])


def test_a_check_from_afar_keeps_its_day_in_a_stay() -> None:
    assert checks_of((3, 9))["day_7"] == checks_of()["day_7"] == [7, 49, 91]


def test_every_check_says_whether_to_come() -> None:
    come = {a.key: a.come for a in cared(AMARA).follow_up}
    assert [key for key, must in come.items() if must] == [
        *("follow_up.day_28", "follow_up.month_1", "follow_up.result", "follow_up.month_6")
    ]
    assert None not in come.values()


def test_no_prescribed_medicine_is_ever_stopped() -> None:
    found = cared()
    assert "Keep taking every medicine" in named(found, "prepare.medicines").patient
    assert "Never stop" in named(found, "after.painkillers").patient
