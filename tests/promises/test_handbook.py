"""The handbook says what the code says: committed pages are the generated ones, and complete."""

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from percuta.assessment.concern import INDICATIONS
from percuta.assessment.scales import SCALES
from percuta.devices.catalogue import DEVICES
from percuta.evidence.catalogue import SOURCES
from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.labels import LMX4_UK
from percuta.handbook.__main__ import main
from percuta.handbook.collect import TwoUnderOneKey, by_key, collect, modules
from percuta.handbook.markdown import NOTICE, cell, number, table, text
from percuta.handbook.outcomes import outcomes
from percuta.handbook.pages import MEASURED, WRITERS
from percuta.handbook.records import disagreements, limits, parameters, planned
from percuta.healing.advice import Advice, Effect, Expectation, Flag, Said
from percuta.healing.triage.catalogue import RULES as TRIAGE
from percuta.planning.depth import Hardness
from percuta.screening.catalogue import FAMILIES, RULES
from percuta.screening.rule import Rule
from promises.repository import ROOT

FOLDER = ROOT / "docs" / "science"


class Pages(Mapping[str, str]):
    """The generated pages by name, each written when it is first read."""

    def __init__(self) -> None:
        self.written: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        if name not in self.written:
            self.written[name] = WRITERS[name]()
        return self.written[name]

    def __iter__(self) -> Iterator[str]:
        return iter(WRITERS)

    def __len__(self) -> int:
        return len(WRITERS)


PAGES = Pages()
LINK = re.compile(r"\]\(([\w.]*)#([\w.-]+)\)")
ANCHOR = re.compile(r'<a id="([^"]+)"></a>')

DEPTH = Parameter(key="a.depth", value=1, unit="mm", status=Status.MEASURED, source=LMX4_UK)


def missing(keys: Iterable[str], page: str) -> list[str]:
    anchors = set(ANCHOR.findall(PAGES[page]))
    return [key for key in keys if key not in anchors]


@pytest.mark.parametrize("name", PAGES)
def test_the_committed_page_is_the_generated_one(name: str) -> None:
    path = FOLDER / name
    assert path.is_file(), f"docs/science/{name} is missing: run scripts/handbook"
    same = path.read_text(encoding="utf-8") == PAGES[name]
    assert same, f"docs/science/{name} is not what the code says now: run scripts/handbook"


def test_no_page_is_left_over_from_earlier() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {*PAGES, *MEASURED}


CARE = (Advice, Expectation, Effect, Flag, Said)


@pytest.mark.parametrize("kind", CARE, ids=lambda kind: kind.__name__)
def test_all_that_is_told_around_a_session_stands_on_the_page_of_care(
    kind: type[Advice | Expectation | Effect | Flag | Said],
) -> None:
    fixed = [one for one in collect(kind, modules()) if isinstance(one, kind)]
    assert fixed
    for one in fixed:
        assert text(one.patient) in PAGES["care.md"], one.key


def test_every_concern_and_scale_has_its_place() -> None:
    assert missing((f"concern-{kind}" for kind in INDICATIONS), "concerns.md") == []
    assert missing(SCALES, "scales.md") == []


def test_every_rule_has_its_place() -> None:
    assert missing((rule.id for rule in RULES), "rules.md") == []
    assert missing((rule.family for rule in RULES), "rules.md") == []


def test_every_rule_of_the_triage_has_its_place_and_both_its_texts() -> None:
    assert missing((rule.id for rule in TRIAGE), "triage.md") == []
    for rule in TRIAGE:
        assert text(rule.patient) in PAGES["triage.md"], rule.id
        assert text(rule.clinician) in PAGES["triage.md"], rule.id


def test_every_number_has_its_place() -> None:
    assert missing(parameters(), "parameters.md") == []


def test_every_source_has_its_place() -> None:
    assert missing(SOURCES, "sources.md") == []


def test_every_disagreement_has_its_place() -> None:
    assert missing(disagreements(), "disagreements.md") == []


def test_every_limit_has_its_place() -> None:
    assert missing((key.replace(" ", "-") for key in limits()), "limits.md") == []


def test_every_wall_of_a_depth_is_shown() -> None:
    page = PAGES["limits.md"]
    walls = {wall for plan in planned() for wall in plan.depth.walls}
    shown = [f"#{wall.at_mm.key.removesuffix('_less_tolerance')})" for wall in walls]
    assert [anchor for anchor in shown if anchor not in page] == []
    hard = [f"#{wall.at_mm.key})" for wall in walls if wall.hardness is Hardness.HARD]
    assert [anchor for anchor in hard if anchor not in page] == []


