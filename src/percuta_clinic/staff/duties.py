"""Work beside the visits: what waits for this person, and where it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from percuta_clinic.booking.models import State as Ended
from percuta_clinic.booking.models import Visit
from percuta_clinic.config.prepared import Prepared, Slot
from percuta_clinic.consent.access import questions_for
from percuta_clinic.consent.models import Level
from percuta_clinic.consent.texts import texts_waiting
from percuta_clinic.consent.withdrawn import TakenBack, taken_back
from percuta_clinic.drafts.models import Draft
from percuta_clinic.outbox.queries import undelivered
from percuta_clinic.patients.access import open_charts
from percuta_clinic.patients.models import GlassBreak, Note
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.readiness.asking import not_sent
from percuta_clinic.screening.reminding import come_for
from percuta_clinic.screening.waiting import Awaiting, waiting
from percuta_clinic.stock.amounts import amount
from percuta_clinic.stock.models import Lot

NOTE_WITHIN = timedelta(days=7)
EXPIRES_SOON = timedelta(days=30)
MOST = 6


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing to do; ``person`` is hidden when names are."""

    what: str
    detail: str
    url: str
    act: str
    person: bool = False
    word: str = ""
    tone: str = "idle"


@dataclass(frozen=True, kw_only=True)
class Duty:
    """A list of things to do; ``under`` says what holds for all of them."""

    key: str
    title: str
    icon: str
    tone: str
    items: tuple[Item, ...]
    url: str = ""
    under: str = ""


_BEGUN: Prepared[Draft] = Prepared(
    lambda: Draft.objects.filter(
        account=Slot("account", UUID), form="note", dropped_at=None
    ).order_by("saved_at")[:MOST]
)
_EXPIRING: Prepared[Lot] = Prepared(
    lambda: Lot.objects.filter(
        quantity__gt=0, expires_on__lte=Slot("until", date), recalled_at=None
    ).select_related("product")[:MOST]
)


def duties_of(account: Account, day: date) -> tuple[Duty, ...]:
    """Every list that has something on it for this person."""
    found = (
        _taken_back(account),
        _asked(account),
        _to_sign(account),
        _to_decide(account),
        _to_use(account),
        _not_sent(account),
        _come(account),
        _unwritten(account, day),
        _troubles(account),
        _stock(account, day),
        _broken(account),
    )
    return tuple(duty for duty in found if duty is not None and duty.items)


def _taken_back(account: Account) -> Duty | None:
    """Consents that patients took back; why is on the page of the consents, never here."""
    if not account.may(Right.EDIT_PATIENTS):
        return None
    return Duty(
        key="withdrawn",
        title="Consent withdrawn",
        icon="octagon-x",
        tone="stop",
        items=tuple(_gone(one) for one in taken_back(account, now=timezone.now(), most=MOST)),
    )


def _gone(one: TakenBack) -> Item:
    page = (
        ("consents", one.patient.pk) if one.opens or one.visit is None else ("visit", one.visit.pk)
    )
    return Item(
        what=str(one.patient),
        detail=for_visit(one.visit) if one.visit else _no_longer(one.uses),
        url=reverse(page[0], args=[page[1]]),
        act="Consents" if page[0] == "consents" else "Visit",
        person=True,
        word=f"Withdrawn {timezone.localtime(one.at):%-d %b}",
        tone="stop",
    )


def _no_longer(uses: Sequence[str]) -> str:
    """What photographs are not for any more; one use taken back leaves the others."""
    gone = " or ".join(level.value for level in Level if level in uses)
    return f"Photographs may no longer be used for {gone or 'anything'}"


def _asked(account: Account) -> Duty | None:
    """Questions about a consent, in charts this person may open."""
    if not account.may(Right.TAKE_CONSENT):
        return None
    items = [
        Item(
            what=str(question.offer.patient),
            detail=f"{question.offer}, asked {timezone.localtime(question.asked_at):%-d %B, %H:%M}",
            url=reverse("consent_answer", args=[question.pk]),
            act="Answer",
            person=True,
        )
        for question in questions_for(account, MOST)
    ]
    return Duty(
        key="questions",
        title="Questions about a consent",
        icon="message-square",
        tone="warn",
        items=tuple(items),
    )


def _to_sign(account: Account) -> Duty | None:
    if not account.may(Right.WRITE_NOTES):
        return None
    by_subject = {draft.subject: draft for draft in _BEGUN.rows(account=account.pk)}
    if not by_subject:
        return None
    patients = open_charts(account).filter(pk__in=list(by_subject))
    items = [
        Item(
            what=str(patient),
            detail=f"Note begun {_when(by_subject[str(patient.pk)])}",
            url=reverse("chart", args=[patient.pk]),
            act="Go on",
            person=True,
        )
        for patient in patients
    ]
    return Duty(key="sign", title="To sign", icon="signature", tone="warn", items=tuple(items))


def _to_decide(account: Account) -> Duty | None:
    """On whom a doctor decides, but for what may not wait, which has its own list."""
    if not account.may(Right.DECIDE_FINDINGS):
        return None
    found = [one for one in waiting(account) if not one.standing.urgent]
    items = [
        for_screening(one, act="Decide", word=one.standing.for_doctor, tone="warn")
        for one in found[:MOST]
    ]
    return Duty(
        key="decide",
        title="To decide",
        icon="stethoscope",
        tone="warn",
        items=tuple(items),
        url=reverse("screening_waiting"),
    )


