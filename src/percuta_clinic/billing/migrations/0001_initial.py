"""Charges, payments, packages and terms."""

from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import percuta_clinic.config.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("booking", "0007_test_areas"),
        ("patients", "0003_signed_notes_stay"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Package",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=percuta_clinic.config.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("sessions", models.PositiveSmallIntegerField()),
                ("price", models.DecimalField(decimal_places=2, max_digits=8)),
                ("currency", models.CharField(max_length=3)),
                ("sold_on", models.DateField()),
                ("first_until", models.DateField()),
                ("by_name", models.CharField(max_length=120)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("once", models.UUIDField(default=percuta_clinic.config.ids.new_id, unique=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packages",
                        to="patients.patient",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packages",
                        to="booking.service",
                    ),
                ),
            ],
            options={
                "ordering": ("at",),
            },
        ),
        migrations.CreateModel(
            name="Charge",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=percuta_clinic.config.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("deposit", "deposit"),
                            ("session", "session"),
                            ("package", "package"),
                            ("late", "late cancellation"),
                            ("missed", "missed visit"),
                            ("other", "other"),
                        ],
                        max_length=8,
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=9)),
                ("currency", models.CharField(max_length=3)),
                ("due_on", models.DateField()),
                ("why", models.CharField(blank=True, max_length=300)),
                ("by_name", models.CharField(max_length=120)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("once", models.CharField(max_length=80, unique=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charges",
                        to="patients.patient",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charges",
                        to="booking.visit",
                    ),
                ),
                (
                    "package",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charge",
                        to="billing.package",
                    ),
                ),
            ],
            options={
                "ordering": ("due_on", "at"),
            },
        ),
        migrations.CreateModel(
            name="PackageKind",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=percuta_clinic.config.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True)),
                (
                    "sessions",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(2),
                            django.core.validators.MaxValueValidator(50),
                        ],
                        verbose_name="sessions in it",
                    ),
                ),
                (
                    "price",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=8,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                    ),
                ),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        default=18,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(120),
                        ],
                        verbose_name="months it can be used",
                    ),
                ),
                ("is_offered", models.BooleanField(default=True, verbose_name="offered")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="package_kinds",
                        to="booking.service",
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
            },
        ),
        migrations.AddField(
            model_name="package",
            name="kind",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sold",
                to="billing.packagekind",
            ),
        ),
        migrations.CreateModel(
            name="PackageStep",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=percuta_clinic.config.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("until", models.DateField(null=True)),
                ("why", models.CharField(max_length=300)),
                ("by_name", models.CharField(max_length=120)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "package",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="billing.package",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
            },
        ),
        migrations.CreateModel(
            name="PackageUse",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=percuta_clinic.config.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("slot", models.PositiveSmallIntegerField()),
                ("out_of", models.PositiveSmallIntegerField()),
                ("why", models.CharField(max_length=300)),
                ("by_name", models.CharField(max_length=120)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("given_back_at", models.DateTimeField(null=True)),
                ("given_back_why", models.CharField(blank=True, max_length=300)),
                ("given_back_by", models.CharField(blank=True, max_length=120)),
                (
                    "package",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="billing.package",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="package_uses",
                        to="booking.visit",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=percuta_clinic.config.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=9)),
                ("currency", models.CharField(max_length=3)),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("cash", "cash"),
                            ("card", "card terminal"),
                            ("bank", "bank transfer"),
                            ("voucher", "voucher"),
                            ("other", "other"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=80)),
                ("by_name", models.CharField(max_length=120)),
                ("at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ("once", models.UUIDField(default=percuta_clinic.config.ids.new_id, unique=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="patients.patient",
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
            },
        ),
        migrations.CreateModel(
            name="Allocation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=percuta_clinic.config.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=9)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "charge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to="billing.charge",
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to="billing.payment",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
            },
        ),
        migrations.CreateModel(
            name="Reversal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=percuta_clinic.config.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("waived", "waived"),
                            ("released", "taken back"),
                            ("refunded", "paid back"),
                            ("mistaken", "entered by mistake"),
                        ],
                        max_length=9,
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=9)),
                ("currency", models.CharField(max_length=3)),
                (
                    "how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("cash", "cash"),
                            ("card", "card terminal"),
                            ("bank", "bank transfer"),
                            ("voucher", "voucher"),
                            ("other", "other"),
                        ],
                        max_length=8,
                    ),
                ),
                ("why", models.CharField(max_length=300)),
                ("by_name", models.CharField(max_length=120)),
                ("at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ("once", models.UUIDField(default=percuta_clinic.config.ids.new_id, unique=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "charge",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversals",
                        to="billing.charge",
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversals",
                        to="patients.patient",
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversals",
                        to="billing.payment",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
            },
        ),
        migrations.CreateModel(
            name="Terms",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=percuta_clinic.config.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("follows_general", models.BooleanField(default=False)),
                ("currency", models.CharField(default="EUR", max_length=3)),
                ("cancel_hours", models.PositiveSmallIntegerField(default=48)),
                (
                    "deposit",
                    models.DecimalField(decimal_places=2, default=Decimal("0"), max_digits=8),
                ),
                ("deposit_percent", models.BooleanField(default=False)),
                (
                    "late_fee",
                    models.DecimalField(decimal_places=2, default=Decimal("0"), max_digits=8),
                ),
                ("late_percent", models.BooleanField(default=False)),
                (
                    "missed_fee",
                    models.DecimalField(decimal_places=2, default=Decimal("0"), max_digits=8),
                ),
                ("missed_percent", models.BooleanField(default=False)),
                ("made_by", models.CharField(max_length=120)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="booking.service",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "terms",
            },
        ),
        migrations.CreateModel(
            name="TermsAgreed",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=percuta_clinic.config.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("text", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("currency", models.CharField(max_length=3)),
                ("cancel_hours", models.PositiveSmallIntegerField()),
                ("deposit", models.DecimalField(decimal_places=2, max_digits=8)),
                ("late_fee", models.DecimalField(decimal_places=2, max_digits=8)),
                ("missed_fee", models.DecimalField(decimal_places=2, max_digits=8)),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("online", "on the clinic's pages"),
                            ("account", "signed in with their own account"),
                            ("desk", "read to them in the clinic"),
                            ("phone", "read to them on the phone"),
                        ],
                        max_length=8,
                    ),
                ),
                ("by_name", models.CharField(max_length=120)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms_agreed",
                        to="patients.patient",
                    ),
                ),
                (
                    "terms",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="billing.terms",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms_agreed",
                        to="booking.visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "agreement to terms",
                "verbose_name_plural": "agreements to terms",
                "ordering": ("-at",),
            },
        ),
        migrations.AddConstraint(
            model_name="charge",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="billing_charges"
            ),
        ),
        migrations.AddConstraint(
            model_name="packagestep",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)), fields=("package",), name="billing_ends_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="packageuse",
            constraint=models.UniqueConstraint(
                condition=models.Q(("given_back_at", None)),
                fields=("package", "slot"),
                name="billing_slot_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="packageuse",
            constraint=models.UniqueConstraint(
                condition=models.Q(("given_back_at", None)),
                fields=("visit",),
                name="billing_visit_takes_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="packageuse",
            constraint=models.CheckConstraint(
                condition=models.Q(("slot__gte", 1), ("slot__lte", models.F("out_of"))),
                name="billing_slot_is_there",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="billing_payments"
            ),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount", 0), _negated=True), name="billing_allocates"
            ),
        ),
        migrations.AddConstraint(
            model_name="reversal",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="billing_turns"
            ),
        ),
        migrations.AddConstraint(
            model_name="reversal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("charge", None), ("payment__isnull", False)),
                    models.Q(("charge__isnull", False), ("payment", None)),
                    _connector="OR",
                ),
                name="billing_turns_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.UniqueConstraint(
                fields=("service", "version"), name="billing_terms_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.UniqueConstraint(
                condition=models.Q(("service", None)),
                fields=("version",),
                name="billing_general_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="termsagreed",
            constraint=models.UniqueConstraint(
                fields=("visit", "digest"), name="billing_agreed_once"
            ),
        ),
    ]
