"""What staff enter in place of an answer, read into facts or refused in words."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError

from percuta_clinic.intake.science.fields import last_day
from percuta_clinic.intake.science.phototype import skin_types
from percuta_clinic.intake.science.told import HOPE, MEDICINES, NUMBING, PHOTOTYPE, Piece
from percuta_clinic.intake.science.words import is_by_zone, question_text
from percuta_clinic.screening.science import is_date, is_question, is_zone

NOT_KNOWN = "not known"
TYPES = tuple(one.key for one in skin_types())
MOST_MEDICINES, LONGEST = 80, 300


def pieces_of_answer(
    key: str, given: str, *, day: str, zones: Sequence[str], today: date
) -> list[Piece]:
    """One answer as facts, one for each place it is about."""
    if key == PHOTOTYPE:
        return [Piece(key=key, value=_one_of(given, (*TYPES, NOT_KNOWN)))]
    if key == NUMBING:
        return [Piece(key=key, value=_one_of(given, ("yes", "no", NOT_KNOWN)))]
    if not is_question(key):
        raise ValidationError("This question is not asked any more. Nothing was saved.")
    value = _value(key, given, day=day, today=today)
    if not is_by_zone(key):
        return [Piece(key=key, value=value)]
    if not zones:
        raise ValidationError({"zones": "Tick the places this answer is about."})
    if stray := [zone for zone in zones if not is_zone(zone)]:
        raise ValidationError({"zones": f"{stray[0][:40]!r} is no place we know."})
    return [Piece(key=key, zone=zone, value=value) for zone in dict.fromkeys(zones)]


def pieces_of_text(key: str, text: str) -> list[Piece]:
    """What was told in own words: medicines, one in each line, or what is hoped for."""
    lines = [" ".join(line.split()) for line in text.replace("\x00", "").splitlines()]
    found = [line for line in lines if line]
    if key == MEDICINES:
        if len(found) > MOST_MEDICINES or any(len(line) > LONGEST for line in found):
            raise ValidationError(
                f"At most {MOST_MEDICINES} lines with {LONGEST} letters each can be kept."
            )
        return [Piece(key=key, value=found)]
    if key == HOPE:
        if len(text) > LONGEST * 5:
            raise ValidationError(f"At most {LONGEST * 5} letters can be kept.")
        return [Piece(key=key, value="\n".join(lines).strip())]
    raise ValidationError("This cannot be entered here.")


def _one_of(given: str, choices: Sequence[str]) -> str:
    if given not in choices:
        raise ValidationError({"given": "Choose an answer."})
    return given


def _value(key: str, given: str, *, day: str, today: date) -> object:
    if not is_date(key):
        return _one_of(given, ("yes", "no", NOT_KNOWN))
    if given in ("never", NOT_KNOWN):
        return given
    _one_of(given, ("date",))
    meant = last_day(day)
    if meant is None:
        raise ValidationError({"day": "Write the day like 2026-03-14; a month or year will do."})
    if not _has_begun(day.strip(), today):
        raise ValidationError({"day": f"{day.strip()} is still to come: {question_text(key)}"})
    said = day.strip()
    on = min(meant, today).isoformat()
    return {"on": on} if said == on else {"on": on, "said": said[:20]}


def _has_begun(said: str, today: date) -> bool:
    """A month or a year that is not over may be meant; one still to come may not."""
    begins = last_day(said)
    if begins is None or begins <= today:
        return True
    return begins.isoformat() != said and today.isoformat().startswith(said)
