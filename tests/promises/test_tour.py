"""The tour of the clinic shows each of its steps, in the words of the script that walks it."""

from importlib import import_module

import pytest

from promises.repository import ROOT
from tour.page import FOLDER, written
from tour.screens import ALL_TOGETHER, LARGEST
from tour.steps import STEPS, Step, picture_of

PICTURES = {one.name: one for one in FOLDER.glob("*.webp")}


def test_the_page_of_the_tour_has_the_words_of_its_steps() -> None:
    there = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert there == written(), "Run scripts/tour, which writes pictures and page anew."


def test_each_step_has_one_picture_and_no_picture_is_left_over() -> None:
    assert set(PICTURES) == {picture_of(step) for step in STEPS}


def test_the_pictures_of_the_tour_stay_small() -> None:
    sizes = {name: one.stat().st_size for name, one in PICTURES.items()}
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}
    assert sum(sizes.values()) <= ALL_TOGETHER


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_each_step_of_the_tour_is_walked_by_the_script(step: Step) -> None:
    assert callable(getattr(import_module(f"tour.{step.part}"), step.does))


def test_the_readme_leads_to_the_tour() -> None:
    assert "(docs/tour/README.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
