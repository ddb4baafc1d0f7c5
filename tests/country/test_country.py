"""Country rules are data: shown and off until checked, and once checked they only tighten."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cast import AMARA, CHEEKS, DAY, EMRE, all_clear, situation
from percuta.country.catalogue import COUNTRIES, SCOTLAND
from percuta.country.law import Checked, Country, CountryRule, RuleKind
from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.labels import SCOT_BILL
from percuta.finding import Severity, Until
from percuta.handbook.country import country_page
from percuta.planning.depth import Hardness
from percuta.planning.request import Request
from percuta.screening.screen import Verdict, screen
from planning.wishes import BEAS, CHEEK, plan_of, zone_of

SEEN = Checked(by="Dr Example", on=date(2026, 8, 1))
EVERY = [rule for country in COUNTRIES.values() for rule in country.rules]


def number(value: float, unit: str) -> Parameter:
    return Parameter(
        key="country.test", value=value, unit=unit, status=Status.ASSUMED, note="for a test"
    )


def land(kind: RuleKind, value: float, unit: str, *, checked: Checked | None = SEEN) -> Country:
    rule = CountryRule(
        key="testland.rule",
        kind=kind,
        text="a rule of Testland",
        sources=(SCOT_BILL,),
        parameter=number(value, unit),
        checked=checked,
    )
    return Country(key="testland", name="Testland", rules=(rule,))


def depth_land(value: float, *, checked: Checked | None = SEEN) -> Country:
    return land(RuleKind.DEPTH, value, "mm", checked=checked)


def age_land(value: float, *, checked: Checked | None = SEEN) -> Country:
    return land(RuleKind.LEAST_AGE, value, "years", checked=checked)


def told(request: Request, what: str) -> list[str]:
    return [r.why for r in plan_of(request).confirmations if r.what.startswith(what)]


# What is shipped


@pytest.mark.parametrize("rule", EVERY, ids=lambda rule: rule.key)
def test_no_rule_that_is_shipped_was_checked_by_anybody(rule: CountryRule) -> None:
    assert rule.checked is None
    assert rule.sources


def test_keys_of_countries_and_their_rules_belong_together() -> None:
    assert len({rule.key for rule in EVERY}) == len(EVERY)
    for key, country in COUNTRIES.items():
        assert country.key == key
        assert all(rule.key.startswith(f"{key}.") for rule in country.rules)


@pytest.mark.parametrize("country", COUNTRIES.values(), ids=lambda country: country.key)
def test_a_country_that_nobody_checked_changes_nothing_but_the_remarks(country: Country) -> None:
    plain, there = plan_of(BEAS), plan_of(replace(BEAS, country=country))
    assert [z.depth for z in there.zones] == [z.depth for z in plain.zones]
    assert there.sessions == plain.sessions
    said = told(replace(BEAS, country=country), "country rule, not applied")
    assert said == [f"nobody has checked it: {rule.text}" for rule in country.rules]
    assert told(replace(BEAS, country=country), "local law is not looked at") == []


def test_a_wish_without_a_country_says_that_law_is_not_looked_at() -> None:
    (why,) = told(BEAS, "local law is not looked at")
    assert "find out what the law says" in why
    assert told(BEAS, "country rule") == []


def test_the_sources_of_a_country_rule_stand_with_the_plan() -> None:
    remarks = plan_of(replace(BEAS, country=SCOTLAND)).confirmations
    cited = [r.sources for r in remarks if r.what.startswith("country rule")]
    assert cited == [rule.sources for rule in SCOTLAND.rules]


def test_the_handbook_lists_every_country_rule_as_off() -> None:
    page = country_page()
    for rule in EVERY:
        assert f'<a id="{rule.key}"></a>' in page
    assert page.count("by nobody: off") == len(EVERY)
    assert "Nobody has checked any of it" in page


# What a checked rule does


def test_a_checked_depth_is_a_hard_wall_just_below_it() -> None:
    depth = zone_of(replace(BEAS, country=depth_land(0.8)), CHEEK).depth
    assert depth.cap.value == depth.up_to.value == 0.75
    nearest = depth.walls[0]
    assert (nearest.hardness, nearest.at_mm.value) == (Hardness.HARD, 0.75)
    assert "Testland" in nearest.why


def test_an_unchecked_depth_is_no_wall_at_all() -> None:
    there = replace(BEAS, country=depth_land(0.8, checked=None))
    assert zone_of(there, CHEEK).depth == zone_of(BEAS, CHEEK).depth


@given(value=st.floats(0.6, 4))
def test_a_checked_depth_never_deepens_a_plan(value: float) -> None:
    usual = zone_of(BEAS, CHEEK).depth
    there = zone_of(replace(BEAS, country=depth_land(value)), CHEEK).depth
    for name in ("start", "first_session", "up_to", "cap"):
        before, after = getattr(usual, name).value, getattr(there, name).value
        assert after <= before
        assert after < value


@pytest.mark.parametrize(("least", "stops"), [(16, False), (20, False), (21, True), (30, True)])
def test_a_checked_age_stops_below_it_and_frees_nobody(least: int, *, stops: bool) -> None:
    asked = replace(
        situation(replace(EMRE, birth_date=date(2006, 2, 28)), BEAS.device, all_clear()),
        country=age_land(least),
    )
    found = {f.rule: f for f in screen(asked, CHEEKS).findings}
    assert ("age.001" in found) is stops
    if stops:
        assert found["age.001"].severity is Severity.STOP
        assert found["age.001"].until == Until(on=date(2006 + least, 2, 28))
        assert f"says {least} years" in found["age.001"].clinician
    else:
        assert found["age.002"].severity is Severity.DOCTOR


@given(least=st.integers(0, 60), years=st.integers(0, 60))
def test_a_checked_age_never_makes_anybody_eligible(least: int, years: int) -> None:
    person = replace(AMARA, birth_date=None, age_years=years)
    plain = situation(person, BEAS.device, all_clear())
    there = screen(replace(plain, country=age_land(least)), CHEEKS)
    assert set(there.treatable) <= set(screen(plain, CHEEKS).treatable)
    assert (there.verdict is Verdict.PLAN) is (years >= max(22, least))


def test_a_checked_rule_says_who_checked_it() -> None:
    (why,) = told(replace(BEAS, country=depth_land(1.5)), "country rule, checked (Testland)")
    assert why == "a rule of Testland; checked by Dr Example on 2026-08-01"


# What cannot be built


def test_a_check_by_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="names the person"):
        Checked(by=" ", on=DAY)


@pytest.mark.parametrize(
    ("kind", "parameter"),
    [
        (RuleKind.DEPTH, None),
        (RuleKind.DEPTH, number(18, "years")),
        (RuleKind.LEAST_AGE, number(1.5, "mm")),
        (RuleKind.SCOPE, number(1.5, "mm")),
    ],
)
def test_a_rule_whose_number_does_not_fit_its_kind_is_refused(
    kind: RuleKind, parameter: Parameter | None
) -> None:
    with pytest.raises(ValueError, match="is wanted"):
        CountryRule(key="a.b", kind=kind, text="c", sources=(SCOT_BILL,), parameter=parameter)


def test_a_rule_without_a_source_is_refused() -> None:
    with pytest.raises(ValueError, match="names no source"):
        CountryRule(key="a.b", kind=RuleKind.SCOPE, text="c", sources=())
