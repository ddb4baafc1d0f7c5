"""Everyday words for patients, where a place or a concern has a clinic's name."""

from collections.abc import Iterable

PLACES = {
    "glabella": "between the brows",
    "upper lip skin": "above the upper lip",
    "skin around the right eye": "around the right eye",
    "skin around the left eye": "around the left eye",
    "décolleté": "top of the chest",
    "abdomen": "belly",
    "right flank": "right side of the waist",
    "left flank": "left side of the waist",
}
CONCERNS = {
    "laxity": "loose skin",
    "photodamage": "sun damage",
    "texture": "uneven skin",
    "melasma": "brown patches (melasma)",
}
CLINIC_WORDS = {"phototype": "skin type", "dermatologist": "skin doctor"}


def place(name: str) -> str:
    """A zone as a patient would call it."""
    return PLACES.get(name, name)


def concern(name: str) -> str:
    """A concern as a patient would call it."""
    return CONCERNS.get(name, name)


def listed(words: Iterable[str]) -> str:
    """Words in a row, with *and* before the last."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def sentence(words: str) -> str:
    """Words with a capital at the front and one full stop at the end."""
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def everyday(text: str) -> str:
    """A sentence with everyday words for places and for the clinic's own words."""
    for name, plain in (*PLACES.items(), *CLINIC_WORDS.items()):
        text = text.replace(name, plain)
    return text
