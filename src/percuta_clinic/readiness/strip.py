"""What has to be there before a treatment, item by item: its date, or what is missing."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from percuta_clinic.booking.models import Visit
from percuta_clinic.consent.covering import Lack
from percuta_clinic.consent.models import Kind as ConsentKind
from percuta_clinic.consent.queries import Standing as Consented
from percuta_clinic.consent.queries import standings as consent_standings
from percuta_clinic.photos.queries import newest_of
from percuta_clinic.readiness.holding import held_by
from percuta_clinic.readiness.items import Item, Part, Tone, Where, item_of, named, short
from percuta_clinic.readiness.planned import MOVES, Planned, plan_item, planned
from percuta_clinic.screening.queries import standings as screening_standings
from percuta_clinic.screening.referred import MOST_LETTERS
from percuta_clinic.screening.standing import Standing as Screened


@dataclass(frozen=True, kw_only=True)
class Strip:
    """All parts of one visit; ``limits`` is what is left out or done otherwise in it.

    ``planned`` is the plan of its course that counts, where there is one.
    """

    items: tuple[Item, ...]
    limits: tuple[str, ...] = ()
    planned: Planned | None = None
    open_zones: tuple[str, ...] = ()
    shut_zones: tuple[str, ...] = ()

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
        zones = {OPEN: " ".join(self.open_zones), SHUT: " ".join(self.shut_zones)}
        return parts | zones | ({LIMITS: "\n".join(self.limits)} if self.limits else {})


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
    plans = planned(needled)
    taken = newest_of(visit.patient_id for visit in needled)
    held = held_by({visit.patient_id for visit in needled})
    return {
        visit.pk: Strip(
            items=(
                _form(screened[visit.pk]),
                _screening(screened[visit.pk]),
                _consent(treated[visit.patient_id, visit.service_id].at(visit.pk)),
                plan_item(screened[visit.pk], plans.get(visit.pk)),
                *(() if but_them else held.get(visit.patient_id, ())),
                _photos(photographed[visit.patient_id, None], taken.get(visit.patient_id)),
            ),
            limits=screened[visit.pk].limits,
            planned=plans.get(visit.pk),
            **_zones(screened[visit.pk], plans.get(visit.pk)),
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


def _zones(screened: Screened, plan: Planned | None) -> dict[str, tuple[str, ...]]:
    """Where skin may be needled and where not: what is clear, and of that what was agreed on."""
    clear, wanted = screened.open_zones, (plan.due or plan.plan.zones) if plan else ()
    agreed = frozenset(wanted if plan and plan.agreed else ())
    beside = tuple(zone for zone in clear if agreed and zone not in agreed)
    return {
        "open_zones": tuple(zone for zone in clear if zone not in beside),
        "shut_zones": (*screened.shut_zones, *beside),
    }


def strip_of(visit: Visit, *, day: date | None = None, but_them: bool = False) -> Strip | None:
    """The strip of one visit; None where no skin is needled."""
    return strips([visit], day=day, but_them=but_them).get(visit.pk)


LIMITS, OPEN, SHUT = "limits", "zones", "not_zones"  # kept with a treatment, beside the parts
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
SPEAKS = "A specialist or a doctor speaks with the patient about what comes next."
CLINICIANS = "a specialist or a doctor"
OWNER = "whoever may change the clinic"


def _form(screened: Screened) -> Item:
    day = short(screened.answered_on)
    if screened.state == "waiting":
        way = "The patient was asked; send the link again, or ask the questions here."
        return item_of(Part.FORM, Tone.UNDER_WAY, "Questions not sent back", way=way, who=ASKS)
    if screened.state == "missing":
        way = "Send the questions to the patient's phone, or ask them here."
        return item_of(Part.FORM, Tone.MISSING, "Questions not answered", way=way, who=ASKS)
    if screened.unsent:
        way = (
            "The patient sends them, alone or together with you. If they are not to count, a "
            "specialist or a doctor reads what was typed and puts them aside."
        )
        return item_of(Part.FORM, Tone.UNDER_WAY, "New answers not sent yet", way=way, who=ASKS)
    if screened.state == "stale" or screened.outdated:
        words = screened.outdated or f"Answers of {day} too old"
        way = "Send the questions again; only what may have changed is asked."
        return item_of(Part.FORM, Tone.MISSING, words, way=way, who=ASKS)
    return item_of(Part.FORM, Tone.THERE, f"Answered {day}")


def _screening(screened: Screened) -> Item:
    found = _screened(screened)
    if not screened.referred or screened.urgent or screened.state == "clear":
        return found  # what is clear names its places, and the limits the referral
    way = f"{found.words}. {found.way_out}" if found.way_out else f"{found.words}."
    told = replace(found, desk=found.for_desk, desk_way=found.way_for_desk)
    return replace(told, words=screened.referred, way_out=f"{screened.limits[0]} {way}")


def _screened(screened: Screened) -> Item:
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
        return item_of(Part.SCREENING, tone, "Not screened yet", way=way, who=who)
    desk, desk_way = _for_desk(screened, way)
    found = item_of(Part.SCREENING, tone, screened.words, way=way, who=who, desk=desk)
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
        return f"Not before {short(day)}", f"Move the visit to {day:%-d %B %Y} or a later day."
    desk = DESK.get(screened.state, "Screening open")
    return desk, SPEAKS if screened.state in ("not_now", "no") else way


def _clear(screened: Screened) -> Item:
    """Where it may be treated, and where not: one place that is clear does not clear the others."""
    where, but = named(screened.open_zones), named(screened.shut_zones)
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


def _consent(standing: Consented) -> Item:
    day = short(standing.since)
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
            way = f"The sheet that was signed lacks: {named(sorted(standing.beyond))}. Offer anew."
    tone = Tone.MISSING if standing.state in ("none", "withdrawn") else Tone.UNDER_WAY
    return replace(item_of(Part.CONSENT, tone, words, way=way, who=CLINICIANS), desk_way=desk)


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
    words = f"Consent signed {short(standing.since)}"
    if not standing.is_test_area:
        return item_of(Part.CONSENT, Tone.THERE, words)
    found = item_of(Part.CONSENT, Tone.THERE, f"{words}: test area only")
    return replace(found, kept=f"{words}. {TEST_ONLY}", places=TEST_ONLY)


def _photos(standing: Consented, newest: datetime | None) -> Item:
    if standing.state == "signed" and standing.levels:
        desk = f"Photos: {', '.join(sorted(standing.levels))}"
        words = desk if newest else f"{desk}; none taken yet"
        if newest and localdate(newest) == localdate():
            words = f"{desk}; taken today"
        return Item(part=Part.PHOTOS, tone=Tone.THERE, words=words, desk=desk, holds=False)
    words = {"signed": "Photos refused", "withdrawn": "Photos withdrawn"}.get(
        standing.state, "Photos not asked"
    )
    return Item(part=Part.PHOTOS, tone=Tone.OPTIONAL, words=words, holds=False)
