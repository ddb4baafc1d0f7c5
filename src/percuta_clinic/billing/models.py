"""Charges, payments and packages of patients, what prices there are, and the terms agreed to."""

from datetime import date
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from percuta_clinic.billing.money import words
from percuta_clinic.booking.models import Service, Visit
from percuta_clinic.config.ids import new_id
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account

NOTHING = Decimal(0)
_FROM_2_TO_50 = (MinValueValidator(2), MaxValueValidator(50))
_FROM_1_TO_120 = (MinValueValidator(1), MaxValueValidator(120))
_NOT_BELOW_NOTHING = (MinValueValidator(NOTHING),)
_ABOVE_NOTHING = models.Q(amount__gt=0)


class Kind(models.TextChoices):
    """What somebody is asked to pay for."""

    DEPOSIT = "deposit", "deposit"
    SESSION = "session", "session"
    PACKAGE = "package", "package"
    LATE = "late", "late cancellation"
    MISSED = "missed", "missed visit"
    OTHER = "other", "other"


class How(models.TextChoices):
    """How money came, or went back."""

    CASH = "cash", "cash"
    CARD = "card", "card terminal"
    BANK = "bank", "bank transfer"
    VOUCHER = "voucher", "voucher"
    OTHER = "other", "other"


class Turned(models.TextChoices):
    """Why a charge or a payment does not count, or not all of it."""

    WAIVED = "waived", "waived"
    RELEASED = "released", "taken back"
    REFUNDED = "refunded", "paid back"
    MISTAKEN = "mistaken", "entered by mistake"


class Shown(models.TextChoices):
    """Where somebody read the terms and agreed."""

    ONLINE = "online", "on the clinic's pages"
    ACCOUNT = "account", "signed in with their own account"
    DESK = "desk", "read to them in the clinic"
    PHONE = "phone", "read to them on the phone"


class Terms(models.Model):
    """One version of what is asked for before a visit and after a late no.

    Without a service it is for every service that has none of its own. Amounts are in
    ``currency``; a part of the price where ``…_percent`` says so.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="terms"
    )
    version = models.PositiveIntegerField()
    follows_general = models.BooleanField(default=False)
    currency = models.CharField(max_length=3, default="EUR")
    cancel_hours = models.PositiveSmallIntegerField(default=48)
    deposit = models.DecimalField(max_digits=8, decimal_places=2, default=NOTHING)
    deposit_percent = models.BooleanField(default=False)
    late_fee = models.DecimalField(max_digits=8, decimal_places=2, default=NOTHING)
    late_percent = models.BooleanField(default=False)
    missed_fee = models.DecimalField(max_digits=8, decimal_places=2, default=NOTHING)
    missed_percent = models.BooleanField(default=False)
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "terms"
        constraints = [
            models.UniqueConstraint(fields=["service", "version"], name="billing_terms_version"),
            models.UniqueConstraint(
                fields=["version"],
                condition=models.Q(service=None),
                name="billing_general_version",
            ),
        ]

    def __str__(self) -> str:
        return f"terms for {self.service or 'all services'}, version {self.version}"


class TermsAgreed(models.Model):
    """The words somebody agreed to for a visit, with the amounts as they were then."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="terms_agreed")
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="terms_agreed")
    terms = models.ForeignKey(Terms, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    digest = models.CharField(max_length=64)
    currency = models.CharField(max_length=3)
    cancel_hours = models.PositiveSmallIntegerField()
    deposit = models.DecimalField(max_digits=8, decimal_places=2)
    late_fee = models.DecimalField(max_digits=8, decimal_places=2)
    missed_fee = models.DecimalField(max_digits=8, decimal_places=2)
    how = models.CharField(max_length=8, choices=Shown.choices)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "agreement to terms"
        verbose_name_plural = "agreements to terms"
        ordering = ("-at",)
        constraints = [
            models.UniqueConstraint(fields=["visit", "digest"], name="billing_agreed_once")
        ]

    def __str__(self) -> str:
        return f"terms agreed for {self.visit_id}"


class PackageKind(models.Model):
    """Several sessions of one service, sold together."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=80, unique=True)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="package_kinds")
    sessions = models.PositiveSmallIntegerField("sessions in it", validators=_FROM_2_TO_50)
    price = models.DecimalField(max_digits=8, decimal_places=2, validators=_NOT_BELOW_NOTHING)
    months = models.PositiveSmallIntegerField(
        "months it can be used", default=18, validators=_FROM_1_TO_120
    )
    is_offered = models.BooleanField("offered", default=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def currency(self) -> str:
        """That of its service."""
        return self.service.currency


class Package(models.Model):
    """A package that was sold: what was in it and what it cost stay as they were."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="packages")
    kind = models.ForeignKey(PackageKind, on_delete=models.PROTECT, related_name="sold")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="packages")
    name = models.CharField(max_length=80)
    sessions = models.PositiveSmallIntegerField()
    price = models.DecimalField(max_digits=8, decimal_places=2)
    currency = models.CharField(max_length=3)
    sold_on = models.DateField()
    first_until = models.DateField()
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now)
    once = models.UUIDField(unique=True, default=new_id)

    class Meta:
        ordering = ("at",)

    def __str__(self) -> str:
        return self.name

    @property
    def until(self) -> date:
        """The last day on which a session of it can be had."""
        later = [step.until for step in self.steps.all() if step.until]
        return later[-1] if later else self.first_until

    @property
    def ended(self) -> "PackageStep | None":
        """How it was taken back, if it was."""
        return next((step for step in self.steps.all() if step.until is None), None)

    @property
    def used(self) -> int:
        """Sessions that were had and not given back."""
        return sum(use.given_back_at is None for use in self.uses.all())

    @property
    def left(self) -> int:
        """Sessions that can still be had."""
        return 0 if self.ended else self.sessions - self.used


