"""What codes say, after the examples of the standards, and that no text breaks the reading."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from percuta_clinic.stock.coded import told
from percuta_clinic.stock.codes import code_read

VECTORS = json.loads((Path(__file__).parent / "codes.json").read_text("utf-8"))
PIECES = st.sampled_from(
    [
        *("]d2", "]C1", "(01)", "(17)", "01", "10", "17", "21", "\x1d", "04012345678901", "251200"),
        *("+A9991", "+", "$$", "$$+", "/S", "/14D", "00", "999999", "8", "9", "-", " ", "\n", "é"),
    ]
)


@pytest.mark.parametrize("vector", VECTORS, ids=[one["says"] for one in VECTORS])
def test_a_code_says_what_the_standard_makes_it_say(vector: dict[str, Any]) -> None:
    found = told(code_read(vector["raw"]))
    assert {name: found[name] for name in vector["read"]} == vector["read"]


@given(st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=12).map("".join)))
def test_any_text_is_read_as_something(text: str) -> None:
    found = code_read(text)
    assert found.system in {"gs1", "hibc", "text"}
    assert len(found.raw) <= 300


def test_one_piece_has_one_name_however_its_label_was_read() -> None:
    scanned = code_read("]d2010401234567890110ab1\x1d21x9")
    printed = code_read("(01) 0401234 5678901 (10)AB1 (21)X9")
    assert scanned.unit == printed.unit == "04012345678901|AB1|X9"
    assert code_read("(01)04012345678901(10)AB1").unit == ""


@pytest.mark.parametrize(
    "link",
    [
        "https://id.gs1.org/01/04012345678901/10/AB1/21/X9?17=401231",
        "HTTPS://maker.example/udi/01/4012345678901/21/X9/10/AB1?17=401231&linkType=all#top",
    ],
)
def test_a_digital_link_says_what_the_code_beside_it_says(link: str) -> None:
    beside = code_read("(01)04012345678901(17)401231(10)AB1(21)X9")
    found = code_read(link)
    assert (found.unit, found.expires, found.raw) == (beside.unit, beside.expires, link)


def test_a_digital_link_that_says_two_lots_is_not_read() -> None:
    found = code_read("https://id.gs1.org/01/04012345678901/10/AB1?10=AB2")
    assert (found.system, found.lot, bool(found.flags)) == ("text", "", True)
