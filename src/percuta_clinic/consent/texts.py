"""The clinic's texts of consents: each change is a new version, which somebody puts in use."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import count
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from percuta_clinic.audit.services import record
from percuta_clinic.booking.models import Service
from percuta_clinic.consent.models import ConsentText, Kind
from percuta_clinic.consent.starting import STARTING, Statement, Words
from percuta_clinic.people.access import fetch, require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right

LONGEST, LONGEST_STATEMENT, MOST_STATEMENTS = 20_000, 400, 15


class Stale(Exception):
    """Somebody else wrote a newer version in the meantime; ``newest`` is that one."""

    def __init__(self, newest: ConsentText) -> None:
        super().__init__("A newer version was saved in the meantime.")
        self.newest = newest


def versions(kind: str, service: Service | None) -> QuerySet[ConsentText]:
    """Every version of one text, the newest first."""
    return ConsentText.objects.filter(kind=kind, service=service).order_by("-version")


def text_in_use(kind: str, service: Service | None) -> ConsentText | None:
    """The text to sign now: the service's own, else the general one."""
    used = ConsentText.objects.filter(kind=kind).exclude(used_at=None).order_by("-version")
    own = used.filter(service=service).first() if service is not None else None
    return own or used.filter(service=None).first()


def text_for(account: Account, key: UUID) -> ConsentText:
    """A version of a text, for whoever changes texts."""
    rows = ConsentText.objects.select_related("service")
    return fetch(account, Right.EDIT_CONSENTS, rows=rows, key=key)


def words_of(text: ConsentText | None, kind: str) -> Words:
    """A text's words; where there is no text yet, the words to start from."""
    if text is None:
        return STARTING[Kind(kind)]
    return Words(title=text.title, body=text.body, statements=tuple(text.statements))


def right_to_use(kind: str) -> Right:
    """A doctor stands for what patients are told of a treatment; photographs are the clinic's."""
    return Right.USE_CONSENTS if kind == Kind.TREATMENT else Right.EDIT_CONSENTS


def texts_waiting(account: Account) -> list[ConsentText]:
    """Newest texts on treatment that somebody else wrote and a doctor has to put in use."""
    if not account.may(right_to_use(Kind.TREATMENT)):
        return []
    rows = ConsentText.objects.filter(kind=Kind.TREATMENT).select_related("service")
    newest = {one.service_id: one for one in rows.order_by("version").defer("body", "statements")}
    return [one for one in newest.values() if not one.used_at and one.made_by != account.name]


@transaction.atomic
def text_save(
    *, by: Account, kind: str, service: Service | None, words: Words, seen: int
) -> ConsentText:
    """A new version after ``seen`` (0: there was none); it is not in use yet."""
    require(by, Right.EDIT_CONSENTS)
    earlier = versions(kind, service)
    made = _checked(words, earlier)
    newest = earlier.first()
    now = newest.version if newest else 0
    if newest and now != seen:
        raise Stale(newest)
    text = ConsentText(
        kind=kind,
        service=service,
        version=now + 1,
        title=made.title,
        body=made.body,
        statements=list(made.statements),
        made_by=by.name,
    )
    try:
        with transaction.atomic():
            text.save(force_insert=True)
    except IntegrityError:
        raise Stale(versions(kind, service).get(version=now + 1)) from None
    record(by=by.actor, action="consent_text.saved", subject=text, fields=(kind,))
    return text


@transaction.atomic
def text_use(*, by: Account, text: ConsentText, renews: bool) -> ConsentText:
    """Puts a version in use; with ``renews``, whoever signed an earlier one is asked again.

    Raises Stale, or ValidationError where somebody put it in use meanwhile as something else.
    """
    require(by, right_to_use(text.kind))
    newest = versions(text.kind, text.service).first()
    if newest is None or newest.pk != text.pk:
        raise Stale(newest or text)
    _refuse_twins(newest.statements)
    changed = ConsentText.objects.filter(pk=text.pk, used_at=None).update(
        used_at=timezone.now(), used_by=by.name, renews=renews
    )
    text.refresh_from_db()
    if changed:
        asked = ("asks again",) if renews else ()
        record(by=by.actor, action="consent_text.used", subject=text, fields=asked)
    elif text.renews != renews:
        raise ValidationError(_used_otherwise(text))
    return text


def _used_otherwise(text: ConsentText) -> str:
    before = f"Not done: {text.used_by} has put version {text.version} in use already"
    if text.renews:
        return f"{before}, and everybody has to sign it again. That cannot be taken back."
    return (
        f"{before}, so that what was signed before still counts. If its meaning is new, save the "
        "text once more as a new version, and put that one in use."
    )


def _checked(words: Words, earlier: Iterable[ConsentText]) -> Words:
    title, body = " ".join(words.title.split()), words.body.replace("\r\n", "\n").strip()
    if not title:
        raise ValidationError({"title": "Give the text a title."})
    if not body:
        raise ValidationError({"body": "The text is empty. Write what somebody agrees to."})
    if len(body) > LONGEST:
        raise ValidationError(
            {"body": f"The text has {len(body)} characters; {LONGEST} is the most."}
        )
    statements = _statements(words.statements, earlier)
    return Words(title=title[:120], body=body, statements=statements)


def _statements(
    given: Sequence[Statement], earlier: Iterable[ConsentText]
) -> tuple[Statement, ...]:
    found = [one for one in given if one["text"].strip()]
    if not any(one["required"] for one in found):
        raise ValidationError("At least one statement has to be needed for signing.")
    if len(found) > MOST_STATEMENTS:
        raise ValidationError(f"{len(found)} statements are too many; {MOST_STATEMENTS} is most.")
    keys = _new_keys({one["key"] for text in earlier for one in text.statements} | _keys(found))
    made = [
        _statement(one, number) | {"key": one["key"] or next(keys)}
        for number, one in enumerate(found, start=1)
    ]
    _refuse_twins(made)
    return tuple(made)


def _keys(statements: Iterable[Statement]) -> set[str]:
    return {one["key"] for one in statements}


def _new_keys(used: Collection[str]) -> Iterator[str]:
    """Names for new statements that no version of the text has ever used."""
    return (key for number in count(1) if (key := f"statement-{number}") not in used)


def _refuse_twins(statements: Sequence[Statement]) -> None:
    """One tick must never answer two statements."""
    if len(_keys(statements)) < len(statements):
        raise ValidationError(
            "Two statements have the same inner name, so one tick would answer both. Empty one "
            "of them and write it again in a free row, then save."
        )


def _statement(one: Statement, number: int) -> Statement:
    text = " ".join(one["text"].split())
    if len(text) > LONGEST_STATEMENT:
        raise ValidationError(
            f"Statement {number} has {len(text)} characters; {LONGEST_STATEMENT} is the most."
        )
    if one["kind"] not in {"tick", "choice"}:
        raise ValidationError(f"Statement {number}: {one['kind']!r} is neither tick nor choice.")
    return {
        "key": one["key"],
        "text": text,
        "required": bool(one["required"]),
        "kind": one["kind"],
    }
