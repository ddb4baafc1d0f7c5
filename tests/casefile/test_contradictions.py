"""Answers that cannot both be true are refused; what merely looks odd is taken."""

import re

import pytest

from casefile.a_case import GOOD, refusal
from percuta.casefile.reader import parse_case
from percuta.screening.contradictions import CONTRADICTIONS

CASE = GOOD[: GOOD.index("[answers]")]

BOTH = [
    ('psoriasis_active = "yes"', 'psoriasis_ever = "no"'),
    ('vitiligo_active = "yes"', 'vitiligo_ever = "no"'),
    ('rosacea_active = "yes"', 'rosacea_ever = "no"'),
    ('isotretinoin_now = "yes"', 'isotretinoin_last = "never"'),
    ('diabetes = "no"', 'diabetes_controlled = "no"'),
    ('diabetes = "no"', 'diabetes_controlled = "yes"'),
    ('tattoo = "yes"', 'tattoo_last = "never"'),
    ('no_gain_before = "yes"', 'needled_last = "never"'),
    ('cold_sore_now = "yes"', 'cold_sores_ever = "no"'),
    ('antiarrhythmics = "yes"', 'heart_disease = "no"'),
]
FINE = [
    ('psoriasis_active = "no"', 'psoriasis_ever = "yes"'),
    ('psoriasis_active = "yes"', 'psoriasis_ever = "not known"'),
    ('psoriasis_active = "not known"', 'psoriasis_ever = "no"'),
    ('isotretinoin_now = "no"', "isotretinoin_last = 2026-09-14"),
    ('isotretinoin_now = "yes"', "isotretinoin_last = 2026-09-13"),
    # It may be about to begin, so it need not have been given before.
    ('cancer_therapy_now = "yes"', 'cancer_therapy_last = "never"'),
    # Needled again since, or the course was long ago.
    ('no_gain_before = "yes"', "needled_last = 2026-09-01"),
    ('no_gain_before = "no"', 'needled_last = "never"'),
    ('diabetes = "no"', 'diabetes_controlled = "not known"'),
    ('diabetes = "yes"', 'diabetes_controlled = "no"'),
    # The tattoo may be close by.
    ('tattoo = "no"', "tattoo_last = 2026-08-01"),
    ('fresh_tan = "yes"', 'sun_last = "never"'),
    ('tattoo = { chin = "yes" }', 'tattoo_last = { chin = 2020-01-01, cheek_left = "never" }'),
]


def asked(*answers: str) -> str:
    """A case with these answers, one in each line from line 29."""
    return "\n".join([f"{CASE}[answers]", *answers])


@pytest.mark.parametrize(("first", "second"), BOTH)
def test_two_answers_that_exclude_each_other_are_refused(first: str, second: str) -> None:
    says = f"answers.{second}: two answers to one question: {first} says otherwise; mend one"
    assert refusal(asked(first, second)) == f"case.toml, line 30: {says}"
    assert refusal(asked(second, first)) == f"case.toml, line 29: {says}"


@pytest.mark.parametrize(("first", "second"), FINE)
def test_answers_that_may_both_be_true_are_taken(first: str, second: str) -> None:
    assert parse_case(asked(first, second), "case.toml").request.answers.person is not None


def test_zones_are_compared_one_by_one() -> None:
    first = 'tattoo = { chin = "yes", cheek_left = "no" }'
    second = 'tattoo_last = { chin = "never", cheek_left = "never" }'
    assert refusal(asked(first, second)) == (
        'case.toml, line 30: answers.tattoo_last.chin = "never": two answers to one question: '
        'tattoo = "yes" says otherwise; mend one'
    )


@pytest.mark.parametrize(
    ("first", "second"), [('{ chin = "yes" }', '"never"'), ('"yes"', '{ chin = "never" }')]
)
def test_an_answer_for_all_zones_is_compared_with_each(first: str, second: str) -> None:
    (message,) = refusal(asked(f"tattoo = {first}", f"tattoo_last = {second}")).split("\n")
    assert 'tattoo = "yes" says otherwise' in message


def test_every_contradiction_is_tried_here() -> None:
    tried = {(one.split(" ")[0], two.split(" ")[0]) for one, two in BOTH}
    assert tried == {(pair.first.key, pair.second.key) for pair in CONTRADICTIONS}


def test_acne_scars_that_never_appeared_cannot_be_treated() -> None:
    said = refusal(asked('newest_acne_scar = "never"'))
    assert "line 29: answers.newest_acne_scar" in said
    assert "two answers to one question: acne scars on cheek_right are to be treated" in said
    some = 'newest_acne_scar = { cheek_right = 2020-05-01, cheek_left = "never" }'
    assert "acne scars on cheek_left are to be treated" in refusal(asked(some))
    elsewhere = parse_case(asked('newest_acne_scar = { chin = "never" }'), "case.toml")
    assert "newest_acne_scar" in elsewhere.request.answers.zones


@pytest.mark.parametrize(
    ("kind", "key", "what"),
    [
        ("stretch_marks", "newest_stretch_mark", "stretch marks"),
        ("scars", "newest_scar", "scars of surgery or injury"),
    ],
)
def test_marks_that_never_appeared_cannot_be_treated(kind: str, key: str, *, what: str) -> None:
    case = asked(f'{key} = "never"').replace('kind = "acne_scars"', f'kind = "{kind}"')
    plain = re.sub(r"(?m)^(grade|scar_types) = .*\n", "", case)
    assert f"{what} on cheek_right are to be treated" in refusal(plain)


def test_scars_of_colour_only_have_no_shape() -> None:
    said = refusal(GOOD.replace("grade = 3", "grade = 1"))
    assert "concern[1].grade = 1: two answers to one question: grade 1 is colour only" in said


def test_areas_together_are_no_more_than_a_face() -> None:
    wide = CASE.replace('zones = ["chin"]', 'zones = ["chin", "nose", "forehead"]')
    areas = ["cheek_right", "cheek_left", "chin", "nose", "forehead"]
    table = "\n".join(f"{zone} = 100" for zone in areas)
    assert "together more than a face; at most 400 cm2" in refusal(f"{wide}[area_cm2]\n{table}\n")
    fewer = table.replace("nose = 100\n", "")
    assert parse_case(f"{wide}[area_cm2]\n{fewer}\n", "case.toml").request.areas_cm2["chin"] == 100
