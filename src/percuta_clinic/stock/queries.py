"""Reading stock: what is there, what ends soon, what to order, which device needs service."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.stock.models import Device, Lot, Product, ToCount
from percuta_clinic.stock.science import models_known

SOON_DAYS = 60


def lots_there(account: Account) -> QuerySet[Lot]:
    """Lots of which something is left, the first to expire first."""
    require(account, Right.SEE_STOCK)
    found = Lot.objects.filter(quantity__gt=0).select_related("product")
    return found.order_by("expires_on", "product__name", "number")


def to_count(account: Account) -> QuerySet[ToCount]:
    """What somebody has to look at on the shelf."""
    require(account, Right.SEE_STOCK)
    return ToCount.objects.filter(done_at=None).select_related("lot__product")


def lots_of(account: Account, product: Product) -> QuerySet[Lot]:
    """Every lot of a product there ever was."""
    require(account, Right.SEE_STOCK)
    return product.lots.order_by("-expires_on", "number")


def usable_lots(account: Account, *, day: date) -> QuerySet[Lot]:
    """Lots that may be used on ``day``: something left, not expired, not recalled."""
    return lots_there(account).filter(expires_on__gte=day, recalled_at=None)


def expiring_lots(account: Account, *, day: date) -> QuerySet[Lot]:
    """Lots that expire soon or have expired while something is left."""
    return lots_there(account).filter(
        expires_on__lte=day + timedelta(days=SOON_DAYS), recalled_at=None
    )


@dataclass(frozen=True, kw_only=True)
class Held:
    """A product with how much of it may be used today."""

    product: Product
    usable: int

    @property
    def is_low(self) -> bool:
        """Whether it is to be ordered."""
        return self.usable < self.product.reorder_below


def products_held(account: Account, *, day: date) -> Sequence[Held]:
    """Every product, with what may be used on ``day``."""
    require(account, Right.SEE_STOCK)
    fresh = Q(lots__expires_on__gte=day, lots__recalled_at=None)
    counted = Product.objects.annotate(usable=Coalesce(Sum("lots__quantity", filter=fresh), 0))
    return [Held(product=one, usable=one.usable) for one in counted]


def to_reorder(account: Account, *, day: date) -> Sequence[Held]:
    """Products of which too little is left."""
    return [held for held in products_held(account, day=day) if held.is_low]


def deepest_mm() -> Decimal:
    """How deep anything in use here goes, or that the science knows while nothing is entered."""
    here = Device.objects.filter(retired_at=None).aggregate(most=Max("max_depth_mm"))["most"]
    return Decimal(here) if here else max(model.reach.mm for model in models_known())


def devices(account: Account) -> QuerySet[Device]:
    """Every device, those in use first."""
    require(account, Right.SEE_STOCK)
    return Device.objects.order_by("retired_at", "name")


def trouble_with(device: Device, day: date) -> list[str]:
    """What is to be seen to about a device that is in use."""
    if device.retired_at:
        return []
    found = []
    if device.service_due and device.service_due < day:
        found.append("Service overdue")
    if device.tolerance_mm is None:
        found.append("Depth tolerance not known")
    return found


@dataclass(frozen=True, kw_only=True)
class LotState:
    """How a lot stands, in words; ``tone`` goes with them."""

    words: str
    tone: str


def lot_state(lot: Lot, day: date) -> LotState:
    """Whether a lot may be used on ``day``, and for how long."""
    left = (lot.expires_on - day).days
    if lot.recalled_at:
        return LotState(words="Recalled: do not use", tone="stop")
    if left < 0:
        return LotState(words="Expired: do not use", tone="stop")
    if not lot.quantity:
        return LotState(words="Used up", tone="idle")
    if left <= SOON_DAYS:
        words = "Expires today" if not left else f"Expires in {left} day{'s' * (left != 1)}"
        return LotState(words=words, tone="warn")
    return LotState(words="Good", tone="ok")
