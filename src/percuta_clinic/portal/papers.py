"""Consents among what a patient has to do: to read, signed, taken back, still to be offered."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.urls import reverse

from percuta_clinic.booking.models import Visit
from percuta_clinic.consent.covering import Lack
from percuta_clinic.consent.models import Consent, Kind, Offer, about
from percuta_clinic.consent.queries import State, consents_of, offers_of, renewed_of
from percuta_clinic.consent.queries import standing as consent_standing
from percuta_clinic.patients.models import Patient
from percuta_clinic.portal.tasks import OURS, Task, Turn, day_of
from percuta_clinic.screening.standing import Standing

NO_SHEET = ("no", "not_now")  # nothing can be planned, so no sheet is to come
GONE = {
    Kind.TREATMENT: "Without a new consent, this treatment is not done to your skin.",
    Kind.PHOTOS: "Your photographs are no longer used.",
}


def consents(patient: Patient, visit: Visit | None, screened: Standing) -> Iterator[Task]:
    """What waits to be read and signed, what was signed last, and what the clinic gives next."""
    newest: dict[object, Consent] = {}
    for one in consents_of(patient):
        newest.setdefault((one.kind, one.service_id), one)
    renewed = renewed_of(list(newest.values()))
    old = {key: one for key, one in newest.items() if one.pk in renewed and not one.is_withdrawn}
    for offer in offers_of(patient):
        yield _to_read(offer, old.get((offer.kind, offer.service_id)))
    yield from _to_come(patient, visit, screened)
    for key, one in newest.items():
        yield _of_old_text(one) if key in old else _signed(one)


def _changed(consent: Consent) -> str:
    return f"The clinic’s text has changed since you signed on {day_of(consent.signed_at)}"


def _to_read(offer: Offer, old: Consent | None) -> Task:
    asked = list(offer.questions.all())
    waits = any(one.answered_at is None for one in asked)
    state, words = "Waits for you", "Take your time, ask what you like, then sign or leave it."
    act = "Read on" if offer.opened_at else "Read"
    if waits:
        state, words = (
            "Your question is with us",
            "You read the answer here, then sign or leave it.",
        )
    elif asked:
        state, words = "Your question is answered", "Read the answer, then sign or leave it."
        act = "Read the answer"
    if old is not None:
        words = f"{_changed(old)}, so a new signature is needed. {words}"
    return Task(
        title=f"Read and decide: {offer}",
        state=state,
        words=words,
        turn=Turn.CLINIC if waits else Turn.PATIENT,
        url=reverse("my_consent", args=[offer.pk]) + ("#questions" if asked else ""),
        act=act,
        kind=offer.kind,
        tone="info" if offer.opened_at else "idle",
        icon="signature",
    )


def _to_come(patient: Patient, visit: Visit | None, screened: Standing) -> Iterator[Task]:
    """A sheet that the clinic has still to give; nothing while none can be written."""
    if visit is None or screened.state in NO_SHEET:
        return
    kind, service, zones = Kind.TREATMENT, visit.service, screened.open_zones
    found = consent_standing(patient, kind, service, zones=zones).at(visit.pk)
    if found.state not in (State.NONE, State.OUTDATED):
        return
    words = "Next, your clinic gives you a sheet to read and sign."
    if found.state == State.OUTDATED and found.consent is not None:
        words = f"{_why_again(found.consent, found.lack)} {words}"
    elif screened.state != "clear":
        words = "Once your answers are clear, your clinic gives you a sheet to read and sign."
    title = f"Read and decide: {about(kind, service)}"
    yield Task(title=title, state=OURS, words=words, turn=Turn.CLINIC, kind=kind)


def _why_again(consent: Consent, lack: Lack | None) -> str:
    if lack is None:
        return f"{_changed(consent)}, so this visit needs a new signature."
    if lack in (Lack.TEST_ONLY, Lack.USED):
        return f"What you signed on {day_of(consent.signed_at)} was for one visit with a test area."
    return f"What you signed on {day_of(consent.signed_at)} does not cover this visit."


def _of_old_text(consent: Consent) -> Task:
    return replace(
        _signed(consent),
        state="Signed, but the text has changed",
        words=f"{_changed(consent)}. For what comes next, that signature does not count any more.",
        tone="warn",
        icon="history",
    )


def _signed(consent: Consent) -> Task:
    gone = [(one.at, one.whole) for one in consent.gone]
    whole = next((at for at, is_whole in gone if is_whole), None)
    if whole is not None:
        return _withdrawn(consent, whole)
    part = f" Some of it you withdrew on {day_of(gone[-1][0])}." if gone else ""
    return Task(
        title=f"Read and decide: {consent}",
        state="Signed",
        words=f"Signed on {day_of(consent.signed_at)}.{part}",
        turn=Turn.DONE,
        url=reverse("my_consent_signed", args=[consent.pk]),
        act="See it",
        kept=True,
        kind=consent.kind,
        tone="ok",
        icon="circle-check",
    )


def _withdrawn(consent: Consent, at: datetime) -> Task:
    return Task(
        title=str(consent),
        state="Withdrawn",
        words=f"You withdrew this consent on {day_of(at)}. {GONE[Kind(consent.kind)]}",
        turn=Turn.GONE,
        url=reverse("my_consent_signed", args=[consent.pk]),
        act="See what you signed",
        kept=True,
        kind=consent.kind,
        tone="stop",
        icon="octagon-x",
    )
