"""When a picture was taken, and with what kind of device; what cannot be so is not known."""

import re
from datetime import UTC, datetime, time, timedelta, tzinfo

from percuta_clinic.files.capture import Told
from percuta_clinic.patients.models import Patient
from percuta_clinic.photos.models import Device

AHEAD = timedelta(minutes=5)  # clocks of devices are not quite right
WAITED = timedelta(hours=24)  # a picture taken on an open page is sent on that day
FIRST = datetime(2000, 1, 2, tzinfo=UTC)  # before this stand clocks that nobody ever set

_TABLET = re.compile(r"ipad|\btablet\b|\btab\b|galaxy tab|\bsm-[tx]\d|mediapad|matepad", re.I)
_PHONE = re.compile(
    r"iphone|pixel|galaxy|\bsm-|\bxq-|xperia|huawei|honor|xiaomi|redmi|oneplus|oppo|realme|vivo"
    r"|motorola|nokia|fairphone|nothing|htc|\blge?\b|zte|tecno|infinix",
    re.I,
)
_CAMERA = re.compile(
    r"canon|nikon|fujifilm|olympus|om digital|panasonic|leica|pentax|ricoh|hasselblad|sigma"
    r"|kodak|casio|\bilce-|\bdsc-|\bslt-|\bzv-|phase one",
    re.I,
)
_WEBCAM = re.compile(r"webcam|logitech|logi\b", re.I)


def device_of(told: Told) -> Device:
    """The kind of device by what its maker writes into pictures."""
    words = f"{told.make} {told.model}"
    for kind, known in (
        (Device.WEBCAM, _WEBCAM),
        (Device.TABLET, _TABLET),
        (Device.CAMERA, _CAMERA),
        (Device.PHONE, _PHONE),
    ):
        if known.search(words):
            return kind
    return Device.NOT_KNOWN


def time_of(told: Told, *, patient: Patient, now: datetime, zone: tzinfo) -> datetime | None:
    """When a file says that it was taken; a time without a zone is the clinic's."""
    at = told.at
    if at is None:
        return None
    born = patient.birth_date
    first = datetime.combine(born, time(), tzinfo=zone) if born else FIRST
    return _within(at if at.tzinfo else at.replace(tzinfo=zone), first=max(first, FIRST), now=now)


def time_here(said: datetime | None, *, now: datetime) -> datetime | None:
    """When the page says that its camera took a picture."""
    return _within(said, first=now - WAITED, now=now) if said is not None else None


def _within(at: datetime, *, first: datetime, now: datetime) -> datetime | None:
    try:
        return min(at, now) if first <= at <= now + AHEAD else None
    except OverflowError:  # a year that no zone can be applied to
        return None


def device_here(said: str) -> Device:
    """What the page says that its camera is."""
    return Device(said) if said in Device.values else Device.NOT_KNOWN
