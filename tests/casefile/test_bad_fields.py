"""Every wrong field gets one line: file, line, field, value found, and what would be right."""

from datetime import date

import pytest

from casefile.a_case import GOOD, changed, refusal
from percuta.casefile.problems import BadCase
from percuta.casefile.reader import MOST_SHOWN, parse_case

A_DATE = "a date such as 2026-11-25 is wanted"
OR_WORD = f"{A_DATE}, or one of: never, not known"


BORN, DAY = "birth_date = 1982-05-11", "assessed_on = 2026-09-14"
ZONES = 'zones = ["cheek_right", "cheek_left"]'
NEEDLED = 'needled_last = { cheek_right = 2026-01-05, cheek_left = "never" }'

TYPES = [
    ("weight_kg = 64", 'weight_kg = "64"', 'line 9: person.weight_kg = "64": a number is wanted'),
    ("weight_kg = 64", "weight_kg = true", "line 9: person.weight_kg = true: a number is wanted"),
    ("weight_kg = 64", "weight_kg = nan", "line 9: person.weight_kg = nan: a number is wanted"),
    ("weight_kg = 64", "weight_kg = -inf", "line 9: person.weight_kg = -inf: a number is wanted"),
    ("weight_kg = 64", "weight_kg = [64]", "line 9: person.weight_kg = [64]: a number is wanted"),
    (BORN, "age = 44.5", "line 6: person.age = 44.5: a whole number is wanted"),
    (BORN, 'age = "44"', 'line 6: person.age = "44": a whole number is wanted'),
    ('title = "Scars on both cheeks"', "title = 7", "line 2: case.title = 7: text is wanted"),
    ("grade = 3", 'grade = "3"', 'line 20: concern[1].grade = "3": a number'),
    (ZONES, 'zones = "cheek_left"', 'line 19: concern[1].zones = "cheek_left": a list is wanted'),
    ("[person]", "[[person]]", "line 5: person = [{ birth_date = 1982-05-11, sex"),
    (
        "[area_cm2]\nchin = 12.5",
        "[[area_cm2]]\nchin = 12.5",
        "a table is wanted; write [area_cm2] in single brackets",
    ),
]

SIZES = [
    ("weight_kg = 64", "weight_kg = -64", "line 9: person.weight_kg = -64: too small; at least 25"),
    (
        "weight_kg = 64",
        "weight_kg = 1e300",
        "line 9: person.weight_kg = 1e+300: too large; at most 350",
    ),
    (
        "weight_kg = 64",
        f"weight_kg = {'9' * 1900}",
        f"line 9: person.weight_kg = {'9' * 60}…: too large; at most 350",
    ),
    (BORN, "age = -1", "line 6: person.age = -1: too small; at least 0"),
    (BORN, "age = 121", "line 6: person.age = 121: too large; at most 120"),
    (
        "cream_used_cm2 = 0",
        "cream_used_cm2 = -1",
        "line 15: wish.cream_used_cm2 = -1: too small; at least 0",
    ),
    ("chin = 12.5", "chin = 0", "line 38: area_cm2.chin = 0: too small; at least 1"),
    (
        "grade = 3",
        "grade = 5",
        "line 20: concern[1].grade = 5: Goodman and Baron, qualitative has grades 1 to 4",
    ),
    ("grade = 3", "grade = 500", "line 20: concern[1].grade = 500: too large; at most 100"),
    (
        "grade = 1",
        "grade = 4",
        "line 26: concern[2].grade = 4: Fitzpatrick wrinkle classes has grades 1 to 3",
    ),
    (
        'title = "Scars on both cheeks"',
        f'title = "{"x" * 201}"',
        f'line 2: case.title = "{"x" * 59}…: too long; at most 200 characters',
    ),
    (ZONES, "zones = []", "line 19: concern[1].zones = []: empty; name at least one"),
    (NEEDLED, "needled_last = {}", "line 34: answers.needled_last = {}: empty; name at least one"),
]

