"""What was typed into a form, sent or not, as people read it; nothing is left out."""

from collections.abc import Iterator

from percuta.screening.catalogue import QUESTIONS
from percuta_clinic.intake.science.fields import Values, many
from percuta_clinic.intake.science.places import place_words, wish_words
from percuta_clinic.intake.science.words import question_text

KINDS = {"z": "where", "d": "when", "q": ""}
SAID = {"some": "yes", "date": "yes, on a day"}


def typed_words(values: Values) -> Iterator[tuple[str, str]]:
    """Every field that holds something: what it asks, and what stands in it."""
    for name in sorted(values, key=_together):
        if given := many(values, name):
            yield _asks(name), ", ".join(SAID.get(one, place_words(one)) for one in given)


def _together(name: str) -> tuple[str, str]:
    """What belongs to one question stands together, the answer first."""
    kind, _, key = name.partition("-")
    return (key, {"q": "0"}.get(kind, kind)) if kind in KINDS else ("", name)


def _asks(name: str) -> str:
    kind, _, key = name.partition("-")
    if kind in KINDS and key in QUESTIONS:
        more = KINDS[kind]
        return f"{question_text(key)} ({more})" if more else question_text(key)
    if kind == "wish":
        return f"Wished for: {wish_words(key)}"
    return name.replace("_", " ").replace("-", " ").capitalize()