class PackageStep(models.Model):
    """A package can be used longer, or, without ``until``, is taken back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="steps")
    until = models.DateField(null=True)
    why = models.CharField(max_length=300)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["package"], condition=models.Q(until=None), name="billing_ends_once"
            )
        ]

    def __str__(self) -> str:
        return f"until {self.until}" if self.until else "taken back"


class PackageUse(models.Model):
    """A visit that took one session of a package; ``slot`` is which, up to ``out_of``.

    The database lets each slot be taken once, and each visit take one, until it is given back.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="uses")
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="package_uses")
    slot = models.PositiveSmallIntegerField()
    out_of = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=300)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now)
    given_back_at = models.DateTimeField(null=True)
    given_back_why = models.CharField(max_length=300, blank=True)
    given_back_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["package", "slot"],
                condition=models.Q(given_back_at=None),
                name="billing_slot_once",
            ),
            models.UniqueConstraint(
                fields=["visit"],
                condition=models.Q(given_back_at=None),
                name="billing_visit_takes_one",
            ),
            models.CheckConstraint(
                condition=models.Q(slot__gte=1, slot__lte=models.F("out_of")),
                name="billing_slot_is_there",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot} of {self.out_of}"


class Charge(models.Model):
    """Something a patient is asked to pay; the same ``once`` is charged once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="charges")
    visit = models.ForeignKey(Visit, null=True, on_delete=models.PROTECT, related_name="charges")
    package = models.OneToOneField(
        Package, null=True, on_delete=models.PROTECT, related_name="charge"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    currency = models.CharField(max_length=3)
    due_on = models.DateField()
    why = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now)
    once = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ("due_on", "at")
        constraints = [models.CheckConstraint(condition=_ABOVE_NOTHING, name="billing_charges")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {words(self.amount, self.currency)}"

    @property
    def turned(self) -> Decimal:
        """What was waived or taken back of it."""
        return sum((one.amount for one in self.reversals.all()), NOTHING)

    @property
    def paid(self) -> Decimal:
        """What payments have settled of it."""
        return sum((one.amount for one in self.allocations.all()), NOTHING)

    @property
    def open(self) -> Decimal:
        """What is still to be paid of it."""
        return self.amount - self.turned - self.paid


class Payment(models.Model):
    """Money that came; ``number`` is that of its receipt, and the same ``once`` is taken once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.PositiveIntegerField(unique=True)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="payments")
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    currency = models.CharField(max_length=3)
    how = models.CharField(max_length=8, choices=How.choices)
    reference = models.CharField(max_length=80, blank=True)
    tax_name = models.CharField(max_length=30, blank=True)
    tax_percent = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    once = models.UUIDField(unique=True, default=new_id)

    class Meta:
        ordering = ("number",)
        constraints = [models.CheckConstraint(condition=_ABOVE_NOTHING, name="billing_payments")]

    def __str__(self) -> str:
        return f"{words(self.amount, self.currency)}, {self.get_how_display()}"

    @property
    def turned(self) -> Decimal:
        """What was paid back of it, or never came."""
        return sum((one.amount for one in self.reversals.all()), NOTHING)

    @property
    def free(self) -> Decimal:
        """What has settled no charge yet."""
        settled = sum((one.amount for one in self.allocations.all()), NOTHING)
        return self.amount - self.turned - settled


class Allocation(models.Model):
    """A payment settles a charge, or part of it; less than nothing lets that go again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="allocations")
    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="allocations")
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(condition=~models.Q(amount=0), name="billing_allocates")
        ]

    def __str__(self) -> str:
        return str(self.amount)


class Reversal(models.Model):
    """A charge or a payment that does not count, or not all of it, and why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="reversals")
    charge = models.ForeignKey(
        Charge, null=True, on_delete=models.PROTECT, related_name="reversals"
    )
    payment = models.ForeignKey(
        Payment, null=True, on_delete=models.PROTECT, related_name="reversals"
    )
    what = models.CharField(max_length=9, choices=Turned.choices)
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    currency = models.CharField(max_length=3)
    how = models.CharField(max_length=8, choices=How.choices, blank=True)
    why = models.CharField(max_length=300)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    once = models.UUIDField(unique=True, default=new_id)

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(condition=_ABOVE_NOTHING, name="billing_turns"),
            models.CheckConstraint(
                condition=models.Q(charge=None, payment__isnull=False)
                | models.Q(payment=None, charge__isnull=False),
                name="billing_turns_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {words(self.amount, self.currency)}"
