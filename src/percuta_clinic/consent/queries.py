"""Where consents stand: the one place that says who may be treated and what photos are for."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from percuta_clinic.booking.models import Service
from percuta_clinic.consent.covering import AS_LAID_OUT, Lack, beyond, lack_of, uses_of
from percuta_clinic.consent.models import Consent, ConsentText, Kind, Offer, Question
from percuta_clinic.patients.models import Patient

Wanted = tuple[UUID, UUID | None]  # a patient and a service


@dataclass(frozen=True, kw_only=True)
class Renewal:
    """A text that everybody has to sign anew, and since when."""

    service: UUID | None
    version: int
    at: datetime

    def outdates(self, signed: Consent) -> bool:
        """Told by what was signed, not when: the old text may be signed as this comes in use."""
        if signed.text.service_id == self.service:
            return signed.text_version < self.version
        return self.service is not None  # a service's own words come after the general ones


Renewals = dict[UUID | None, Renewal | None]


class State(StrEnum):
    """How far a consent is."""

    NONE = "none"
    OFFERED = "offered"
    READ = "read"
    QUESTION = "question open"
    SIGNED = "signed"
    WITHDRAWN = "withdrawn"
    OUTDATED = "outdated"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A state, since when, and the rows that say so; ``levels`` are of photographs.

    ``used_by`` are the visits that began with a consent to a test area.
    """

    state: State
    since: datetime | None = None
    consent: Consent | None = None
    offer: Offer | None = None
    levels: frozenset[str] = frozenset()
    beyond: frozenset[str] = frozenset()  # zones asked about that the signed sheet leaves out
    lack: Lack | None = None  # what else than an older text keeps a signature from counting
    used_by: frozenset[UUID] = frozenset()

    @property
    def holds(self) -> bool:
        """Whether there is a signature that counts today."""
        return self.state == State.SIGNED

    @property
    def is_test_area(self) -> bool:
        """Whether what was signed is for a test area only."""
        return self.consent is not None and self.consent.offer.is_test_area

    def at(self, visit: UUID) -> "Standing":
        """The same for one visit: what that visit alone has used still counts at it."""
        if self.lack is not Lack.USED or self.used_by != {visit} or self.consent is None:
            return self
        since = self.consent.signed_at
        return Standing(state=State.SIGNED, since=since, consent=self.consent, used_by=self.used_by)


NOTHING = Standing(state=State.NONE)


def may_treat(patient: Patient, service: Service) -> Standing:
    """Whether the patient agreed to be treated; only ``holds`` opens the gate."""
    return standing(patient, Kind.TREATMENT, service)


def photo_levels(patient: Patient) -> frozenset[str]:
    """What photographs of the patient may be used for now; nothing else may say so."""
    return standing(patient, Kind.PHOTOS).levels


def standing(
    patient: Patient,
    kind: str,
    service: Service | None = None,
    *,
    zones: Collection[str] | None = None,
) -> Standing:
    """Where one consent of one patient stands; ``zones`` as in ``standings``."""
    wanted = (patient.pk, service.pk if service and kind == Kind.TREATMENT else None)
    asked = None if zones is None else {patient.pk: zones}
    return standings([wanted], kind=kind, zones=asked)[wanted]


def standings(
    wanted: Iterable[Wanted],
    *,
    kind: str = Kind.TREATMENT,
    zones: Mapping[UUID, Collection[str]] | None = None,
) -> dict[Wanted, Standing]:
    """Many at once, in as many queries as one: signed, offered, asked again.

    ``zones`` says per patient where skin is to be needled: a sheet without one of them is outdated.
    """
    pairs = list(dict.fromkeys(wanted))
    if not pairs:
        return {}
    patients = {patient for patient, _ in pairs}
    signed = _newest_signed(kind, patients)
    offers = _newest_offers(kind, patients)
    renewed = _renewed(kind)
    found = {
        pair: _standing(signed.get(pair), offers.get(pair), _renewal(renewed, pair[1]))
        for pair in pairs
    }
    asked = zones or {}
    uses = uses_of(one.consent for one in found.values() if one.holds and one.consent)
    return {pair: _within(one, asked.get(pair[0], ()), uses) for pair, one in found.items()}


def _within(
    found: Standing, zones: Collection[str], uses: Mapping[UUID, frozenset[UUID]]
) -> Standing:
    """A signature covers what its sheet speaks of, and nothing else."""
    signed = found.consent
    if not found.holds or signed is None or signed.kind != Kind.TREATMENT:
        return found
    used_by = uses.get(signed.pk, frozenset())
    lack = lack_of(signed, zones, used_by)
    if lack is None:
        return found
    short = Standing(state=State.OUTDATED, since=found.since, consent=signed)
    if found.offer is not None:
        short = _offered(found.offer, signed)
    return replace(short, lack=lack, beyond=beyond(signed, zones), used_by=used_by)


def _newest_signed(kind: str, patients: set[UUID]) -> dict[Wanted, Consent]:
    rows = (
        Consent.objects.filter(kind=kind, patient__in=patients)
        .select_related("offer", "service", "text")
        .annotate(withdrawn_at=Max("withdrawals__at", filter=Q(withdrawals__whole=True)))
        .order_by("signed_at", "pk")
    )
    if kind == Kind.PHOTOS:
        rows = rows.prefetch_related("withdrawals")
    found = list(rows)
    if kind == Kind.PHOTOS:
        _tell_gone(found)
    newest: dict[Wanted, Consent] = {_about(row): row for row in sorted(found, key=_fits)}
    for row in found:
        _end(newest[_about(row)], vars(row)["withdrawn_at"])
    return newest