def test_everything_assumed_or_derived_is_listed() -> None:
    page = PAGES["assumed.md"]
    ours = [p.key for p in parameters().values() if p.status is not Status.MEASURED]
    ours += [rule.id for rule in RULES if rule.status is not Status.MEASURED]
    assert [key for key in ours if f"#{key})" not in page] == []


def test_what_the_patient_reads_is_printed_in_full() -> None:
    page = PAGES["rules.md"]
    assert [rule.id for rule in RULES if text(rule.patient) not in page] == []
    assert [rule.id for rule in RULES if text(rule.clinician) not in page] == []
    assert [rule.id for rule in RULES if text(rule.hint) not in page] == []


def test_every_family_gives_its_reason() -> None:
    assert [family.__name__ for family in FAMILIES if not family.__doc__] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_decides_something_on_some_device(rule: Rule) -> None:
    assert any(outcomes(rule, device) for device in DEVICES.values())


def test_labels_make_one_rule_differ_between_devices() -> None:
    (rule,) = [rule for rule in RULES if rule.id == "procedures.001"]
    skinpen = ["defer, until 14 days after", "doctor decides, until 184 days after"]
    assert outcomes(rule, DEVICES["skinpen"]) == skinpen
    assert outcomes(rule, DEVICES["exceed"]) == ["stop, until 184 days after"]


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name: str) -> None:
    anchors = {(page, key) for page, whole in PAGES.items() for key in ANCHOR.findall(whole)}
    links = [(page or name, key) for page, key in LINK.findall(PAGES[name])]
    assert [link for link in links if link not in anchors] == []


@pytest.mark.parametrize("name", PAGES)
def test_no_anchor_stands_twice_on_a_page(name: str) -> None:
    anchors = ANCHOR.findall(PAGES[name])
    assert sorted(anchors) == sorted(set(anchors))


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_plain_markdown(name: str) -> None:
    lines = PAGES[name].splitlines()
    assert [line for line in lines if line != line.rstrip()] == []
    assert PAGES[name].endswith("\n")
    assert not PAGES[name].endswith("\n\n")
    for above, below in pairwise(lines):
        if above.startswith("|") and below.startswith("|"):
            assert columns(above) == columns(below), below


def columns(line: str) -> int:
    return len(re.findall(r"(?<!\\)\|", line))


@pytest.mark.parametrize("name", PAGES)
def test_every_page_says_that_nobody_has_signed(name: str) -> None:
    assert NOTICE in PAGES[name]


def test_the_disagreements_say_that_nobody_approved_them() -> None:
    assert "No clinician has approved these decisions yet" in PAGES["disagreements.md"]


def test_signs_in_a_text_do_not_break_a_table() -> None:
    assert text("a | b\n* [c]  <d>") == "a \\| b \\* \\[c\\] \\<d\\>"
    assert columns(table(["A"], [[text("a|b")]]).splitlines()[2]) == 2


def test_what_is_not_known_is_a_dash() -> None:
    assert (cell(""), number(None), number(0), number(1.50)) == ("-", "-", "0", "1.5")


def test_two_different_numbers_under_one_key_are_refused() -> None:
    with pytest.raises(TwoUnderOneKey, match=r"two different Parameter .* 'a\.depth'"):
        by_key(Parameter, [DEPTH, replace(DEPTH, value=2)])


def test_equal_numbers_under_one_key_count_once() -> None:
    assert by_key(Parameter, [DEPTH, replace(DEPTH)]) == {"a.depth": DEPTH}


def test_records_are_found_in_mappings_tuples_and_fields() -> None:
    assert collect(Parameter, [{"x": [(DEPTH,)]}]) == [DEPTH]
    assert set(parameters()) >= {"zones.cheek.area", "devices.exceed.filler_window"}
    assert LMX4_UK in collect(type(LMX4_UK), [DEPTH])


def test_without_a_folder_nothing_is_written() -> None:
    with pytest.raises(SystemExit, match="Name the folder"):
        main([])


def test_every_process_writes_the_same_pages_in_a_new_folder_and_over_them(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "pages"
    for seed in ("1", "2"):  # each puts sets in an order of its own, this process in a third
        command = [sys.executable, "-m", "percuta.handbook", str(folder)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        written = {path.name: path.read_bytes() for path in folder.iterdir()}
        assert written == {name: page.encode() for name, page in PAGES.items()}
