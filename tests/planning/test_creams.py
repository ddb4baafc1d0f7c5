"""Each licensed cream by its own label, for those who may have it; compounded ones never."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cast import BEA, with_answer
from percuta.assessment.concern import Kind
from percuta.evidence.errors import OutsideLimit
from percuta.finding import Reach
from percuta.planning.creams import (
    CREAMS,
    EMLA,
    LMX4,
    NEVER_OFFERED,
    PLIAGLIS_CREAM,
    Cream,
)
from percuta.planning.numbing import Numbing, holding_back
from percuta.planning.propose import propose
from percuta.planning.request import Request
from percuta.questions import Answer
from percuta.screening.catalogue import QUESTIONS, RULES
from planning.random_requests import Drawn, draws
from planning.wishes import BEAS, CHEEK, OTHER_CHEEK, plan_of, wish

EVERY_CREAM = pytest.mark.parametrize("cream", CREAMS.values(), ids=lambda cream: cream.key)


def with_cream(cream: Cream, *yes: str, areas: float = 30.0) -> Request:
    """Bea with a cream, and yes to some questions."""
    answers = BEAS.answers
    for key in yes:
        answers = with_answer(answers, QUESTIONS[key], Answer.YES)
    measured = {CHEEK: areas, OTHER_CHEEK: areas}
    return replace(BEAS, cream=cream, answers=answers, areas_cm2=measured)


def numbing_of(request: Request) -> Numbing:
    numbing = plan_of(request).numbing
    assert numbing is not None
    return numbing


@EVERY_CREAM
def test_a_cream_keeps_to_its_own_area_and_grams(cream: Cream) -> None:
    most = cream.area_most.value / 2
    numbing = numbing_of(with_cream(cream, areas=most if cream is LMX4 else most * 0.5))
    assert numbing.product is cream
    assert (numbing.area_cm2.value or 0) <= cream.area_most.value
    over = plan_of(with_cream(cream, areas=most + 0.1))
    assert over.numbing is None
    assert "the label's" in over.no_numbing_because


@pytest.mark.parametrize("measured", [{}, {"abdomen": 950.0}])
def test_a_whole_belly_counts_until_its_marks_are_measured(measured: dict[str, float]) -> None:
    marks = wish(Kind.STRETCH_MARKS, "abdomen")
    person = replace(BEA, weight_kg=64.0, height_cm=170.0)
    plan = plan_of(replace(BEAS, person=person, concerns=(marks,), areas_cm2=measured))
    assert plan.numbing is None
    assert ("until area_cm2 says" in plan.no_numbing_because) is not bool(measured)
    points = {remark.what for remark in plan.confirmations}
    assert ("measure the skin" in points) is not bool(measured)
    small = replace(BEAS, person=person, concerns=(marks,), areas_cm2={"abdomen": 100.0})
    assert plan_of(small).numbing is not None


def test_emla_ends_with_its_sixty_grams_before_its_area() -> None:
    assert numbing_of(with_cream(EMLA, areas=150)).grams.high == 60
    over = plan_of(with_cream(EMLA, areas=150.3))
    assert over.numbing is None
    assert "would take more than the label's grams (600 cm2 and 60 g)" in over.no_numbing_because


def test_what_is_left_of_emla_ends_with_its_grams() -> None:
    assert numbing_of(with_cream(EMLA, areas=50)).left_cm2.value == 200
    full = numbing_of(with_cream(EMLA, areas=150))
    assert full.left_cm2.value == 0
    with pytest.raises(OutsideLimit, match=r"60\.2 g are over the label's 60 g"):
        replace(full, left_cm2=replace(full.left_cm2, value=-1))


def test_grams_as_one_value_keep_to_the_label_too() -> None:
    numbing = numbing_of(with_cream(EMLA))
    one = replace(numbing.grams, low=None, high=None, value=61)
    with pytest.raises(OutsideLimit, match="61 g are over the label's 60 g"):
        replace(numbing, grams=one)


@pytest.mark.parametrize("answer", [Answer.YES, Answer.NOT_KNOWN])
def test_a_rash_in_another_zone_holds_emla_back_as_well(answer: Answer) -> None:
    rash = QUESTIONS["eczema_in_area"]
    answers = with_answer(BEAS.answers, rash, answer, zone=CHEEK)
    for cream in CREAMS.values():
        plan = plan_of(replace(with_cream(cream), answers=answers))
        assert (plan.numbing is None) is (cream == EMLA)


def test_creams_ruled_out_are_named_beside_the_one_planned() -> None:
    numbing = numbing_of(with_cream(LMX4, "ester_allergy"))
    assert (numbing.barred, numbing.others) == (("pliaglis",), ("emla",))


@pytest.mark.parametrize(
    ("cream", "says"), [(LMX4, "by its texts"), (EMLA, "by our choice"), (PLIAGLIS_CREAM, "texts")]
)
def test_the_usual_longest_time_says_whose_it_is(cream: Cream, says: str) -> None:
    assert numbing_of(with_cream(cream)).minutes.why.endswith(says)


def test_pliaglis_follows_the_last_row_of_its_table() -> None:
    grams = numbing_of(with_cream(PLIAGLIS_CREAM, areas=200)).grams
    assert (grams.low, grams.high) == (52, 52)
    assert grams.why == "1.3 g for each 10 cm2, by the label"


@EVERY_CREAM
def test_the_visit_waits_as_long_as_the_cream_needs(cream: Cream) -> None:
    plan = plan_of(with_cream(cream))
    assert plan.visit.numbing.value == cream.minutes_fewest.value
    assert plan.numbing is not None
    assert plan.numbing.latest_minutes.value == cream.minutes_most.value


@pytest.mark.parametrize(
    ("key", "held"),
    [
        ("methaemoglobin_risk", {"lmx4", "emla", "pliaglis"}),
        ("liver_disease", {"lmx4", "emla", "pliaglis"}),
        ("ester_allergy", {"pliaglis"}),
        ("pseudocholinesterase", {"pliaglis"}),
    ],
)
def test_who_may_not_have_a_cream_goes_by_its_ingredients(key: str, held: set[str]) -> None:
    without = {c.key for c in CREAMS.values() if plan_of(with_cream(c, key)).numbing is None}
    assert without == held


def test_prilocaine_is_never_used_with_a_risk_of_methaemoglobin() -> None:
    why = plan_of(with_cream(EMLA, "methaemoglobin_risk")).no_numbing_because
    assert "prilocaine is never used with this risk, so never EMLA" in why


def test_another_cream_is_named_but_never_taken_by_itself() -> None:
    plan = plan_of(with_cream(PLIAGLIS_CREAM, "ester_allergy"))
    assert plan.numbing is None
    assert "tetracaine is an ester, so never Pliaglis" in plan.no_numbing_because
    assert plan.no_numbing_because.endswith(
        f"a doctor may weigh {LMX4.name} or {EMLA.name} instead"
    )


def test_atopic_skin_leaves_the_time_of_emla_to_a_doctor() -> None:
    exceed = "eczema_elsewhere"
    findings = propose(with_cream(EMLA, exceed)).screening.findings
    assert holding_back(EMLA, findings)
    assert not holding_back(LMX4, findings)


@EVERY_CREAM
def test_a_rule_that_no_cream_knows_holds_every_cream_back(cream: Cream) -> None:
    known = {rule.id for rule in RULES if rule.reach is Reach.NUMBING}
    assert cream.spared < known
    assert set(cream.barred) <= known - cream.spared


@EVERY_CREAM
def test_notes_keep_every_cream_off_needled_skin(cream: Cream) -> None:
    assert any("Intact skin only" in note for note in cream.notes)
    assert any("No cream again once needling has begun" in note for note in cream.notes)


def test_a_second_ingredient_has_its_own_amount_and_alarm() -> None:
    lidocaine, (prilocaine,) = (
        numbing_of(with_cream(EMLA, areas=100)).lidocaine_mg,
        numbing_of(with_cream(EMLA, areas=100)).also,
    )
    assert lidocaine.value == prilocaine.value == 1000
    assert prilocaine.why.startswith("prilocaine: the most of this session")
    assert "more than the 400 mg allowed by injection" in prilocaine.why


def test_compounded_creams_are_no_creams_of_ours() -> None:
    assert not set(NEVER_OFFERED) & set(CREAMS)
    assert all(one.why and one.sources for one in NEVER_OFFERED.values())


@pytest.mark.parametrize(("grams", "minutes"), [(61.0, 60.0), (1.0, 301.0)])
def test_numbing_outside_a_label_cannot_be_built(grams: float, minutes: float) -> None:
    numbing = numbing_of(with_cream(EMLA))
    with pytest.raises(OutsideLimit):
        replace(
            numbing,
            grams=replace(numbing.grams, high=grams),
            minutes=replace(numbing.minutes, high=minutes),
        )


@given(draws(), st.sampled_from([*CREAMS.values()]))
def test_nobody_is_planned_a_cream_that_is_held_back(drawn: Drawn, cream: Cream) -> None:
    request = replace(drawn.request, cream=cream)
    proposal = propose(request)
    if proposal.plan is None or proposal.plan.numbing is None:
        return
    assert holding_back(cream, proposal.screening.findings) == []
    used = (request.cream_used_cm2 or 0) + (proposal.plan.numbing.area_cm2.value or 0)
    assert used <= cream.area_most.value