def for_screening(one: Awaiting, *, act: str, word: str, tone: str) -> Item:
    """Somebody a doctor has to look at, with the way to the page of the screening."""
    return Item(
        what=str(one.patient),
        detail=for_visit(one.visit),
        url=reverse("screening", args=[one.patient.pk]),
        act=act,
        person=True,
        word=word,
        tone=tone,
    )


def _to_use(account: Account) -> Duty | None:
    """Texts of consents that somebody wrote and a doctor reads before anybody signs them."""
    items = [
        Item(
            what=text.service.name if text.service else "Treatment, every service",
            detail=f"Version {text.version}, written by {text.made_by}",
            url=reverse("consent_text_use", args=[text.pk]),
            act="Read it",
        )
        for text in texts_waiting(account)[:MOST]
    ]
    return Duty(
        key="texts",
        title="New texts of consents",
        icon="signature",
        tone="warn",
        items=tuple(items),
        url=reverse("settings_consents"),
    )


def for_visit(visit: Visit | None) -> str:
    """Which visit it is about, in a line."""
    if visit is None:
        return "No visit booked"
    return f"{visit.service}, {timezone.localtime(visit.starts_at):%-d %B, %H:%M}"


def _not_sent(account: Account) -> Duty | None:
    """Who has to be asked by hand before a visit."""
    if not account.may(Right.EDIT_PATIENTS):
        return None
    items = [
        Item(
            what=str(visit.patient),
            detail=f"{for_visit(visit)}. {why}",
            url=reverse("questions", args=[visit.patient_id]),
            act="Ask",
            person=True,
        )
        for visit, why in not_sent(timezone.now(), most=MOST)
    ]
    return Duty(
        key="unsent",
        title="Questions could not be sent",
        icon="clipboard-list",
        tone="warn",
        items=tuple(items),
    )


def _come(account: Account) -> Duty | None:
    """Who waited for a day that has come, and has no visit."""
    if not account.may(Right.TAKE_ANSWERS):
        return None
    items = [
        Item(
            what=str(one.patient),
            detail=f"Could be looked at again since {timezone.localtime(one.at):%-d %B}",
            url=reverse("screening_waits"),
            act="Look",
            person=True,
            word="Told" if one.message else "Not told",
            tone="idle" if one.message else "warn",
        )
        for one in come_for(account, most=MOST)
    ]
    return Duty(
        key="come", title="The wait is over", icon="calendar-plus", tone="info", items=tuple(items)
    )


def _unwritten(account: Account, day: date) -> Duty | None:
    """Needlings that ended lately, with neither a signed record nor a note of that day."""
    if not account.may(Right.WRITE_NOTES):
        return None
    given = Visit.objects.filter(
        specialist=account,
        state=Ended.FINISHED,
        service__is_needling=True,
        starts_at__gte=timezone.now() - NOTE_WITHIN,
        session__signed_at=None,
    ).select_related("patient", "service")
    noted = set(
        Note.objects.filter(
            patient__in=[visit.patient_id for visit in given], about__gte=day - NOTE_WITHIN
        ).values_list("patient_id", "about")
    )
    items = [
        Item(
            what=str(visit.patient),
            detail=f"{visit.service}, {timezone.localtime(visit.starts_at):%-d %B}",
            url=reverse("chart", args=[visit.patient_id]),
            act="Write it",
            person=True,
            word="No note yet",
            tone="warn",
        )
        for visit in given
        if (visit.patient_id, timezone.localdate(visit.starts_at)) not in noted
    ]
    return Duty(
        key="unwritten",
        title="Notes missing",
        icon="square-pen",
        tone="warn",
        items=tuple(items[:MOST]),
    )


def _when(draft: Draft) -> str:
    return timezone.localtime(draft.saved_at).strftime("%-d %B, %H:%M")


def _troubles(account: Account) -> Duty | None:
    if not account.may(Right.SEE_MESSAGES):
        return None
    items = [
        Item(
            what=message.to_name,
            detail=message.subject or message.get_channel_display(),
            url=reverse("message", args=[message.pk]),
            act="See why",
            person=True,
            word="Could not be sent",
            tone="stop",
        )
        for message in undelivered(account)
    ]
    return Duty(
        key="messages",
        title="Messages that did not arrive",
        icon="message-square",
        tone="stop",
        items=tuple(items),
    )


def _stock(account: Account, day: date) -> Duty | None:
    if not account.may(Right.SEE_STOCK):
        return None
    items = [
        Item(
            what=lot.product.name,
            detail=f"Lot {lot.number} · {amount(lot.quantity, lot.product.unit)}",
            url=reverse("stock"),
            act="Look",
            word=_expiry(lot, day),
            tone="stop" if lot.expires_on < day else "warn",
        )
        for lot in _EXPIRING.rows(until=day + EXPIRES_SOON)
    ]
    return Duty(
        key="stock", title="Stock about to expire", icon="package", tone="warn", items=tuple(items)
    )


def _expiry(lot: Lot, day: date) -> str:
    days = (lot.expires_on - day).days
    if days < 0:
        return "Expired"
    return "Expires today" if days == 0 else f"Expires in {days} day{'s' * (days > 1)}"


def _broken(account: Account) -> Duty | None:
    if not account.may(Right.REVIEW_GLASS):
        return None
    unseen = GlassBreak.objects.filter(seen_at=None).exclude(account=account)
    breaks = unseen.select_related("patient", "account")[:MOST]
    items = [
        Item(
            what=str(broken.patient),
            detail=f"{broken.account.name}: {broken.reason}",
            url=reverse("glass_list"),
            act="Look",
            person=True,
        )
        for broken in breaks
    ]
    return Duty(
        key="glass",
        title="Restricted charts that were opened",
        icon="eye",
        tone="warn",
        items=tuple(items),
    )
