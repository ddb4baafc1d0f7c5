"""Signatures drawn by hand: read strictly, drawn anew by us, never kept as they were sent."""

import re
from collections.abc import Iterable
from itertools import pairwise
from math import hypot
from unicodedata import category, combining, normalize

import msgspec
from django.core.exceptions import ValidationError

WIDTH, HEIGHT = 600, 200
MOST_STROKES, MOST_POINTS = 200, 6_000
SHORTEST = 60.0  # a tenth of the field's width
_WORD = re.compile(r"[^\W\d_]+")
_READ = msgspec.json.Decoder(list[list[tuple[float, float]]])


def drawn_path(sent: str) -> str:
    """The strokes as one SVG path of our own; refuses what is no signature."""
    strokes = _strokes(sent)
    if sum(_length(stroke) for stroke in strokes) < SHORTEST:
        raise ValidationError(
            {"drawn": "The signature is empty or only a dot. Draw it again, or type your name."}
        )
    return " ".join(_path(stroke) for stroke in strokes)


def _strokes(sent: str) -> list[list[tuple[float, float]]]:
    try:
        strokes = _READ.decode(sent)
    except (msgspec.DecodeError, UnicodeEncodeError) as error:
        raise ValidationError(
            {"drawn": "The drawn signature could not be read. Draw it again, or type your name."}
        ) from error
    points = [point for stroke in strokes for point in stroke]
    if len(strokes) > MOST_STROKES or len(points) > MOST_POINTS:
        raise ValidationError(
            {"drawn": "The drawn signature has too many lines. Clear it and draw it again."}
        )
    if any(not (0 <= x <= WIDTH and 0 <= y <= HEIGHT) for x, y in points):
        raise ValidationError(
            {"drawn": "The drawn signature leaves its field. Clear it and draw it again."}
        )
    return [stroke for stroke in strokes if stroke]


def _length(stroke: list[tuple[float, float]]) -> float:
    return sum(hypot(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(stroke))


def _path(stroke: list[tuple[float, float]]) -> str:
    points = [f"{x:.1f} {y:.1f}" for x, y in stroke]
    return f"M{points[0]}" + "".join(f"L{point}" for point in points[1:] or points)


def typed_name(sent: str) -> str:
    """A typed signature; refuses what cannot be a name."""
    name = " ".join(sent.split())
    if any(category(letter).startswith("C") for letter in name):
        raise ValidationError(
            {"typed": "The name holds a character that nobody can see. Type it again by hand."}
        )
    if sum(letter.isalpha() for letter in name) < 2 or any(letter.isdigit() for letter in name):
        raise ValidationError({"typed": "Type your name as your signature, in letters."})
    if len(name) > 120:
        raise ValidationError({"typed": "The name is too long: 120 letters is the most."})
    return name


def unsigned(*, name: str, drawn: str, typed: str) -> dict[str, str]:
    """What is missing from a signature, or cannot be one, by field."""
    missing: dict[str, str] = {}
    _try(missing, "name", name, empty="Type your full name.")
    if drawn.strip():
        try:
            drawn_path(drawn)
        except ValidationError as error:
            missing["drawn"] = error.messages[0]
    else:
        _try(missing, "typed", typed, empty="Sign: draw your name, or type it.")
    return missing


def _try(missing: dict[str, str], field: str, sent: str, *, empty: str) -> None:
    if not sent.strip():
        missing[field] = empty
        return
    try:
        typed_name(sent)
    except ValidationError as error:
        missing[field] = error.messages[0]


def stranger(*, name: str, drawn: str, typed: str, known: Iterable[str]) -> dict[str, str]:
    """A name that holds none of those in the record is signed with only after a tick."""
    names, words = (name, *(() if drawn.strip() else (typed,))), tuple(known)
    odd = next((one for one in names if not is_like(one, known=words)), None)
    if odd is None:
        return {}
    return {
        "name_differs": f"The name in the record differs from “{odd.strip()}”. Type the name in "
        "the record, or tick that you sign with this one."
    }


def is_like(name: str, *, known: Iterable[str]) -> bool:
    """Whether a name holds one that is in the record; accents and case do not count."""
    words = [found for one in known if (found := _folded(one))]
    return not words or any(one <= _folded(name) for one in words)


def _folded(name: str) -> set[str]:
    plain = "".join(letter for letter in normalize("NFKD", name) if not combining(letter))
    return set(_WORD.findall(plain.casefold()))
