"""Whether room, device and stock are ready; each cross says how to clear it and who can."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from percuta_clinic.booking.models import Visit
from percuta_clinic.people.standing import Stand, rules_standing
from percuta_clinic.planning.dates import plan_in_force
from percuta_clinic.planning.making import kept_of
from percuta_clinic.planning.science import deepest_in, has_cream
from percuta_clinic.stock.fitting import OTHER, device_words, fit_of
from percuta_clinic.stock.models import Kind, Lot
from percuta_clinic.treatment.checklist import CHECKS, checks_of


@dataclass(frozen=True, kw_only=True)
class Ready:
    """One thing. ``holds``: no treatment begins before it is cleared."""

    words: str
    ok: bool
    way: str = ""
    who: str = ""
    holds: bool = False


DESK = "whoever looks after the stock"
_CALLED = {Kind.CARTRIDGE: "Cartridge", Kind.CREAM: "Numbing cream"}


def ready_of(visit: Visit, *, day: date) -> list[Ready]:
    """Everything beside the strip of the visit, in the order in which it is laid out."""
    return [_rules(), *_device(visit, day), *_stock(visit, day), _checked(visit)]


def held_by(visit: Visit, *, day: date) -> list[Ready]:
    """What keeps the treatment from beginning."""
    return [one for one in ready_of(visit, day=day) if one.holds and not one.ok]


def _rules() -> Ready:
    stand = rules_standing().stand
    ok = settings.DEMO or stand == Stand.SIGNED
    way = "Read and sign them under Settings, Rules."
    words = "Rules in use are signed" if stand == Stand.SIGNED else f"Rules in use: {stand}"
    if ok and stand != Stand.SIGNED:
        words += "; in a demo clinic they need not be"
    return Ready(words=words, ok=ok, way=way, who="a doctor")  # visit_treat refuses by itself


def _device(visit: Visit, day: date) -> Iterator[Ready]:
    device, who = visit.device, "whoever looks after the devices"
    if device is None:
        way = "Name the devices of this service under Settings, or move the visit."
        yield Ready(words="No device is booked", ok=False, way=way, who=who)
        return
    due = device.service_due
    if device.retired_at is not None:
        way = "Move the visit, so that another device is chosen."
        yield Ready(words=f"{device} is out of use", ok=False, way=way, who=who, holds=True)
    elif due is not None and due < day:
        words = f"{device}: service was due on {due:%-d %B %Y}"
        way = "Have it serviced and enter the day under Stock, Devices; or choose another device."
        yield Ready(words=words, ok=False, way=way, who=who, holds=True)
    else:
        yield Ready(words=f"{device} is in service", ok=True)
    plan = plan_in_force(visit.patient, visit.service)
    deepest = deepest_in(kept_of(plan)) if plan is not None else 0
    if deepest > float(device.max_depth_mm):
        words = f"{device} reaches {device.max_depth_mm} mm; the plan goes to {deepest:g} mm"
        way = "Choose a device that reaches so deep, or change the plan."
        yield Ready(words=words, ok=False, way=way, who="a specialist or a doctor", holds=True)
    elif deepest:
        yield Ready(words=f"Planned depth {deepest:g} mm is within its reach", ok=True)


def _stock(visit: Visit, day: date) -> Iterator[Ready]:
    yield _cartridges(visit, day)
    if needs_cream(visit):
        good = good_lot(Kind.CREAM, day)
        yield _there(good) if good is not None else _lacks(Kind.CREAM)


def needs_cream(visit: Visit) -> bool:
    """Whether its plan has a numbing cream; without a plan it may."""
    plan = plan_in_force(visit.patient, visit.service)
    return plan is None or has_cream(kept_of(plan))


def good_lot(kind: Kind, day: date, *, for_device: str = "") -> Lot | None:
    """The lot that is taken next: there, not expired, not recalled; for this device, if named.

    Where none is for it, one of which nobody said for which device it is.
    """
    rows = Lot.objects.filter(product__kind=kind, quantity__gt=0).select_related("product")
    rows = rows.filter(expires_on__gte=day, recalled_at=None).order_by("expires_on")
    if not for_device:
        return rows.first()
    mine = rows.filter(product__for_device=for_device).first()
    return mine or rows.filter(product__for_device="").first()


def _cartridges(visit: Visit, day: date) -> Ready:
    device = visit.device
    name, model = (str(device), device.model) if device is not None else ("", "")
    good = good_lot(Kind.CARTRIDGE, day, for_device=(model or OTHER) if name else "")
    if good is None:
        return _lacks(Kind.CARTRIDGE) if device is None else _none_fits(name, day)
    word, words = fit_of(good.product, device=name, model=model)
    if not name or not word:
        return _there(good)
    way = "Say for which device under Stock, Products; look at the blister until then."
    return Ready(words=f"{_there(good).words}. {words}", ok=False, way=way, who=DESK)


def _none_fits(device: str, day: date) -> Ready:
    """There are cartridges, but every good one is for another device."""
    other = good_lot(Kind.CARTRIDGE, day)
    if other is None:
        return _lacks(Kind.CARTRIDGE)
    made_for = device_words(other.product.for_device)
    words = f"Cartridge: what is there is for {made_for}; this session is {device}"
    way = "Receive a delivery under Stock, or book the device that the cartridges are for."
    return Ready(words=words, ok=False, way=way, who=DESK)


def _there(good: Lot) -> Ready:
    until = f"{good.expires_on:%-d %B %Y}"
    called = _CALLED[Kind(good.product.kind)]
    return Ready(words=f"{called}: {good}, good until {until}", ok=True)


def _lacks(kind: Kind) -> Ready:
    there = Lot.objects.filter(product__kind=kind, quantity__gt=0).exists()
    bad = "all that is there has expired or was recalled" if there else "none in stock"
    way = "Receive a delivery under Stock, or count the shelf."
    return Ready(words=f"{_CALLED[kind]}: {bad}", ok=False, way=way, who=DESK)


def _checked(visit: Visit) -> Ready:
    ticked = len(checks_of(visit))
    ok = ticked == len(CHECKS)
    words = f"Room and tray: {ticked} of {len(CHECKS)} ticked"
    return Ready(words=words, ok=ok, way="Look and tick below.", who="anybody in the room")
