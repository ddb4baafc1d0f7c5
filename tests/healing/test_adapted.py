"""Care follows the device, the depth and the concern, and its numbers reach the answer."""

import re
from dataclasses import replace

import pytest

from cast import AMARA, BEA
from healing.test_care import advice_of, cared, named, patient_texts
from percuta.assessment.concern import Kind
from percuta.cli.load import answer, load
from percuta.devices.exceed import EXCEED
from percuta.evidence.parameter import Status
from percuta.healing.advice import Care
from percuta.healing.alternatives import ALTERNATIVES, alternatives
from percuta.healing.care import care
from percuta.healing.course_of_healing import course_of_healing, redness
from percuta.healing.hours import OPEN_UNTIL, REDNESS_LATEST
from percuta.healing.red_flags import NEAR_EYE
from percuta.healing.treated import as_planned
from percuta.person import Person, Sex
from percuta.planning.figure import Figure
from percuta.report.care_part import care_parameters
from planning.wishes import BEAS, plan_of

NOT_KNOWN = replace(BEA, phototype=None)
MOST_WORDS, LONG_WORD, LONG_SHARE = 20, 12, 0.05


# By device


def test_a_gel_is_promised_only_where_a_label_read_supplies_one() -> None:
    skinpen, exceed = cared(BEA), cared(BEA, request=replace(BEAS, device=EXCEED))
    assert "gel" in named(skinpen, "during.gel").patient
    assert "but the gel we give you" in named(skinpen, "after.nothing_on").patient
    for key in ("during.gel", "after.nothing_on"):
        assert "gel" not in named(exceed, key).patient
        assert named(exceed, key).to_hour is named(skinpen, key).to_hour


def test_all_other_advice_is_the_same_on_every_device() -> None:
    skinpen, exceed = cared(BEA), cared(BEA, request=replace(BEAS, device=EXCEED))
    changed = set(advice_of(skinpen)) ^ set(advice_of(exceed))
    assert {one.key for one in changed if not one.key.startswith("follow_up")} == {
        "during.gel",
        "after.nothing_on",
    }


# By concern and skin


@pytest.mark.parametrize(
    ("found", "tinted"),
    [(cared(BEA), False), (cared(BEA, Kind.MELASMA), True), (cared(AMARA), True)],
    ids=["fair skin", "melasma", "dark skin"],
)
def test_a_tinted_sunscreen_waits_until_skin_no_longer_counts_as_open(
    found: Care, *, tinted: bool
) -> None:
    sunscreen = named(found, "after.sunscreen")
    assert ("From day four a tinted one" in sunscreen.patient) is tinted
    assert (OPEN_UNTIL in sunscreen.parameters) is tinted


def test_only_melasma_is_told_that_it_may_flare() -> None:
    def flares(found: Care) -> bool:
        return any(effect.key == "effect.flare" for effect in found.effects)

    assert flares(cared(BEA, Kind.MELASMA))
    assert not flares(cared(BEA))


# By place and sex


@pytest.mark.parametrize(
    ("zone", "at_night"),
    [("periorbital_left", True), ("neck", True), ("scalp", True), ("abdomen", False)],
)
def test_a_pillowcase_matters_to_face_neck_and_scalp_alone(zone: str, *, at_night: bool) -> None:
    said = named(cared(BEA, zone=zone), "after.touch").patient
    assert ("pillowcase" in said) is at_night
    assert ("clean sheets and clothes" in said) is not at_night


@pytest.mark.parametrize(
    ("zone", "clothed"), [("abdomen", True), ("cheek_left", False), ("hand_left", False)]
)
def test_clothing_is_offered_beside_sunscreen_where_it_covers(zone: str, *, clothed: bool) -> None:
    said = named(cared(BEA, Kind.TEXTURE, zone=zone), "after.sunscreen")
    assert ("cover it with clothing" in said.patient) is clothed


@pytest.mark.parametrize(("sex", "told"), [(Sex.MALE, False), (Sex.FEMALE, True), (None, True)])
def test_only_men_read_nothing_of_pregnancy(sex: Sex | None, *, told: bool) -> None:
    said = named(cared(replace(BEA, sex=sex)), "prepare.unwell")
    assert ("pregnant" in said.patient) is told
    assert ("pregnancy" in said.clinician) is told
    assert "cold sore" in said.patient


