"""What to fill in for a score that is worked out, with the words of every item that were read."""

import textwrap
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from percuta.assessment.scores import MASI_WEIGHTS, PHOTOTYPE_ITEMS

WIDTH = 76
BETWEEN = "1 to 3 lie between, in order; their words were not read"
VANCOUVER_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "vascularity": ("normal", "pink", "red", "purple"),
        "pigmentation": ("normal", "too light", "too dark"),
        "pliability": ("normal", "supple", "gives way", "firm", "a band", "a contracture"),
        "height": ("flat", "under 2 mm", "2 to 5 mm", "over 5 mm"),
    }
)
DARKNESS = ("none", "slight", "mild", "marked", "the most")
PHOTOTYPE_ASKS: Mapping[str, str] = MappingProxyType(
    {
        "eye_colour": "colour of the eyes",
        "hair_colour": "hair colour by nature",
        "skin_colour": "colour of skin that the sun never sees",
        "freckles": "freckles there",
        "long_in_sun": "after too long in the sun",
        "turns_brown": "whether the skin turns brown",
        "how_brown": "how brown it turns",
        "face_in_sun": "how the face takes the sun",
        "tans_often": "how often this skin is in the sun",
        "last_sun": "last sun or sunbed",
    }
)


def _vancouver() -> Iterator[str]:
    for item, words in VANCOUVER_WORDS.items():
        yield from _said(_steps(words))
        yield f'{item} = "?"'


def _phototype() -> Iterator[str]:
    for item, (least, most) in PHOTOTYPE_ITEMS.items():
        yield from _said(f"{PHOTOTYPE_ASKS[item]}: 0 {least}, 4 {most}; {BETWEEN}")
        yield f'{item} = "?"'


def _melasma(*more: str) -> Iterator[str]:
    yield "# area: per cent of the region"
    yield f"# darkness: {_steps(DARKNESS)}"
    if more:
        yield "# homogeneity: 0 to 4; what each point looks like was not read"
    items = ", ".join(f'{item} = "?"' for item in ("area", "darkness", *more))
    for region in MASI_WEIGHTS:
        yield f"{region} = {{ {items} }}"


def _said(words: str) -> Iterator[str]:
    """Comment lines short enough for any screen, each behind its own sign."""
    yield from textwrap.wrap(words, WIDTH, initial_indent="# ", subsequent_indent="#   ")


def _steps(words: tuple[str, ...]) -> str:
    return ", ".join(f"{number} {word}" for number, word in enumerate(words))


FORMS: Mapping[str, str] = MappingProxyType(
    {
        name: "\n".join([f"[{name}]", *rows, ""])
        for name, rows in (
            ("mmasi", _melasma()),
            ("masi", _melasma("homogeneity")),
            ("vancouver", _vancouver()),
            ("phototype", _phototype()),
            ("ita", ("# colour meter: lightness, and blue to yellow", 'L = "?"', 'b = "?"')),
        )
    }
)
