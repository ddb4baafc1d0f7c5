"""Devices and what is used up: cartridges and numbing creams, each with lot and expiry."""

from typing import Any

from django.db import models
from django.utils import timezone

from percuta_clinic.config.ids import new_id


class Device(models.Model):
    """One needling device that stands in this clinic. ``model`` is a key of the science or ours."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=80)
    model = models.CharField(max_length=40, blank=True)
    serial = models.CharField("serial number", max_length=60, unique=True)
    indications = models.JSONField("cleared indications", default=list, blank=True)
    max_depth_mm = models.DecimalField("maximum depth (mm)", max_digits=3, decimal_places=2)
    tolerance_mm = models.DecimalField(
        "tolerance of depth (mm)", max_digits=3, decimal_places=2, null=True, blank=True
    )
    serviced_on = models.DateField("last service", null=True, blank=True)
    service_due = models.DateField("next service due", null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Kind(models.TextChoices):
    """What is kept by lot."""

    CARTRIDGE = "cartridge", "needle cartridge"
    CREAM = "cream", "numbing cream"


class Product(models.Model):
    """A cartridge or cream as it is ordered. ``key`` is the science's name of a licensed cream.

    ``for_device`` is the model a cartridge is made for, or "other"; empty is not known.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=120)
    key = models.CharField(max_length=40, blank=True)
    for_device = models.CharField("for the device", max_length=40, blank=True)
    code = models.CharField("article number (GTIN)", max_length=40, blank=True)
    unit = models.CharField(max_length=20, default="piece")
    reorder_below = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("kind", "name")

    def __str__(self) -> str:
        return self.name


class Lot(models.Model):
    """What came in one delivery under one lot number."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="lots")
    number = models.CharField("lot", max_length=60)
    expires_on = models.DateField()
    quantity = models.PositiveIntegerField()
    received_on = models.DateField()
    recalled_at = models.DateTimeField(null=True, blank=True)
    recall_reason = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("expires_on",)
        constraints = [
            models.UniqueConstraint(fields=["product", "number"], name="stock_lot_once"),
            models.CheckConstraint(
                condition=models.Q(expires_on__gte=models.F("received_on")), name="stock_lot_fresh"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} lot {self.number}"


class StockMove(models.Model):
    """One change of the count of a lot. Moves are added, never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="moves")
    change = models.IntegerField()
    reason = models.CharField(max_length=300)
    by = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.change:+d} of {self.lot}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes a new move; an old one is not touched."""
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """A wrong move is put right by another."""
        raise models.ProtectedError("A stock move is never removed.", {self})


class ToCount(models.Model):
    """A count that cannot be right: somebody looks at the shelf. Counting the lot ends it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    lot = models.ForeignKey(
        Lot, null=True, blank=True, on_delete=models.PROTECT, related_name="to_count"
    )
    words = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return self.words
