"""What has to be there before a treatment, item by item: its date, or what is missing."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.utils.timezone import localdate

from percuta_clinic.booking.models import Visit
from percuta_clinic.consent.covering import Lack
from percuta_clinic.consent.models import Kind as ConsentKind
from percuta_clinic.consent.queries import Standing as Consented
from percuta_clinic.consent.queries import standings as consent_standings
from percuta_clinic.intake.science.places import place_words
from percuta_clinic.screening.queries import standings as screening_standings
from percuta_clinic.screening.standing import MOST_LETTERS
from percuta_clinic.screening.standing import Standing as Screened


class Part(StrEnum):
    """What the strip tells of, in its order."""

    FORM = "form"
    SCREENING = "screening"
    CONSENT = "consent"
    PLAN = "plan"
    PHOTOS = "photos"


class Tone(StrEnum):
    """How an item stands; the value is the colour that pages give it."""

    THERE = "ok"
    UNDER_WAY = "warn"
    MISSING = "stop"
    OPTIONAL = "idle"


class Where(StrEnum):
    """Where else than on its own page an item is cleared."""

    NOWHERE = ""
    VISIT = "visit"  # by moving it
    SERVICE = "service"  # in its settings


@dataclass(frozen=True, kw_only=True)
class Item:
    """One part: ``words`` fit a chip; ``way_out`` and ``who`` say how it is cleared.

    ``kept`` are fuller words that stay with the treatment; ``places`` says where, if not all.
    """

    part: Part
    tone: Tone
    words: str
    way_out: str = ""
    who: str = ""
    holds: bool = True  # whether treatment waits for it
    desk: str = ""  # the same for eyes that may not see the chart
    desk_way: str = ""
    where: Where = Where.NOWHERE
    kept: str = ""
    places: str = ""
    presses: bool = False  # may not wait, whether or not treatment does

    @property
    def for_desk(self) -> str:
        """The words for whoever may see that something waits, but not what."""
        return self.desk or self.words

    @property
    def way_for_desk(self) -> str:
        """The way out for the same eyes."""
        return self.desk_way or self.way_out

    @property
    def is_missing(self) -> bool:
        """Whether treatment cannot begin because of it."""
        return self.holds and self.tone in (Tone.UNDER_WAY, Tone.MISSING)


@dataclass(frozen=True, kw_only=True)
class Strip:
    """All parts of one visit; ``limits`` is what is left out or done otherwise in it."""

    items: tuple[Item, ...]
    limits: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[Item, ...]:
        """What treatment still waits for."""
        return tuple(item for item in self.items if item.is_missing)

    @property
    def is_ready(self) -> bool:
        """Whether treatment may begin as far as this goes."""
        return not self.missing

    @property
    def cleared(self) -> dict[str, str]:
        """Every part in words, to be kept with the treatment that it allowed, and the limits."""
        parts = {item.part.value: item.kept or item.words for item in self.items}
        return parts | ({LIMITS: "\n".join(self.limits)} if self.limits else {})


def strips(
    visits: Iterable[Visit], *, day: date | None = None, but_them: bool = False
) -> Mapping[UUID, Strip]:
    """The strips of visits at which skin is needled; each for its own day, or all for ``day``.

    ``but_them``: as if these visits had not been sessions, for one that goes on.
    """
    needled = [visit for visit in visits if visit.service.is_needling]
    if not needled:
        return {}
    screened = screening_standings(needled, day=day, but_them=but_them)
    treated = consent_standings(
        ((visit.patient_id, visit.service_id) for visit in needled),
        zones=_to_be_treated(needled, screened),
    )
    photographed = consent_standings(
        ((visit.patient_id, None) for visit in needled), kind=ConsentKind.PHOTOS
    )
    return {
        visit.pk: Strip(
            items=(
                _form(screened[visit.pk]),
                _screening(screened[visit.pk]),
                _consent(treated[visit.patient_id, visit.service_id].at(visit.pk)),
                _plan(screened[visit.pk]),
                _photos(photographed[visit.patient_id, None]),
            ),
            limits=screened[visit.pk].limits,
        )
        for visit in needled
    }


def _to_be_treated(
    visits: Sequence[Visit], screened: Mapping[UUID, Screened]
) -> Mapping[UUID, Collection[str]]:
    """The zones of each patient that a consent has to cover: those that may be needled."""
    found: dict[UUID, set[str]] = {}
    for visit in visits:
        found.setdefault(visit.patient_id, set()).update(screened[visit.pk].open_zones)
    return found


def strip_of(visit: Visit, *, day: date | None = None, but_them: bool = False) -> Strip | None:
    """The strip of one visit; None where no skin is needled."""
    return strips([visit], day=day, but_them=but_them).get(visit.pk)


LIMITS = "limits"
CLEAR, BUT = "Clear: ", "; not "
TEST_ONLY = "Test area only."
DESK = {
    "ask": "Questions open",
    "doctor": "A doctor decides",
    "not_now": "Not now",
    "no": "A doctor explains",
}
REFER = "A skin doctor looks at it without delay, whatever else is done."
ASKS = "the patient on the phone, or anybody of the staff together with the patient"
MOVES = "whoever books visits, or a doctor"
SPEAKS = "A specialist or a doctor speaks with the patient about what comes next."
CLINICIANS = "a specialist or a doctor"
OWNER = "whoever may change the clinic"


def _form(screened: Screened) -> Item:
    day = _short(screened.answered_on)
    if screened.state == "waiting":
        way = "The patient was asked; send the link again, or ask the questions here."
        return _item(Part.FORM, Tone.UNDER_WAY, "Questions not sent back", way=way, who=ASKS)
    if screened.state == "missing":
        way = "Send the questions to the patient's phone, or ask them here."
        return _item(Part.FORM, Tone.MISSING, "Questions not answered", way=way, who=ASKS)
    if screened.unsent:
        way = (
            "The patient sends them, alone or together with you. If they are not to count, a "
            "specialist or a doctor reads what was typed and puts them aside."
        )
        return _item(Part.FORM, Tone.UNDER_WAY, "New answers not sent yet", way=way, who=ASKS)
    if screened.state == "stale" or screened.outdated:
        words = screened.outdated or f"Answers of {day} too old"
        way = "Send the questions again; only what may have changed is asked."
        return _item(Part.FORM, Tone.MISSING, words, way=way, who=ASKS)
    return _item(Part.FORM, Tone.THERE, f"Answered {day}")


def _screening(screened: Screened) -> Item:
    way, who = {
        "ask": ("Ask what is open, or look at it, and enter the answer.", CLINICIANS),
        "doctor": ("A doctor reads the finding and decides.", "a doctor"),
        "not_now": ("Read in the screening what has to happen first.", CLINICIANS),
        "no": ("Nobody overrules this. Talk about care without needles.", CLINICIANS),
    }.get(screened.state, ("Answer the questions first.", ASKS))
    where = Where.VISIT if _opens_on(screened) else Where.NOWHERE
    if where is Where.VISIT:
        way, who = "Move the visit to a day after it, or a doctor decides.", MOVES
    if not screened.device_known:
        way = "Choose a device that the catalogue knows, in the settings of the service."
        who, where = OWNER, Where.SERVICE
    if screened.state == "clear":
        return _clear(screened)
    tone = Tone.MISSING if screened.state in ("not_now", "no") else Tone.UNDER_WAY
    if screened.state in ("missing", "waiting", "stale") and not screened.urgent:
        return _item(Part.SCREENING, tone, "Not screened yet", way=way, who=who)
    desk, desk_way = _for_desk(screened, way)
    found = _item(Part.SCREENING, tone, screened.words, way=way, who=who, desk=desk)
    found = replace(found, desk_way=desk_way, where=where)
    if screened.urgent:
        way = f"{REFER} {way}"
        return replace(found, tone=Tone.MISSING, way_out=way, presses=True)
    return found


def _opens_on(screened: Screened) -> date | None:
    """The day to which a visit can be moved, where one is known."""
    return screened.until or screened.rests_until if screened.state == "not_now" else None


def _for_desk(screened: Screened, way: str) -> tuple[str, str]:
    """When, and who tells the patient; never why."""
    if day := _opens_on(screened):
        return f"Not before {_short(day)}", f"Move the visit to {day:%-d %B %Y} or a later day."
    desk = DESK.get(screened.state, "Screening open")
    return desk, SPEAKS if screened.state in ("not_now", "no") else way


def _clear(screened: Screened) -> Item:
    """Where it may be treated, and where not: one place that is clear does not clear the others."""
    where, but = _named(screened.open_zones), _named(screened.shut_zones)
    kept = f"{CLEAR}{where}{BUT}{but}" if but else f"{CLEAR}{where}"
    short = bool(but) and len(kept) <= MOST_LETTERS and not screened.urgent
    return Item(
        part=Part.SCREENING,
        tone=Tone.MISSING if screened.urgent else Tone.THERE,
        words=kept if short else screened.words,
        holds=not screened.urgent,
        presses=screened.urgent,
        desk=DESK["no"] if screened.urgent else "Screening clear",
        kept=kept,
        places=f"Only: {where}. Not: {but} (see screening)." if but else "",
    )


def places_cleared(cleared: Mapping[str, str] | None) -> str:
    """Where a treatment was allowed and where not, from what is kept with it; empty if unsaid."""
    kept = (cleared or {}).get(Part.SCREENING.value, "")
    if not kept.startswith(CLEAR):
        return ""
    where, _, but = kept.removeprefix(CLEAR).partition(BUT)
    return f"Only: {where}. Not: {but}." if but else f"Only: {where}."


def where_cleared(cleared: Mapping[str, str] | None) -> str:
    """The same, with the limit of a test area, which places alone do not tell."""
    is_test = (cleared or {}).get(Part.CONSENT.value, "").endswith(TEST_ONLY)
    return f"{TEST_ONLY * is_test} {places_cleared(cleared)}".strip()


def limits_kept(cleared: Mapping[str, str] | None) -> tuple[str, ...]:
    """What was to be left out or done otherwise, from what is kept with a treatment."""
    return tuple((cleared or {}).get(LIMITS, "").splitlines())


def _named(zones: Iterable[str]) -> str:
    return ", ".join(place_words(zone) for zone in zones)


def _consent(standing: Consented) -> Item:
    day = _short(standing.since)
    words, way = {
        "none": ("No consent", "Offer it for reading and signing."),
        "offered": ("Consent not read yet", "The patient reads and signs it, here or at home."),
        "read": ("Consent read, not signed", "Ask what is unclear; the patient signs it."),
        "question open": ("Question to answer", "Answer the patient's question about the consent."),
        "withdrawn": (f"Consent withdrawn {day}", "Talk about it; only a new consent helps."),
        "outdated": ("Consent of an older text", "Offer the text that is in use now."),
    }.get(standing.state, ("No consent", "Offer it for reading and signing."))
    if standing.state == "signed":
        return _signed(standing)
    desk = way
    if standing.state == "outdated" and standing.lack is not None:
        words, way = LACKING[standing.lack]
        desk = way
        if standing.lack is Lack.PLACE:
            way = f"The sheet that was signed lacks: {_named(sorted(standing.beyond))}. Offer anew."
    tone = Tone.MISSING if standing.state in ("none", "withdrawn") else Tone.UNDER_WAY
    return replace(_item(Part.CONSENT, tone, words, way=way, who=CLINICIANS), desk_way=desk)


ONCE = "The consent was for one visit, and that has begun. Offer it anew for this one."
AGAIN = "Offer it anew, or let whoever may change the clinic put the service right."
LACKING = {
    Lack.PLACE: ("Consent lacks a place", "The sheet that was signed lacks one. Offer anew."),
    Lack.DEVICE: (
        "Consent names another device",
        "The sheet that was signed speaks of another device than this service has. Offer anew.",
    ),
    Lack.TEST_ONLY: (
        "Consent is for a test area only",
        f"What was signed is for a test area; this service is for the whole treatment now. {AGAIN}",
    ),
    Lack.NO_TEST: (
        "Consent is not for a test area",
        f"What was signed is for the whole treatment; this service is a test area now. {AGAIN}",
    ),
    Lack.USED: ("Consent was for one test visit", ONCE),
}


def _signed(standing: Consented) -> Item:
    """A test area is one visit in a small place: that stays with the treatment."""
    words = f"Consent signed {_short(standing.since)}"
    if not standing.is_test_area:
        return _item(Part.CONSENT, Tone.THERE, words)
    found = _item(Part.CONSENT, Tone.THERE, f"{words}: test area only")
    return replace(found, kept=f"{words}. {TEST_ONLY}", places=TEST_ONLY)


def _plan(screened: Screened) -> Item:
    """Only a proposal: whoever begins the treatment says which doctor agreed to it."""
    if screened.free_on is not None:
        return _planned_later(screened, screened.free_on)
    asked = "Doctor's agreement is asked at the beginning"
    words = asked if screened.state == "clear" else "No plan proposed"
    return Item(part=Part.PLAN, tone=Tone.OPTIONAL, words=words, holds=False)


def _planned_later(screened: Screened, free_on: date) -> Item:
    """The plan keeps off the patient's own days, and the consent sheet says so."""
    move = f"Move the visit to {free_on:%-d %B %Y} or a later day."
    way = (
        f"The plan leaves this day out: {screened.off}. {move} Where the days away or the special "
        "day are others now, ask the questions again."
    )
    words = f"Planned from {_short(free_on)}"
    item = _item(Part.PLAN, Tone.MISSING, words, way=way, who=MOVES)
    return replace(item, desk_way=move, where=Where.VISIT)


def _photos(standing: Consented) -> Item:
    if standing.state == "signed" and standing.levels:
        words = f"Photos: {', '.join(sorted(standing.levels))}"
        return Item(part=Part.PHOTOS, tone=Tone.THERE, words=words, holds=False)
    words = {"signed": "Photos refused", "withdrawn": "Photos withdrawn"}.get(
        standing.state, "Photos not asked"
    )
    return Item(part=Part.PHOTOS, tone=Tone.OPTIONAL, words=words, holds=False)


def _item(
    part: Part, tone: Tone, words: str, *, way: str = "", who: str = "", desk: str = ""
) -> Item:
    return Item(part=part, tone=tone, words=words, way_out=way, who=who, desk=desk)


def _short(at: date | datetime | None) -> str:
    """A day as chips say it."""
    if at is None:
        return ""
    day = localdate(at) if isinstance(at, datetime) else at
    return f"{day.day} {day:%b}"
