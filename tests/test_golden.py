"""Every example frozen as a file; a change shows line by line."""

import pytest

from golden_cases import EXIT_CODE_BY_CASE, FOLDER, names, rendered
from percuta.cli.ending import EXIT_CODES
from percuta.cli.load import answer, load

NAMES = sorted(names())


@pytest.mark.parametrize("name", NAMES)
def test_each_example_still_reads_as_it_was_frozen(name: str) -> None:
    kept = (FOLDER / name).read_text(encoding="utf-8")
    assert rendered(name) == kept, f"{name} changed: run scripts/golden and read the difference"


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(NAMES)


@pytest.mark.parametrize(("name", "code"), EXIT_CODE_BY_CASE.items())
def test_each_example_ends_with_its_code(name: str, code: int) -> None:
    assert EXIT_CODES[answer(load(None, name)).verdict] == code


def test_every_example_has_an_expected_code() -> None:
    assert {name.split(".", 1)[0] for name in NAMES} == set(EXIT_CODE_BY_CASE)
