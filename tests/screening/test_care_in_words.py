"""What the newer rules say: no dose, no medicine stopped, no figure said of more than it counts."""

import re
from dataclasses import replace

import pytest

from cast import BEA, CHEEKS, all_clear, situation, with_answer
from percuta.devices.catalogue import DEVICES
from percuta.devices.device import Device
from percuta.devices.exceed import EXCEED
from percuta.devices.skinpen import SKINPEN
from percuta.finding import Reach, Severity
from percuta.questions import Answer, Answers
from percuta.screening.catalogue import NOT_SCREENED, QUESTIONS, RULES, RULES_BY_ID
from percuta.screening.rule import Rule
from percuta.screening.screen import screen
from percuta.zones.skin_map import ZONES
from screening.rule_cases import FAR_OFF, NEAR_MOUTH, Example, told

YES = Answer.YES
DOSE = re.compile(r"\d\s*(mg|milligram|tablet|capsule)|twice daily|a day", re.IGNORECASE)
STOPPING = re.compile(r"stop (taking )?(your|the) medicine", re.IGNORECASE)


@pytest.mark.parametrize(
    ("zone", "severity"),
    [
        ("cheek_left", Severity.CAUTION),
        ("forehead", Severity.CAUTION),
        ("neck", Severity.CAUTION),
        ("decollete", Severity.INFORM),
        ("abdomen", Severity.INFORM),
        ("thigh_left", Severity.INFORM),
    ],
)
def test_cold_sores_matter_near_the_mouth_and_are_told_elsewhere(
    zone: str, severity: Severity
) -> None:
    found = replace(NEAR_MOUTH, zone=ZONES[zone]).screened().findings
    sores = [finding for finding in found if finding.rule in ("infection.004", "infection.005")]
    assert [finding.severity for finding in sores] == [severity]


@pytest.mark.parametrize("example", [NEAR_MOUTH, FAR_OFF])
def test_cold_sores_not_known_are_asked_once_in_each_zone(example: Example) -> None:
    open_one = replace(example, given=((QUESTIONS["cold_sores_ever"], Answer.NOT_KNOWN),))
    (finding,) = [f for f in open_one.screened().findings if f.asks]
    assert finding.asks == ("cold_sores_ever",)


def test_face_and_thigh_together_each_get_their_own_word() -> None:
    zones = [CHEEKS[1], ZONES["thigh_left"]]
    answers = with_answer(all_clear(zones), QUESTIONS["cold_sores_ever"], YES)
    findings = screen(situation(BEA, SKINPEN, answers), zones).findings
    told_where = {f.rule: f.zones for f in findings if f.rule.startswith("infection")}
    assert told_where == {"infection.004": ("cheek_left",), "infection.005": ("thigh_left",)}


def test_the_risk_of_cold_sores_is_said_of_laser_and_of_a_history() -> None:
    said = RULES_BY_ID["infection.004"].clinician
    assert "LASER 9.4 % of 127 with a history" in said
    assert "10 % of 99" in said  # protection that failed stands beside protection that held


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_rule_names_a_dose_or_has_a_medicine_stopped(rule: Rule) -> None:
    for text in (
        rule.patient,
        rule.hint,
        rule.patient_stopped,
        rule.hint_stopped,
        rule.patient_decided,
    ):
        assert not DOSE.search(text), text
        assert not STOPPING.search(text.replace("Do not stop", "Keep")), text


@pytest.mark.parametrize("key", ["light_sensitive", "anticoagulants", "antiarrhythmics"])
def test_a_medicine_goes_on_in_so_many_words(key: str) -> None:
    rules = [rule for rule in RULES if QUESTIONS[key] in rule.asks]
    assert rules
    assert all("goes on unchanged" in rule.hint for rule in rules)


@pytest.mark.parametrize("device", DEVICES.values(), ids=lambda device: device.key)
def test_distress_leads_to_a_talk_before_any_plan(device: Device) -> None:
    example = told({"looks_distress": YES}, device=device)
    (finding,) = example.found("distress.001")
    assert finding.severity is Severity.DOCTOR
    assert not example.screened().treatable
    assert "not a diagnosis" in finding.clinician


def test_the_darkest_skin_is_said_to_be_hardly_known() -> None:
    (finding,) = told({}).found("pigment.001")
    assert "of a size not read" in finding.clinician
    assert "hardly any numbers for the darkest skin" in finding.patient


def test_a_raised_scar_alone_opens_the_way_past_keloids() -> None:
    (open_one,) = told({"keloid": YES}, device=SKINPEN).found("keloid.001")
    assert "hypertrophic scar that is already there" in open_one.hint
    (closed,) = told({"keloid": YES}, device=EXCEED).found("keloid.001")
    assert "hypertrophic" not in closed.hint


def test_painkillers_and_light_hold_no_zone_back() -> None:
    both = {"painkillers": YES, "light_sensitive": YES}
    screened = told(both, person=BEA).screened()
    assert screened.treatable == ("cheek_left",)
    reach = {f.rule: f.reach for f in screened.findings if f.rule.startswith("medicines")}
    assert set(reach.values()) == {Reach.PERSON}
    assert set(reach) == {"medicines.001", "medicines.002"}


def test_what_is_asked_is_not_listed_as_never_asked() -> None:
    asked = ("cold sore", "melasma", "faint", "light", "painkiller", "distress")
    for word in asked:
        assert not any(word in left_out for left_out in NOT_SCREENED)


def test_someone_silent_about_everything_new_is_asked() -> None:
    findings = screen(situation(BEA, SKINPEN, Answers()), CHEEKS).findings
    asked = {key for finding in findings for key in finding.asks}
    assert {"cold_sores_ever", "looks_distress", "no_gain_before", "ester_allergy"} <= asked