WORDS = [
    (
        'pregnant = "no"',
        "pregnant = false",
        'line 29: answers.pregnant = false: write "no" in quotes; possible: yes, no',
    ),
    (
        'numbing = "yes"',
        "numbing = true",
        'line 13: wish.numbing = true: write "yes" in quotes; possible: yes, no, not known',
    ),
    (
        'pregnant = "no"',
        'pregnant = "No"',
        'line 29: answers.pregnant = "No": not one of yes, no, not known; did you mean no?',
    ),
    (
        'pregnant = "no"',
        'pregnant = "never"',
        'line 29: answers.pregnant = "never": not one of yes, no, not known',
    ),
    (
        'pregnant = "no"',
        'pregnant = { chin = "no" }',
        'line 29: answers.pregnant = { chin = "no" }: one word is wanted: yes, no, not known',
    ),
    (
        'device = "skinpen"',
        'device = "SkinPn"',
        'line 12: wish.device = "SkinPn": not one of skinpen, exceed; did you mean skinpen?',
    ),
    (
        'phototype = "II"',
        "phototype = 2",
        "line 8: person.phototype = 2: not one of I, II, III, IV, V, VI, not known",
    ),
    (
        'kind = "acne_scars"',
        'kind = "acne scars"',
        'line 18: concern[1].kind = "acne scars": not one of acne_scars, fine_lines, '
        "wrinkles, dark_spots, melasma, photodamage, stretch_marks, scars, burn_scars, laxity, "
        "texture; did you mean acne_scars?",
    ),
    (
        ZONES,
        'zones = ["cheek_right", "chek_left"]',
        'line 19: concern[1].zones[2] = "chek_left": unknown name; did you mean cheek_left',
    ),
    (
        ZONES,
        'zones = [\n  "chek_right",\n  "cheek_left",\n]',
        'line 20: concern[1].zones[1] = "chek_right": unknown name; did you mean cheek_right',
    ),
    (
        "source = ",
        'source = "dogra2104" #',
        'line 41: published.source = "dogra2104": no source has this key; did you mean dogra',
    ),
    (
        'sun_last = "never"',
        'sun_last = "nver"',
        f'line 32: answers.sun_last = "nver": {OR_WORD}; did you mean never?',
    ),
    (
        'sun_last = "never"',
        "sun_last = 2024",
        f"line 32: answers.sun_last = 2024: {OR_WORD}; if only the year is known, its last day: "
        "2024-12-31",
    ),
    (
        'zones = ["chin"]',
        'zones = ["belly"]',
        'line 25: concern[2].zones[1] = "belly": unknown name; did you mean abdomen?',
    ),
    (
        'numbing = "yes"',
        'numbing = "yes"\ncream = "Emla 5%"',
        'wish.cream = "Emla 5%": not one of lmx4, emla, pliaglis; did you mean emla?',
    ),
]

NAMES = [
    (
        'pregnant = "no"',
        'pregnat = "no"',
        'line 29: answers.pregnat = "no": unknown name; did you mean pregnant?',
    ),
    ("[person]", "[persn]", "unknown name; did you mean person?"),
    (
        "weight_kg = 64",
        "wieght_kg = 64",
        "line 9: person.wieght_kg = 64: unknown name; did you mean weight_kg?",
    ),
    (
        "numbing = ",
        "pillow = ",
        'line 13: wish.pillow = "yes": unknown name; possible here: device, numbing, start_on',
    ),
    ('pregnant = "no"', "zzz = 1", "line 29: answers.zzz = 1: unknown name; possible here: "),
    (
        NEEDLED,
        'needled_last = { chinn = "never" }',
        'line 34: answers.needled_last.chinn = "never": unknown name; did you mean chin?',
    ),
    ('device = "skinpen"\n', "", "line 11: wish.device: missing; it is needed"),
    (f"{DAY}\n", "", "line 1: case.assessed_on: missing; it is needed"),
]

