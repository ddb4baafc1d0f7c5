"""``percuta plan --search`` as a person calls it."""

import json
from pathlib import Path

import pytest

from cli.command import Say
from percuta.casefile.packaged import examples


def test_courses_are_compared_in_plain_text_with_what_cannot_be_known(say: Say) -> None:
    code, output, _ = say("plan", "--example", "skinpen-trial", "--search", "--price", "200")
    assert code == 0
    for words in ("level 1", "planned", "red days", "price", "No trial compares how often"):
        assert words in " ".join(output.split())


def test_the_search_as_json_holds_every_course_with_its_costs(say: Say) -> None:
    words = ("--search", "--json", "--want", "50", "--by", "2027-06-01", "--visits", "3")
    code, output, _ = say("plan", "--example", "skinpen-trial", *words)
    told = json.loads(output)
    assert (code, told["format"], told["least"]) == (0, "percuta.search/1", 0.5)
    assert {one["at"] for one in told["found"]} == {"2027-06-01"}
    assert max(one["cost"]["visits"] for one in told["found"]) == 3
    assert sum(told["left_out"].values()) < told["looked_at"]


def test_a_search_without_a_plan_ends_with_the_code_of_the_answer(say: Say) -> None:
    code, output, beside = say("plan", "--example", "stop", "--search")
    assert (code, output) == (4, "")
    assert "there is no plan, so no course to search: " in beside


def test_a_search_that_leaves_nothing_says_so_beside_the_planned_course(say: Say) -> None:
    words = ("--search", "--budget", "10", "--price", "200")
    _, output, _ = say("plan", "--example", "skinpen-trial", *words)
    said = " ".join(output.split())
    assert "No course keeps to the wish" in said.split("courses were held")[0]
    assert "outside, planned, 3 visits over the budget: it is here for comparison" in said
    assert "level" not in said.split("What this cannot know".upper())[0]


def test_a_planned_course_outside_the_wish_has_no_level(say: Say) -> None:
    words = ("--search", "--json", "--red-days", "6")
    _, output, _ = say("plan", "--example", "skinpen-trial", *words)
    planned = json.loads(output)["planned"]
    assert (planned["level"], planned["over"]) == (None, ["more red days than wished"])


def test_each_course_says_its_days_and_how_long_nine_in_ten_are_red(say: Say) -> None:
    _, output, _ = say("plan", "--example", "skinpen-trial", "--search", "--want", "75")
    said = " ".join(output.split())
    assert "14 Sep 2026, 12 Oct 2026; judged on" in said
    assert "The span is that of nine in ten" in said
    assert "No course makes this likely: the best chance is" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--want", "50"), "--want goes with --search"),
        (("--search", "--brief"), "--search compares courses"),
        (("--search", "--by", "soon"), '--by "soon": a day such as 2027-06-01 is wanted'),
        (("--search", "--by", "2020-01-01"), "wish for a later day"),
        (("--search", "--want", "150"), "--want 150: more than 0 and less than 100"),
        (("--search", "--price", "nan"), "--price nan: 0 or more is wanted"),
        (("--search", "--budget", "inf", "--price", "1"), "a budget of inf"),
        (("--search", "--budget", "100"), "a budget without the price of a visit"),
        (("--search", "--price", "-1"), "--price -1: 0 or more is wanted"),
        (("--search", "--visits", "0"), "at most 0 visits"),
    ],
)
def test_words_that_mean_nothing_are_refused_by_name(
    say: Say, words: tuple[str, ...], said: str
) -> None:
    code, _, beside = say("plan", "--example", "skinpen-trial", *words)
    assert code == 2
    assert said in " ".join(beside.split())


@pytest.fixture
def long_visits(tmp_path: Path) -> Path:
    """A case whose zones are more than an hour of work in one visit."""
    text = examples()["skinpen-trial"].split("[published]")[0]
    zones = 'zones = ["cheek_right", "cheek_left", "decollete", "neck"]'
    text = text.replace('zones = ["cheek_right", "cheek_left"]', zones)
    file = tmp_path / "long.toml"
    file.write_text(f'{text}newest_stretch_mark = "never"\n', encoding="utf-8")
    return file


def test_zones_apart_stand_beside_all_at_once_with_their_minutes(
    long_visits: Path, *, say: Say
) -> None:
    code, output, _ = say("plan", str(long_visits), "--search")
    flat = " ".join(output.split())
    assert code == 0
    assert "apart" in flat
    assert "on visits of their own; more visits, each shorter" in flat


def test_a_case_with_zones_apart_prints_which_visit_needles_what(
    long_visits: Path, *, say: Say
) -> None:
    with long_visits.open("a", encoding="utf-8") as file:
        file.write('[chosen]\nby = "Sina"\napart = [["decollete", "neck"]]\n')
    flat = " ".join(say("plan", str(long_visits))[1].split())
    assert "Zones on visits of their own: right cheek, left cheek: sessions 1, 3, 5" in flat
    assert "chosen by Sina instead of all zones on every visit" in flat
    patient = " ".join(say("plan", str(long_visits), "--patient")[1].split())
    assert "Sina chose to treat these places on different days" in patient
