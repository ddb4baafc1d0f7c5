"""Texts with placeholders: checked when they are saved, filled in when a message is made."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError

from percuta_clinic.outbox.models import Channel, Template
from percuta_clinic.outbox.placeholders import Occasion, Placeholder

_HOLE = re.compile(r"\{([^{}\n]*)\}")
_HOLE_AFTER = re.compile(r" ?\{([^{}\n]*)\}")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff]")
LONGEST_SUBJECT = 150
LONGEST_BODY = 20_000
LONGEST_SMS = 459  # three parts; longer ones cost more and arrive in pieces


@dataclass(frozen=True, kw_only=True)
class Text:
    """Subject and body for one occasion and way; ``version`` 0 is the words it came with."""

    subject: str
    body: str
    version: int = 0
    template: Template | None = None


@dataclass(frozen=True, kw_only=True)
class Words:
    """What goes out, and how staff see it: the same, but for what only the reader may see."""

    subject: str
    body: str
    shown: str


def one_line(value: object) -> str:
    """``value`` without line breaks or invisible characters, so that it stays in its header."""
    return " ".join(_UNPRINTABLE.sub(" ", str(value)).split())


def many_lines(value: object) -> str:
    """``value`` with plain line breaks and nothing invisible."""
    lines = str(value).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    clean = (_UNPRINTABLE.sub(" ", line.replace("\t", "    ")).rstrip() for line in lines)
    return "\n".join(clean).strip()


def text_in_use(occasion: Occasion, channel: str) -> Text:
    """The clinic's own words, or ours."""
    own = versions(occasion, channel)
    return _as_known(text_of(own[0]), occasion) if own else came_with(occasion, channel)


def _as_known(text: Text, occasion: Occasion) -> Text:
    """Without holes that were filled in once and are not now: {name} in a letter to a stranger."""
    body, subject = (
        _HOLE_AFTER.sub(lambda hole: hole[0] if hole[1] in occasion.names else "", words)
        for words in (text.body, text.subject)
    )
    return replace(text, body=body, subject=subject)


def text_of(kept: Template) -> Text:
    """One of the clinic's own texts."""
    return Text(subject=kept.subject, body=kept.body, version=kept.version, template=kept)


def came_with(occasion: Occasion, channel: str) -> Text:
    """The words an occasion has until the clinic writes its own."""
    if channel == Channel.SMS:
        return Text(subject="", body=occasion.sms)
    return Text(subject=occasion.subject, body=occasion.body)


def versions(occasion: Occasion, channel: str) -> list[Template]:
    """The clinic's own texts, the newest first."""
    return list(
        Template.objects.filter(occasion=occasion.key, channel=channel).order_by("-version")
    )


def check_text(*, occasion: Occasion, channel: str, subject: str, body: str) -> None:
    """Refuses placeholders nobody could fill in, and subjects that tell too much."""
    if channel == Channel.EMAIL:
        _check_subject(occasion, subject)
    if not body.strip():
        raise ValidationError({"body": "The message has no words yet."})
    _check_holes(body, occasion.placeholders, "body")
    for one in occasion.placeholders:
        if one.needed and one.typed not in body:
            raise ValidationError({"body": f"{one.typed} is missing: {one.meaning}. Put it in."})
    limit = LONGEST_SMS if channel == Channel.SMS else LONGEST_BODY
    if len(body) > limit:
        raise ValidationError({"body": f"It has {len(body)} characters; {limit} is the most."})


def _check_subject(occasion: Occasion, subject: str) -> None:
    if not subject.strip():
        raise ValidationError({"subject": "The subject is empty. Say what it is about."})
    if len(subject) > LONGEST_SUBJECT:
        raise ValidationError(
            {"subject": f"It has {len(subject)} characters; {LONGEST_SUBJECT} is the most."}
        )
    _check_holes(subject, occasion.placeholders, "subject")
    allowed = {one.name for one in occasion.placeholders if one.in_subject}
    for name in _HOLE.findall(subject):
        if name not in allowed:
            raise ValidationError(
                {
                    "subject": f"{{{name}}} cannot stand in a subject, which others may see on "
                    f"a locked screen. A subject can have: {_listed(sorted(allowed))}."
                }
            )


def _check_holes(text: str, placeholders: tuple[Placeholder, ...], field: str) -> None:
    known = [one.name for one in placeholders]
    for name in _HOLE.findall(text):
        if name not in known:
            raise ValidationError(
                {field: f"{{{name}}} cannot be filled in here. What can: {_listed(known)}."}
            )
    if "{" in (rest := _HOLE.sub("", text)) or "}" in rest:
        raise ValidationError(
            {field: "There is a single { or }. They come in pairs, around a placeholder."}
        )


def _listed(names: list[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)


def fill_in(*, occasion: Occasion, text: Text, values: Mapping[str, object]) -> Words:
    """The words of one message. Every placeholder of the occasion needs a value."""
    missing = [name for name in occasion.names if not is_filled(values.get(name))]
    unknown = sorted(set(values) - set(occasion.names))
    if missing or unknown:
        raise ValueError(
            f"{occasion.key}: no value for {missing}, unknown {unknown}. "
            f"Its placeholders are {_listed(list(occasion.names))}."
        )
    plain = {name: many_lines(value) for name, value in values.items()}
    masked = plain | {
        one.name: f"[{one.name}: for its reader alone]"
        for one in occasion.placeholders
        if one.secret
    }
    return Words(
        subject=one_line(_filled(text.subject, masked))[:200],
        body=many_lines(_filled(text.body, plain)),
        shown=many_lines(_filled(text.body, masked)),
    )


def is_filled(value: object) -> bool:
    """Whether there is anything to fill in."""
    return value is not None and bool(str(value).strip())


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _HOLE.sub(lambda hole: values.get(hole[1], hole[0]), text)


def sample(*, occasion: Occasion, text: Text, clinic: Mapping[str, str] | None = None) -> Words:
    """What a message would look like; holes nobody can fill stay as they are."""
    values = {one.name: one.sample for one in occasion.placeholders} | dict(clinic or {})
    subject, body = one_line(_filled(text.subject, values)), many_lines(_filled(text.body, values))
    return Words(subject=subject, body=body, shown=body)