def _fits(row: Consent) -> bool:
    """Whether it is for what its service is now, a test area or a course: that goes first."""
    return row.service is None or row.offer.is_test_area == row.service.is_test_area


def _about(row: Consent) -> Wanted:
    return row.patient_id, row.service_id


def _end(newest: Consent, at: datetime | None) -> None:
    """After a merge the newest event counts: a later withdrawal ends every signature before it."""
    own = vars(newest)["withdrawn_at"]
    if at and at >= newest.signed_at:
        vars(newest)["withdrawn_at"] = max(at, own or at)


def _tell_gone(rows: Sequence[Consent]) -> None:
    """What took each of them back, without a query for each; their withdrawals are at hand."""
    alike: dict[tuple[str, Wanted], list[Consent]] = {}
    for row in rows:
        alike.setdefault((row.kind, _about(row)), []).append(row)
    for row in rows:
        row.gone_known = sorted(
            (
                gone
                for one in alike[row.kind, _about(row)]
                for gone in one.withdrawals.all()
                if one.pk == row.pk or gone.at >= row.signed_at
            ),
            key=lambda gone: gone.at,
        )


def _newest_offers(kind: str, patients: set[UUID]) -> dict[Wanted, Offer]:
    rows = (
        Offer.objects.filter(
            AS_LAID_OUT, kind=kind, patient__in=patients, ended_at=None, consent__isnull=True
        )
        .annotate(
            waiting=Count("questions", filter=Q(questions__answered_at=None)),
            asked_at=Max("questions__asked_at"),
        )
        .order_by("made_at", "pk")
    )
    return {(row.patient_id, row.service_id): row for row in rows}


def _renewed(kind: str) -> Renewals:
    """A service whose words become its own keeps what was asked anew until then."""
    texts = ConsentText.objects.filter(kind=kind).exclude(used_at=None)
    found: Renewals = {}
    for text in texts.order_by("used_at", "version").only(
        "service", "version", "used_at", "renews"
    ):
        service, at = text.service_id, text.used_at
        before = found[service] if service in found else found.get(None)
        found[service] = before
        if at is not None and text.renews:
            found[service] = Renewal(service=service, version=text.version, at=at)
    return found


def renewed_of(rows: Sequence[Consent]) -> frozenset[UUID]:
    """Those of them whose words everybody was asked to sign anew since."""
    found = {kind: _renewed(kind) for kind in {row.kind for row in rows}}
    return frozenset(
        row.pk
        for row in rows
        if (asked := _renewal(found[row.kind], row.service_id)) and asked.outdates(row)
    )


def _renewal(renewed: Renewals, service: UUID | None) -> Renewal | None:
    """What everybody was last asked anew; a service with words of its own follows those."""
    return renewed[service] if service in renewed else renewed.get(None)


def _standing(signed: Consent | None, offer: Offer | None, renewed: Renewal | None) -> Standing:
    withdrawn = getattr(signed, "withdrawn_at", None)
    if signed and not withdrawn and not (renewed and renewed.outdates(signed)):
        return Standing(
            state=State.SIGNED,
            since=signed.signed_at,
            consent=signed,
            offer=offer,
            levels=levels_left(signed),
        )
    if offer is not None:
        return _offered(offer, signed)
    if signed is None:
        return NOTHING
    if withdrawn:
        return Standing(state=State.WITHDRAWN, since=withdrawn, consent=signed)
    return Standing(state=State.OUTDATED, since=renewed.at if renewed else None, consent=signed)


def _offered(offer: Offer, signed: Consent | None) -> Standing:
    state, since = State.OFFERED, offer.made_at
    if getattr(offer, "waiting", 0):
        state, since = State.QUESTION, getattr(offer, "asked_at", offer.made_at)
    elif offer.opened_at:
        state, since = State.READ, offer.opened_at
    return Standing(state=state, since=since, consent=signed, offer=offer)


def levels_left(consent: Consent) -> frozenset[str]:
    """What a consent to photographs still allows."""
    if consent.kind != Kind.PHOTOS:
        return frozenset()
    if consent.is_withdrawn:
        return frozenset()
    return frozenset(consent.levels).difference(*(one.levels for one in consent.gone))


def consents_of(patient: Patient) -> list[Consent]:
    """Everything the patient signed, the newest first, with what was withdrawn."""
    rows = patient.consents.select_related("offer", "service", "text", "pdf")
    found = list(rows.prefetch_related("withdrawals").order_by("-signed_at"))
    _tell_gone(found)
    return found


def offers_of(patient: Patient) -> QuerySet[Offer]:
    """What still waits for the patient, with its questions."""
    return (
        _unsigned(patient)
        .filter(AS_LAID_OUT)
        .select_related("text", "guardian")
        .prefetch_related("questions")
    )


def offers_over(patient: Patient) -> QuerySet[Offer]:
    """What nobody took back, and nobody can sign: the service became another thing since."""
    return _unsigned(patient).exclude(AS_LAID_OUT)


def _unsigned(patient: Patient) -> QuerySet[Offer]:
    found = patient.offers.filter(ended_at=None, consent__isnull=True)
    return found.select_related("service").order_by("-made_at")


def unanswered() -> QuerySet[Question]:
    """Questions that wait for an answer, the oldest first."""
    return (
        Question.objects.filter(answered_at=None, offer__ended_at=None, offer__consent__isnull=True)
        .select_related("offer__patient", "offer__service")
        .order_by("asked_at")
    )