DATES = [
    (BORN, 'birth_date = "11.5.1982"', f'line 6: person.birth_date = "11.5.1982": {A_DATE}'),
    (BORN, 'birth_date = "19820511"', f'line 6: person.birth_date = "19820511": {A_DATE}'),
    (BORN, 'birth_date = "1982-W19-2"', f'line 6: person.birth_date = "1982-W19-2": {A_DATE}'),
    (BORN, 'birth_date = "2001-02-29"', f'line 6: person.birth_date = "2001-02-29": {A_DATE}'),
    (
        BORN,
        'birth_date = "\uff11982-05-11"',
        f'line 6: person.birth_date = "\uff11982-05-11": {A_DATE}',
    ),
    (BORN, "birth_date = 1982", f"line 6: person.birth_date = 1982: {A_DATE}"),
    (
        BORN,
        "birth_date = 1982-05-11T08:00:00",
        f"line 6: person.birth_date = 1982-05-11T08:00:00: {A_DATE}",
    ),
    (BORN, "birth_date = 08:00:00", f"line 6: person.birth_date = 08:00:00: {A_DATE}"),
    (
        BORN,
        "birth_date = 2026-09-15",
        "line 6: person.birth_date = 2026-09-15: after the assessment on 2026-09-14",
    ),
    (
        BORN,
        "birth_date = 0082-05-11",
        "line 6: person.birth_date = 0082-05-11: more than 120 years before the assessment",
    ),
    (
        DAY,
        "assessed_on = 9999-12-31",
        "line 3: case.assessed_on = 9999-12-31: a day from 2000-01-01 to 2100-01-01 is wanted",
    ),
    (
        DAY,
        "assessed_on = 0001-01-01",
        "line 3: case.assessed_on = 0001-01-01: a day from 2000-01-01 to 2100-01-01 is wanted",
    ),
    (
        "start_on = 2026-09-21",
        "start_on = 2026-09-13",
        "line 14: wish.start_on = 2026-09-13: before the assessment on 2026-09-14",
    ),
    (
        "start_on = 2026-09-21",
        "start_on = 9999-12-31",
        "line 14: wish.start_on = 9999-12-31: more than two years after the assessment",
    ),
    (
        "isotretinoin_last = 2020-03-01",
        "isotretinoin_last = 2026-09-15",
        "line 31: answers.isotretinoin_last = 2026-09-15: a last time cannot lie after the "
        "assessment on 2026-09-14",
    ),
    (
        "isotretinoin_last = 2020-03-01",
        "isotretinoin_last = 0026-03-01",
        "line 31: answers.isotretinoin_last = 0026-03-01: a last time cannot lie before the "
        "birth on 1982-05-11",
    ),
    (
        "cheek_right = 2026-01-05",
        "cheek_right = 2027-01-05",
        "line 34: answers.needled_last.cheek_right = 2027-01-05: a last time cannot lie after",
    ),
    (
        "isotretinoin_last = 2020-03-01",
        "isotretinoin_last = 2020-03-01T10:00:00Z",
        f"line 31: answers.isotretinoin_last = 2020-03-01T10:00:00+00:00: {OR_WORD}",
    ),
    (
        "isotretinoin_last = 2020-03-01",
        'isotretinoin_last = "no"',
        f'line 31: answers.isotretinoin_last = "no": {OR_WORD}',
    ),
]

