"""The import contracts cover every module of the science, with no exceptions."""

import re
import tomllib

import pytest

from promises.repository import ROOT

LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]
CONTRACTS = {contract["id"]: contract for contract in LINTER["contracts"]}


def test_the_science_contract_names_every_layer_but_the_command_line() -> None:
    layers = {name for layer in CONTRACTS["steps"]["layers"] for name in re.split(r"\W+", layer)}
    assert set(CONTRACTS["science"]["source_modules"]) == {
        f"percuta.{name}" for name in layers - {"cli"}
    }


@pytest.mark.parametrize("contract", CONTRACTS.values(), ids=CONTRACTS.keys())
def test_no_contract_has_an_exception(contract: dict[str, object]) -> None:
    assert not {"ignore_imports", "exhaustive_ignores"} & contract.keys()