@pytest.mark.parametrize("zone", ["periorbital_left", "cheek_left", "abdomen"])
def test_swelling_near_the_eye_alarms_at_once_only_where_none_was_needled(zone: str) -> None:
    today = cared(BEA, Kind.WRINKLES, zone=zone).flags[1]
    assert (NEAR_EYE in today.signs) is (zone == "cheek_left")
    around = zone == "periorbital_left"
    assert ("swelling that closes your eye" in today.signs) is around
    assert today.status is (Status.ASSUMED if around else Status.DERIVED)


@pytest.mark.parametrize(("person", "warned"), [(BEA, False), (AMARA, True), (NOT_KNOWN, True)])
def test_darker_or_unknown_skin_is_warned_of_lasers_that_take_skin_off(
    person: Person, *, warned: bool
) -> None:
    request = replace(BEAS, person=person)
    for one in alternatives(request):
        off = one.treatment.endswith("ablative)") and "(non-ablative)" not in one.treatment
        assert ("darker skin gets dark or light marks" in one.pigment) is (warned and off)


# By depth


@pytest.mark.parametrize(
    ("depth_mm", "says", "to_day"),
    [
        (0.25, "for hours only", 3),
        (0.5, "for hours only", 3),
        (0.75, "one to three days", 3),
        (1.5, "one to three days", 3),
        (2.0, "two to four days", 4),
        (2.5, "two to four days", 4),
        (None, "two to four days", 4),
    ],
)
def test_redness_is_told_by_depth(depth_mm: float | None, says: str, *, to_day: int) -> None:
    sign = redness(depth_mm)
    assert says in sign.patient
    assert sign.to_day.value == to_day
    assert sign.latest_day is REDNESS_LATEST


def test_a_depth_still_to_be_entered_is_never_told_as_shallow() -> None:
    plan = plan_of(BEAS)
    entered = Figure(unit="mm", why="a doctor enters it")
    zone = replace(plan.zones[0], depth=replace(plan.zones[0].depth, up_to=entered))
    sign, *_ = course_of_healing(as_planned(BEAS, replace(plan, zones=(zone, *plan.zones[1:]))))
    assert sign == redness(None)


# Other treatments


def test_every_treatment_beside_it_has_sources_and_no_kind_figure_stands_alone() -> None:
    assert all(one.sources for one in ALTERNATIVES)
    (laser,) = [one for one in ALTERNATIVES if "(non-ablative)" in one.treatment]
    assert all(figure in laser.pigment for figure in ("5 of 115", "5 of 7", "13.6 %"))


# Words


def test_patients_read_short_sentences_of_short_words() -> None:
    texts = patient_texts(cared(AMARA, Kind.MELASMA))
    sentences = [s for text in texts for s in re.split(r"(?<=[.?!:;])\s+", text)]
    assert [s for s in sentences if len(s.split()) > MOST_WORDS] == []
    words = re.findall(r"[A-Za-z]+", " ".join(texts))
    assert sum(len(word) >= LONG_WORD for word in words) < LONG_SHARE * len(words)


def test_what_nobody_counted_is_never_called_rare() -> None:
    for effect in cared(AMARA, Kind.MELASMA).effects:
        assert re.search(r"\b(rare|rarely|unlikely|seldom)\b", effect.patient) is None


# The answer


@pytest.mark.parametrize("name", ["dogra-2014", "melasma", "stretch-marks"])
def test_every_number_and_source_of_care_stands_in_the_answer(name: str) -> None:
    case = load(None, name)
    document = answer(case)
    found = care(case.request, plan_of(case.request))
    assert {p.key for p in care_parameters(found)} <= {p.key for p in document.parameters}
    known = {s.key for s in document.sources}
    assert {p.source for p in document.parameters if p.source is not None} <= known
    assert {d.key for d in found.disagreements} <= {d.key for d in document.disagreements}


def test_disagreements_on_care_are_all_told() -> None:
    keys = {d.key for d in cared(AMARA).disagreements}
    assert {"topicals", "retinoids_before", "actives_again", "redness", "open_skin"} <= keys