TOGETHER = [
    (
        BORN,
        f"age = 44\n{BORN}",
        "line 6: person.age = 44: two answers to one question: birth_date = 1982-05-11 too; "
        "keep one of them",
    ),
    (
        ZONES,
        'zones = ["cheek_left", "cheek_left"]',
        'line 19: concern[1].zones = ["cheek_left", "cheek_left"]: the same thing is named '
        "twice; name it once",
    ),
    (
        'kind = "fine_lines"\nzones = ["chin"]',
        'kind = "acne_scars"\nzones = ["chin", "cheek_left"]',
        'line 25: concern[2].zones[2] = "cheek_left": acne_scars on cheek_left already stands '
        "in concern[1]; name it once",
    ),
    (
        "grade = 1",
        'grade = 1\nscar_types = ["rolling"]',
        'line 27: concern[2].scar_types = ["rolling"]: scar types belong to acne_scars only',
    ),
    (
        'cheek_left = "never" }',
        'nose = "never" }',
        'line 34: answers.needled_last.nose = "never": nose is in no concern, so nothing is asked'
        " there: leave it out; wished for: cheek_left, cheek_right, chin",
    ),
    (
        "chin = 12.5",
        "nose = 12.5",
        "line 38: area_cm2.nose = 12.5: nose is in no concern, so nothing is asked",
    ),
]


def test_the_case_that_is_changed_is_good() -> None:
    assert parse_case(GOOD, "case.toml").assessed_on == date(2026, 9, 14)


@pytest.mark.parametrize(
    ("old", "new", "says"), [*TYPES, *SIZES, *WORDS, *NAMES, *DATES, *TOGETHER]
)
def test_a_wrong_field_is_named_with_line_value_and_remedy(old: str, new: str, says: str) -> None:
    message = refusal(changed(old, new))
    assert says in message
    assert all(line.startswith("case.toml") for line in message.split("\n"))


def test_each_missing_table_is_named_once() -> None:
    assert refusal("").split("\n") == [
        f"case.toml: {table}: missing; it is needed" for table in ("case", "wish", "concern")
    ]


def test_several_problems_come_in_one_message_in_order_of_lines() -> None:
    text = changed('pregnant = "no"', "pregnant = 0").replace("weight_kg = 64", "weight_kg = 0")
    first, second = refusal(text).split("\n")
    assert first.startswith("case.toml, line 9: person.weight_kg = 0: ")
    assert second.startswith("case.toml, line 29: answers.pregnant = 0: ")


@pytest.mark.parametrize("place", ["", "[answers]\n"])
def test_a_flood_of_problems_is_cut_and_says_so(place: str) -> None:
    many = "\n".join(f"unheard_of_{n} = {n}" for n in range(5000))
    *shown, last = refusal(f"{place}{many}").split("\n")
    assert len(shown) == MOST_SHOWN
    assert last == f"case.toml: there is more; these {MOST_SHOWN} first"


def test_the_problems_can_be_read_one_by_one() -> None:
    with pytest.raises(BadCase) as caught:
        parse_case(changed("weight_kg = 64", "weight_kg = 0"), "case.toml")
    (problem,) = caught.value.problems
    assert (problem.line, problem.field, problem.found) == (9, "person.weight_kg", "0")


@pytest.mark.parametrize(
    ("age", "last", "right"),
    [(20, "2006-01-01", True), (20, "2004-01-01", False), (44, "1985-01-01", True)],
)
def test_a_last_time_has_to_fit_the_age(age: int, last: str, *, right: bool) -> None:
    text = changed(BORN, f"age = {age}").replace("2020-03-01", last)
    if right:
        parse_case(text, "case.toml")
    else:
        assert f"answers.isotretinoin_last = {last}: a last time cannot lie 21 years" in refusal(
            text
        )


def test_without_age_a_last_time_lies_within_a_lifetime() -> None:
    text = changed(BORN, "").replace("2020-03-01", "1826-03-01")
    assert "a last time cannot lie more than 120 years before the assessment" in refusal(text)


@pytest.mark.parametrize("number", ["44", "44.0", "4.4e1"])
def test_a_whole_number_may_be_written_in_any_way(number: str) -> None:
    age = parse_case(changed(BORN, f"age = {number}"), "case.toml").request.person.age_years
    assert repr(age) == "44"
