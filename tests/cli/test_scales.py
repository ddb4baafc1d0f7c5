"""Scales on the command line: listed, shown, worked out, and refused with the value found."""

import tomllib
from pathlib import Path

import pytest

from cli.command import Say
from percuta.assessment.forms import FORMS
from percuta.assessment.scales import SCALES
from percuta.cli.render import on_screen
from percuta.cli.scales import scale_page, scales_page

FACE = (
    "[mmasi]\nforehead = { area = 20, darkness = 3 }\ncheek_right = { area = 50, darkness = 2 }\n"
    "cheek_left = { area = 0, darkness = 0 }\nchin = { area = 5, darkness = 1 }\n"
)


def scored(say: Say, folder: Path, text: str) -> tuple[int, str, str]:
    file = folder / "filled.toml"
    file.write_text(text, encoding="utf-8")
    return say("score", str(file))


def test_scales_are_listed_with_what_is_left_out(say: Say) -> None:
    code, output, _ = say("scales")
    assert code == 0
    assert "goodman_baron" in output
    assert "POSAS" in output
    assert "needs a licence for each purpose" in output


def test_one_scale_is_shown_with_its_levels_and_its_caution(say: Say) -> None:
    _, output, _ = say("scales", "gais")
    assert "very much improved" in output
    assert "such values are not comparable" in output


def test_an_unknown_scale_is_refused_with_the_nearest_name(say: Say) -> None:
    code, _, messages = say("scales", "glogua")
    assert code == 2
    assert "did you mean glogau?" in messages


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (FACE, "4.3 of 0 to 24, lower is better"),
        ("[ita]\nL = 60\nb = 10\n", "45.0 degrees: light"),
        ("[vancouver]\nvascularity = 1\npigmentation = 2\npliability = 0\nheight = 3\n", "6 of 0"),
        ("[phototype]\neye_colour = 4\n", "phototype I or II or III or IV or V or VI"),
    ],
)
def test_a_filled_scale_is_worked_out(text: str, says: str, *, say: Say, tmp_path: Path) -> None:
    code, output, _ = scored(say, tmp_path, text)
    assert code == 0
    assert says in output


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            FACE.replace("darkness = 3", "darkness = 9"),
            "filled.toml: [mmasi] forehead.darkness is 9; 0 to 4 are possible",
        ),
        (
            FACE.replace("darkness = 3", 'darkness = "x"'),
            'forehead.darkness is "x"; a whole number',
        ),
        (FACE.replace("area = 20", "area = true"), "forehead.area is true; a number of per cent"),
        (FACE.replace("chin", "neck"), "[mmasi] regions are forehead"),
        ("[ita]\nL = 60\nb = 0\n", "the angle is not defined there"),
        ("[ita]\nL = 60\n", "wanted are L and b, found L"),
        ("[vancouver]\nheight = 4\n", "[vancouver] items are height; wanted are vascularity"),
        ("[posas]\nitch = 3\n", "filled.toml: [posas] is no scale to score; there are: mmasi"),
        ("mmasi = 3\n", "[mmasi] has to be a table of items"),
        ("[mmasi\n", "cannot be read as TOML"),
    ],
)
def test_a_wrong_item_is_named_with_what_was_found(
    text: str, says: str, *, say: Say, tmp_path: Path
) -> None:
    code, _, messages = scored(say, tmp_path, text)
    assert code == 2
    assert says in messages


@pytest.mark.parametrize("name", FORMS)
def test_what_to_fill_in_is_printed_and_scores_once_filled(
    name: str, say: Say, *, tmp_path: Path
) -> None:
    code, printed, _ = say("scales", name)
    assert code == 0
    assert printed.rstrip().endswith(FORMS[name].rstrip())
    code, output, _ = scored(say, tmp_path, FORMS[name].replace('"?"', "1"))
    assert (code, name in output.lower()) == (0, True)
    code, _, messages = scored(say, tmp_path, FORMS[name])
    assert code == 2
    assert f"see percuta scales {name}" in messages


@pytest.mark.parametrize("width", ["30", "100"])
@pytest.mark.parametrize("name", FORMS)
def test_a_form_copied_from_any_screen_can_be_read(
    name: str, width: str, *, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    on_screen(scale_page(name))
    _, mark, copied = capsys.readouterr().out.partition(f"[{name}]")
    assert set(tomllib.loads(f"{mark}{copied}")) == {name}
    assert max(map(len, copied.splitlines())) < 80


def test_a_command_to_copy_is_never_shouted(say: Say) -> None:
    _, printed, _ = say("scales", "phototype")
    assert "percuta score FILE.toml" in printed


@pytest.mark.parametrize("width", ["50", "80", "120"])
def test_no_key_of_a_scale_is_broken_over_two_lines(
    width: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    on_screen(scales_page())
    printed = capsys.readouterr().out.split()
    assert [key for key in SCALES if key not in printed] == []


def test_a_file_that_is_not_there_is_named(say: Say, tmp_path: Path) -> None:
    code, _, messages = say("score", str(tmp_path / "none.toml"))
    assert code == 2
    assert "there is no such file" in messages
