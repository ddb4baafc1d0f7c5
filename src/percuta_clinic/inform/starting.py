"""The words each public text begins with; what a clinic publishes stands in their place."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType

from percuta_clinic.inform.models import Slug
from percuta_clinic.inform.texts import (
    concerns,
    downtime,
    expect,
    home,
    how_it_works,
    prepare,
    privacy,
    questions,
    services,
    side_effects,
    take_away,
    team,
    what_it_is,
)
from percuta_clinic.inform.words import Words

WRITTEN = datetime(2026, 11, 28, tzinfo=UTC)
_NEW = re.compile(r"#|\[\[|[-*] |\d+\. ")


def _unwrapped(words: Words) -> Words:
    """Each paragraph and each item on a line of its own, as an editor wants it."""
    pieces = words.text.strip().split("\n\n")
    return replace(words, text="\n\n".join("\n".join(_lines(piece)) for piece in pieces))


def _lines(piece: str) -> list[str]:
    found: list[str] = []
    for line in piece.split("\n"):
        if found and not _NEW.match(line):
            found[-1] += f" {line}"
        else:
            found.append(line)
    return found


_WRITTEN: Mapping[Slug, Words] = MappingProxyType(
    {
        Slug.WHAT_IT_IS: what_it_is.WORDS,
        Slug.CONCERNS: concerns.WORDS,
        Slug.PREPARE: prepare.WORDS,
        Slug.HOW_IT_WORKS: how_it_works.WORDS,
        Slug.EXPECT: expect.WORDS,
        Slug.SIDE_EFFECTS: side_effects.WORDS,
        Slug.DOWNTIME: downtime.WORDS,
        Slug.HOME: home.WORDS,
        Slug.SERVICES: services.WORDS,
        Slug.TEAM: team.WORDS,
        Slug.QUESTIONS: questions.WORDS,
        Slug.TAKE_AWAY: take_away.WORDS,
        Slug.PRIVACY: privacy.WORDS,
    }
)
STARTING: Mapping[Slug, Words] = MappingProxyType(
    {slug: _unwrapped(words) for slug, words in _WRITTEN.items()}
)
