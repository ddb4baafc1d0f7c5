"""Photographs of a patient by view, and the session each belongs to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max
from django.db.models.functions import Coalesce
from django.utils import timezone

from percuta_clinic.assessment.queries import seen_on
from percuta_clinic.booking.models import HOLDS
from percuta_clinic.intake.queries import answered
from percuta_clinic.patients.models import Patient
from percuta_clinic.photos.framing import VIEWS, View, view_name, views_for, views_showing
from percuta_clinic.photos.models import How, Photo


@dataclass(frozen=True, kw_only=True)
class Frame:
    """One view with its pictures, the newest first; none: an empty frame."""

    view: View
    photos: tuple[Photo, ...] = ()

    @property
    def newest(self) -> Photo | None:
        """What the next picture is laid over."""
        return self.photos[0] if self.photos else None


def photos_of(patient: Patient, view: str = "") -> list[Photo]:
    """Every picture in the record, the newest first."""
    rows = patient.photos.filter(removed_at=None).select_related(
        "visit__service", "file", "patient"
    )
    rows = rows.filter(view=view) if view else rows
    return list(rows.order_by(Coalesce("taken_at", "added_at").desc(), "-added_at", "pk"))


def before_of(patient: Patient, zones: Iterable[str], at: datetime) -> list[Photo]:
    """The newest picture of each view that shows one of these places, taken before a moment."""
    views = list(dict.fromkeys(view for zone in zones for view in views_showing(zone)))
    earlier = [one for one in photos_of(patient) if one.how != How.SENT and one.when < at]
    newest = {one.view: one for one in reversed(earlier)}
    return [newest[view] for view in views if view in newest]


def days_of(patient: Patient) -> list[tuple[date, str]]:
    """Day and view of every picture in the record, in one query."""
    rows = patient.photos.filter(removed_at=None)
    told = rows.annotate(at=Coalesce("taken_at", "added_at")).values_list("at", "view")
    return [(timezone.localdate(at), view) for at, view in told]


def removed_of(patient: Patient) -> list[Photo]:
    """What was taken out and can be put back."""
    return list(patient.photos.exclude(removed_at=None).order_by("-removed_at"))


def frames_of(patient: Patient, photos: Sequence[Photo]) -> list[Frame]:
    """The views of what is wished for or was graded, and of every picture there is.

    A face that was photographed from one side is asked for from all five.
    """
    face = any(VIEWS[one.view].is_face for one in photos if one.view in VIEWS)
    found = {one.key: one for one in views_for(places_of(patient), also_face=face)}
    found |= {one.view: _view(one.view) for one in photos if one.view not in found}
    order = [*VIEWS, *found]
    return [
        Frame(view=found[key], photos=tuple(one for one in photos if one.view == key))
        for key in sorted(found, key=order.index)
    ]


def _view(key: str) -> View:
    return VIEWS.get(key) or View(key=key, name=view_name(key), how="", zone=key)


def places_of(patient: Patient) -> frozenset[str]:
    """Places that the patient wishes for, as told last, or where something was seen."""
    rounds = answered(patient)
    told = rounds[-1].round.told if rounds else None
    wished = {zone for zones in told.wishes.values() for zone in zones} if told else set()
    return frozenset(wished | {one.zone for one in seen_on(patient) if one.is_there})


def sessions_of(patient: Patient) -> dict[UUID, int]:
    """The number of each visit at which skin was or will be needled, in their order."""
    rows = patient.visits.filter(service__is_needling=True).order_by("starts_at")
    counted = [one for one in rows if one.treatment_began_at or one.state in HOLDS]
    return {one.pk: number for number, one in enumerate(counted, start=1)}


def newest_of(patients: Iterable[UUID]) -> dict[UUID, datetime]:
    """When the newest picture of each of many patients was taken; nobody without one."""
    rows = Photo.objects.filter(patient__in=set(patients), removed_at=None).values("patient")
    newest = rows.annotate(newest=Max(Coalesce("taken_at", "added_at")))
    return dict(newest.values_list("patient", "newest"))
